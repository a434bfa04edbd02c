; An allocator that counts, of which the deallocation has been inlined everywhere: the count is right at the end.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare double @__enzyme_fwddiff(ptr, ...)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

@live = internal global i64 0

define internal noalias ptr @allocate(i64 %bytes) noinline allockind("alloc,uninitialized") allocsize(0) "alloc-family"="counting" {
  %old = atomicrmw add ptr @live, i64 %bytes monotonic
  %p = call ptr @malloc(i64 %bytes)
  ret ptr %p
}

; x * x, by way of memory.
define double @f(double %x, i64 %bytes) {
  %p = call ptr @allocate(i64 %bytes)
  %square = fmul double %x, %x
  store volatile double %square, ptr %p
  %result = load volatile double, ptr %p
  %old = atomicrmw sub ptr @live, i64 %bytes monotonic
  call void @free(ptr %p)
  ret double %result
}

; At 3, along 1: 6.
define i32 @main() {
  %d = call double (ptr, ...) @__enzyme_fwddiff(ptr @f, double 3.0, double 1.0, i64 16)
  %wrong = fcmp une double %d, 6.0
  %live = load i64, ptr @live
  %left = icmp ne i64 %live, 0
  %any = or i1 %wrong, %left
  %code = zext i1 %any to i32
  ret i32 %code
}
