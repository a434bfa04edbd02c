; Vectors of f32 and of addresses, which have the same dangling address as long as they are empty.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; count * x * x, by way of both vectors; they are empty if and only if count is 0.
define double @f(ptr %x, i1 %some, i64 %count) {
entry:
  br i1 %some, label %fill, label %join
fill:
  %singles.new = call ptr @malloc(i64 16)
  %v = load double, ptr %x
  %short = fptrunc double %v to float
  store float %short, ptr %singles.new
  %tag = getelementptr i8, ptr %singles.new, i64 8
  store i64 7, ptr %tag
  %addresses.new = call ptr @malloc(i64 16)
  store ptr %x, ptr %addresses.new
  %second = getelementptr ptr, ptr %addresses.new, i64 1
  store ptr %x, ptr %second
  br label %join
join:
  %singles = phi ptr [ inttoptr (i64 8 to ptr), %entry ], [ %singles.new, %fill ]
  %addresses = phi ptr [ inttoptr (i64 8 to ptr), %entry ], [ %addresses.new, %fill ]
  br label %head
head:
  %i = phi i64 [ 0, %join ], [ %next, %body ]
  %sum = phi double [ 0.0, %join ], [ %more, %body ]
  %done = icmp eq i64 %i, %count
  br i1 %done, label %exit, label %body
body:
  %odd = and i64 %i, 1
  %at = getelementptr ptr, ptr %addresses, i64 %odd
  %p = load ptr, ptr %at
  %b = load double, ptr %p
  %s = load float, ptr %singles
  %a = fpext float %s to double
  %product = fmul double %a, %b
  %more = fadd double %sum, %product
  %next = add i64 %i, 1
  br label %head
exit:
  br i1 %some, label %drop, label %end
drop:
  call void @free(ptr %singles)
  call void @free(ptr %addresses)
  br label %end
end:
  ret double %sum
}

; At 3: 6 for each, and nothing without any.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i1 true, i64 3)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i1 false, i64 0)
  %d = load double, ptr %dx
  %wrong = fcmp une double %d, 18.0
  %code = zext i1 %wrong to i32
  ret i32 %code
}
