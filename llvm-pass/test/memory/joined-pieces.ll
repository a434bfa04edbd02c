; A slot that holds an address in one variant of an enum and a byte in the other: the byte and the rest of the word are
; loaded apart, travel apart, and are put together where the address is used.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; x * x, by way of memory of which the address lies in one of two slots, or comes as it is if %direct.
define double @f(ptr %x, i64 %into, i64 %which, i1 %direct) {
entry:
  %slots = alloca [2 x ptr], align 8
  %slot = getelementptr ptr, ptr %slots, i64 %which
  %v = load double, ptr %x, align 8
  %held = call ptr @malloc(i64 8)
  store double %v, ptr %held, align 8
  %filled = getelementptr ptr, ptr %slots, i64 %into
  store ptr %held, ptr %filled, align 8
  br i1 %direct, label %known, label %loaded

known:
  %number = ptrtoint ptr %held to i64
  %first.known = trunc i64 %number to i8
  %upper = lshr i64 %number, 8
  %rest.known = trunc i64 %upper to i56
  br label %joined

loaded:
  %first.loaded = load i8, ptr %slot, align 8
  %at = getelementptr i8, ptr %slot, i64 1
  %rest.loaded = load i56, ptr %at, align 1
  br label %joined

joined:
  %first = phi i8 [ %first.known, %known ], [ %first.loaded, %loaded ]
  %rest = phi i56 [ %rest.known, %known ], [ %rest.loaded, %loaded ]
  %low = zext i8 %first to i64
  %high = zext i56 %rest to i64
  %shifted = shl i64 %high, 8
  %word = or disjoint i64 %shifted, %low
  %address = inttoptr i64 %word to ptr
  %w = load double, ptr %address, align 8
  %y = fmul double %w, %v
  call void @free(ptr %address)
  ret double %y
}

define i1 @wrong(i1 %direct) {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 1, i64 1, i1 %direct)
  %d = load double, ptr %dx
  %off = fcmp une double %d, 6.0
  ret i1 %off
}

define i32 @main() {
  %loaded = call i1 @wrong(i1 false)
  %known = call i1 @wrong(i1 true)
  %any = or i1 %loaded, %known
  %code = zext i1 %any to i32
  ret i32 %code
}
