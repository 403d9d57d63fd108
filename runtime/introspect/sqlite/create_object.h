// CREATE VIEW and CREATE TRIGGER as SQLite keeps them, read.
#pragma once

#include <string_view>

#include "migrations/schema/objects.h"

namespace limbeck::introspect::sqlite {

/// Throw DefinitionError. A view's list of columns becomes part of its query.
schema::View parse_create_view(std::string_view sql);
schema::Trigger parse_create_trigger(std::string_view sql);

}  // namespace limbeck::introspect::sqlite
