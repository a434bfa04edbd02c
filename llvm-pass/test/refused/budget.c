// Each stage has a budget, and says which one is used up.
// RUN: env CARGO_ENZYME_BUDGET=3 %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s -DSTAGE=prepare
// RUN: env CARGO_ENZYME_BUDGET=prepare=3 %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s -DSTAGE=prepare
// RUN: env CARGO_ENZYME_BUDGET=analyse=3 %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s -DSTAGE=analyse
// RUN: env CARGO_ENZYME_BUDGET=plan=3 %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s -DSTAGE=plan
// RUN: env CARGO_ENZYME_BUDGET=emit=3 %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s -DSTAGE=emit
// RUN: env "CARGO_ENZYME_BUDGET=clean up=3" %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s "-DSTAGE=clean up"
// RUN: env CARGO_ENZYME_BUDGET=replace=3 %not %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o 2>&1 | %FileCheck %s -DSTAGE=replace
// RUN: env CARGO_ENZYME_BUDGET=plan=100000,emit=100000 %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o

extern double __enzyme_autodiff(void *, ...);
double exp(double);

// CHECK: budget.c:[[#@LINE+1]]: cargo enzyme cannot differentiate this [E016]: its derivative takes too much work: stage '[[STAGE]]' has visited more than 3 instructions
static double f(double x) {
  double y = exp(x) * x;
  return y * y + exp(y);
}
// CHECK: in the derivative of f, asked for at {{.*}}budget.c:[[#@LINE+1]]
double gradient(double x) { return __enzyme_autodiff((void *)f, x) + x * x - exp(x); }
// CHECK: help: keep what needs no derivative
