; An address is loaded as an element of a vector, of words or of doubles, with the number beside it.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@enzyme_dup = external global i32
@enzyme_const = external global i32
declare void @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; x[n] * x[n]
define double @words(ptr %x, i64 %n) {
  %pair = call ptr @malloc(i64 16)
  %second = getelementptr inbounds i64, ptr %pair, i64 1
  store ptr %x, ptr %pair, align 8
  store i64 %n, ptr %second, align 8
  %both = load <2 x i64>, ptr %pair, align 8
  %word = extractelement <2 x i64> %both, i64 0
  %number = extractelement <2 x i64> %both, i64 1
  %address = inttoptr i64 %word to ptr
  %there = getelementptr inbounds double, ptr %address, i64 %number
  %v = load double, ptr %there, align 8
  %result = fmul double %v, %v
  call void @free(ptr %pair)
  ret double %result
}

define double @doubles(ptr %x, i64 %n) {
  %pair = call ptr @malloc(i64 16)
  %second = getelementptr inbounds i64, ptr %pair, i64 1
  store ptr %x, ptr %pair, align 8
  store i64 %n, ptr %second, align 8
  %both = load <2 x double>, ptr %pair, align 8
  %first = extractelement <2 x double> %both, i64 0
  %last = extractelement <2 x double> %both, i64 1
  %word = bitcast double %first to i64
  %number = bitcast double %last to i64
  %address = inttoptr i64 %word to ptr
  %there = getelementptr inbounds double, ptr %address, i64 %number
  %v = load double, ptr %there, align 8
  %result = fmul double %v, %v
  call void @free(ptr %pair)
  ret double %result
}

; At 3 and 5, for n = 1: 0 and 10; along 2 and 1: 10.
define i1 @is_wrong(double %d.0, double %d.1, double %tangent) {
  %wrong.0 = fcmp une double %d.0, 0.0
  %wrong.1 = fcmp une double %d.1, 10.0
  %wrong.2 = fcmp une double %tangent, 10.0
  %either = or i1 %wrong.0, %wrong.1
  %wrong = or i1 %either, %wrong.2
  ret i1 %wrong
}

define i32 @main() {
  %x = alloca [2 x double], align 8
  %v = alloca [2 x double], align 8
  %dx = alloca [2 x double], align 8
  %dx.1 = getelementptr inbounds double, ptr %dx, i64 1
  %dup = load i32, ptr @enzyme_dup
  %const = load i32, ptr @enzyme_const
  store [2 x double] [double 3.0, double 5.0], ptr %x, align 8
  store [2 x double] [double 2.0, double 1.0], ptr %v, align 8
  store [2 x double] zeroinitializer, ptr %dx, align 8
  call void (ptr, ...) @__enzyme_autodiff(ptr @words, i32 %dup, ptr %x, ptr %dx, i32 %const, i64 1)
  %tangent.of.words = call double (ptr, ...) @__enzyme_fwddiff(ptr @words, i32 %dup, ptr %x, ptr %v, i32 %const, i64 1)
  %words.0 = load double, ptr %dx, align 8
  %words.1 = load double, ptr %dx.1, align 8
  %wrong.of.words = call i1 @is_wrong(double %words.0, double %words.1, double %tangent.of.words)
  store [2 x double] zeroinitializer, ptr %dx, align 8
  call void (ptr, ...) @__enzyme_autodiff(ptr @doubles, i32 %dup, ptr %x, ptr %dx, i32 %const, i64 1)
  %tangent.of.doubles = call double (ptr, ...) @__enzyme_fwddiff(ptr @doubles, i32 %dup, ptr %x, ptr %v, i32 %const, i64 1)
  %doubles.0 = load double, ptr %dx, align 8
  %doubles.1 = load double, ptr %dx.1, align 8
  %wrong.of.doubles = call i1 @is_wrong(double %doubles.0, double %doubles.1, double %tangent.of.doubles)
  %wrong = or i1 %wrong.of.words, %wrong.of.doubles
  %code = zext i1 %wrong to i32
  ret i32 %code
}
