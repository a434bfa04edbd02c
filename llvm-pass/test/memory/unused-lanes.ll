; The last step of a product, as a vectoriser leaves it: of two lanes one is used, the other is multiplied by poison, or
; by what has no derivative there.
; RUN: %opt %s -o %t.bc && %plain-opt -passes='default<O2>' %t.bc -o %t.optimised.bc
; RUN: %clang -Wno-override-module %t.optimised.bc -o %t -lm && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare double @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
declare <2 x double> @llvm.sqrt.v2f64(<2 x double>)
declare <2 x double> @llvm.powi.v2f64.i32(<2 x double>, i32)

; (3 x0) (3 x1)
define double @product(ptr %x) {
  %v = load <2 x double>, ptr %x, align 8
  %c = fmul <2 x double> %v, splat (double 3.0)
  %upper = shufflevector <2 x double> %c, <2 x double> poison, <2 x i32> <i32 1, i32 poison>
  %p = fmul <2 x double> %c, %upper
  %y = extractelement <2 x double> %p, i64 0
  ret double %y
}

; sqrt(x0)^3: sqrt has no derivative at x1, which is zero.
define double @root(ptr %x) {
  %v = load <2 x double>, ptr %x, align 8
  %r = call <2 x double> @llvm.sqrt.v2f64(<2 x double> %v)
  %p = call <2 x double> @llvm.powi.v2f64.i32(<2 x double> %r, i32 3)
  %y = extractelement <2 x double> %p, i64 0
  ret double %y
}

define i1 @is(double %got, double %want) {
  %d = fsub double %got, %want
  %a = call double @llvm.fabs.f64(double %d)
  %ok = fcmp ole double %a, 1.0e-13
  ret i1 %ok
}
declare double @llvm.fabs.f64(double)

@x = global [2 x double] [double 1.5, double 0.5], align 16
@zero = global [2 x double] [double 4.0, double 0.0], align 16

define i32 @main() {
  %d = alloca [2 x double], align 16
  %d1 = getelementptr double, ptr %d, i64 1
  store <2 x double> zeroinitializer, ptr %d
  call double (ptr, ...) @__enzyme_autodiff(ptr @product, ptr @x, ptr %d)
  %p0 = load double, ptr %d
  %p1 = load double, ptr %d1
  %a = call i1 @is(double %p0, double 4.5)
  %b = call i1 @is(double %p1, double 13.5)

  store <2 x double> zeroinitializer, ptr %d
  call double (ptr, ...) @__enzyme_autodiff(ptr @root, ptr @zero, ptr %d)
  %r0 = load double, ptr %d
  %r1 = load double, ptr %d1
  %e = call i1 @is(double %r0, double 3.0)
  %f = call i1 @is(double %r1, double 0.0)
  store <2 x double> <double 1.0, double 1.0>, ptr %d
  %t = call double (ptr, ...) @__enzyme_fwddiff(ptr @root, ptr @zero, ptr %d)
  %g = call i1 @is(double %t, double 3.0)

  %ab = and i1 %a, %b
  %ef = and i1 %e, %f
  %abef = and i1 %ab, %ef
  %all = and i1 %abef, %g
  %failed = xor i1 %all, true
  %code = zext i1 %failed to i32
  ret i32 %code
}
