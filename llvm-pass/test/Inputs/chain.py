# Prints a program in C whose primal calls N functions, each with branches, a loop and memory of its own.
import sys

n = int(sys.argv[1])
print("extern double __enzyme_autodiff(void *, ...); extern int enzyme_dup; double sin(double); double exp(double);")
for i in range(n):
    print(
        f"""static double part{i}(const double *x, int n) {{
  double a[4] = {{x[0], x[1], x[{i % 2}] * {i + 1}, 1}}, s = 0;
  for (int k = 0; k < n; ++k) {{
    if (a[k % 4] > {i}) s += sin(a[k % 4]) * x[k % 2];
    else a[(k + 1) % 4] = s * exp(-a[k % 4]);
  }}
  return s + a[{i % 4}];
}}"""
    )
calls = " + ".join(f"part{i}(x, n)" for i in range(n))
print(f"static double whole(const double *x, int n) {{ return {calls}; }}")
print("void gradient(double *x, double *dx, int n) { __enzyme_autodiff((void *)whole, enzyme_dup, x, dx, n); }")
