//===- RequestParser.h - From a call to a Request --------------------------===//

#ifndef CARGO_ENZYME_REQUEST_REQUESTPARSER_H
#define CARGO_ENZYME_REQUEST_REQUESTPARSER_H

#include "request/Markers.h"
#include "request/Request.h"
#include "request/TypeName.h"

namespace enzyme {

/// Reads the arguments of one call from left to right.
class RequestParser {
public:
  RequestParser(llvm::CallBase &Call, RefusalLog &Log) : Call(Call), Log(Log) {
    Parsed.Call = &Call;
  }

  std::optional<Request> parse();

private:
  bool malformed(const llvm::Twine &Reason) {
    Log.refuse(RefusalCode::MalformedRequest, Call, Reason);
    return false;
  }
  bool unsupported(const llvm::Twine &Reason) {
    Log.refuse(RefusalCode::UnsupportedMode, Call, Reason);
    return false;
  }

  bool atEnd() const { return Next == Call.arg_size(); }
  llvm::Value *take() { return Call.getArgOperand(Next++); }

  bool parseEntryPoint();
  void parseStructReturn();
  bool parseFunction();
  bool checkValues();
  bool parseWidth();
  bool parseItems();
  bool parseMarker(const Marker &M);
  bool parseActivity(const Marker &M);
  bool parseTapeMarker(const Marker &M);
  bool setReturn(const Marker &M);

  // ArgumentParser.cpp
  bool parseArgument();
  bool isPassed(unsigned Operand, llvm::Type *Ty) const;
  bool parseShadows(llvm::Type *Ty, RequestArgument &Of);
  bool parseShadow(llvm::Type *Ty, RequestArgument &Of);
  std::optional<Activity> activityOf(llvm::Type *Ty, llvm::Value *Passed);
  std::optional<Activity> unmarkedActivityOf(llvm::Type *Ty,
                                             llvm::Value *Passed);
  bool checkActivity(Activity Kind, llvm::Type *Ty);
  bool completeUnpassed();
  bool checkComplete();

  // ReturnParser.cpp
  bool checkReturnMarkers(llvm::Type *Ty);
  bool resolveReturn();
  bool resolveTail();

  bool isForward() const {
    return Parsed.DerivativeMode == Mode::Forward ||
           Parsed.DerivativeMode == Mode::ForwardSplit;
  }
  bool isBatch() const { return Parsed.DerivativeMode == Mode::Batch; }
  /// Modes that describe arguments without passing them.
  bool passesNothing() const {
    return Parsed.DerivativeMode == Mode::TapeSize ||
           Parsed.DerivativeMode == Mode::Record;
  }
  llvm::Type *parameterType() const {
    return Parameters[Parsed.Arguments.size()];
  }
  bool allParametersRead() const {
    return Parsed.Arguments.size() >= Parameters.size();
  }
  /// The parameter that comes next, for messages: "argument 2 of `model`".
  std::string parameter() const;
  std::string position() const {
    return "position " + std::to_string(Next + 1) + ": ";
  }

  llvm::CallBase &Call;
  RefusalLog &Log;
  Request Parsed;
  std::string Name;
  /// What the primal takes.
  llvm::SmallVector<llvm::Type *, 8> Parameters;
  unsigned Next = 0;
  /// The marker read for the argument that follows.
  std::optional<Marker> Pending;
  std::optional<Marker> ReturnMarker;
  /// What follows the arguments: the adjoints of the result, the tape.
  llvm::SmallVector<llvm::Value *, 2> Tail;
};

} // namespace enzyme

#endif
