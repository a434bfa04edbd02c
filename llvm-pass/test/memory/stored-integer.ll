; A number is stored as a pointer, where a pointer is stored on another path.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)

; x0 * x0 times the bytes of so many numbers.
define double @f(ptr %x, i64 %count) {
  %cells = alloca [2 x ptr]
  %even = and i64 %count, 1
  %odd = sub i64 1, %even
  %free = getelementptr ptr, ptr %cells, i64 %even
  %kept = getelementptr ptr, ptr %cells, i64 %odd
  store ptr %x, ptr %kept
  %bytes = shl i64 %count, 3
  %number = inttoptr i64 %bytes to ptr
  store ptr %number, ptr %free
  %p = load ptr, ptr %kept
  %n = load i64, ptr %free
  %v = load double, ptr %p
  %vv = fmul double %v, %v
  %factor = uitofp i64 %n to double
  %result = fmul double %vv, %factor
  ret double %result
}

; At 3, of 2 and of 5 numbers: 96 and 240.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 2)
  %two = load double, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 5)
  %both = load double, ptr %dx
  %w2 = fcmp une double %two, 96.0
  %w7 = fcmp une double %both, 336.0
  %wrong = or i1 %w2, %w7
  %code = zext i1 %wrong to i32
  ret i32 %code
}
