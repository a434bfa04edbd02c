; Markers as C does not write them: a metadata string, a stack slot of that name.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t
; RUN: %opt -S %s | %FileCheck %s

; CHECK-LABEL: define i32 @main
; CHECK-NOT: call {{.*}}@__enzyme_

define double @f(double %x, double %y) {
  %product = fmul double %x, %y
  %result = fmul double %product, %y
  ret double %result
}

declare double @__enzyme_autodiff(ptr, ...)

; f has the derivatives 9 and 12 at (2, 3).
define i32 @main() {
  %enzyme_const = alloca i32
  %by_x = call double (ptr, ...) @__enzyme_autodiff(ptr @f, metadata !"enzyme_out", double 2.0, metadata !"enzyme_const", double 3.0)
  %marker = load i32, ptr %enzyme_const
  %by_y = call double (ptr, ...) @__enzyme_autodiff(ptr @f, i32 %marker, double 2.0, double 3.0)
  %first = fcmp une double %by_x, 9.0
  %second = fcmp une double %by_y, 12.0
  %wrong = or i1 %first, %second
  %code = zext i1 %wrong to i32
  ret i32 %code
}
