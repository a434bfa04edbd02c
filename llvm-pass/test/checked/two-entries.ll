; A block that leads to both entries of a loop, with other values along each edge. The derivative is compared with a
; difference.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -o %t && %t

declare double @__enzyme_autodiff(ptr, double, i1, i64)
declare double @llvm.fabs.f64(double)

define double @f(double %x, i1 %first, i64 %n) {
entry:
  br i1 %first, label %one, label %two

one:
  %a = phi double [ %x, %entry ], [ %a.next, %again ]
  %i = phi i64 [ 0, %entry ], [ %k.next, %again ]
  %squared = fmul double %a, %x
  br label %both

two:
  %b = phi double [ 2.0, %entry ], [ %b.next, %again ]
  %j = phi i64 [ 1, %entry ], [ %k.next, %again ]
  %added = fadd double %b, %x
  br label %both

both:
  %sum = phi double [ %squared, %one ], [ %added, %two ]
  %k = phi i64 [ %i, %one ], [ %j, %two ]
  %k.next = add i64 %k, 1
  %ends = icmp eq i64 %k.next, %n
  br i1 %ends, label %exit, label %again

again:
  %a.next = fadd double %sum, 0.5
  %b.next = fmul double %sum, %x
  %bit = and i64 %k.next, 1
  %even = icmp eq i64 %bit, 0
  br i1 %even, label %one, label %two

exit:
  ret double %sum
}

define i1 @differs(i1 %first, i64 %n) {
  %more = call double @f(double 0x3FE6666676666666, i1 %first, i64 %n)
  %less = call double @f(double 0x3FE6666656666666, i1 %first, i64 %n)
  %apart = fsub double %more, %less
  %distance = fsub double 0x3FE6666676666666, 0x3FE6666656666666
  %difference = fdiv double %apart, %distance
  %derivative = call double @__enzyme_autodiff(ptr @f, double 0x3FE6666666666666, i1 %first, i64 %n)
  %error = fsub double %derivative, %difference
  %size = call double @llvm.fabs.f64(double %error)
  %is = fcmp uge double %size, 1.0e-5
  ret i1 %is
}

define i32 @main() {
  %1 = call i1 @differs(i1 true, i64 7)
  %2 = call i1 @differs(i1 false, i64 7)
  %3 = call i1 @differs(i1 true, i64 4)
  %4 = or i1 %1, %2
  %5 = or i1 %4, %3
  %code = zext i1 %5 to i32
  ret i32 %code
}
