// One difference between the models and the history, as a finding.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/places.h"
#include "compiler/model/model.h"
#include "migrations/findings/finding.h"
#include "migrations/operations/operation.h"

namespace limbeck::compiler {

/// What the message of a difference is made of.
struct Setting {
  const Model& model;
  const State& state;
  const schema::Schema&
      before;  ///< the history's schema after the differences reported before this one
  const FormerNames& former;
};

/// A finding of RuleId::drift. The message does not begin with `schema drift: `.
Finding drift(std::string message, schema::Location at);

/// Describes a difference between the models and the history, as drift() does. `operation` has not
/// been applied to `setting.before`.
Finding drift_of(const operations::Operation& operation, const Setting& setting);

/// A drop and a create of one name are one change of it, and reported as one: that of the create.
/// Nothing for any other pair. `before` is the schema that the drop starts from.
std::optional<Finding> drift_of_replacement(const operations::Operation& drop,
                                            const operations::Operation& create,
                                            const Setting& setting);

}  // namespace limbeck::compiler
