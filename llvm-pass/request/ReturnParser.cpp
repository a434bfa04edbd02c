//===- ReturnParser.cpp - What becomes of the return value -----------------===//

#include "analysis/MemoryModel.h"
#include "request/ArgumentConversion.h"
#include "request/RequestParser.h"
#include "support/PassedType.h"

using namespace llvm;

namespace enzyme {

bool RequestParser::checkReturnMarkers(Type *Ty) {
  if (Parsed.Return.WantsPrimal && Parsed.Return.RefusesPrimal)
    return malformed("enzyme_primal_return contradicts enzyme_noret");
  if (Parsed.Return.WantsPrimal && Ty->isVoidTy())
    return malformed("enzyme_primal_return, but `" + Name +
                     "` returns nothing");
  if (!ReturnMarker || ReturnMarker->Kind == MarkerKind::ConstReturn)
    return true;
  bool IsDup = ReturnMarker->Kind == MarkerKind::DupReturn;
  if (!IsDup && isForward())
    return malformed("enzyme_active_return is for reverse mode: use "
                     "enzyme_dup_return");
  if (IsDup && Parsed.DerivativeMode == Mode::Reverse)
    return unsupported("enzyme_dup_return in reverse mode: the shadow of what "
                       "`" + Name + "` returns is known between the sweeps, "
                       "use __enzyme_augmentfwd and __enzyme_reverse");
  if (IsDup && !isForward() && !Ty->isPointerTy())
    return malformed("enzyme_dup_return is for pointers in split mode, `" +
                     Name + "` returns " + describe(Ty));
  if (!(IsDup && Ty->isPointerTy()) && !containsFloat(Ty))
    return malformed(ReturnMarker->Name + ", but `" + Name +
                     "` does not return a float");
  return true;
}

/// The return value by its type, unless a marker says otherwise.
bool RequestParser::resolveReturn() {
  Type *Ty = resultOf(*Parsed.Primal);
  Mode M = Parsed.DerivativeMode;
  if (M == Mode::Batch || M == Mode::InactiveCall)
    return true;
  if (!checkReturnMarkers(Ty))
    return false;
  if (ReturnMarker && ReturnMarker->Kind == MarkerKind::ConstReturn)
    return true;
  if (!Ty->isFPOrFPVectorTy() && containsFloat(Ty) && !isForward())
    return unsupported("`" + Name + "` returns a struct, which has no seed in "
                       "reverse mode: let it write its results through a "
                       "pointer argument, or add enzyme_const_return");
  if (!Ty->isPointerTy() && containsPointer(Ty) &&
      (isForward() || isSplitMode(M)))
    return unsupported("`" + Name + "` returns a struct that holds a pointer: "
                       "let it write its results through a pointer argument, "
                       "or add enzyme_const_return");
  if (Ty->isPointerTy())
    Parsed.Return.Shadow = isForward() || isSplitMode(M);
  else
    Parsed.Return.Active = containsFloat(Ty);
  return true;
}

/// The adjoints of the return value, then the tape unless it has a marker.
bool RequestParser::resolveTail() {
  if (Parsed.Tape.Allocated && !Parsed.Tape.Address)
    return malformed("enzyme_allocated, but no enzyme_tape says where");
  Mode M = Parsed.DerivativeMode;
  if (M == Mode::Augment && Parsed.Tape.Address && !Parsed.Tape.Allocated)
    return malformed("enzyme_tape says where the tape goes, and no "
                     "enzyme_allocated how large that memory is");
  if (M != Mode::ReverseSweep && M != Mode::ForwardSplit)
    return true;
  Type *Ty = resultOf(*Parsed.Primal);
  unsigned Seeds =
      M == Mode::ReverseSweep && Parsed.Return.Active ? Parsed.Width : 0;
  unsigned Expected = Seeds + (Parsed.Tape.Address ? 0 : 1);
  if (Tail.size() != Expected)
    return malformed("after the arguments of `" + Name + "` come " +
                     Twine(Seeds) + " adjoints of its result" +
                     (Parsed.Tape.Address ? "" : " and the tape") + ", found " +
                     Twine(Tail.size()) + " values");
  for (unsigned I = 0; I != Seeds; ++I)
    if (!isConvertibleArgument(Tail[I]->getType(), Ty,
                               Call.getModule()->getDataLayout()))
      return malformed("expected the adjoint of what `" + Name +
                       "` returns (" + describe(Ty) + "), found " +
                       describe(Tail[I]->getType()));
  Parsed.Seeds.assign(Tail.begin(), Tail.begin() + Seeds);
  if (!Parsed.Tape.Address)
    Parsed.Tape.Address = Tail.back();
  if (!Parsed.Tape.Address->getType()->isPointerTy())
    return malformed("expected the tape (a pointer), found " +
                     describe(Parsed.Tape.Address->getType()));
  return true;
}

} // namespace enzyme
