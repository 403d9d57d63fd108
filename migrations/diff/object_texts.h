// The names in the texts of tables and functions, which decide the order of changes.
#pragma once

#include "migrations/schema/mentions.h"

namespace limbeck::diff {

/// The names in all SQL of a table. The SQL may call functions.
schema::Mentions mentions_of(const schema::Table& table);

/// Whether CREATE OR REPLACE cannot change one into the other, because their results or parameters
/// differ.
bool is_another(const schema::Function& from, const schema::Function& to);

}  // namespace limbeck::diff
