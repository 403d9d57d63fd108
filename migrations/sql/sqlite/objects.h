// Views and triggers of SQLite, which stores their text as it was written.
#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"
#include "migrations/sql/dialect.h"

namespace limbeck::sql::sqlite {

std::string create_view(const schema::View& view);
std::string create_trigger(const schema::Trigger& trigger);

/// Views and triggers as introspection reads them: without their comments, and without the schema
/// `main`.
schema::View lower_view(schema::View view);
schema::Trigger lower_trigger(schema::Trigger trigger);

/// Reports what SQLite does not support: materialised views, settings of a view, functions,
/// constraint triggers, a trigger for more than one event …
void refuse_view(const schema::View& view, std::vector<Finding>& out);
void refuse_trigger(const schema::Trigger& trigger, const schema::Schema& schema,
                    std::vector<Finding>& out);

}  // namespace limbeck::sql::sqlite
