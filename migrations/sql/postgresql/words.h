// Names, literals and lists as PostgreSQL reads them. Every identifier and literal of the dialect
// goes through the two functions at the top.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/constraint.h"
#include "migrations/schema/name.h"

namespace limbeck::sql::postgresql {

/// `"users"`; always quoted, so that no reserved word or upper case letter needs a rule. Throws
/// std::invalid_argument for NUL.
std::string quote(std::string_view identifier);
/// A collation: a name, or SQL where it begins with a quote (`"audit"."german"`), as one of another
/// schema is written. A name may hold a dot: `en_US.utf8`.
std::string collation_sql(std::string_view collation);
/// `'it''s'`. Backslashes stand for themselves: the drivers' sessions have
/// standard_conforming_strings on. Throws std::invalid_argument for NUL.
std::string quote_literal(std::string_view text);
/// `$body$…$body$` with a tag that is not in `text`.
std::string dollar_quoted(std::string_view text);

/// `"audit"."users"`, or without the schema if the name has none.
std::string quote(const schema::Name& name);
/// The name of something in the schema of `beside` (an index lives with its table).
std::string quote_beside(const schema::Name& beside, std::string_view name);
/// `"a", "b"`.
std::string quote_all(const std::vector<std::string>& identifiers);

/// SQL of the author in front of limbeck's own: a comment at its end must not extend to that.
std::string expression(std::string_view sql);

/// ` DEFERRABLE INITIALLY DEFERRED`, with the space before it, or nothing.
std::string_view deferral(schema::Deferrable deferrable);
/// `fillfactor = '70', …`. Unknown names are quoted.
std::string storage_parameters(const std::map<std::string, std::string>& parameters);

}  // namespace limbeck::sql::postgresql
