; Addresses of functions that are stored as integers are called.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare double @__enzyme_fwddiff(ptr, ...)

define internal double @square(double %a) noinline {
  %r = fmul double %a, %a
  ret double %r
}
define internal double @cube(double %a) noinline {
  %s = fmul double %a, %a
  %r = fmul double %a, %s
  ret double %r
}

; x to the powers of 2 and 3, in turns, of so many; both words are stored at once, or one by one.
define double @f(ptr %x, i64 %count, i1 %atonce) {
entry:
  %cells = alloca [2 x i64], align 16
  br i1 %atonce, label %both, label %each
both:
  store <2 x i64> <i64 ptrtoint (ptr @square to i64), i64 ptrtoint (ptr @cube to i64)>, ptr %cells
  br label %head
each:
  %odd = getelementptr i64, ptr %cells, i64 1
  store i64 ptrtoint (ptr @square to i64), ptr %cells
  store i64 ptrtoint (ptr @cube to i64), ptr %odd
  br label %head
head:
  %i = phi i64 [ 0, %both ], [ 0, %each ], [ %next, %head ]
  %sum = phi double [ 0.0, %both ], [ 0.0, %each ], [ %more, %head ]
  %turn = and i64 %i, 1
  %cell = getelementptr i64, ptr %cells, i64 %turn
  %function = load ptr, ptr %cell
  %v = load double, ptr %x
  %power = call double %function(double %v)
  %more = fadd double %sum, %power
  %next = add i64 %i, 1
  %done = icmp uge i64 %next, %count
  br i1 %done, label %exit, label %head
exit:
  ret double %more
}

; At 3: 6 and 27, and 6 again.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 2, i1 true)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 3, i1 false)
  %both = load double, ptr %dx
  store double 1.0, ptr %dx
  %forward = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, ptr %x, ptr %dx, i64 3, i1 true)
  %w1 = fcmp une double %both, 72.0
  %w2 = fcmp une double %forward, 39.0
  %wrong = or i1 %w1, %w2
  %code = zext i1 %wrong to i32
  ret i32 %code
}
