// The C program of docs/errors.md.
// RUN: sed -n '/^```c$/,/^```$/{/```/!p}' %S/../../../docs/errors.md > %t.c
// RUN: %not %clang -O0 -g -fpass-plugin=%plugin -c %t.c -o %t.o 2>&1 | %FileCheck %s
// RUN: %not %clang -O2 -g -fpass-plugin=%plugin -c %t.c -o %t.o 2>&1 | %FileCheck %s

// CHECK: error: {{.*}}.c:10:{{.*}}[E007]: memory that carries derivatives is reallocated by 'reallocarray'
