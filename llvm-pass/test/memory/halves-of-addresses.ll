; Slots that hold an address in one variant of an enum and a number in the other: their halves travel apart, the upper one as
; an integer of its width, or shifted down in a wide one, and are put together where a slot is written.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; Of the n slots, every second one names x: 7 x + x * x and so on.
define double @narrow(ptr %x, i64 %n) {
entry:
  %bytes = shl i64 %n, 3
  %slots = call ptr @malloc(i64 %bytes)
  %v = load double, ptr %x, align 8
  br label %write

write:
  %i = phi i64 [ 0, %entry ], [ %i.next, %joined ]
  %i.narrow = trunc i64 %i to i32
  %odd = trunc i64 %i to i1
  br i1 %odd, label %address, label %joined

address:
  %held = call ptr @malloc(i64 8)
  store double %v, ptr %held, align 8
  %word = ptrtoint ptr %held to i64
  %shifted = lshr i64 %word, 32
  %upper = trunc nuw i64 %shifted to i32
  br label %joined

joined:
  %low = phi i64 [ %word, %address ], [ 7, %write ]
  %high = phi i32 [ %upper, %address ], [ %i.narrow, %write ]
  %high.wide = zext i32 %high to i64
  %low.only = and i64 %low, 4294967295
  %high.up = shl nuw i64 %high.wide, 32
  %whole = or disjoint i64 %high.up, %low.only
  %to = getelementptr i64, ptr %slots, i64 %i
  store i64 %whole, ptr %to, align 8
  %i.next = add i64 %i, 1
  %written = icmp eq i64 %i.next, %n
  br i1 %written, label %read, label %write

read:
  %j = phi i64 [ 0, %joined ], [ %j.next, %next ]
  %sum = phi double [ 0.0, %joined ], [ %sum.next, %next ]
  %from = getelementptr i64, ptr %slots, i64 %j
  %odd.again = trunc i64 %j to i1
  br i1 %odd.again, label %follow, label %count

follow:
  %there = load ptr, ptr %from, align 8
  %w = load double, ptr %there, align 8
  %product = fmul double %w, %v
  call void @free(ptr %there)
  br label %next

count:
  %number = load i32, ptr %from, align 8
  %float = uitofp i32 %number to double
  %scaled = fmul double %float, %v
  br label %next

next:
  %term = phi double [ %product, %follow ], [ %scaled, %count ]
  %sum.next = fadd double %sum, %term
  %j.next = add i64 %j, 1
  %done = icmp eq i64 %j.next, %n
  br i1 %done, label %end, label %read

end:
  call void @free(ptr %slots)
  ret double %sum.next
}

define double @wide(ptr %x, i64 %n) {
entry:
  %bytes = shl i64 %n, 3
  %slots = call ptr @malloc(i64 %bytes)
  %v = load double, ptr %x, align 8
  br label %write

write:
  %i = phi i64 [ 0, %entry ], [ %i.next, %joined ]
  %i.narrow = trunc i64 %i to i32
  %odd = trunc i64 %i to i1
  br i1 %odd, label %address, label %joined

address:
  %held = call ptr @malloc(i64 8)
  store double %v, ptr %held, align 8
  %word = ptrtoint ptr %held to i64
  %upper = lshr i64 %word, 32
  br label %joined

joined:
  %low = phi i64 [ %word, %address ], [ 7, %write ]
  %high = phi i64 [ %upper, %address ], [ %i, %write ]
  %low.only = and i64 %low, 4294967295
  %high.up = shl nuw i64 %high, 32
  %whole = or disjoint i64 %high.up, %low.only
  %to = getelementptr i64, ptr %slots, i64 %i
  store i64 %whole, ptr %to, align 8
  %i.next = add i64 %i, 1
  %written = icmp eq i64 %i.next, %n
  br i1 %written, label %read, label %write

read:
  %j = phi i64 [ 0, %joined ], [ %j.next, %next ]
  %sum = phi double [ 0.0, %joined ], [ %sum.next, %next ]
  %from = getelementptr i64, ptr %slots, i64 %j
  %odd.again = trunc i64 %j to i1
  br i1 %odd.again, label %follow, label %count

follow:
  %there = load ptr, ptr %from, align 8
  %w = load double, ptr %there, align 8
  %product = fmul double %w, %v
  call void @free(ptr %there)
  br label %next

count:
  %number = load i32, ptr %from, align 8
  %float = uitofp i32 %number to double
  %scaled = fmul double %float, %v
  br label %next

next:
  %term = phi double [ %product, %follow ], [ %scaled, %count ]
  %sum.next = fadd double %sum, %term
  %j.next = add i64 %j, 1
  %done = icmp eq i64 %j.next, %n
  br i1 %done, label %end, label %read

end:
  call void @free(ptr %slots)
  ret double %sum.next
}

; Of three slots the derivative is 7 + 2 x + 7.
define i1 @wrong(ptr %dx) {
  %d = load double, ptr %dx
  %off = fcmp une double %d, 20.0
  store double 0.0, ptr %dx
  ret i1 %off
}

define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @narrow, ptr %x, ptr %dx, i64 3)
  %a = call i1 @wrong(ptr %dx)
  call void (ptr, ...) @__enzyme_autodiff(ptr @wide, ptr %x, ptr %dx, i64 3)
  %b = call i1 @wrong(ptr %dx)
  %any = or i1 %a, %b
  %code = zext i1 %any to i32
  ret i32 %code
}
