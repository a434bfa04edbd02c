//===- RustPath.cpp - The path of a mangled Rust symbol --------------------===//

#include "support/RustPath.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"

using namespace llvm;

namespace enzyme {

bool isRustMangled(StringRef Name) {
  return Name.starts_with("_R") || Name.starts_with("_ZN");
}

bool beginsWithAny(StringRef Path, ArrayRef<StringRef> Prefixes) {
  return any_of(Prefixes,
                [&](StringRef Prefix) { return Path.starts_with(Prefix); });
}

/// Decodes what the older mangling leaves escaped after C++'s demangler:
/// `_$LT$A$u20$as$u20$core..fmt..Debug$GT$::fmt::h0123456789abcdef`.
static std::string decodeLegacyEscapes(StringRef Text) {
  struct Escape {
    StringRef From, To;
  };
  static const Escape Escapes[] = {
      {"$LT$", "<"},  {"$GT$", ">"},  {"$RF$", "&"},  {"$BP$", "*"},
      {"$C$", ","},   {"$LP$", "("},  {"$RP$", ")"},  {"$u20$", " "},
      {"$u27$", "'"}, {"$u5b$", "["}, {"$u5d$", "]"}, {"$u7b$", "{"},
      {"$u7d$", "}"}, {"$u3b$", ";"}, {"$u2b$", "+"}, {"$u22$", "\""},
      {"..", "::"},
  };
  size_t Hash = Text.rfind("::h");
  if (Hash != StringRef::npos && Text.size() - Hash == 19 &&
      all_of(Text.substr(Hash + 3), isHexDigit))
    Text = Text.substr(0, Hash);
  std::string Decoded;
  while (!Text.empty()) {
    // A component does not begin with `$`.
    if (Text.starts_with("_$") &&
        (Decoded.empty() || StringRef(Decoded).ends_with("::")))
      Text = Text.drop_front();
    const Escape *Found = find_if(
        Escapes, [&](const Escape &E) { return Text.starts_with(E.From); });
    if (Found == std::end(Escapes)) {
      Decoded += Text.front();
      Text = Text.drop_front();
    } else {
      Decoded += Found->To;
      Text = Text.drop_front(Found->From.size());
    }
  }
  return Decoded;
}

std::string readableName(StringRef Name) {
  std::string Text = demangle(std::string_view(Name.data(), Name.size()));
  return Name.starts_with("_ZN") ? decodeLegacyEscapes(Text) : Text;
}

/// The trait of `<Type as Trait>::…`: only the outermost bracket counts, a
/// generic argument may contain another.
static StringRef outermostTrait(StringRef Text) {
  if (!Text.starts_with("<"))
    return "";
  unsigned Depth = 0;
  size_t TraitStart = StringRef::npos;
  for (size_t I = 0; I != Text.size(); ++I) {
    if (Text[I] == '<')
      ++Depth;
    bool IsArrow = I != 0 && Text[I - 1] == '-';
    if (Text[I] == '>' && !IsArrow && --Depth == 0)
      return TraitStart == StringRef::npos ? "" : Text.slice(TraitStart, I);
    if (Depth == 1 && Text.substr(I).starts_with(" as "))
      TraitStart = I + 4;
  }
  return "";
}

static StringRef withoutReferences(StringRef Text) {
  while (Text.consume_front("<") || Text.consume_front("&") ||
         Text.consume_front("mut "))
    ;
  return Text;
}

/// The last component; `::<…>` behind it holds generic arguments.
static StringRef lastComponent(StringRef Text) {
  size_t End = Text.size();
  unsigned Depth = 0;
  for (size_t I = Text.size(); I-- != 0;) {
    if (Text[I] == '>' && !(I != 0 && Text[I - 1] == '-'))
      ++Depth;
    else if (Text[I] == '<' && Depth != 0 && --Depth == 0)
      End = I;
    else if (Depth == 0 && Text[I] == ':') {
      if (I + 1 != End)
        return Text.slice(I + 1, End);
      End = --I;
    }
  }
  return Text.substr(0, End);
}

RustPath demangleRust(StringRef Name) {
  std::string Text = readableName(Name);
  return {withoutReferences(Text).str(), outermostTrait(Text).str(),
          lastComponent(Text).str()};
}

} // namespace enzyme
