// Generates the source of a revision file from a template.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "migrations/findings/finding.h"
#include "migrations/history/node.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// The template that is compiled into limbeckc: templates/revision.cpp.mustache.
std::string_view revision_template();

struct NewRevision {
  history::Node node;                             ///< its location is not used
  std::vector<operations::Operation> operations;  ///< the upgrade's
  schema::Schema before;                          ///< the schema that the upgrade starts from
  std::vector<std::string> dialects = {};         ///< the databases that the history is for
};

struct TemplateError {
  std::string message;
};

/// The losses of its upgrade. The build rejects the revision until it has `.destructive = "why"`.
std::vector<Finding> losses_of(const NewRevision& revision);

/// The downgrade has the operations written out, or the reason why there is none.
std::variant<std::string, TemplateError> revision_source(const NewRevision& revision,
                                                         const std::string& mustache);

/// A short message for a revision with `operations`: `add users.display_name`.
std::string suggested_message(const std::vector<operations::Operation>& operations,
                              bool first_revision);

}  // namespace limbeck::compiler
