; Two stores to different places on the stack, merged into one: an option of two
; references, the first of which is null if it is none, read as integers.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)

; x0 * x1 if n is positive, else 0
define double @f(ptr %x, i64 %n) {
entry:
  %first = alloca i64, align 8
  %second = alloca i64, align 8
  %is.some = icmp sgt i64 %n, 0
  br i1 %is.some, label %some, label %none

some:
  %address = ptrtoint ptr %x to i64
  store i64 %address, ptr %first, align 8
  %next = getelementptr double, ptr %x, i64 1
  br label %written

none:
  br label %written

written:
  %place = phi ptr [ %second, %some ], [ %first, %none ]
  %pointer = phi ptr [ %next, %some ], [ null, %none ]
  store ptr %pointer, ptr %place, align 8
  %niche = load i64, ptr %first, align 8
  %is.none = icmp eq i64 %niche, 0
  br i1 %is.none, label %done, label %read

read:
  %p0 = inttoptr i64 %niche to ptr
  %x0 = load double, ptr %p0, align 8
  %other = load i64, ptr %second, align 8
  %p1 = inttoptr i64 %other to ptr
  %x1 = load double, ptr %p1, align 8
  %product = fmul double %x0, %x1
  br label %done

done:
  %result = phi double [ 0.0, %written ], [ %product, %read ]
  ret double %result
}

; At (3, 5): 5 and 3, and nothing more from the call with n = 0.
define i32 @main() {
  %x = alloca [2 x double]
  %dx = alloca [2 x double]
  store [2 x double] [double 3.0, double 5.0], ptr %x
  store [2 x double] zeroinitializer, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 1)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 0)
  %g0 = load double, ptr %dx
  %p1 = getelementptr double, ptr %dx, i64 1
  %g1 = load double, ptr %p1
  %w0 = fcmp une double %g0, 5.0
  %w1 = fcmp une double %g1, 3.0
  %wrong = or i1 %w0, %w1
  %code = zext i1 %wrong to i32
  ret i32 %code
}
