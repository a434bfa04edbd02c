; A program without a request is left as it is, and nothing is reported.
; RUN: rm -f %t.report
; RUN: %opt -S %s -o %t.with.ll
; RUN: env CARGO_ENZYME_REPORT=%t.report CARGO_ENZYME_BUDGET=0 %opt -S %s -o %t.with.ll
; RUN: %plain-opt -passes=no-op-module -S %s -o %t.without.ll
; RUN: diff %t.with.ll %t.without.ll
; RUN: %not test -e %t.report

declare double @sin(double)

define internal double @unused(double %x) noinline {
  %a = alloca double
  store double %x, ptr %a
  %v = load double, ptr %a
  ret double %v
}

define double @f(double %x) {
  %s = call double @sin(double %x)
  %y = fadd double %s, 0.0
  br label %next

next:
  ret double %y
}
