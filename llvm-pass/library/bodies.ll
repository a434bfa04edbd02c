; Written by scripts/library.mjs from the C files of this folder.

%struct.node = type { ptr, ptr }
%struct.node.0 = type { i32, ptr, ptr, ptr }

define available_externally { double, double } @__muldc3(double noundef %a, double noundef %b, double noundef %c, double noundef %d) {
entry:
  %mul = fmul double %a, %c
  %mul1 = fmul double %b, %d
  %sub = fsub double %mul, %mul1
  %mul2 = fmul double %a, %d
  %mul3 = fmul double %b, %c
  %add = fadd double %mul2, %mul3
  %call = call { double, double } @of(double noundef %sub, double noundef %add)
  %0 = extractvalue { double, double } %call, 0
  %1 = extractvalue { double, double } %call, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

define internal { double, double } @of(double noundef %re, double noundef %im) {
entry:
  %.fca.0.insert = insertvalue { double, double } poison, double %re, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %im, 1
  ret { double, double } %.fca.1.insert
}

define available_externally { double, double } @__divdc3(double noundef %a, double noundef %b, double noundef %c, double noundef %d) {
entry:
  %0 = call double @llvm.fabs.f64(double %c)
  %1 = call double @llvm.fabs.f64(double %d)
  %cmp = fcmp olt double %0, %1
  br i1 %cmp, label %if.then, label %if.end

if.then:
  %div = fdiv double %c, %d
  %mul = fmul double %c, %div
  %add = fadd double %mul, %d
  %mul1 = fmul double %a, %div
  %add2 = fadd double %mul1, %b
  %div3 = fdiv double %add2, %add
  %mul4 = fmul double %b, %div
  %sub = fsub double %mul4, %a
  %div5 = fdiv double %sub, %add
  %call = call { double, double } @of(double noundef %div3, double noundef %div5)
  %2 = extractvalue { double, double } %call, 0
  %3 = extractvalue { double, double } %call, 1
  br label %return

if.end:
  %div7 = fdiv double %d, %c
  %mul9 = fmul double %d, %div7
  %add10 = fadd double %mul9, %c
  %mul11 = fmul double %b, %div7
  %add12 = fadd double %mul11, %a
  %div13 = fdiv double %add12, %add10
  %mul14 = fmul double %a, %div7
  %sub15 = fsub double %b, %mul14
  %div16 = fdiv double %sub15, %add10
  %call17 = call { double, double } @of(double noundef %div13, double noundef %div16)
  %4 = extractvalue { double, double } %call17, 0
  %5 = extractvalue { double, double } %call17, 1
  br label %return

return:
  %retval.sroa.0.0 = phi double [ %2, %if.then ], [ %4, %if.end ]
  %retval.sroa.3.0 = phi double [ %3, %if.then ], [ %5, %if.end ]
  %.fca.0.insert = insertvalue { double, double } poison, double %retval.sroa.0.0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %retval.sroa.3.0, 1
  ret { double, double } %.fca.1.insert
}

declare double @llvm.fabs.f64(double)

define available_externally double @cabs(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @hypot(double noundef %z.coerce0, double noundef %z.coerce1)
  ret double %call
}

declare double @hypot(double noundef, double noundef)

define available_externally double @carg(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @atan2(double noundef %z.coerce1, double noundef %z.coerce0)
  ret double %call
}

declare double @atan2(double noundef, double noundef)

define available_externally { double, double } @cexp(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @exp(double noundef %z.coerce0)
  %call1 = call double @cos(double noundef %z.coerce1)
  %mul = fmul double %call, %call1
  %call3 = call double @sin(double noundef %z.coerce1)
  %mul4 = fmul double %call, %call3
  %call5 = call { double, double } @of(double noundef %mul, double noundef %mul4)
  %0 = extractvalue { double, double } %call5, 0
  %1 = extractvalue { double, double } %call5, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

declare double @exp(double noundef)

declare double @cos(double noundef)

declare double @sin(double noundef)

define available_externally { double, double } @clog(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @hypot(double noundef %z.coerce0, double noundef %z.coerce1)
  %call1 = call double @log(double noundef %call)
  %call4 = call double @atan2(double noundef %z.coerce1, double noundef %z.coerce0)
  %call5 = call { double, double } @of(double noundef %call1, double noundef %call4)
  %0 = extractvalue { double, double } %call5, 0
  %1 = extractvalue { double, double } %call5, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

declare double @log(double noundef)

define available_externally { double, double } @csqrt(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %cmp = fcmp oeq double %z.coerce0, 0.000000e+00
  %cmp1 = fcmp oeq double %z.coerce1, 0.000000e+00
  %or.cond = and i1 %cmp, %cmp1
  br i1 %or.cond, label %if.then, label %if.end

if.then:
  %call = call { double, double } @of(double noundef 0.000000e+00, double noundef %z.coerce1)
  %0 = extractvalue { double, double } %call, 0
  %1 = extractvalue { double, double } %call, 1
  br label %return

if.end:
  %call2 = call double @hypot(double noundef %z.coerce0, double noundef %z.coerce1)
  %2 = call double @llvm.fabs.f64(double %z.coerce0)
  %add = fadd double %call2, %2
  %mul = fmul double %add, 5.000000e-01
  %call3 = call double @sqrt(double noundef %mul)
  %mul4 = fmul double 2.000000e+00, %call3
  %div = fdiv double %z.coerce1, %mul4
  %cmp5 = fcmp oge double %z.coerce0, 0.000000e+00
  br i1 %cmp5, label %cond.true, label %cond.false

cond.true:
  %call6 = call { double, double } @of(double noundef %call3, double noundef %div)
  %3 = extractvalue { double, double } %call6, 0
  %4 = extractvalue { double, double } %call6, 1
  br label %return

cond.false:
  %5 = call double @llvm.fabs.f64(double %div)
  %6 = call double @llvm.copysign.f64(double %call3, double %z.coerce1)
  %call7 = call { double, double } @of(double noundef %5, double noundef %6)
  %7 = extractvalue { double, double } %call7, 0
  %8 = extractvalue { double, double } %call7, 1
  br label %return

return:
  %retval.sroa.0.0 = phi double [ %0, %if.then ], [ %3, %cond.true ], [ %7, %cond.false ]
  %retval.sroa.3.0 = phi double [ %1, %if.then ], [ %4, %cond.true ], [ %8, %cond.false ]
  %.fca.0.insert = insertvalue { double, double } poison, double %retval.sroa.0.0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %retval.sroa.3.0, 1
  ret { double, double } %.fca.1.insert
}

declare double @sqrt(double noundef)

declare double @llvm.copysign.f64(double, double)

define available_externally { double, double } @cpow(double noundef %z.coerce0, double noundef %z.coerce1, double noundef %exponent.coerce0, double noundef %exponent.coerce1) {
entry:
  %call = call double @hypot(double noundef %z.coerce0, double noundef %z.coerce1)
  %call1 = call double @log(double noundef %call)
  %call4 = call double @atan2(double noundef %z.coerce1, double noundef %z.coerce0)
  %mul = fmul double %exponent.coerce0, %call1
  %mul5 = fmul double %exponent.coerce1, %call4
  %sub = fsub double %mul, %mul5
  %call6 = call double @exp(double noundef %sub)
  %mul8 = fmul double %exponent.coerce0, %call4
  %mul10 = fmul double %exponent.coerce1, %call1
  %add = fadd double %mul8, %mul10
  %call11 = call double @cos(double noundef %add)
  %mul12 = fmul double %call6, %call11
  %call13 = call double @sin(double noundef %add)
  %mul14 = fmul double %call6, %call13
  %call15 = call { double, double } @of(double noundef %mul12, double noundef %mul14)
  %0 = extractvalue { double, double } %call15, 0
  %1 = extractvalue { double, double } %call15, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

define available_externally { double, double } @csin(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @sin(double noundef %z.coerce0)
  %call1 = call double @cosh(double noundef %z.coerce1)
  %mul = fmul double %call, %call1
  %call3 = call double @cos(double noundef %z.coerce0)
  %call5 = call double @sinh(double noundef %z.coerce1)
  %mul6 = fmul double %call3, %call5
  %call7 = call { double, double } @of(double noundef %mul, double noundef %mul6)
  %0 = extractvalue { double, double } %call7, 0
  %1 = extractvalue { double, double } %call7, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

declare double @cosh(double noundef)

declare double @sinh(double noundef)

define available_externally { double, double } @ccos(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @cos(double noundef %z.coerce0)
  %call1 = call double @cosh(double noundef %z.coerce1)
  %mul = fmul double %call, %call1
  %call3 = call double @sin(double noundef %z.coerce0)
  %call5 = call double @sinh(double noundef %z.coerce1)
  %mul6 = fmul double %call3, %call5
  %fneg = fneg double %mul6
  %call7 = call { double, double } @of(double noundef %mul, double noundef %fneg)
  %0 = extractvalue { double, double } %call7, 0
  %1 = extractvalue { double, double } %call7, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

define available_externally { double, double } @csinh(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @sinh(double noundef %z.coerce0)
  %call1 = call double @cos(double noundef %z.coerce1)
  %mul = fmul double %call, %call1
  %call3 = call double @cosh(double noundef %z.coerce0)
  %call5 = call double @sin(double noundef %z.coerce1)
  %mul6 = fmul double %call3, %call5
  %call7 = call { double, double } @of(double noundef %mul, double noundef %mul6)
  %0 = extractvalue { double, double } %call7, 0
  %1 = extractvalue { double, double } %call7, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

define available_externally { double, double } @ccosh(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @cosh(double noundef %z.coerce0)
  %call1 = call double @cos(double noundef %z.coerce1)
  %mul = fmul double %call, %call1
  %call3 = call double @sinh(double noundef %z.coerce0)
  %call5 = call double @sin(double noundef %z.coerce1)
  %mul6 = fmul double %call3, %call5
  %call7 = call { double, double } @of(double noundef %mul, double noundef %mul6)
  %0 = extractvalue { double, double } %call7, 0
  %1 = extractvalue { double, double } %call7, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

define available_externally { double, double } @ctanh(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @tanh(double noundef %z.coerce0)
  %call1 = call double @tan(double noundef %z.coerce1)
  %mul = fmul double %call, %call
  %mul2 = fmul double %mul, %call1
  %mul3 = fmul double %mul2, %call1
  %add = fadd double 1.000000e+00, %mul3
  %mul4 = fmul double %call1, %call1
  %add5 = fadd double 1.000000e+00, %mul4
  %mul6 = fmul double %call, %add5
  %div = fdiv double %mul6, %add
  %mul7 = fmul double %call, %call
  %sub = fsub double 1.000000e+00, %mul7
  %mul8 = fmul double %call1, %sub
  %div9 = fdiv double %mul8, %add
  %call10 = call { double, double } @of(double noundef %div, double noundef %div9)
  %0 = extractvalue { double, double } %call10, 0
  %1 = extractvalue { double, double } %call10, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

declare double @tanh(double noundef)

declare double @tan(double noundef)

define available_externally { double, double } @ctan(double noundef %z.coerce0, double noundef %z.coerce1) {
entry:
  %call = call double @tan(double noundef %z.coerce0)
  %call1 = call double @tanh(double noundef %z.coerce1)
  %mul = fmul double %call1, %call1
  %mul2 = fmul double %mul, %call
  %mul3 = fmul double %mul2, %call
  %add = fadd double 1.000000e+00, %mul3
  %mul4 = fmul double %call1, %call1
  %sub = fsub double 1.000000e+00, %mul4
  %mul5 = fmul double %call, %sub
  %div = fdiv double %mul5, %add
  %mul6 = fmul double %call, %call
  %add7 = fadd double 1.000000e+00, %mul6
  %mul8 = fmul double %call1, %add7
  %div9 = fdiv double %mul8, %add
  %call10 = call { double, double } @of(double noundef %div, double noundef %div9)
  %0 = extractvalue { double, double } %call10, 0
  %1 = extractvalue { double, double } %call10, 1
  %.fca.0.insert = insertvalue { double, double } poison, double %0, 0
  %.fca.1.insert = insertvalue { double, double } %.fca.0.insert, double %1, 1
  ret { double, double } %.fca.1.insert
}

define available_externally <2 x float> @__mulsc3(float noundef %a, float noundef %b, float noundef %c, float noundef %d) {
entry:
  %mul = fmul float %a, %c
  %mul1 = fmul float %b, %d
  %sub = fsub float %mul, %mul1
  %mul2 = fmul float %a, %d
  %mul3 = fmul float %b, %c
  %add = fadd float %mul2, %mul3
  %call = call <2 x float> @off(float noundef %sub, float noundef %add)
  %coerce.sroa.0.0.vec.extract = extractelement <2 x float> %call, i32 0
  %coerce.sroa.0.4.vec.extract = extractelement <2 x float> %call, i32 1
  %retval.sroa.0.0.vec.insert = insertelement <2 x float> undef, float %coerce.sroa.0.0.vec.extract, i32 0
  %retval.sroa.0.4.vec.insert = insertelement <2 x float> %retval.sroa.0.0.vec.insert, float %coerce.sroa.0.4.vec.extract, i32 1
  ret <2 x float> %retval.sroa.0.4.vec.insert
}

define internal <2 x float> @off(float noundef %re, float noundef %im) {
entry:
  %retval.sroa.0.0.vec.insert = insertelement <2 x float> undef, float %re, i32 0
  %retval.sroa.0.4.vec.insert = insertelement <2 x float> %retval.sroa.0.0.vec.insert, float %im, i32 1
  ret <2 x float> %retval.sroa.0.4.vec.insert
}

define available_externally <2 x float> @__divsc3(float noundef %a, float noundef %b, float noundef %c, float noundef %d) {
entry:
  %0 = call float @llvm.fabs.f32(float %c)
  %1 = call float @llvm.fabs.f32(float %d)
  %cmp = fcmp olt float %0, %1
  br i1 %cmp, label %if.then, label %if.end

if.then:
  %div = fdiv float %c, %d
  %mul = fmul float %c, %div
  %add = fadd float %mul, %d
  %mul1 = fmul float %a, %div
  %add2 = fadd float %mul1, %b
  %div3 = fdiv float %add2, %add
  %mul4 = fmul float %b, %div
  %sub = fsub float %mul4, %a
  %div5 = fdiv float %sub, %add
  %call = call <2 x float> @off(float noundef %div3, float noundef %div5)
  %coerce.sroa.0.0.vec.extract = extractelement <2 x float> %call, i32 0
  %coerce.sroa.0.4.vec.extract = extractelement <2 x float> %call, i32 1
  %retval.sroa.0.0.vec.insert = insertelement <2 x float> undef, float %coerce.sroa.0.0.vec.extract, i32 0
  %retval.sroa.0.4.vec.insert = insertelement <2 x float> %retval.sroa.0.0.vec.insert, float %coerce.sroa.0.4.vec.extract, i32 1
  br label %return

if.end:
  %div7 = fdiv float %d, %c
  %mul9 = fmul float %d, %div7
  %add10 = fadd float %mul9, %c
  %mul11 = fmul float %b, %div7
  %add12 = fadd float %mul11, %a
  %div13 = fdiv float %add12, %add10
  %mul14 = fmul float %a, %div7
  %sub15 = fsub float %b, %mul14
  %div16 = fdiv float %sub15, %add10
  %call17 = call <2 x float> @off(float noundef %div13, float noundef %div16)
  %coerce18.sroa.0.0.vec.extract = extractelement <2 x float> %call17, i32 0
  %coerce18.sroa.0.4.vec.extract = extractelement <2 x float> %call17, i32 1
  %retval.sroa.0.0.vec.insert23 = insertelement <2 x float> undef, float %coerce18.sroa.0.0.vec.extract, i32 0
  %retval.sroa.0.4.vec.insert25 = insertelement <2 x float> %retval.sroa.0.0.vec.insert23, float %coerce18.sroa.0.4.vec.extract, i32 1
  br label %return

return:
  %retval.sroa.0.0 = phi <2 x float> [ %retval.sroa.0.4.vec.insert, %if.then ], [ %retval.sroa.0.4.vec.insert25, %if.end ]
  ret <2 x float> %retval.sroa.0.0
}

declare float @llvm.fabs.f32(float)

define available_externally float @cabsf(<2 x float> noundef %z.coerce) {
entry:
  %z.sroa.0.0.vec.extract = extractelement <2 x float> %z.coerce, i32 0
  %z.sroa.0.4.vec.extract = extractelement <2 x float> %z.coerce, i32 1
  %call = call float @hypotf(float noundef %z.sroa.0.0.vec.extract, float noundef %z.sroa.0.4.vec.extract)
  ret float %call
}

declare float @hypotf(float noundef, float noundef)

define available_externally float @cargf(<2 x float> noundef %z.coerce) {
entry:
  %z.sroa.0.4.vec.extract = extractelement <2 x float> %z.coerce, i32 1
  %z.sroa.0.0.vec.extract = extractelement <2 x float> %z.coerce, i32 0
  %call = call float @atan2f(float noundef %z.sroa.0.4.vec.extract, float noundef %z.sroa.0.0.vec.extract)
  ret float %call
}

declare float @atan2f(float noundef, float noundef)

define available_externally void @_ZNSt8__detail15_List_node_base7_M_hookEPS0_(ptr noundef %fresh, ptr noundef %at) {
entry:
  %next = getelementptr inbounds %struct.node, ptr %fresh, i32 0, i32 0
  store ptr %at, ptr %next, align 8
  %before = getelementptr inbounds %struct.node, ptr %at, i32 0, i32 1
  %0 = load ptr, ptr %before, align 8
  %before1 = getelementptr inbounds %struct.node, ptr %fresh, i32 0, i32 1
  store ptr %0, ptr %before1, align 8
  %before2 = getelementptr inbounds %struct.node, ptr %at, i32 0, i32 1
  %1 = load ptr, ptr %before2, align 8
  %next3 = getelementptr inbounds %struct.node, ptr %1, i32 0, i32 0
  store ptr %fresh, ptr %next3, align 8
  %before4 = getelementptr inbounds %struct.node, ptr %at, i32 0, i32 1
  store ptr %fresh, ptr %before4, align 8
  ret void
}

define available_externally void @_ZNSt8__detail15_List_node_base9_M_unhookEv(ptr noundef %gone) {
entry:
  %next = getelementptr inbounds %struct.node, ptr %gone, i32 0, i32 0
  %0 = load ptr, ptr %next, align 8
  %before = getelementptr inbounds %struct.node, ptr %gone, i32 0, i32 1
  %1 = load ptr, ptr %before, align 8
  %next1 = getelementptr inbounds %struct.node, ptr %1, i32 0, i32 0
  store ptr %0, ptr %next1, align 8
  %before2 = getelementptr inbounds %struct.node, ptr %gone, i32 0, i32 1
  %2 = load ptr, ptr %before2, align 8
  %next3 = getelementptr inbounds %struct.node, ptr %gone, i32 0, i32 0
  %3 = load ptr, ptr %next3, align 8
  %before4 = getelementptr inbounds %struct.node, ptr %3, i32 0, i32 1
  store ptr %2, ptr %before4, align 8
  ret void
}

define available_externally void @_ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_(ptr noundef %to, ptr noundef %first, ptr noundef %last) {
entry:
  %cmp = icmp eq ptr %to, %last
  br i1 %cmp, label %return, label %if.end

if.end:
  %before = getelementptr inbounds %struct.node, ptr %last, i32 0, i32 1
  %0 = load ptr, ptr %before, align 8
  %before1 = getelementptr inbounds %struct.node, ptr %to, i32 0, i32 1
  %1 = load ptr, ptr %before1, align 8
  %before2 = getelementptr inbounds %struct.node, ptr %first, i32 0, i32 1
  %2 = load ptr, ptr %before2, align 8
  %next = getelementptr inbounds %struct.node, ptr %2, i32 0, i32 0
  store ptr %last, ptr %next, align 8
  %before3 = getelementptr inbounds %struct.node, ptr %first, i32 0, i32 1
  %3 = load ptr, ptr %before3, align 8
  %before4 = getelementptr inbounds %struct.node, ptr %last, i32 0, i32 1
  store ptr %3, ptr %before4, align 8
  %next5 = getelementptr inbounds %struct.node, ptr %1, i32 0, i32 0
  store ptr %first, ptr %next5, align 8
  %before6 = getelementptr inbounds %struct.node, ptr %first, i32 0, i32 1
  store ptr %1, ptr %before6, align 8
  %next7 = getelementptr inbounds %struct.node, ptr %0, i32 0, i32 0
  store ptr %to, ptr %next7, align 8
  %before8 = getelementptr inbounds %struct.node, ptr %to, i32 0, i32 1
  store ptr %0, ptr %before8, align 8
  br label %return

return:
  ret void
}

define available_externally void @_ZNSt8__detail15_List_node_base10_M_reverseEv(ptr noundef %ring) {
entry:
  br label %do.body

do.body:
  %at.0 = phi ptr [ %ring, %entry ], [ %0, %do.body ]
  %next1 = getelementptr inbounds %struct.node, ptr %at.0, i32 0, i32 0
  %0 = load ptr, ptr %next1, align 8
  %before = getelementptr inbounds %struct.node, ptr %at.0, i32 0, i32 1
  %1 = load ptr, ptr %before, align 8
  %next2 = getelementptr inbounds %struct.node, ptr %at.0, i32 0, i32 0
  store ptr %1, ptr %next2, align 8
  %before3 = getelementptr inbounds %struct.node, ptr %at.0, i32 0, i32 1
  store ptr %0, ptr %before3, align 8
  %cmp = icmp ne ptr %0, %ring
  br i1 %cmp, label %do.body, label %do.end

do.end:
  ret void
}

define available_externally void @_ZNSt8__detail15_List_node_base4swapERS0_S1_(ptr noundef %a, ptr noundef %b) {
entry:
  %next1 = getelementptr inbounds %struct.node, ptr %a, i32 0, i32 0
  %0 = load ptr, ptr %next1, align 8
  %before2 = getelementptr inbounds %struct.node, ptr %a, i32 0, i32 1
  %1 = load ptr, ptr %before2, align 8
  %next3 = getelementptr inbounds %struct.node, ptr %b, i32 0, i32 0
  %2 = load ptr, ptr %next3, align 8
  %before4 = getelementptr inbounds %struct.node, ptr %b, i32 0, i32 1
  %3 = load ptr, ptr %before4, align 8
  call void @settle(ptr noundef %a, ptr noundef %b, ptr noundef %2, ptr noundef %3)
  call void @settle(ptr noundef %b, ptr noundef %a, ptr noundef %0, ptr noundef %1)
  ret void
}

define internal void @settle(ptr noundef %ring, ptr noundef %other, ptr noundef %next, ptr noundef %before) {
entry:
  %cmp = icmp eq ptr %next, %other
  br i1 %cmp, label %if.then, label %if.end

if.then:
  %before1 = getelementptr inbounds %struct.node, ptr %ring, i32 0, i32 1
  store ptr %ring, ptr %before1, align 8
  %next2 = getelementptr inbounds %struct.node, ptr %ring, i32 0, i32 0
  store ptr %ring, ptr %next2, align 8
  br label %return

if.end:
  %next3 = getelementptr inbounds %struct.node, ptr %ring, i32 0, i32 0
  store ptr %next, ptr %next3, align 8
  %before4 = getelementptr inbounds %struct.node, ptr %ring, i32 0, i32 1
  store ptr %before, ptr %before4, align 8
  %next5 = getelementptr inbounds %struct.node, ptr %before, i32 0, i32 0
  store ptr %ring, ptr %next5, align 8
  %before6 = getelementptr inbounds %struct.node, ptr %next, i32 0, i32 1
  store ptr %ring, ptr %before6, align 8
  br label %return

return:
  ret void
}

define available_externally double @modf(double noundef %x, ptr noundef %whole) {
entry:
  %0 = call double @llvm.trunc.f64(double %x)
  store double %0, ptr %whole, align 8
  %1 = call double @llvm.fabs.f64(double %x)
  %cmp = fcmp oeq double %1, 0x7FF0000000000000
  %sub = fsub double %x, %0
  %cond = select i1 %cmp, double 0.000000e+00, double %sub
  %2 = call double @llvm.copysign.f64(double %cond, double %x)
  ret double %2
}

declare double @llvm.trunc.f64(double)

define available_externally float @modff(float noundef %x, ptr noundef %whole) {
entry:
  %0 = call float @llvm.trunc.f32(float %x)
  store float %0, ptr %whole, align 4
  %1 = call float @llvm.fabs.f32(float %x)
  %cmp = fcmp oeq float %1, 0x7FF0000000000000
  %sub = fsub float %x, %0
  %cond = select i1 %cmp, float 0.000000e+00, float %sub
  %2 = call float @llvm.copysign.f32(float %cond, float %x)
  ret float %2
}

declare float @llvm.trunc.f32(float)

declare float @llvm.copysign.f32(float, float)

define available_externally void @sincos(double noundef %x, ptr noundef %sine, ptr noundef %cosine) {
entry:
  %call = call double @sin(double noundef %x)
  store double %call, ptr %sine, align 8
  %call1 = call double @cos(double noundef %x)
  store double %call1, ptr %cosine, align 8
  ret void
}

define available_externally void @sincosf(float noundef %x, ptr noundef %sine, ptr noundef %cosine) {
entry:
  %call = call float @sinf(float noundef %x)
  store float %call, ptr %sine, align 4
  %call1 = call float @cosf(float noundef %x)
  store float %call1, ptr %cosine, align 4
  ret void
}

declare float @sinf(float noundef)

declare float @cosf(float noundef)

define available_externally double @frexp(double noundef %x, ptr noundef %exponent) {
entry:
  %call = call i32 @exponent_of(double noundef %x)
  %cmp = fcmp oeq double %x, 0.000000e+00
  %cmp1 = icmp eq i32 %call, 2047
  %or.cond = select i1 %cmp, i1 true, i1 %cmp1
  br i1 %or.cond, label %if.then, label %if.end

if.then:
  store i32 0, ptr %exponent, align 4
  br label %return

if.end:
  %tobool = icmp ne i32 %call, 0
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:
  %sub = sub nsw i32 %call, 1022
  br label %cond.end

cond.false:
  %call2 = call double @ldexp(double noundef %x, i32 noundef 64)
  %call3 = call i32 @exponent_of(double noundef %call2)
  %sub4 = sub nsw i32 %call3, 1022
  %sub5 = sub nsw i32 %sub4, 64
  br label %cond.end

cond.end:
  %cond = phi i32 [ %sub, %cond.true ], [ %sub5, %cond.false ]
  store i32 %cond, ptr %exponent, align 4
  %sub6 = sub nsw i32 0, %cond
  %call7 = call double @ldexp(double noundef %x, i32 noundef %sub6)
  br label %return

return:
  %retval.0 = phi double [ %x, %if.then ], [ %call7, %cond.end ]
  ret double %retval.0
}

define internal i32 @exponent_of(double noundef %x) {
entry:
  %0 = bitcast double %x to i64
  %shr = lshr i64 %0, 52
  %and = and i64 %shr, 2047
  %conv = trunc i64 %and to i32
  ret i32 %conv
}

declare double @ldexp(double noundef, i32 noundef)

define available_externally float @frexpf(float noundef %x, ptr noundef %exponent) {
entry:
  %conv = fpext float %x to double
  %call = call i32 @exponent_of(double noundef %conv)
  %cmp = fcmp oeq float %x, 0.000000e+00
  %cmp2 = icmp eq i32 %call, 2047
  %or.cond = select i1 %cmp, i1 true, i1 %cmp2
  br i1 %or.cond, label %if.then, label %if.end

if.then:
  store i32 0, ptr %exponent, align 4
  br label %return

if.end:
  %sub = sub nsw i32 %call, 1022
  store i32 %sub, ptr %exponent, align 4
  %sub4 = sub nsw i32 1022, %call
  %call5 = call float @ldexpf(float noundef %x, i32 noundef %sub4)
  br label %return

return:
  %retval.0 = phi float [ %x, %if.then ], [ %call5, %if.end ]
  ret float %retval.0
}

declare float @ldexpf(float noundef, i32 noundef)

define available_externally void @qsort(ptr noundef %base, i64 noundef %count, i64 noundef %size, ptr noundef %compare) {
entry:
  %mul = mul i64 %count, %size
  %call = call ptr @malloc(i64 noundef %mul)
  br label %for.cond

for.cond:
  %width.0 = phi i64 [ 1, %entry ], [ %mul37, %for.end34 ]
  %cmp = icmp ult i64 %width.0, %count
  br i1 %cmp, label %for.cond1, label %for.end38

for.cond1:
  %low.0 = phi i64 [ %add33, %for.inc31 ], [ 0, %for.cond ]
  %cmp2 = icmp ult i64 %low.0, %count
  br i1 %cmp2, label %for.body3, label %for.end34

for.body3:
  %add = add i64 %low.0, %width.0
  %cmp4 = icmp ult i64 %add, %count
  %add5 = add i64 %low.0, %width.0
  %cond = select i1 %cmp4, i64 %add5, i64 %count
  %add6 = add i64 %cond, %width.0
  %cmp7 = icmp ult i64 %add6, %count
  %add9 = add i64 %cond, %width.0
  %cond12 = select i1 %cmp7, i64 %add9, i64 %count
  br label %for.cond13

for.cond13:
  %left.0 = phi i64 [ %low.0, %for.body3 ], [ %left.1, %if.end ]
  %right.0 = phi i64 [ %cond, %for.body3 ], [ %right.1, %if.end ]
  %k.0 = phi i64 [ %low.0, %for.body3 ], [ %inc30, %if.end ]
  %cmp14 = icmp ult i64 %k.0, %cond12
  br i1 %cmp14, label %for.body15, label %for.inc31

for.body15:
  %cmp16 = icmp ult i64 %left.0, %cond
  br i1 %cmp16, label %land.lhs.true, label %if.else

land.lhs.true:
  %cmp17 = icmp uge i64 %right.0, %cond12
  br i1 %cmp17, label %if.then, label %lor.lhs.false

lor.lhs.false:
  %mul18 = mul i64 %left.0, %size
  %add.ptr = getelementptr inbounds i8, ptr %base, i64 %mul18
  %mul19 = mul i64 %right.0, %size
  %add.ptr20 = getelementptr inbounds i8, ptr %base, i64 %mul19
  %call21 = call i32 %compare(ptr noundef %add.ptr, ptr noundef %add.ptr20)
  %cmp22 = icmp sle i32 %call21, 0
  br i1 %cmp22, label %if.then, label %if.else

if.then:
  %inc = add i64 %left.0, 1
  %mul23 = mul i64 %left.0, %size
  %add.ptr24 = getelementptr inbounds i8, ptr %base, i64 %mul23
  br label %if.end

if.else:
  %inc25 = add i64 %right.0, 1
  %mul26 = mul i64 %right.0, %size
  %add.ptr27 = getelementptr inbounds i8, ptr %base, i64 %mul26
  br label %if.end

if.end:
  %left.1 = phi i64 [ %inc, %if.then ], [ %left.0, %if.else ]
  %right.1 = phi i64 [ %right.0, %if.then ], [ %inc25, %if.else ]
  %from.0 = phi ptr [ %add.ptr24, %if.then ], [ %add.ptr27, %if.else ]
  %mul28 = mul i64 %k.0, %size
  %add.ptr29 = getelementptr inbounds i8, ptr %call, i64 %mul28
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %add.ptr29, ptr align 1 %from.0, i64 %size, i1 false)
  %inc30 = add i64 %k.0, 1
  br label %for.cond13

for.inc31:
  %mul32 = mul i64 2, %width.0
  %add33 = add i64 %low.0, %mul32
  br label %for.cond1

for.end34:
  %mul35 = mul i64 %count, %size
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %base, ptr align 1 %call, i64 %mul35, i1 false)
  %mul37 = mul i64 %width.0, 2
  br label %for.cond

for.end38:
  call void @free(ptr noundef %call)
  ret void
}

declare ptr @malloc(i64 noundef)

declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly, ptr noalias readonly, i64, i1 immarg)

declare void @free(ptr noundef)

define available_externally ptr @bsearch(ptr noundef %key, ptr noundef %base, i64 noundef %count, i64 noundef %size, ptr noundef %compare) {
entry:
  br label %while.cond

while.cond:
  %high.0 = phi i64 [ %count, %entry ], [ %high.1, %if.end ]
  %low.0 = phi i64 [ 0, %entry ], [ %low.1, %if.end ]
  %cmp = icmp ult i64 %low.0, %high.0
  br i1 %cmp, label %while.body, label %return

while.body:
  %sub = sub i64 %high.0, %low.0
  %div = udiv i64 %sub, 2
  %add = add i64 %low.0, %div
  %mul = mul i64 %add, %size
  %add.ptr = getelementptr inbounds i8, ptr %base, i64 %mul
  %call = call i32 %compare(ptr noundef %key, ptr noundef %add.ptr)
  %cmp1 = icmp eq i32 %call, 0
  br i1 %cmp1, label %return, label %if.end

if.end:
  %cmp2 = icmp slt i32 %call, 0
  %add4 = add i64 %add, 1
  %high.1 = select i1 %cmp2, i64 %add, i64 %high.0
  %low.1 = select i1 %cmp2, i64 %low.0, i64 %add4
  br label %while.cond

return:
  %retval.0 = phi ptr [ %add.ptr, %while.body ], [ null, %while.cond ]
  ret ptr %retval.0
}

define available_externally ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr noundef %n) {
entry:
  %right = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 3
  %0 = load ptr, ptr %right, align 8
  %tobool = icmp ne ptr %0, null
  br i1 %tobool, label %if.then, label %if.end

if.then:
  %right1 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 3
  %1 = load ptr, ptr %right1, align 8
  %call = call ptr @first_below(ptr noundef %1)
  br label %return

if.end:
  %parent = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %2 = load ptr, ptr %parent, align 8
  br label %while.cond

while.cond:
  %n.addr.0 = phi ptr [ %n, %if.end ], [ %above.0, %while.body ]
  %above.0 = phi ptr [ %2, %if.end ], [ %4, %while.body ]
  %right2 = getelementptr inbounds %struct.node.0, ptr %above.0, i32 0, i32 3
  %3 = load ptr, ptr %right2, align 8
  %cmp = icmp eq ptr %n.addr.0, %3
  br i1 %cmp, label %while.body, label %while.end

while.body:
  %parent3 = getelementptr inbounds %struct.node.0, ptr %above.0, i32 0, i32 1
  %4 = load ptr, ptr %parent3, align 8
  br label %while.cond

while.end:
  %right4 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 3
  %5 = load ptr, ptr %right4, align 8
  %cmp5 = icmp eq ptr %5, %above.0
  %n.addr.0.above.0 = select i1 %cmp5, ptr %n.addr.0, ptr %above.0
  br label %return

return:
  %retval.0 = phi ptr [ %call, %if.then ], [ %n.addr.0.above.0, %while.end ]
  ret ptr %retval.0
}

define internal ptr @first_below(ptr noundef %n) {
entry:
  br label %while.cond

while.cond:
  %n.addr.0 = phi ptr [ %n, %entry ], [ %1, %while.body ]
  %left = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 2
  %0 = load ptr, ptr %left, align 8
  %tobool = icmp ne ptr %0, null
  br i1 %tobool, label %while.body, label %while.end

while.body:
  %left1 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 2
  %1 = load ptr, ptr %left1, align 8
  br label %while.cond

while.end:
  ret ptr %n.addr.0
}

define available_externally ptr @_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base(ptr noundef %n) {
entry:
  %call = call ptr @_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(ptr noundef %n)
  ret ptr %call
}

define available_externally ptr @_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(ptr noundef %n) {
entry:
  %colour = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 0
  %0 = load i32, ptr %colour, align 8
  %cmp = icmp eq i32 %0, 0
  br i1 %cmp, label %land.rhs, label %land.end

land.rhs:
  %parent = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %1 = load ptr, ptr %parent, align 8
  %parent1 = getelementptr inbounds %struct.node.0, ptr %1, i32 0, i32 1
  %2 = load ptr, ptr %parent1, align 8
  %cmp2 = icmp eq ptr %2, %n
  br label %land.end

land.end:
  %3 = phi i1 [ false, %entry ], [ %cmp2, %land.rhs ]
  %storedv = zext i1 %3 to i8
  %loadedv = trunc i8 %storedv to i1
  br i1 %loadedv, label %if.then, label %if.end

if.then:
  %right = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 3
  %4 = load ptr, ptr %right, align 8
  br label %return

if.end:
  %left = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 2
  %5 = load ptr, ptr %left, align 8
  %tobool = icmp ne ptr %5, null
  br i1 %tobool, label %if.then3, label %if.end5

if.then3:
  %left4 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 2
  %6 = load ptr, ptr %left4, align 8
  %call = call ptr @last_below(ptr noundef %6)
  br label %return

if.end5:
  %parent6 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %7 = load ptr, ptr %parent6, align 8
  br label %while.cond

while.cond:
  %n.addr.0 = phi ptr [ %n, %if.end5 ], [ %above.0, %while.body ]
  %above.0 = phi ptr [ %7, %if.end5 ], [ %9, %while.body ]
  %left7 = getelementptr inbounds %struct.node.0, ptr %above.0, i32 0, i32 2
  %8 = load ptr, ptr %left7, align 8
  %cmp8 = icmp eq ptr %n.addr.0, %8
  br i1 %cmp8, label %while.body, label %return

while.body:
  %parent9 = getelementptr inbounds %struct.node.0, ptr %above.0, i32 0, i32 1
  %9 = load ptr, ptr %parent9, align 8
  br label %while.cond

return:
  %retval.0 = phi ptr [ %4, %if.then ], [ %call, %if.then3 ], [ %above.0, %while.cond ]
  ret ptr %retval.0
}

define internal ptr @last_below(ptr noundef %n) {
entry:
  br label %while.cond

while.cond:
  %n.addr.0 = phi ptr [ %n, %entry ], [ %1, %while.body ]
  %right = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 3
  %0 = load ptr, ptr %right, align 8
  %tobool = icmp ne ptr %0, null
  br i1 %tobool, label %while.body, label %while.end

while.body:
  %right1 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 3
  %1 = load ptr, ptr %right1, align 8
  br label %while.cond

while.end:
  ret ptr %n.addr.0
}

define available_externally ptr @_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base(ptr noundef %n) {
entry:
  %call = call ptr @_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(ptr noundef %n)
  ret ptr %call
}

define available_externally void @_ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(i1 noundef zeroext %left, ptr noundef %n, ptr noundef %parent, ptr noundef %header) {
entry:
  %storedv = zext i1 %left to i8
  %parent1 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  store ptr %parent, ptr %parent1, align 8
  %right = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 3
  store ptr null, ptr %right, align 8
  %left2 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 2
  store ptr null, ptr %left2, align 8
  %colour = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 0
  store i32 0, ptr %colour, align 8
  %loadedv = trunc i8 %storedv to i1
  br i1 %loadedv, label %if.then, label %if.else12

if.then:
  %left3 = getelementptr inbounds %struct.node.0, ptr %parent, i32 0, i32 2
  store ptr %n, ptr %left3, align 8
  %cmp = icmp eq ptr %parent, %header
  br i1 %cmp, label %if.then4, label %if.else

if.then4:
  %right5 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 3
  store ptr %n, ptr %right5, align 8
  %parent6 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 1
  store ptr %n, ptr %parent6, align 8
  br label %if.end19

if.else:
  %left7 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 2
  %0 = load ptr, ptr %left7, align 8
  %cmp8 = icmp eq ptr %parent, %0
  br i1 %cmp8, label %if.then9, label %if.end19

if.then9:
  %left10 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 2
  store ptr %n, ptr %left10, align 8
  br label %if.end19

if.else12:
  %right13 = getelementptr inbounds %struct.node.0, ptr %parent, i32 0, i32 3
  store ptr %n, ptr %right13, align 8
  %right14 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 3
  %1 = load ptr, ptr %right14, align 8
  %cmp15 = icmp eq ptr %parent, %1
  br i1 %cmp15, label %if.then16, label %if.end19

if.then16:
  %right17 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 3
  store ptr %n, ptr %right17, align 8
  br label %if.end19

if.end19:
  br label %while.cond

while.cond:
  %n.addr.0 = phi ptr [ %n, %if.end19 ], [ %6, %if.then36 ], [ %n.addr.2, %if.end63 ]
  %parent20 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 1
  %2 = load ptr, ptr %parent20, align 8
  %cmp21 = icmp ne ptr %n.addr.0, %2
  br i1 %cmp21, label %land.rhs, label %while.end

land.rhs:
  %parent22 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %3 = load ptr, ptr %parent22, align 8
  %colour23 = getelementptr inbounds %struct.node.0, ptr %3, i32 0, i32 0
  %4 = load i32, ptr %colour23, align 8
  %cmp24 = icmp eq i32 %4, 0
  br i1 %cmp24, label %while.body, label %while.end

while.body:
  %parent25 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %5 = load ptr, ptr %parent25, align 8
  %parent26 = getelementptr inbounds %struct.node.0, ptr %5, i32 0, i32 1
  %6 = load ptr, ptr %parent26, align 8
  %parent27 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %7 = load ptr, ptr %parent27, align 8
  %left28 = getelementptr inbounds %struct.node.0, ptr %6, i32 0, i32 2
  %8 = load ptr, ptr %left28, align 8
  %cmp29 = icmp eq ptr %7, %8
  %storedv30 = zext i1 %cmp29 to i8
  %loadedv31 = trunc i8 %storedv30 to i1
  br i1 %loadedv31, label %cond.true, label %cond.false

cond.true:
  %right32 = getelementptr inbounds %struct.node.0, ptr %6, i32 0, i32 3
  %9 = load ptr, ptr %right32, align 8
  br label %cond.end

cond.false:
  %left33 = getelementptr inbounds %struct.node.0, ptr %6, i32 0, i32 2
  %10 = load ptr, ptr %left33, align 8
  br label %cond.end

cond.end:
  %cond = phi ptr [ %9, %cond.true ], [ %10, %cond.false ]
  %tobool = icmp ne ptr %cond, null
  br i1 %tobool, label %land.lhs.true, label %if.end41

land.lhs.true:
  %colour34 = getelementptr inbounds %struct.node.0, ptr %cond, i32 0, i32 0
  %11 = load i32, ptr %colour34, align 8
  %cmp35 = icmp eq i32 %11, 0
  br i1 %cmp35, label %if.then36, label %if.end41

if.then36:
  %colour37 = getelementptr inbounds %struct.node.0, ptr %cond, i32 0, i32 0
  store i32 1, ptr %colour37, align 8
  %parent38 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %12 = load ptr, ptr %parent38, align 8
  %colour39 = getelementptr inbounds %struct.node.0, ptr %12, i32 0, i32 0
  store i32 1, ptr %colour39, align 8
  %colour40 = getelementptr inbounds %struct.node.0, ptr %6, i32 0, i32 0
  store i32 0, ptr %colour40, align 8
  br label %while.cond

if.end41:
  %loadedv42 = trunc i8 %storedv30 to i1
  br i1 %loadedv42, label %if.then43, label %if.else53

if.then43:
  %parent44 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %13 = load ptr, ptr %parent44, align 8
  %right45 = getelementptr inbounds %struct.node.0, ptr %13, i32 0, i32 3
  %14 = load ptr, ptr %right45, align 8
  %cmp46 = icmp eq ptr %n.addr.0, %14
  br i1 %cmp46, label %if.then47, label %if.end49

if.then47:
  %parent48 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %15 = load ptr, ptr %parent48, align 8
  call void @rotate_left(ptr noundef %15, ptr noundef %header)
  br label %if.end49

if.end49:
  %n.addr.1 = phi ptr [ %15, %if.then47 ], [ %n.addr.0, %if.then43 ]
  %parent50 = getelementptr inbounds %struct.node.0, ptr %n.addr.1, i32 0, i32 1
  %16 = load ptr, ptr %parent50, align 8
  %colour51 = getelementptr inbounds %struct.node.0, ptr %16, i32 0, i32 0
  store i32 1, ptr %colour51, align 8
  %colour52 = getelementptr inbounds %struct.node.0, ptr %6, i32 0, i32 0
  store i32 0, ptr %colour52, align 8
  call void @rotate_right(ptr noundef %6, ptr noundef %header)
  br label %if.end63

if.else53:
  %parent54 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %17 = load ptr, ptr %parent54, align 8
  %left55 = getelementptr inbounds %struct.node.0, ptr %17, i32 0, i32 2
  %18 = load ptr, ptr %left55, align 8
  %cmp56 = icmp eq ptr %n.addr.0, %18
  br i1 %cmp56, label %if.then57, label %if.end59

if.then57:
  %parent58 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 1
  %19 = load ptr, ptr %parent58, align 8
  call void @rotate_right(ptr noundef %19, ptr noundef %header)
  br label %if.end59

if.end59:
  %n.addr.3 = phi ptr [ %19, %if.then57 ], [ %n.addr.0, %if.else53 ]
  %parent60 = getelementptr inbounds %struct.node.0, ptr %n.addr.3, i32 0, i32 1
  %20 = load ptr, ptr %parent60, align 8
  %colour61 = getelementptr inbounds %struct.node.0, ptr %20, i32 0, i32 0
  store i32 1, ptr %colour61, align 8
  %colour62 = getelementptr inbounds %struct.node.0, ptr %6, i32 0, i32 0
  store i32 0, ptr %colour62, align 8
  call void @rotate_left(ptr noundef %6, ptr noundef %header)
  br label %if.end63

if.end63:
  %n.addr.2 = phi ptr [ %n.addr.1, %if.end49 ], [ %n.addr.3, %if.end59 ]
  br label %while.cond

while.end:
  %parent64 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 1
  %21 = load ptr, ptr %parent64, align 8
  %colour65 = getelementptr inbounds %struct.node.0, ptr %21, i32 0, i32 0
  store i32 1, ptr %colour65, align 8
  ret void
}

define internal void @rotate_left(ptr noundef %n, ptr noundef %header) {
entry:
  %right = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 3
  %0 = load ptr, ptr %right, align 8
  %left = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 2
  %1 = load ptr, ptr %left, align 8
  %right1 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 3
  store ptr %1, ptr %right1, align 8
  %left2 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 2
  %2 = load ptr, ptr %left2, align 8
  %tobool = icmp ne ptr %2, null
  br i1 %tobool, label %if.then, label %if.end

if.then:
  %left3 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 2
  %3 = load ptr, ptr %left3, align 8
  %parent = getelementptr inbounds %struct.node.0, ptr %3, i32 0, i32 1
  store ptr %n, ptr %parent, align 8
  br label %if.end

if.end:
  %parent4 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %4 = load ptr, ptr %parent4, align 8
  %parent5 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 1
  store ptr %4, ptr %parent5, align 8
  call void @replace(ptr noundef %n, ptr noundef %0, ptr noundef %header)
  %left6 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 2
  store ptr %n, ptr %left6, align 8
  %parent7 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  store ptr %0, ptr %parent7, align 8
  ret void
}

define internal void @rotate_right(ptr noundef %n, ptr noundef %header) {
entry:
  %left = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 2
  %0 = load ptr, ptr %left, align 8
  %right = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 3
  %1 = load ptr, ptr %right, align 8
  %left1 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 2
  store ptr %1, ptr %left1, align 8
  %right2 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 3
  %2 = load ptr, ptr %right2, align 8
  %tobool = icmp ne ptr %2, null
  br i1 %tobool, label %if.then, label %if.end

if.then:
  %right3 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 3
  %3 = load ptr, ptr %right3, align 8
  %parent = getelementptr inbounds %struct.node.0, ptr %3, i32 0, i32 1
  store ptr %n, ptr %parent, align 8
  br label %if.end

if.end:
  %parent4 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %4 = load ptr, ptr %parent4, align 8
  %parent5 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 1
  store ptr %4, ptr %parent5, align 8
  call void @replace(ptr noundef %n, ptr noundef %0, ptr noundef %header)
  %right6 = getelementptr inbounds %struct.node.0, ptr %0, i32 0, i32 3
  store ptr %n, ptr %right6, align 8
  %parent7 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  store ptr %0, ptr %parent7, align 8
  ret void
}

define internal void @replace(ptr noundef %n, ptr noundef %by, ptr noundef %header) {
entry:
  %parent = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 1
  %0 = load ptr, ptr %parent, align 8
  %cmp = icmp eq ptr %n, %0
  br i1 %cmp, label %if.then, label %if.else

if.then:
  %parent1 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 1
  store ptr %by, ptr %parent1, align 8
  br label %if.end9

if.else:
  %parent2 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %1 = load ptr, ptr %parent2, align 8
  %left = getelementptr inbounds %struct.node.0, ptr %1, i32 0, i32 2
  %2 = load ptr, ptr %left, align 8
  %cmp3 = icmp eq ptr %n, %2
  br i1 %cmp3, label %if.then4, label %if.else7

if.then4:
  %parent5 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %3 = load ptr, ptr %parent5, align 8
  %left6 = getelementptr inbounds %struct.node.0, ptr %3, i32 0, i32 2
  store ptr %by, ptr %left6, align 8
  br label %if.end9

if.else7:
  %parent8 = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 1
  %4 = load ptr, ptr %parent8, align 8
  %right = getelementptr inbounds %struct.node.0, ptr %4, i32 0, i32 3
  store ptr %by, ptr %right, align 8
  br label %if.end9

if.end9:
  ret void
}

define available_externally ptr @_ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_(ptr noundef %gone, ptr noundef %header) {
entry:
  %left = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 2
  %0 = load ptr, ptr %left, align 8
  %cmp = icmp eq ptr %gone, %0
  br i1 %cmp, label %if.then, label %if.end

if.then:
  %right = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %1 = load ptr, ptr %right, align 8
  %tobool = icmp ne ptr %1, null
  br i1 %tobool, label %cond.true, label %cond.false

cond.true:
  %right1 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %2 = load ptr, ptr %right1, align 8
  %call = call ptr @first_below(ptr noundef %2)
  br label %cond.end

cond.false:
  %parent = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 1
  %3 = load ptr, ptr %parent, align 8
  br label %cond.end

cond.end:
  %cond = phi ptr [ %call, %cond.true ], [ %3, %cond.false ]
  %left2 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 2
  store ptr %cond, ptr %left2, align 8
  br label %if.end

if.end:
  %right3 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 3
  %4 = load ptr, ptr %right3, align 8
  %cmp4 = icmp eq ptr %gone, %4
  br i1 %cmp4, label %if.then5, label %if.end16

if.then5:
  %left6 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 2
  %5 = load ptr, ptr %left6, align 8
  %tobool7 = icmp ne ptr %5, null
  br i1 %tobool7, label %cond.true8, label %cond.false11

cond.true8:
  %left9 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 2
  %6 = load ptr, ptr %left9, align 8
  %call10 = call ptr @last_below(ptr noundef %6)
  br label %cond.end13

cond.false11:
  %parent12 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 1
  %7 = load ptr, ptr %parent12, align 8
  br label %cond.end13

cond.end13:
  %cond14 = phi ptr [ %call10, %cond.true8 ], [ %7, %cond.false11 ]
  %right15 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 3
  store ptr %cond14, ptr %right15, align 8
  br label %if.end16

if.end16:
  %colour = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 0
  %8 = load i32, ptr %colour, align 8
  %left18 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 2
  %9 = load ptr, ptr %left18, align 8
  %tobool19 = icmp ne ptr %9, null
  br i1 %tobool19, label %lor.lhs.false, label %if.then22

lor.lhs.false:
  %right20 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %10 = load ptr, ptr %right20, align 8
  %tobool21 = icmp ne ptr %10, null
  br i1 %tobool21, label %if.else, label %if.then22

if.then22:
  %left23 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 2
  %11 = load ptr, ptr %left23, align 8
  %tobool24 = icmp ne ptr %11, null
  br i1 %tobool24, label %cond.true25, label %cond.false27

cond.true25:
  %left26 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 2
  %12 = load ptr, ptr %left26, align 8
  br label %cond.end29

cond.false27:
  %right28 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %13 = load ptr, ptr %right28, align 8
  br label %cond.end29

cond.end29:
  %cond30 = phi ptr [ %12, %cond.true25 ], [ %13, %cond.false27 ]
  %parent31 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 1
  %14 = load ptr, ptr %parent31, align 8
  %tobool32 = icmp ne ptr %cond30, null
  br i1 %tobool32, label %if.then33, label %if.end35

if.then33:
  %parent34 = getelementptr inbounds %struct.node.0, ptr %cond30, i32 0, i32 1
  store ptr %14, ptr %parent34, align 8
  br label %if.end35

if.end35:
  call void @replace(ptr noundef %gone, ptr noundef %cond30, ptr noundef %header)
  br label %if.end62

if.else:
  %right36 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %15 = load ptr, ptr %right36, align 8
  %call37 = call ptr @first_below(ptr noundef %15)
  %colour38 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 0
  %16 = load i32, ptr %colour38, align 8
  %right39 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 3
  %17 = load ptr, ptr %right39, align 8
  %right40 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %18 = load ptr, ptr %right40, align 8
  %cmp41 = icmp ne ptr %call37, %18
  br i1 %cmp41, label %if.then42, label %if.end53

if.then42:
  %parent43 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 1
  %19 = load ptr, ptr %parent43, align 8
  %left44 = getelementptr inbounds %struct.node.0, ptr %19, i32 0, i32 2
  store ptr %17, ptr %left44, align 8
  %tobool45 = icmp ne ptr %17, null
  br i1 %tobool45, label %if.then46, label %if.end48

if.then46:
  %parent47 = getelementptr inbounds %struct.node.0, ptr %17, i32 0, i32 1
  store ptr %19, ptr %parent47, align 8
  br label %if.end48

if.end48:
  %right49 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 3
  %20 = load ptr, ptr %right49, align 8
  %right50 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 3
  store ptr %20, ptr %right50, align 8
  %right51 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 3
  %21 = load ptr, ptr %right51, align 8
  %parent52 = getelementptr inbounds %struct.node.0, ptr %21, i32 0, i32 1
  store ptr %call37, ptr %parent52, align 8
  br label %if.end53

if.end53:
  %parent17.1 = phi ptr [ %19, %if.end48 ], [ %call37, %if.else ]
  call void @replace(ptr noundef %gone, ptr noundef %call37, ptr noundef %header)
  %parent54 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 1
  %22 = load ptr, ptr %parent54, align 8
  %parent55 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 1
  store ptr %22, ptr %parent55, align 8
  %left56 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 2
  %23 = load ptr, ptr %left56, align 8
  %left57 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 2
  store ptr %23, ptr %left57, align 8
  %left58 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 2
  %24 = load ptr, ptr %left58, align 8
  %parent59 = getelementptr inbounds %struct.node.0, ptr %24, i32 0, i32 1
  store ptr %call37, ptr %parent59, align 8
  %colour60 = getelementptr inbounds %struct.node.0, ptr %gone, i32 0, i32 0
  %25 = load i32, ptr %colour60, align 8
  %colour61 = getelementptr inbounds %struct.node.0, ptr %call37, i32 0, i32 0
  store i32 %25, ptr %colour61, align 8
  br label %if.end62

if.end62:
  %parent17.0 = phi ptr [ %parent17.1, %if.end53 ], [ %14, %if.end35 ]
  %removed.0 = phi i32 [ %16, %if.end53 ], [ %8, %if.end35 ]
  %moved.0 = phi ptr [ %17, %if.end53 ], [ %cond30, %if.end35 ]
  %cmp63 = icmp eq i32 %removed.0, 1
  br i1 %cmp63, label %if.then64, label %if.end65

if.then64:
  call void @mend(ptr noundef %moved.0, ptr noundef %parent17.0, ptr noundef %header)
  br label %if.end65

if.end65:
  ret ptr %gone
}

define internal void @mend(ptr noundef %n, ptr noundef %parent, ptr noundef %header) {
entry:
  br label %while.cond

while.cond:
  %parent.addr.0 = phi ptr [ %parent, %entry ], [ %11, %if.then33 ]
  %n.addr.0 = phi ptr [ %n, %entry ], [ %parent.addr.0, %if.then33 ]
  %parent1 = getelementptr inbounds %struct.node.0, ptr %header, i32 0, i32 1
  %0 = load ptr, ptr %parent1, align 8
  %cmp = icmp ne ptr %n.addr.0, %0
  br i1 %cmp, label %land.rhs, label %while.end

land.rhs:
  %call = call zeroext i1 @is_black(ptr noundef %n.addr.0)
  br i1 %call, label %while.body, label %while.end

while.body:
  %left = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 2
  %1 = load ptr, ptr %left, align 8
  %cmp2 = icmp eq ptr %n.addr.0, %1
  %storedv = zext i1 %cmp2 to i8
  %loadedv = trunc i8 %storedv to i1
  br i1 %loadedv, label %cond.true, label %cond.false

cond.true:
  %right = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 3
  %2 = load ptr, ptr %right, align 8
  br label %cond.end

cond.false:
  %left3 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 2
  %3 = load ptr, ptr %left3, align 8
  br label %cond.end

cond.end:
  %cond = phi ptr [ %2, %cond.true ], [ %3, %cond.false ]
  %colour = getelementptr inbounds %struct.node.0, ptr %cond, i32 0, i32 0
  %4 = load i32, ptr %colour, align 8
  %cmp4 = icmp eq i32 %4, 0
  br i1 %cmp4, label %if.then, label %if.end16

if.then:
  %colour5 = getelementptr inbounds %struct.node.0, ptr %cond, i32 0, i32 0
  store i32 1, ptr %colour5, align 8
  %colour6 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 0
  store i32 0, ptr %colour6, align 8
  %loadedv7 = trunc i8 %storedv to i1
  br i1 %loadedv7, label %if.then8, label %if.else

if.then8:
  call void @rotate_left(ptr noundef %parent.addr.0, ptr noundef %header)
  br label %if.end

if.else:
  call void @rotate_right(ptr noundef %parent.addr.0, ptr noundef %header)
  br label %if.end

if.end:
  %loadedv9 = trunc i8 %storedv to i1
  br i1 %loadedv9, label %cond.true10, label %cond.false12

cond.true10:
  %right11 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 3
  %5 = load ptr, ptr %right11, align 8
  br label %if.end16

cond.false12:
  %left13 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 2
  %6 = load ptr, ptr %left13, align 8
  br label %if.end16

if.end16:
  %sibling.0 = phi ptr [ %cond, %cond.end ], [ %5, %cond.true10 ], [ %6, %cond.false12 ]
  %loadedv17 = trunc i8 %storedv to i1
  br i1 %loadedv17, label %cond.true18, label %cond.false20

cond.true18:
  %left19 = getelementptr inbounds %struct.node.0, ptr %sibling.0, i32 0, i32 2
  %7 = load ptr, ptr %left19, align 8
  br label %cond.end22

cond.false20:
  %right21 = getelementptr inbounds %struct.node.0, ptr %sibling.0, i32 0, i32 3
  %8 = load ptr, ptr %right21, align 8
  br label %cond.end22

cond.end22:
  %cond23 = phi ptr [ %7, %cond.true18 ], [ %8, %cond.false20 ]
  %loadedv24 = trunc i8 %storedv to i1
  br i1 %loadedv24, label %cond.true25, label %cond.false27

cond.true25:
  %right26 = getelementptr inbounds %struct.node.0, ptr %sibling.0, i32 0, i32 3
  %9 = load ptr, ptr %right26, align 8
  br label %cond.end29

cond.false27:
  %left28 = getelementptr inbounds %struct.node.0, ptr %sibling.0, i32 0, i32 2
  %10 = load ptr, ptr %left28, align 8
  br label %cond.end29

cond.end29:
  %cond30 = phi ptr [ %9, %cond.true25 ], [ %10, %cond.false27 ]
  %call31 = call zeroext i1 @is_black(ptr noundef %cond23)
  br i1 %call31, label %land.lhs.true, label %if.end36

land.lhs.true:
  %call32 = call zeroext i1 @is_black(ptr noundef %cond30)
  br i1 %call32, label %if.then33, label %if.end36

if.then33:
  %colour34 = getelementptr inbounds %struct.node.0, ptr %sibling.0, i32 0, i32 0
  store i32 0, ptr %colour34, align 8
  %parent35 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 1
  %11 = load ptr, ptr %parent35, align 8
  br label %while.cond

if.end36:
  %call37 = call zeroext i1 @is_black(ptr noundef %cond30)
  br i1 %call37, label %if.then38, label %if.end45

if.then38:
  %colour39 = getelementptr inbounds %struct.node.0, ptr %cond23, i32 0, i32 0
  store i32 1, ptr %colour39, align 8
  %colour40 = getelementptr inbounds %struct.node.0, ptr %sibling.0, i32 0, i32 0
  store i32 0, ptr %colour40, align 8
  %loadedv41 = trunc i8 %storedv to i1
  br i1 %loadedv41, label %if.then42, label %if.else43

if.then42:
  call void @rotate_right(ptr noundef %sibling.0, ptr noundef %header)
  br label %if.end45

if.else43:
  call void @rotate_left(ptr noundef %sibling.0, ptr noundef %header)
  br label %if.end45

if.end45:
  %sibling.1 = phi ptr [ %sibling.0, %if.end36 ], [ %cond23, %if.else43 ], [ %cond23, %if.then42 ]
  %far.0 = phi ptr [ %cond30, %if.end36 ], [ %sibling.0, %if.else43 ], [ %sibling.0, %if.then42 ]
  %colour46 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 0
  %12 = load i32, ptr %colour46, align 8
  %colour47 = getelementptr inbounds %struct.node.0, ptr %sibling.1, i32 0, i32 0
  store i32 %12, ptr %colour47, align 8
  %colour48 = getelementptr inbounds %struct.node.0, ptr %far.0, i32 0, i32 0
  store i32 1, ptr %colour48, align 8
  %colour49 = getelementptr inbounds %struct.node.0, ptr %parent.addr.0, i32 0, i32 0
  store i32 1, ptr %colour49, align 8
  %loadedv50 = trunc i8 %storedv to i1
  br i1 %loadedv50, label %if.then51, label %if.else52

if.then51:
  call void @rotate_left(ptr noundef %parent.addr.0, ptr noundef %header)
  br label %while.end

if.else52:
  call void @rotate_right(ptr noundef %parent.addr.0, ptr noundef %header)
  br label %while.end

while.end:
  %tobool = icmp ne ptr %n.addr.0, null
  br i1 %tobool, label %if.then54, label %if.end56

if.then54:
  %colour55 = getelementptr inbounds %struct.node.0, ptr %n.addr.0, i32 0, i32 0
  store i32 1, ptr %colour55, align 8
  br label %if.end56

if.end56:
  ret void
}

define internal zeroext i1 @is_black(ptr noundef %n) {
entry:
  %tobool = icmp ne ptr %n, null
  br i1 %tobool, label %lor.rhs, label %lor.end

lor.rhs:
  %colour = getelementptr inbounds %struct.node.0, ptr %n, i32 0, i32 0
  %0 = load i32, ptr %colour, align 8
  %cmp = icmp eq i32 %0, 1
  br label %lor.end

lor.end:
  %1 = phi i1 [ true, %entry ], [ %cmp, %lor.rhs ]
  ret i1 %1
}

