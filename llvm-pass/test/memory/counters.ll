; Numbers that grow are kept where addresses are kept on another path: they are no addresses.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
declare i64 @llvm.umax.i64(i64, i64)

; x * x times what has been counted, in twos from 4 on, until it is as large as the limit.
define double @f(ptr %x, i64 %limit, i64 %place) {
entry:
  %cells = alloca [2 x ptr]
  %other = sub i64 1, %place
  %free = getelementptr ptr, ptr %cells, i64 %place
  %kept = getelementptr ptr, ptr %cells, i64 %other
  store ptr %x, ptr %kept
  store ptr null, ptr %free
  br label %head
head:
  %old = load i64, ptr %free
  %twice = shl i64 %old, 1
  %capacity = call i64 @llvm.umax.i64(i64 %twice, i64 4)
  store i64 %capacity, ptr %free
  %enough = icmp uge i64 %capacity, %limit
  br i1 %enough, label %exit, label %head
exit:
  %p = load ptr, ptr %kept
  %n = load i64, ptr %free
  %v = load double, ptr %p
  %vv = fmul double %v, %v
  %factor = uitofp i64 %n to double
  %result = fmul double %vv, %factor
  ret double %result
}

; At 3, with 16 counted and with 4: 96 + 24.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 9, i64 0)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 3, i64 1)
  %both = load double, ptr %dx
  store double 1.0, ptr %dx
  %forward = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, ptr %x, ptr %dx, i64 9, i64 0)
  %w1 = fcmp une double %both, 120.0
  %w2 = fcmp une double %forward, 96.0
  %wrong = or i1 %w1, %w2
  %code = zext i1 %wrong to i32
  ret i32 %code
}
