; An address that is put together from parts of a word: it names memory that is freed by another name on another path.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; n * x * x, by way of memory of which the address lies in one of two slots when it is freed, or is as it was if %direct.
define double @f(ptr %x, i64 %into, i64 %which, i64 %n, i1 %direct) {
entry:
  %slots = alloca [2 x ptr], align 8
  %slot = getelementptr ptr, ptr %slots, i64 %which
  %v = load double, ptr %x, align 8
  %held = call ptr @malloc(i64 8)
  store i64 %n, ptr %held, align 8
  %filled = getelementptr ptr, ptr %slots, i64 %into
  store ptr %held, ptr %filled, align 8
  %again = load i64, ptr %held, align 8
  %w = sitofp i64 %again to double
  %square = fmul double %v, %v
  %y = fmul double %square, %w
  br i1 %direct, label %known, label %loaded

known:
  call void @free(ptr %held)
  store volatile ptr null, ptr %filled, align 8
  br label %done

loaded:
  %first = load volatile i8, ptr %slot, align 8
  %at = getelementptr i8, ptr %slot, i64 1
  %rest = load volatile i56, ptr %at, align 1
  %low = zext i8 %first to i64
  %high = zext i56 %rest to i64
  %shifted = shl i64 %high, 8
  %word = or disjoint i64 %shifted, %low
  %address = inttoptr i64 %word to ptr
  call void @free(ptr %address)
  br label %done

done:
  ret double %y
}

define i1 @wrong(i1 %direct) {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 1, i64 1, i64 5, i1 %direct)
  %d = load double, ptr %dx
  %off = fcmp une double %d, 30.0
  ret i1 %off
}

define i32 @main() {
  %loaded = call i1 @wrong(i1 false)
  %known = call i1 @wrong(i1 true)
  %any = or i1 %loaded, %known
  %code = zext i1 %any to i32
  ret i32 %code
}
