; A reallocation by an allocator whose other functions are not in the program.
; RUN: %not %opt %s -o %t.bc 2>&1 | %FileCheck %s

; CHECK: error: in 'f': cargo enzyme cannot differentiate this [E007]: memory that carries derivatives is reallocated by 'grow', which is not known as an allocation, a copy and a deallocation
; CHECK: help: allocate the final size at once

declare double @__enzyme_autodiff(ptr, ...)
declare noalias ptr @make(i64) allockind("alloc,uninitialized") allocsize(0) "alloc-family"="made"
declare noalias ptr @grow(ptr allocptr, i64) allockind("realloc") allocsize(1) "alloc-family"="grown"

define internal double @f(double %x) {
  %a = call ptr @make(i64 8)
  store double %x, ptr %a
  %b = call ptr @grow(ptr %a, i64 16)
  %v = load double, ptr %b
  %r = fmul double %v, %v
  ret double %r
}

define double @gradient(double %x) {
  %g = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %g
}
