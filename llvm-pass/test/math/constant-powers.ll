; A power that the program works out at run time has the same bits in the derivative: the compiler's own folding of
; powi rounds once, multiplication at run time rounds at every step.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare double @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
declare double @llvm.powi.f64.i32(double, i32)

define double @scaled(double %x, double %base) {
  %power = call double @llvm.powi.f64.i32(double %base, i32 -3)
  %y = fmul double %x, %power
  ret double %y
}

define double @f(double %x) {
  %y = call double @scaled(double %x, double 8.0e-01)
  ret double %y
}

define i32 @main() {
  %place = alloca double
  store volatile double 8.0e-01, ptr %place
  %base = load volatile double, ptr %place
  %power = call double @llvm.powi.f64.i32(double %base, i32 -3)
  %reverse = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double 2.0)
  %forward = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, double 2.0, double 1.0)
  %reverse.ok = fcmp oeq double %reverse, %power
  %forward.ok = fcmp oeq double %forward, %power
  %ok = and i1 %reverse.ok, %forward.ok
  %code = select i1 %ok, i32 0, i32 1
  ret i32 %code
}
