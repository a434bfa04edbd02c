// The markers of the protocol. They are never defined: the pass reads their names.

#ifndef MARKERS_H
#define MARKERS_H

#ifdef __cplusplus
extern "C" {
#endif

extern int enzyme_const, enzyme_out, enzyme_dup, enzyme_dupnoneed;
extern int enzyme_dupv, enzyme_dupnoneedv;
extern int enzyme_width;
extern int enzyme_tape, enzyme_allocated, enzyme_nofree;
extern int enzyme_runtime_activity;
extern int enzyme_vector, enzyme_scalar;
extern int enzyme_primal_return, enzyme_noret;
extern int enzyme_const_return, enzyme_active_return, enzyme_dup_return;

#ifdef __cplusplus
}
#endif

#endif
