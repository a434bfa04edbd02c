// The side file has a record for each request: time and work of each stage, what the tape keeps, and why.
// RUN: rm -f %t.report
// RUN: env CARGO_ENZYME_REPORT=%t.report %clang -O1 -g -fpass-plugin=%plugin -c %s -o %t.o
// RUN: %FileCheck %s --input-file=%t.report

extern double __enzyme_autodiff(void *, ...);
extern double __enzyme_fwddiff(void *, ...);
extern int enzyme_dup, enzyme_const;

static double squares(double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    s += x[i] * x[i];
    x[i] = s;
  }
  return s;
}

// CHECK-DAG: cost {"function":"squares","mode":"reverse","new":true,"request":"{{.*}}record.c:[[#@LINE+2]]:3","stages":{"analyse":{"ms":{{.*}},"visited":{{[1-9][0-9]*}}},"clean up":{{.*}},"emit":{{.*}},"plan":{{.*}},"prepare":{{.*}},"replace":{{.*}}},"tape":[{{.*}}{"at":"{{.*}}record.c:13:{{[0-9]+}}","bytes":8,"loops":1,"what":"what is read from memory","why":"the memory may be written to afterwards"}{{.*}}]}
void gradient(double *x, double *dx, int n) {
  __enzyme_autodiff((void *)squares, enzyme_dup, x, dx, enzyme_const, n);
}
// CHECK-DAG: cost {"function":"squares","mode":"reverse","new":false,"request":"{{.*}}record.c:[[#@LINE+2]]:3"
void same(double *x, double *dx, int n) {
  __enzyme_autodiff((void *)squares, enzyme_dup, x, dx, enzyme_const, n);
}
// CHECK-DAG: cost {"function":"squares","mode":"forward","new":true,{{.*}}"tape":[]}
double slope(double *x, double *dx, int n) {
  return __enzyme_fwddiff((void *)squares, enzyme_dup, x, dx, enzyme_const, n);
}
