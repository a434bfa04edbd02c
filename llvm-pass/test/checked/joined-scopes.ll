; A load that may belong to either of two alias scopes, of which only one is declared. Kept alone, that one would say
; that the store to the other does not concern the load. The derivatives are compared with the exact ones.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

declare double @__enzyme_autodiff(ptr, double, i64)
declare double @__enzyme_fwddiff(ptr, double, double, i64)
declare void @llvm.experimental.noalias.scope.decl(metadata)

define double @f(double %x, i64 %i) {
  %array = alloca [2 x double]
  store double %x, ptr %array
  %other = getelementptr double, ptr %array, i64 1
  store double 2.0, ptr %other
  call void @llvm.experimental.noalias.scope.decl(metadata !2)
  %at = getelementptr double, ptr %array, i64 %i
  %squared = fmul double %x, %x
  store double %squared, ptr %at, !alias.scope !3, !noalias !2
  %read = load double, ptr %array, !alias.scope !5
  %cubed = fmul double %read, %x
  ret double %cubed
}

define i32 @main() {
  %gradient = call double @__enzyme_autodiff(ptr @f, double 3.0, i64 0)
  %tangent = call double @__enzyme_fwddiff(ptr @f, double 3.0, double 1.0, i64 0)
  %untouched = call double @__enzyme_autodiff(ptr @f, double 3.0, i64 1)
  %1 = fcmp une double %gradient, 27.0
  %2 = fcmp une double %tangent, 27.0
  %3 = fcmp une double %untouched, 6.0
  %4 = or i1 %1, %2
  %5 = or i1 %4, %3
  %code = zext i1 %5 to i32
  ret i32 %code
}

!0 = distinct !{!0, !"f"}
!1 = distinct !{!1, !0, !"f: argument 0"}
!2 = !{!1}
!3 = !{!4}
!4 = distinct !{!4, !0, !"f: argument 1"}
!5 = !{!1, !4}
