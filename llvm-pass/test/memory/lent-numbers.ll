; Floats of memory without addresses that are copied as pointers: LLVM takes the type of another variant of an enum.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

declare void @__enzyme_autodiff(ptr, ...)
declare void @__enzyme_no_addresses(ptr)
declare noalias ptr @malloc(i64)
declare void @free(ptr)

; The sum of the squares of two numbers, in a list of %n nodes in which the second is repeated.
define double @f(ptr %x, i64 %n) {
entry:
  call void @__enzyme_no_addresses(ptr %x)
  %first = call ptr @malloc(i64 16)
  %word = load ptr, ptr %x, align 8
  store ptr %word, ptr %first, align 8
  %second = getelementptr double, ptr %x, i64 1
  %v = load double, ptr %second, align 8
  br label %write

write:
  %i = phi i64 [ 1, %entry ], [ %i.next, %write ]
  %last = phi ptr [ %first, %entry ], [ %node, %write ]
  %node = call ptr @malloc(i64 16)
  store double %v, ptr %node, align 8
  %link = getelementptr i8, ptr %last, i64 8
  store ptr %node, ptr %link, align 8
  %i.next = add i64 %i, 1
  %written = icmp eq i64 %i.next, %n
  br i1 %written, label %close, label %write

close:
  %end.link = getelementptr i8, ptr %node, i64 8
  store ptr null, ptr %end.link, align 8
  br label %read

read:
  %at = phi ptr [ %first, %close ], [ %next, %read ]
  %sum = phi double [ 0.0, %close ], [ %sum.next, %read ]
  %u = load double, ptr %at, align 8
  %square = fmul double %u, %u
  %sum.next = fadd double %sum, %square
  %next.link = getelementptr i8, ptr %at, i64 8
  %next = load ptr, ptr %next.link, align 8
  call void @free(ptr %at)
  %done = icmp eq ptr %next, null
  br i1 %done, label %end, label %read

end:
  ret double %sum.next
}

define i32 @main() {
  %x = alloca [2 x double]
  %dx = alloca [2 x double]
  %x1 = getelementptr double, ptr %x, i64 1
  %dx1 = getelementptr double, ptr %dx, i64 1
  store double 3.0, ptr %x
  store double 5.0, ptr %x1
  store double 0.0, ptr %dx
  store double 0.0, ptr %dx1
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, i64 2)
  %d = load double, ptr %dx
  %d1 = load double, ptr %dx1
  %off = fcmp une double %d, 6.0
  %off1 = fcmp une double %d1, 10.0
  %any = or i1 %off, %off1
  %code = zext i1 %any to i32
  ret i32 %code
}
