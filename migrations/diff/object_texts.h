// What the texts of tables and functions say, as far as the order of changes needs to know.
#pragma once

#include "migrations/schema/mentions.h"

namespace limbeck::diff {

/// All that a table says in SQL: what may use a function.
schema::Mentions mentions_of(const schema::Table& table);

/// Whether CREATE OR REPLACE cannot make one of the other: they give back or take something else.
bool is_another(const schema::Function& from, const schema::Function& to);

}  // namespace limbeck::diff
