; All but the first byte of an enum that is an address or a float, and a byte beside it, is copied by way of two variables on
; the stack that are aligned to bytes: the address begins a word in both.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)

; The sum of x * x over n enums, of which every second one has x in memory of its own. Each is moved by way of two
; variables, one turn later.
define double @f(ptr %x, i64 %n) {
entry:
  %first = alloca [15 x i8], align 1
  %second = alloca [15 x i8], align 1
  %v = load double, ptr %x, align 8
  %bytes = shl i64 %n, 4
  %from = call ptr @malloc(i64 %bytes)
  %to = call ptr @malloc(i64 %bytes)
  br label %move

move:
  %i = phi i64 [ 0, %entry ], [ %i.next, %moved ]
  %odd = trunc i64 %i to i1
  %here = getelementptr [16 x i8], ptr %from, i64 %i
  %here.byte = getelementptr i8, ptr %here, i64 1
  %here.word = getelementptr i8, ptr %here, i64 8
  store i8 1, ptr %here.byte, align 1
  br i1 %odd, label %box, label %float

box:
  %held = call ptr @malloc(i64 8)
  store double %v, ptr %held, align 8
  store ptr %held, ptr %here.word, align 8
  br label %moved

float:
  store double %v, ptr %here.word, align 8
  br label %moved

moved:
  %before = sub i64 %i, 1
  %is.first = icmp eq i64 %i, 0
  %where = select i1 %is.first, i64 0, i64 %before
  %there = getelementptr [16 x i8], ptr %to, i64 %where
  %there.byte = getelementptr i8, ptr %there, i64 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %second, ptr align 1 %first, i64 15, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %first, ptr align 1 %here.byte, i64 15, i1 false)
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %there.byte, ptr align 1 %second, i64 15, i1 false)
  %i.next = add i64 %i, 1
  %all = icmp eq i64 %i.next, %n
  br i1 %all, label %rest, label %move

rest:
  %last = getelementptr [16 x i8], ptr %to, i64 %i
  %last.byte = getelementptr i8, ptr %last, i64 1
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %last.byte, ptr align 1 %first, i64 15, i1 false)
  br label %read

read:
  %j = phi i64 [ 0, %rest ], [ %j.next, %next ]
  %sum = phi double [ 0.0, %rest ], [ %sum.next, %next ]
  %odd.again = trunc i64 %j to i1
  %at = getelementptr [16 x i8], ptr %to, i64 %j
  %at.word = getelementptr i8, ptr %at, i64 8
  br i1 %odd.again, label %unbox, label %plain

unbox:
  %address = load ptr, ptr %at.word, align 8
  %w = load double, ptr %address, align 8
  call void @free(ptr %address)
  br label %next

plain:
  %u = load double, ptr %at.word, align 8
  br label %next

next:
  %either = phi double [ %w, %unbox ], [ %u, %plain ]
  %y = fmul double %either, %v
  %sum.next = fadd double %sum, %y
  %j.next = add i64 %j, 1
  %done = icmp eq i64 %j.next, %n
  br i1 %done, label %end, label %read

end:
  call void @free(ptr %from)
  call void @free(ptr %to)
  ret double %sum.next
}

define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 4)
  %d = load double, ptr %dx
  %off = fcmp une double %d, 24.0
  %code = zext i1 %off to i32
  ret i32 %code
}
