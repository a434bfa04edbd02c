; The bits of a float that are frozen are those of the float.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)

; x * x of a number that is not used where it is not defined.
define double @f(ptr %x, i1 %given) {
entry:
  br i1 %given, label %read, label %join
read:
  %v = load i64, ptr %x
  br label %join
join:
  %bits = phi i64 [ %v, %read ], [ poison, %entry ]
  %frozen = freeze i64 %bits
  %number = bitcast i64 %frozen to double
  %square = fmul double %number, %number
  %result = select i1 %given, double %square, double 0.0
  ret double %result
}

; At 3: 6.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i1 true)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i1 false)
  %reverse = load double, ptr %dx
  store double 1.0, ptr %dx
  %forward = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, ptr %x, ptr %dx, i1 true)
  %w1 = fcmp une double %reverse, 6.0
  %w2 = fcmp une double %forward, 6.0
  %wrong = or i1 %w1, %w2
  %code = zext i1 %wrong to i32
  ret i32 %code
}
