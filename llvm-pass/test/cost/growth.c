// The work of each stage grows as the code does that is reachable from a request.
// RUN: rm -f %t.1.report %t.4.report %t.16.report
// RUN: %python %S/../Inputs/chain.py 3 > %t.1.c
// RUN: %python %S/../Inputs/chain.py 12 > %t.4.c
// RUN: %python %S/../Inputs/chain.py 48 > %t.16.c
// RUN: env CARGO_ENZYME_REPORT=%t.1.report %clang -O1 -fpass-plugin=%plugin -c %t.1.c -o %t.o
// RUN: env CARGO_ENZYME_REPORT=%t.4.report %clang -O1 -fpass-plugin=%plugin -c %t.4.c -o %t.o
// RUN: env CARGO_ENZYME_REPORT=%t.16.report %clang -O1 -fpass-plugin=%plugin -c %t.16.c -o %t.o
// RUN: %python %S/../Inputs/growth.py 4 %t.1.report %t.4.report %t.16.report
