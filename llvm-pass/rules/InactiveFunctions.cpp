//===- InactiveFunctions.cpp - Functions without derivative ----------------===//

#include "rules/CallTraits.h"
#include "rules/Registrations.h"
#include "support/RustPath.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

namespace enzyme {

static bool isInactiveInC(StringRef Name) {
  static const StringSet<> Names = {
      // Output and formatting.
      "printf", "fprintf", "dprintf", "sprintf", "snprintf", "vprintf",
      "vfprintf", "vsprintf", "vsnprintf", "__printf_chk", "__fprintf_chk",
      "__sprintf_chk", "__snprintf_chk", "__vsnprintf_chk", "puts", "fputs",
      "putchar", "putc", "fputc", "fwrite", "write", "writev", "fflush",
      "perror", "setvbuf", "setbuf",
      // Ends of the program.
      "abort", "exit", "_exit", "_Exit", "__assert_fail", "__assert_rtn",
      "__stack_chk_fail",
      // Clocks, the environment, the machine.
      "time", "clock", "gettimeofday", "clock_gettime", "timespec_get",
      "difftime", "localtime", "gmtime", "strftime", "getenv", "getpid",
      "gettid", "pthread_self", "sched_yield", "usleep", "nanosleep", "sleep",
      "sysconf", "isatty", "__errno_location", "__error", "strerror",
      // Text and numbers that no derivative passes through.
      "strlen", "strcmp", "strncmp", "memcmp", "bcmp", "strchr", "strrchr",
      "strstr", "atoi", "atol", "atoll", "strtol", "strtoll", "strtoul",
      "malloc_usable_size", "madvise",
      // The sizes of hash tables, and allocators of characters, in libstdc++.
      "_ZNKSt8__detail20_Prime_rehash_policy14_M_need_rehashEmmm",
      "_ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm",
      "_ZSt11_Hash_bytesPKvmm", "_ZSt15_Fnv_hash_bytesPKvmm", "_ZNSaIcEC1Ev",
      "_ZNSaIcEC2Ev", "_ZNSaIcEC1ERKS_", "_ZNSaIcEC2ERKS_", "_ZNSaIcED1Ev",
      "_ZNSaIcED2Ev",
      "rand", "srand", "random", "srandom", "rand_r", "getrandom",
      "getentropy",
  };
  return Names.contains(Name);
}

/// Paths of Rust's library below which nothing carries a derivative and no
/// closure of the user is run.
static bool isInactiveLibraryPath(StringRef Path) {
  static const StringRef Prefixes[] = {
      "core::fmt::",
      "core::panicking::",
      "core::num::flt2dec::",
      "core::num::dec2flt::",
      "core::slice::index::slice_",
      "core::str::slice_error_fail",
      "core::option::expect_failed",
      "core::option::unwrap_failed",
      "core::result::unwrap_failed",
      "core::cell::panic_already_",
      "alloc::fmt::",
      "alloc::alloc::handle_alloc_error",
      "alloc::raw_vec::handle_error",
      "alloc::raw_vec::capacity_overflow",
      "std::io::",
      "std::fs::",
      "std::env::",
      "std::process::",
      "std::time::",
      "std::hash::random::",
      "std::panicking::begin_panic",
      "std::panicking::panic_count::",
      "std::panicking::panicking",
      "std::panicking::rust_panic",
      "std::sys::time::",
      "std::sys::pal::unix::time::",
      "std::sys::random::",
      "std::sys::sync::mutex::",
      "std::sys::sync::rwlock::",
      "std::thread::current",
      "std::thread::id::",
      "std::thread::Thread",
      "std::thread::sleep",
      "std::thread::yield_now",
      "std::thread::panicking",
  };
  return beginsWithAny(Path, Prefixes);
}

/// Traits whose methods turn values into text.
static bool isInactiveTrait(StringRef Trait) {
  static const StringRef Prefixes[] = {
      "core::fmt::",
      "alloc::string::ToString",
      "alloc::string::SpecToString",
      "std::io::",
  };
  return beginsWithAny(Trait, Prefixes);
}

static bool isInactiveInRust(StringRef Name) {
  RustPath Path = demangleRust(Name);
  if (isInactiveLibraryPath(Path.Self) || isInactiveTrait(Path.Trait))
    return true;
  // The checks of unsafe preconditions in debug builds: they return or abort.
  return Path.Function == "precondition_check";
}

/// Names that cannot be in the lists need not be demangled.
static bool mayBeListed(StringRef Name) {
  if (!isRustMangled(Name))
    return false;
  static const StringRef Words[] = {
      "fmt",  "panic",  "flt2dec", "dec2flt", "fail",    "error",
      "slice_", "overflow", "5alloc", "alloc..", "3std", "std..",
      "precondition_check",
  };
  return any_of(Words, [&](StringRef Word) { return Name.contains(Word); });
}

bool isInactiveFunction(const Function &F) {
  if (F.isIntrinsic())
    return false;
  if (F.doesNotReturn() || F.hasFnAttribute(InactiveAttribute))
    return true;
  StringRef Name = F.getName();
  return isInactiveInC(Name) || (mayBeListed(Name) && isInactiveInRust(Name));
}

namespace {
/// The number of a call of the kernel: on x86-64, and on the other architectures
/// of 64 bits.
struct KernelCall {
  uint64_t OnX86, OnOthers;
};
} // namespace

/// Waits for, and wakes, the holders of a lock.
static constexpr KernelCall Futex = {202, 98};
/// Random numbers, of which hash tables have their keys.
static constexpr KernelCall GetRandom = {318, 278};

/// `syscall(SYS_…, …)`.
static bool calls(const CallBase &Call, const KernelCall &Kernel) {
  auto *Number = Call.arg_size() > 0
                     ? dyn_cast<ConstantInt>(Call.getArgOperand(0))
                     : nullptr;
  const Function *Callee = Call.getCalledFunction();
  if (!Number || !Callee || Callee->getName() != "syscall")
    return false;
  bool IsX86 = Triple(Call.getModule()->getTargetTriple()).getArch() ==
               Triple::x86_64;
  return Number->getZExtValue() == (IsX86 ? Kernel.OnX86 : Kernel.OnOthers);
}

bool isInactiveCall(const CallBase &Call) {
  const Function *Callee = Call.getCalledFunction();
  return Call.hasFnAttr(InactiveAttribute) ||
         (Callee && isInactiveFunction(*Callee)) || calls(Call, Futex) ||
         calls(Call, GetRandom);
}

/// Those of C's that write to no memory but the library's own. Formatting into a
/// buffer does, and so do clocks.
static bool isHarmlessInC(StringRef Name) {
  static const StringSet<> Writers = {
      "sprintf", "snprintf", "vsprintf", "vsnprintf", "__sprintf_chk",
      "__snprintf_chk", "__vsnprintf_chk", "setvbuf", "setbuf", "time",
      "gettimeofday", "clock_gettime", "timespec_get", "localtime", "gmtime",
      "strftime", "nanosleep", "strtol", "strtoll", "strtoul", "rand_r",
      "getrandom", "getentropy",
  };
  return isInactiveInC(Name) && !Writers.contains(Name);
}

/// Those of Rust's library that write to no memory of which the program reads
/// more than whether a lock is free. Formatting writes to a string, parsing to
/// what it returns.
static bool isHarmlessInRust(StringRef Name) {
  static const StringRef Prefixes[] = {
      "std::io::stdio::_print",   "std::io::stdio::_eprint",
      "std::sys::sync::mutex::",  "std::sys::sync::rwlock::",
      "std::panicking::",         "std::thread::",
  };
  RustPath Path = demangleRust(Name);
  return Path.Function == "precondition_check" ||
         beginsWithAny(Path.Self, Prefixes);
}

/// What a program calls inactive may write to anything.
bool isHarmlessCall(const CallBase &Call) {
  if (!isInactiveCall(Call) || Call.hasFnAttr(InactiveAttribute))
    return false;
  const Function &F = *Call.getCalledFunction();
  return F.doesNotReturn() || calls(Call, Futex) || isHarmlessInC(F.getName()) ||
         (isRustMangled(F.getName()) && isHarmlessInRust(F.getName()));
}

void markInactive(CallBase &Call) {
  Call.addFnAttr(Attribute::get(Call.getContext(), InactiveAttribute));
}

/// Assembly without instructions, of which the optimiser believes that it reads
/// and writes everything: `std::hint::black_box`.
static bool isEmptyAssembly(const CallBase &Call) {
  auto *Assembly = dyn_cast<InlineAsm>(Call.getCalledOperand());
  return Assembly && Assembly->getAsmString().empty() &&
         Call.getType()->isVoidTy();
}

bool isIgnorableCall(const CallBase &Call) {
  if (isEmptyAssembly(Call))
    return true;
  const Function *Callee = Call.getCalledFunction();
  if (!Callee)
    return false;
  switch (Callee->getIntrinsicID()) {
  case Intrinsic::not_intrinsic:
    return Callee->getName().contains("__rust_no_alloc_shim_is_unstable");
  case Intrinsic::assume:
  case Intrinsic::codeview_annotation:
  case Intrinsic::dbg_assign:
  case Intrinsic::dbg_declare:
  case Intrinsic::dbg_label:
  case Intrinsic::dbg_value:
  case Intrinsic::donothing:
  case Intrinsic::experimental_noalias_scope_decl:
  case Intrinsic::invariant_end:
  case Intrinsic::invariant_start:
  case Intrinsic::lifetime_end:
  case Intrinsic::lifetime_start:
  case Intrinsic::prefetch:
  case Intrinsic::pseudoprobe:
  case Intrinsic::sideeffect:
  case Intrinsic::var_annotation:
    return true;
  default:
    return false;
  }
}

} // namespace enzyme
