//===- Allocators.cpp - Calls that allocate and free memory ----------------===//

#include "rules/CallTraits.h"
#include "rules/Registrations.h"
#include "llvm/IR/Attributes.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Module.h"

using namespace llvm;

namespace enzyme {

namespace {

enum class Role { None, Allocate, Reallocate, Free };

constexpr int Absent = -1;

/// What the arguments of an allocator mean, by index.
struct AllocatorRow {
  Role Does = Role::None;
  int Size = Absent;
  int Count = Absent;
  int Alignment = Absent;
  int Pointer = Absent;
  bool Zeroed = false;
  int OldSize = Absent;
};

struct NamedAllocator {
  StringRef Name;
  AllocatorRow Row;
};

} // namespace

static constexpr AllocatorRow allocate(int Size, int Alignment = Absent) {
  return {Role::Allocate, Size, Absent, Alignment, Absent, false};
}

static constexpr AllocatorRow allocateZeroed(int Size, int Count,
                                             int Alignment) {
  return {Role::Allocate, Size, Count, Alignment, Absent, true};
}

static constexpr AllocatorRow reallocate(int Size, int OldSize = Absent,
                                         int Alignment = Absent) {
  return {Role::Reallocate, Size, Absent, Alignment, 0, false, OldSize};
}

static constexpr AllocatorRow reallocateProduct(int Size, int Count) {
  return {Role::Reallocate, Size, Count, Absent, 0, false};
}

static constexpr AllocatorRow release() {
  return {Role::Free, Absent, Absent, Absent, 0, false};
}

/// Of Rust's allocators: the interface, the default allocator, the user's.
static constexpr StringRef RustPrefixes[] = {"__rust_", "__rdl_", "__rg_"};

/// The part of a Rust allocator symbol that tells what it does: `__rust_alloc`
/// of `_RNvCs…_7___rustc12___rust_alloc`.
static StringRef withoutMangling(StringRef Name) {
  if (!Name.starts_with("_R"))
    return Name;
  for (StringRef Prefix : RustPrefixes) {
    size_t At = Name.rfind(Prefix);
    if (At != StringRef::npos)
      return Name.substr(At);
  }
  return Name;
}

/// The beginning by which a name belongs to one of Rust's allocators; empty if
/// it does not.
static StringRef rustAllocatorPrefix(StringRef Name) {
  for (StringRef Prefix : RustPrefixes)
    if (Name.starts_with(Prefix))
      return Prefix;
  return "";
}

static AllocatorRow rowByName(StringRef Name) {
  static const NamedAllocator Known[] = {
      {"malloc", allocate(0)},
      {"calloc", allocateZeroed(1, 0, Absent)},
      {"aligned_alloc", allocate(1, 0)},
      {"memalign", allocate(1, 0)},
      {"valloc", allocate(0)},
      {"realloc", reallocate(1)},
      {"reallocarray", reallocateProduct(1, 2)},
      {"free", release()},
      // Rust.
      {"__rust_alloc", allocate(0, 1)},
      {"__rust_alloc_zeroed", allocateZeroed(0, Absent, 1)},
      {"__rust_realloc", reallocate(3, 1, 2)},
      {"__rust_dealloc", release()},
      {"__rdl_alloc", allocate(0, 1)},
      {"__rdl_alloc_zeroed", allocateZeroed(0, Absent, 1)},
      {"__rdl_realloc", reallocate(3, 1, 2)},
      {"__rdl_dealloc", release()},
      {"__rg_alloc", allocate(0, 1)},
      {"__rg_alloc_zeroed", allocateZeroed(0, Absent, 1)},
      {"__rg_realloc", reallocate(3, 1, 2)},
      {"__rg_dealloc", release()},
      // C++: operator new and new[], plain, nothrow, aligned.
      {"_Znwm", allocate(0)},
      {"_Znam", allocate(0)},
      {"_ZnwmRKSt9nothrow_t", allocate(0)},
      {"_ZnamRKSt9nothrow_t", allocate(0)},
      {"_ZnwmSt11align_val_t", allocate(0, 1)},
      {"_ZnamSt11align_val_t", allocate(0, 1)},
      {"_ZnwmSt11align_val_tRKSt9nothrow_t", allocate(0, 1)},
      {"_ZnamSt11align_val_tRKSt9nothrow_t", allocate(0, 1)},
  };
  Name = withoutMangling(Name);
  for (const NamedAllocator &A : Known)
    if (A.Name == Name)
      return A.Row;
  // Every form of operator delete and delete[] takes the pointer first.
  if (Name.starts_with("_ZdlPv") || Name.starts_with("_ZdaPv"))
    return release();
  return {};
}

static Role roleOf(AllocFnKind Kind) {
  auto Has = [&](AllocFnKind Bit) {
    return (Kind & Bit) != AllocFnKind::Unknown;
  };
  if (Has(AllocFnKind::Realloc))
    return Role::Reallocate;
  if (Has(AllocFnKind::Alloc))
    return Role::Allocate;
  if (Has(AllocFnKind::Free))
    return Role::Free;
  return Role::None;
}

/// The index of the first argument of \p Call that has \p Kind.
static int argumentWith(const CallBase &Call, Attribute::AttrKind Kind) {
  for (unsigned I = 0, E = Call.arg_size(); I != E; ++I)
    if (Call.paramHasAttr(I, Kind))
      return I;
  return Absent;
}

static AllocatorRow rowByAttributes(const CallBase &Call) {
  Attribute KindAttribute = Call.getFnAttr(Attribute::AllocKind);
  if (!KindAttribute.isValid())
    return {};
  AllocFnKind Kind = KindAttribute.getAllocKind();
  AllocatorRow Row;
  Row.Does = roleOf(Kind);
  Row.Zeroed = (Kind & AllocFnKind::Zeroed) != AllocFnKind::Unknown;
  Row.Alignment = argumentWith(Call, Attribute::AllocAlign);
  Row.Pointer = argumentWith(Call, Attribute::AllocatedPointer);
  Attribute Size = Call.getFnAttr(Attribute::AllocSize);
  if (Size.isValid()) {
    auto [Bytes, Count] = Size.getAllocSizeArgs();
    Row.Size = Bytes;
    Row.Count = Count ? static_cast<int>(*Count) : Absent;
  }
  // No attribute says which argument is the size so far: Rust's second.
  if (Row.Does == Role::Reallocate && Row.Pointer == 0 && Row.Size == 3)
    Row.OldSize = 1;
  // Without these the call says nothing that could be used.
  if (Row.Does != Role::Free && Row.Size == Absent)
    return {};
  if (Row.Does == Role::Free && Row.Pointer == Absent)
    return {};
  return Row;
}

/// Marks the functions of families that are exposed.
static constexpr const char *Exposed = "enzyme-exposed-allocator";

/// What the program says of its own allocators.
static AllocatorRow rowByRegistration(const Function &F) {
  auto Index = [](Attribute A) {
    int Number = Absent;
    A.getValueAsString().getAsInteger(10, Number);
    return Number;
  };
  if (Attribute A = F.getFnAttribute(AllocationAttribute); A.isValid())
    return allocate(Index(A));
  AllocatorRow Row = release();
  if (Attribute A = F.getFnAttribute(DeallocationAttribute); A.isValid()) {
    Row.Pointer = Index(A);
    return Row;
  }
  return {};
}

static AllocatorRow rowOf(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  if (Callee && Callee->hasFnAttribute(Exposed))
    return {};
  AllocatorRow Row = rowByAttributes(Call);
  if (Row.Does != Role::None)
    return Row;
  if (!Callee || Callee->isIntrinsic())
    return {};
  Row = rowByRegistration(*Callee);
  if (Row.Does != Role::None)
    return Row;
  Row = rowByName(Callee->getName());
  int Last = std::max({Row.Size, Row.Count, Row.Alignment, Row.Pointer});
  return Last < static_cast<int>(Call.arg_size()) ? Row : AllocatorRow();
}

std::optional<AllocationCall> asAllocation(const CallBase &Call) {
  if (!Call.getType()->isPointerTy())
    return std::nullopt;
  AllocatorRow Row = rowOf(Call);
  if (Row.Does != Role::Allocate)
    return std::nullopt;
  auto Argument = [&](int Index) -> Value * {
    return Index == Absent ? nullptr : Call.getArgOperand(Index);
  };
  return AllocationCall{Argument(Row.Size), Argument(Row.Count),
                        Argument(Row.Alignment), Row.Zeroed};
}

Value *asDeallocation(const CallBase &Call) {
  AllocatorRow Row = rowOf(Call);
  return Row.Does == Role::Free ? Call.getArgOperand(Row.Pointer) : nullptr;
}

std::optional<ReallocationCall> asReallocation(const CallBase &Call) {
  AllocatorRow Row = rowOf(Call);
  // A product may overflow, and the allocator notices that.
  if (Row.Does != Role::Reallocate || Row.Pointer == Absent ||
      Row.Size == Absent || Row.Count != Absent)
    return std::nullopt;
  auto Argument = [&](int Index) -> Value * {
    return Index == Absent ? nullptr : Call.getArgOperand(Index);
  };
  // An allocator that ignores its arguments is not given them any more.
  if (isa_and_nonnull<UndefValue>(Argument(Row.OldSize)))
    return std::nullopt;
  return ReallocationCall{Argument(Row.Pointer), Argument(Row.OldSize),
                          Argument(Row.Size), Argument(Row.Alignment)};
}

bool isReallocation(const CallBase &Call) {
  return rowOf(Call).Does == Role::Reallocate;
}

/// What the functions of one allocator have in common: an attribute, or, where
/// a program defines Rust's allocator without one, the beginning of the name.
static StringRef familyName(const Function &F) {
  Attribute Stated = F.getFnAttribute("alloc-family");
  return Stated.isValid() ? Stated.getValueAsString()
                          : rustAllocatorPrefix(withoutMangling(F.getName()));
}

/// What \p F does, by its own attributes or its name; a size is not asked for.
static Role roleOf(const Function &F) {
  Attribute Kind = F.getFnAttribute(Attribute::AllocKind);
  return Kind.isValid() ? roleOf(Kind.getAllocKind())
                        : rowByName(F.getName()).Does;
}

static bool returnsZeros(const Function &F) {
  Attribute Kind = F.getFnAttribute(Attribute::AllocKind);
  if (!Kind.isValid())
    return rowByName(F.getName()).Zeroed;
  return (Kind.getAllocKind() & AllocFnKind::Zeroed) != AllocFnKind::Unknown;
}

/// The function of the family of \p Of that does \p What.
static Function *relative(const Function &Of, Role What) {
  StringRef Family = familyName(Of);
  if (Family.empty())
    return nullptr;
  for (Function &F : *const_cast<Module *>(Of.getParent()))
    if (familyName(F) == Family && roleOf(F) == What && !returnsZeros(F))
      return &F;
  return nullptr;
}

AllocatorFamily familyOf(const CallBase &Reallocation) {
  Function *Callee = Reallocation.getCalledFunction();
  if (!Callee)
    return {nullptr, nullptr};
  Module &M = *Callee->getParent();
  if (Callee->getName() == "realloc") {
    Type *Ptr = Reallocation.getType();
    Type *Size = Reallocation.getArgOperand(1)->getType();
    FunctionCallee Allocate = M.getOrInsertFunction("malloc", Ptr, Size);
    FunctionCallee Free = M.getOrInsertFunction(
        "free", Type::getVoidTy(M.getContext()), Ptr);
    return {dyn_cast<Function>(Allocate.getCallee()),
            dyn_cast<Function>(Free.getCallee())};
  }
  return {relative(*Callee, Role::Allocate), relative(*Callee, Role::Free)};
}

static bool isRustAllocator(const Function &F) {
  return !rustAllocatorPrefix(withoutMangling(F.getName())).empty();
}

/// Whether what \p F allocates can be freed by its family, and the other way
/// round: the relatives may have been inlined everywhere.
static bool isComplete(const Function &F, Role Does) {
  auto Has = [&](Role What) {
    return any_of(*F.getParent(), [&](const Function &Other) {
      return familyName(Other) == familyName(F) && roleOf(Other) == What;
    });
  };
  switch (Does) {
  case Role::Allocate:
    return Has(Role::Free);
  case Role::Free:
    return Has(Role::Allocate);
  case Role::Reallocate:
    return relative(F, Role::Allocate) && relative(F, Role::Free);
  default:
    return true;
  }
}

void exposeIncompleteFamilies(Module &M) {
  SmallVector<StringRef, 2> Incomplete;
  bool RustIsIncomplete = false;
  for (Function &F : M) {
    Attribute Kind = F.getFnAttribute(Attribute::AllocKind);
    if (F.isDeclaration() || !Kind.isValid() ||
        isComplete(F, roleOf(Kind.getAllocKind())))
      continue;
    if (!familyName(F).empty())
      Incomplete.push_back(familyName(F));
    RustIsIncomplete |= isRustAllocator(F);
  }
  for (Function &F : M)
    if (is_contained(Incomplete, familyName(F)) ||
        (RustIsIncomplete && isRustAllocator(F) &&
         rowByName(F.getName()).Does != Role::None))
      if (!F.isDeclaration())
        F.addFnAttr(Exposed);
}

bool isAllocatorFunction(const Function &F) {
  if (F.isIntrinsic() || F.hasFnAttribute(Exposed))
    return false;
  Attribute Kind = F.getFnAttribute(Attribute::AllocKind);
  if (Kind.isValid() && roleOf(Kind.getAllocKind()) != Role::None)
    return true;
  return rowByRegistration(F).Does != Role::None ||
         rowByName(F.getName()).Does != Role::None;
}

} // namespace enzyme
