// Rows of objects_query as values. Column 0 is the kind, 1 and 2 the name, 3 to 11 what the kind
// has, 12 the comment.
#pragma once

#include "migrations/schema/schema.h"
#include "runtime/introspect/postgresql/reader.h"

namespace limbeck::introspect::postgresql {

schema::Name name_of(const Row& row);
std::string comment_of(const Row& row);

schema::Extension extension_of(const Row& row);
/// Without its checks, which are rows of their own.
schema::Domain domain_of(const Row& row);
schema::Check domain_check_of(const Row& row);
/// Without its owner, which is a table's number.
schema::Sequence sequence_of(const Row& row);
/// Without its indexes.
schema::View view_of(const Row& row);
schema::Function function_of(const Row& row);
/// A row of others_query.
schema::OtherObject other_of(const Row& row);
schema::Trigger trigger_of(const Row& row);

/// A type as format_type writes it; an enum's name is given beside it. format_type shows one pair
/// of brackets for any number of dimensions.
schema::Type type_of(const std::string& text, int dimensions, bool is_enum,
                     const schema::Name& enum_name);

// What is asked of the catalogs besides tables (tables.h). Every query takes the list of schemas to
// read as its one parameter, joined by newlines.

/// Foreign keys whose triggers do not fire.
extern const char* const defects_query;
/// Enums, schemas, extensions, sequences, domains, views, functions and triggers, a row or more
/// each.
extern const char* const objects_query;
/// What belongs to tables or stands beside them and is in no schema of limbeck's.
extern const char* const others_query;
extern const char* const omissions_query;

}  // namespace limbeck::introspect::postgresql
