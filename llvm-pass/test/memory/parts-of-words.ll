; An integer of four bytes on the stack, which a pointer to memory of floats and integers may name as well: the other
; half of the word that it is in has no derivative either, whatever the stack held there.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; The value and the keys of node %m are read: (n + lower half of the node) times x * x, or times x if n is even.
define double @f(ptr %x, i32 %n, i64 %m, i32 %turns) noinline {
entry:
  %key = alloca i32, align 4
  store i32 %n, ptr %key, align 4
  %v = load double, ptr %x, align 8
  %nodes = call ptr @malloc(i64 64)
  %node = getelementptr i64, ptr %nodes, i64 %m
  %last = getelementptr i64, ptr %nodes, i64 7
  %is.odd = trunc i32 %n to i1
  br i1 %is.odd, label %float, label %integer

float:
  store double %v, ptr %node, align 8
  br label %keys

integer:
  %more = add i32 %n, 7
  %wide = zext i32 %more to i64
  store i64 %wide, ptr %node, align 8
  br label %keys

keys:
  %named = phi ptr [ %key, %float ], [ %key, %integer ], [ %named.next, %keys ]
  %turn = phi i32 [ 0, %float ], [ 0, %integer ], [ %next, %keys ]
  %sum = phi i32 [ 0, %float ], [ 0, %integer ], [ %sum.next, %keys ]
  %read = load i32, ptr %named, align 4
  %sum.next = add i32 %sum, %read
  %counted = zext i32 %turn to i64
  store i64 %counted, ptr %last, align 8
  %stays = icmp slt i32 %read, 0
  %named.next = select i1 %stays, ptr %named, ptr %node
  %next = add i32 %turn, 1
  %done = icmp eq i32 %next, %turns
  br i1 %done, label %sums, label %keys

sums:
  %times = sitofp i32 %sum.next to double
  %product = fmul double %v, %times
  br i1 %is.odd, label %squared, label %end

squared:
  %again = load double, ptr %node, align 8
  %square = fmul double %product, %again
  br label %end

end:
  %result = phi double [ %square, %squared ], [ %product, %sums ]
  call void @free(ptr %nodes)
  ret double %result
}

; Leaves numbers on the stack.
define void @write() noinline optnone {
  %words = alloca [512 x double], align 8
  br label %head
head:
  %i = phi i64 [ 0, %0 ], [ %next, %head ]
  %at = getelementptr double, ptr %words, i64 %i
  store volatile double 0x4040404040404040, ptr %at
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, 512
  br i1 %done, label %exit, label %head
exit:
  ret void
}

; At 3, whose lower half is zero: 2 * 3 * 5, and 4 + 11.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void @write()
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i32 5, i64 2, i32 2)
  call void @write()
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i32 4, i64 2, i32 2)
  %d = load double, ptr %dx
  %wrong = fcmp une double %d, 45.0
  %code = zext i1 %wrong to i32
  ret i32 %code
}
