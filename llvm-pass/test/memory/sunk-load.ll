; What is freed at the end is chosen from two places on the stack: what the first held is still followed.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; x * x, or 2 * x * x if n is positive
define double @f(ptr %x, i64 %n) {
entry:
  %first = alloca i64, align 8
  %second = alloca i64, align 8
  %temporary = call ptr @malloc(i64 8)
  %v = load double, ptr %x, align 8
  %small = call ptr @malloc(i64 8)
  store double %v, ptr %small, align 8
  %small.address = ptrtoint ptr %small to i64
  store i64 %small.address, ptr %first, align 8
  %grows = icmp sgt i64 %n, 0
  br i1 %grows, label %grow, label %read

grow:
  call void @free(ptr %small)
  %large = call ptr @malloc(i64 16)
  %twice = fmul double %v, 2.0
  store double %twice, ptr %large, align 8
  %large.address = ptrtoint ptr %large to i64
  store i64 %large.address, ptr %first, align 8
  br label %read

read:
  %address = load i64, ptr %first, align 8
  %held = inttoptr i64 %address to ptr
  %w = load double, ptr %held, align 8
  %product = fmul double %w, %v
  %is.odd = trunc i64 %n to i1
  br i1 %is.odd, label %odd, label %end

odd:
  call void @free(ptr %held)
  %other = call ptr @malloc(i64 24)
  %other.address = ptrtoint ptr %other to i64
  store i64 %other.address, ptr %second, align 8
  br label %end

end:
  %place = phi ptr [ %first, %read ], [ %second, %odd ]
  call void @free(ptr %temporary)
  %is.kept = icmp eq i64 %n, -1
  br i1 %is.kept, label %done, label %drop

drop:
  %dropped = load ptr, ptr %place, align 8
  call void @free(ptr %dropped)
  br label %done

done:
  ret double %product
}

; At 3: 6, and 12 twice.
define i32 @main() {
  %x = alloca double
  %dx = alloca double
  store double 3.0, ptr %x
  store double 0.0, ptr %dx
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 0)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 1)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 2)
  %d = load double, ptr %dx
  %wrong = fcmp une double %d, 30.0
  %code = zext i1 %wrong to i32
  ret i32 %code
}
