// One difference between the models and the history, told.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/places.h"
#include "compiler/model/model.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/operations/operation.h"

namespace limbeck::compiler {

/// What the message of a difference is made of.
struct Setting {
  const Model& model;
  const State& state;
  const schema::Schema&
      before;  ///< the history's schema after the differences told before this one
  const FormerNames& former;
};

struct Difference {
  std::string message;  ///< without `schema drift: `
  schema::Location location;
  std::vector<diagnostics::Note> notes;
};

/// `operation` has not been applied to `setting.before`.
Difference tell(const operations::Operation& operation, const Setting& setting);

/// A drop and a create of one name are one change of it, and told as one: that of the create.
/// Nothing for any other pair. `before` is the schema that the drop starts from.
std::optional<Difference> tell_replacement(const operations::Operation& drop,
                                           const operations::Operation& create,
                                           const Setting& setting);

}  // namespace limbeck::compiler
