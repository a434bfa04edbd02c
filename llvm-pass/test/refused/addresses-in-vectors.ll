; An element of one of two vectors of doubles is an address: nothing tells which memory it names.
; RUN: %not %opt %s -o %t.bc 2>&1 | %FileCheck %s

; CHECK: [E008]: a pointer to floats is computed from numbers, and which memory it names is not known

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@enzyme_dup = external global i32
@enzyme_const = external global i32
declare double @__enzyme_fwddiff(ptr, ...)
declare noalias ptr @malloc(i64)

define double @f(ptr %x, i1 %which) {
  %pairs = call ptr @malloc(i64 32)
  %last = getelementptr inbounds i8, ptr %pairs, i64 16
  %x.1 = getelementptr inbounds i8, ptr %x, i64 8
  store ptr %x, ptr %pairs, align 8
  store ptr %x.1, ptr %last, align 8
  %a = load <2 x double>, ptr %pairs, align 8
  %b = load <2 x double>, ptr %last, align 8
  %pair = select i1 %which, <2 x double> %a, <2 x double> %b
  %first = extractelement <2 x double> %pair, i64 0
  %word = bitcast double %first to i64
  %address = inttoptr i64 %word to ptr
  %v = load double, ptr %address, align 8
  %result = fmul double %v, %v
  ret double %result
}

define double @tangent(ptr %x, ptr %dx) {
  %dup = load i32, ptr @enzyme_dup
  %const = load i32, ptr @enzyme_const
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, i32 %dup, ptr %x, ptr %dx, i32 %const, i1 0)
  ret double %d
}
