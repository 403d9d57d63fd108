// A revision file's source, from a template.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "migrations/history/node.h"
#include "migrations/operations/operation.h"
#include "migrations/operations/risk.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// The template that limbeckc carries: templates/revision.cpp.mustache.
std::string_view revision_template();

struct NewRevision {
  history::Node node;                             ///< its location is not looked at
  std::vector<operations::Operation> operations;  ///< the upgrade's
  schema::Schema before;                          ///< what the upgrade starts from
  std::vector<std::string> dialects = {};         ///< the databases that the history is for
};

struct TemplateError {
  std::string message;
};

/// What its upgrade destroys. The build refuses the revision until it says `.destructive = "why"`.
std::vector<operations::Loss> losses_of(const NewRevision& revision);

/// The downgrade is written out, or says why there is none.
std::variant<std::string, TemplateError> revision_source(const NewRevision& revision,
                                                         const std::string& mustache);

/// In a few words what `operations` do, as the message of a revision: `add users.display_name`.
std::string suggested_message(const std::vector<operations::Operation>& operations,
                              bool first_revision);

}  // namespace limbeck::compiler
