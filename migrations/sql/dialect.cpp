#include "migrations/sql/dialect.h"

#include "migrations/operations/apply.h"

namespace limbeck::sql {

Script Dialect::render_and_apply(const std::vector<operations::Operation>& operations,
                                 operations::Applier& applier) const {
  Script script = render(operations, applier.schema());
  applier.apply_apart(operations);
  return script;
}

}  // namespace limbeck::sql
