// A case of ../shared/cases/autogen.json as values of limbeck.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "migrations/schema/schema.h"

namespace limbeck::autogen {

using Json = nlohmann::json;

struct Sides {
  schema::Schema before;
  schema::Schema after;
};

/// Both sides, without what the case's filter hooks refused. Throws std::runtime_error for what it
/// does not know: a case is never read in half.
Sides read_sides(const Json& test);

/// A column's type: the dialect's own spelling where the case has one.
schema::Type read_type(const Json& column);

/// A default as SQL text. A literal of SQLAlchemy's is quoted whatever the column's type.
std::string read_default(const Json& value);

schema::Column read_column(const Json& json);
schema::Index read_index(const Json& json);
schema::Unique read_unique(const Json& json);
schema::ForeignKey read_foreign_key(const Json& json);

}  // namespace limbeck::autogen
