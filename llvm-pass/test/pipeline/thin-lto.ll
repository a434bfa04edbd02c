; Older versions of rustc mark the module of the whole program for ThinLTO: the engine is in that pipeline too, once, and
; before calls of what has a meaning of its own (allocators, registered functions) are inlined.
; RUN: %plain-opt -load-pass-plugin=%plugin -passes='thinlto<O1>' -S %s | %FileCheck %s
; RUN: %plain-opt -load-pass-plugin=%plugin -passes='thinlto<O3>' -S %s | %FileCheck %s
; RUN: %plain-opt -load-pass-plugin=%plugin -passes='lto<O0>' -S %s | %FileCheck %s
; RUN: %plain-opt -load-pass-plugin=%plugin -passes='thinlto<O1>' -debug-pass-manager -disable-output %s 2>&1 | grep -E "Running pass: .*EnginePass" | %FileCheck %s --check-prefix=ONCE

; CHECK-NOT: __enzyme
; ONCE: EnginePass
; ONCE-NOT: EnginePass

declare double @__enzyme_autodiff(ptr, ...)

define internal double @f(double %x) {
  %y = fmul double %x, %x
  ret double %y
}

define double @gradient(double %x) {
  %g = call double (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret double %g
}
