; Addresses are moved from memory to memory as a vector of words, and those that were there are cleared.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@enzyme_dup = external global i32
@enzyme_const = external global i32
declare void @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; x[n] * x[n] * x[0]
define double @f(ptr %x, i64 %n) {
  %from = call ptr @malloc(i64 16)
  %to = call ptr @malloc(i64 16)
  %x.1 = getelementptr inbounds double, ptr %x, i64 1
  %v.0 = load double, ptr %x, align 8
  %v.1 = load double, ptr %x.1, align 8
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  store double %v.0, ptr %a, align 8
  store double %v.1, ptr %b, align 8
  store ptr %a, ptr %from, align 8
  %from.1 = getelementptr inbounds ptr, ptr %from, i64 1
  store ptr %b, ptr %from.1, align 8
  %from.n = getelementptr inbounds ptr, ptr %from, i64 %n
  %there = load ptr, ptr %from.n, align 8
  %first = load double, ptr %there, align 8
  %words = load <2 x i64>, ptr %from, align 8, !tbaa !0
  store <2 x i64> %words, ptr %to, align 8
  store <2 x i64> zeroinitializer, ptr %from, align 8
  %to.n = getelementptr inbounds ptr, ptr %to, i64 %n
  %moved = load ptr, ptr %to.n, align 8
  %second = load double, ptr %moved, align 8
  %squared = fmul double %first, %second
  %result = fmul double %squared, %v.0
  call void @free(ptr %a)
  call void @free(ptr %b)
  call void @free(ptr %from)
  call void @free(ptr %to)
  ret double %result
}

; At 3 and 5, for n = 1: 25 and 30.
define i32 @main() {
  %x = alloca [2 x double], align 8
  %dx = alloca [2 x double], align 8
  store [2 x double] [double 3.0, double 5.0], ptr %x, align 8
  store [2 x double] zeroinitializer, ptr %dx, align 8
  %dup = load i32, ptr @enzyme_dup
  %const = load i32, ptr @enzyme_const
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, i32 %dup, ptr %x, ptr %dx, i32 %const, i64 1)
  %dx.1 = getelementptr inbounds double, ptr %dx, i64 1
  %d.0 = load double, ptr %dx, align 8
  %d.1 = load double, ptr %dx.1, align 8
  store [2 x double] [double 2.0, double 1.0], ptr %dx, align 8
  %tangent = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, i32 %dup, ptr %x, ptr %dx, i32 %const, i64 1)
  %wrong.0 = fcmp une double %d.0, 25.0
  %wrong.1 = fcmp une double %d.1, 30.0
  %wrong.2 = fcmp une double %tangent, 80.0
  %either = or i1 %wrong.0, %wrong.1
  %wrong = or i1 %either, %wrong.2
  %code = zext i1 %wrong to i32
  ret i32 %code
}

!0 = !{!1, !1, i64 0}
!1 = !{!"any pointer", !2, i64 0}
!2 = !{!"omnipotent char", !3, i64 0}
!3 = !{!"C++ types"}
