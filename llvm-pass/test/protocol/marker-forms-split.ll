; Markers of split mode and of several lanes as C does not write them: metadata strings, addresses, stack slots.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t
; RUN: %opt -S %s | %FileCheck %s

; CHECK-LABEL: define i32 @main
; CHECK-NOT: call {{.*}}@__enzyme_

@enzyme_width = external global i32

define double @f(double %x, double %y) {
  %product = fmul double %x, %y
  %result = fmul double %product, %y
  ret double %result
}

declare [2 x double] @__enzyme_fwddiff(ptr, ...)
declare ptr @__enzyme_augmentfwd(ptr, ...)
declare double @__enzyme_reverse(ptr, ...)
declare i64 @__enzyme_augmentsize(ptr, ...)

; f has the derivatives 9 and 12 at (2, 3).
define i32 @main() {
  %enzyme_const = alloca i32
  %lanes = call [2 x double] (ptr, ...) @__enzyme_fwddiff(ptr @f, metadata !"enzyme_width", i64 2, metadata !"enzyme_dup", double 2.0, double 1.0, double 0.0, double 3.0, double 0.0, double 1.0)
  %by_x = extractvalue [2 x double] %lanes, 0
  %by_y = extractvalue [2 x double] %lanes, 1
  %wide = call [2 x double] (ptr, ...) @__enzyme_fwddiff(ptr @f, double 2.0, double 1.0, double 2.0, ptr %enzyme_const, double 3.0, ptr @enzyme_width, i32 2)
  %twice = extractvalue [2 x double] %wide, 1

  %size = call i64 (ptr, ...) @__enzyme_augmentsize(ptr @f, metadata !"enzyme_out", metadata !"enzyme_const")
  %tape = alloca [8 x i64], align 16
  call ptr (ptr, ...) @__enzyme_augmentfwd(ptr @f, metadata !"enzyme_allocated", i64 %size, metadata !"enzyme_tape", ptr %tape, double 2.0, metadata !"enzyme_const", double 3.0)
  %reverse = call double (ptr, ...) @__enzyme_reverse(ptr @f, metadata !"enzyme_nofree", metadata !"enzyme_allocated", i64 %size, metadata !"enzyme_tape", ptr %tape, double 2.0, metadata !"enzyme_const", double 3.0, double 2.0)

  %first = fcmp une double %by_x, 9.0
  %second = fcmp une double %by_y, 12.0
  %third = fcmp une double %twice, 18.0
  %fourth = fcmp une double %reverse, 18.0
  %a = or i1 %first, %second
  %b = or i1 %third, %fourth
  %wrong = or i1 %a, %b
  %code = zext i1 %wrong to i32
  ret i32 %code
}
