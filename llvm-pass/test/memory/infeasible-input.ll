; On one path a phi has a double as a pointer. The path never comes to where it is used.
; RUN: %opt %s -o %t.bc && %clang -Wno-override-module %t.bc -lm -o %t && %t

target datalayout = "e-m:e-i64:64-i128:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

@enzyme_const = external global i32

declare void @__enzyme_autodiff(ptr, ...)
declare double @sin(double)
declare double @cos(double)
declare double @exp(double)
declare double @tanh(double)

; r * x0 if x0 > 1, else r * x1 * x1, where r has no derivative.
define double @f(ptr %x, double %c) {
entry:
  %x0 = load double, ptr %x
  %p1 = getelementptr double, ptr %x, i64 1
  %large = fcmp ogt double %x0, 1.0
  br i1 %large, label %left, label %right
left:
  %l = call double @sin(double %c)
  %bits = bitcast double %x0 to i64
  %wrong = inttoptr i64 %bits to ptr
  br label %join
right:
  %q = call double @cos(double %c)
  br label %join
join:
  %p = phi ptr [ %wrong, %left ], [ %p1, %right ]
  %kind = phi i32 [ 7, %left ], [ 9, %right ]
  %s = phi double [ %l, %left ], [ %q, %right ]
  %r0 = call double @sin(double %s)
  %r1 = call double @exp(double %r0)
  %r2 = call double @tanh(double %r1)
  %r3 = call double @cos(double %r2)
  %r4 = call double @exp(double %r3)
  %r5 = call double @sin(double %r4)
  %r6 = call double @tanh(double %r5)
  %r = call double @exp(double %r6)
  %isleft = icmp eq i32 %kind, 7
  br i1 %isleft, label %useleft, label %other
other:
  %isright = icmp eq i32 %kind, 9
  br i1 %isright, label %useright, label %never
never:
  unreachable
useleft:
  %a = fmul double %r, %x0
  ret double %a
useright:
  %v = load double, ptr %p, align 8
  %vv = fmul double %v, %v
  %b = fmul double %r, %vv
  ret double %b
}

; The gradient at (x0, x1), divided by that of the other variable's factor.
define i1 @wrong(double %x0, double %x1, double %d0, double %d1) {
  %x = alloca [2 x double]
  %dx = alloca [2 x double]
  %x1p = getelementptr double, ptr %x, i64 1
  %dx1p = getelementptr double, ptr %dx, i64 1
  store double %x0, ptr %x
  store double %x1, ptr %x1p
  store [2 x double] zeroinitializer, ptr %dx
  %f = call double @f(ptr %x, double 1.5)
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, ptr %x, ptr %dx, ptr @enzyme_const, double 1.5)
  %large = fcmp ogt double %x0, 1.0
  %x1x1 = fmul double %x1, %x1
  %rest = select i1 %large, double %x0, double %x1x1
  %r = fdiv double %f, %rest
  %want0 = fmul double %r, %d0
  %want1 = fmul double %r, %d1
  %got0 = load double, ptr %dx
  %got1 = load double, ptr %dx1p
  %e0 = fsub double %got0, %want0
  %e1 = fsub double %got1, %want1
  %s0 = fmul double %e0, %e0
  %s1 = fmul double %e1, %e1
  %s = fadd double %s0, %s1
  %bad = fcmp uge double %s, 1.0e-20
  ret i1 %bad
}

define i32 @main() {
  %one = call i1 @wrong(double 2.0, double 3.0, double 1.0, double 0.0)
  %two = call i1 @wrong(double 0.5, double 3.0, double 0.0, double 6.0)
  %any = or i1 %one, %two
  %code = zext i1 %any to i32
  ret i32 %code
}
