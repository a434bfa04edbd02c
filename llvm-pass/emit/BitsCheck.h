//===- BitsCheck.h - Bits of floats that no derivative passes through ------===//
//
// Where only the run shows what words hold, only the run shows whether bytes
// that are moved one by one, or integers that are computed with, were floats
// whose derivative is asked for. If they were not, no adjoint ever arrives
// there. If one does, the program ends with the line and the reason.
//
//===----------------------------------------------------------------------===//

#ifndef CARGO_ENZYME_EMIT_BITSCHECK_H
#define CARGO_ENZYME_EMIT_BITSCHECK_H

#include "llvm/IR/IRBuilder.h"

namespace enzyme {

/// What a program that is ended prints. Without a text it is not ended.
struct Message {
  llvm::Value *Text;
  llvm::Value *Length;
};

/// Bits lose their derivative at \p At.
Message bitsMessage(llvm::IRBuilder<> &B, const llvm::Instruction &At);
/// The same for an address that is copied to memory of another alignment.
Message shiftedAddressMessage(llvm::IRBuilder<> &B,
                              const llvm::Instruction &At);
Message noMessage(llvm::IRBuilder<> &B);

/// Ends the program if \p Failed.
void emitCheck(llvm::IRBuilder<> &B, llvm::Value *Failed, Message Printed);

/// Ends the program if \p IsAddress: \p At hands on, as an integer, the address
/// of memory with a shadow, which cannot follow.
void emitAddressCheck(llvm::IRBuilder<> &B, llvm::Value *IsAddress,
                      const llvm::Instruction &At);

/// Ends the program if \p IsLost: \p At stores something with a derivative into
/// memory that the request declares constant.
void emitConstantCheck(llvm::IRBuilder<> &B, llvm::Value *IsLost,
                       const llvm::Instruction &At);

/// Ends the program if \p IsLeft: a static was read that held something before
/// the derivative began. \p At is in the function that was differentiated.
void emitStaticCheck(llvm::IRBuilder<> &B, llvm::Value *IsLeft,
                     const llvm::Instruction &At);

} // namespace enzyme

#endif
