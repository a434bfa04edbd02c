; An address in a vector of words, of which nothing tells that they are addresses, goes where its shadow does not.
; RUN: %not %opt %s -o %t.bc 2>&1 | %FileCheck %s

; CHECK: [E008]: an address is written in pieces, and no shadow goes with it

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@enzyme_dup = external global i32
@enzyme_const = external global i32
declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)

define double @f(ptr %x, i64 %n) {
  %owners = call ptr @malloc(i64 16)
  %a = call ptr @malloc(i64 8)
  %b = call ptr @malloc(i64 8)
  %v = load double, ptr %x, align 8
  store double %v, ptr %a, align 8
  store double 2.0, ptr %b, align 8
  %a.word = ptrtoint ptr %a to i64
  %b.word = ptrtoint ptr %b to i64
  %first = insertelement <2 x i64> poison, i64 %a.word, i64 0
  %words = insertelement <2 x i64> %first, i64 %b.word, i64 1
  store <2 x i64> %words, ptr %owners, align 8
  %place = getelementptr inbounds ptr, ptr %owners, i64 %n
  %held = load ptr, ptr %place, align 8
  %w = load double, ptr %held, align 8
  %result = fmul double %w, %w
  ret double %result
}

define void @gradient(ptr %x, ptr %dx) {
  %dup = load i32, ptr @enzyme_dup
  %const = load i32, ptr @enzyme_const
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, i32 %dup, ptr %x, ptr %dx, i32 %const, i64 0)
  ret void
}
