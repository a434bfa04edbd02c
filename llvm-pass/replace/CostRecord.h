//===- CostRecord.h - What each request costs, for the side file -----------===//

#ifndef CARGO_ENZYME_REPLACE_COSTRECORD_H
#define CARGO_ENZYME_REPLACE_COSTRECORD_H

#include "plan/KeptValue.h"
#include "request/Request.h"
#include "support/Effort.h"

namespace enzyme {

/// Whether somebody reads what is reported.
bool isReporting();

/// Appends the record of a request, whose call is gone and was at \p Asked, to
/// the side file: `cost ` and an object of JSON on one line. \p IsNew: the
/// derivative was made for this request, and has not been there already.
void recordCost(const Request &R, const SourceTrace &Asked,
                const Effort &Spent, bool IsNew,
                llvm::ArrayRef<KeptValue> Kept);

} // namespace enzyme

#endif
