; A slot that holds a pointer after one turn of a loop and a key after another, of which only the upper half of the
; number is read: the padding of a key that is written over it.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; For n = 6 the sum of x * key for the keys 3, 5, 7: each is stored beside its value, and read again in the next turn.
define double @f(ptr %x, i64 %n) {
entry:
  %v = load double, ptr %x, align 8
  %node = call ptr @malloc(i64 64)
  br label %head

head:
  %slot = phi ptr [ undef, %entry ], [ %slot.next, %latch ]
  %i = phi i64 [ 0, %entry ], [ %next, %latch ]
  %sum = phi double [ 0.0, %entry ], [ %sum.next, %latch ]
  %pair = lshr i64 %i, 1
  %key = getelementptr { i64, double }, ptr %node, i64 %pair, i32 0
  %value = getelementptr { i64, double }, ptr %node, i64 %pair, i32 1
  %is.odd = trunc i64 %i to i1
  br i1 %is.odd, label %found, label %missing

missing:
  %stale = ptrtoint ptr %slot to i64
  %padding = and i64 %stale, -4294967296
  %turn = trunc i64 %i to i32
  %number = add i32 %turn, 3
  %low = zext i32 %number to i64
  %word = or disjoint i64 %padding, %low
  store i64 %word, ptr %key, align 8
  store double %v, ptr %value, align 8
  %no.pointer = inttoptr i64 %word to ptr
  br label %latch

found:
  %short = load i32, ptr %key, align 8
  %times = sitofp i32 %short to double
  %held = load double, ptr %value, align 8
  %product = fmul double %held, %times
  br label %latch

latch:
  %slot.next = phi ptr [ %no.pointer, %missing ], [ %node, %found ]
  %more = phi double [ 0.0, %missing ], [ %product, %found ]
  %sum.next = fadd double %sum, %more
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %exit, label %head

exit:
  call void @free(ptr %node)
  ret double %sum.next
}

define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 2.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 6)
  %d = load double, ptr %dx
  %wrong = fcmp une double %d, 15.0
  %code = zext i1 %wrong to i32
  ret i32 %code
}
