; Elements of a vector that are taken out of its bits, one wide integer.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)

; x0 * x2 + x3 * x3
define double @f(ptr %x) {
  %all = load <4 x double>, ptr %x, align 8
  %bits = bitcast <4 x double> %all to i256
  %low = trunc i256 %bits to i64
  %x0 = bitcast i64 %low to double
  %shifted = lshr i256 %bits, 128
  %high = trunc i256 %shifted to i128
  %pair = bitcast i128 %high to <2 x double>
  %x2 = extractelement <2 x double> %pair, i64 0
  %x3 = extractelement <2 x double> %pair, i64 1
  %product = fmul double %x0, %x2
  %square = fmul double %x3, %x3
  %sum = fadd double %product, %square
  ret double %sum
}

; At (2, 3, 5, 7): 5, 0, 2, 14.
define i32 @main() {
  %x = alloca [4 x double]
  %dx = alloca [4 x double]
  store [4 x double] [double 2.0, double 3.0, double 5.0, double 7.0], ptr %x
  store [4 x double] zeroinitializer, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx)
  %g0 = load double, ptr %dx
  %p2 = getelementptr double, ptr %dx, i64 2
  %g2 = load double, ptr %p2
  %p3 = getelementptr double, ptr %dx, i64 3
  %g3 = load double, ptr %p3
  %w0 = fcmp une double %g0, 5.0
  %w2 = fcmp une double %g2, 2.0
  %w3 = fcmp une double %g3, 14.0
  %w02 = or i1 %w0, %w2
  %wrong = or i1 %w02, %w3
  %code = zext i1 %wrong to i32
  ret i32 %code
}
