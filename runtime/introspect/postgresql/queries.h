// What is asked of the catalogs besides tables (tables.h). Every query takes the list of schemas to
// read as its one parameter, joined by newlines.
#pragma once

namespace limbeck::introspect::postgresql {

/// Foreign keys whose triggers do not fire.
extern const char* const defects_query;
/// Enums, schemas, extensions, sequences, domains, views, functions and triggers, a row or more
/// each.
extern const char* const objects_query;
/// What belongs to tables or stands beside them and is in no schema of limbeck's.
extern const char* const others_query;
extern const char* const omissions_query;

}  // namespace limbeck::introspect::postgresql
