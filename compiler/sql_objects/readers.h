// How each statement that SQL_OBJECTS takes is read. A reader stands behind CREATE [OR REPLACE] and
// the words that tell its kind.
#pragma once

#include "compiler/sql_objects/collected.h"

namespace limbeck::compiler {

void read_schema(StatementReader& in, Collected& out);
void read_extension(StatementReader& in, Collected& out);
void read_sequence(StatementReader& in, Collected& out);
void read_domain(StatementReader& in, Collected& out);
void read_view(StatementReader& in, Collected& out, bool materialized);
void read_function(StatementReader& in, Collected& out, bool procedure);
void read_trigger(StatementReader& in, Collected& out, bool constraint);

/// What speaks of something that another statement creates, and is read after all of those.
void read_index(StatementReader& in, Collected& out, bool unique);
void read_comment(StatementReader& in, Collected& out);       ///< behind COMMENT ON
void read_trigger_mode(StatementReader& in, Collected& out);  ///< behind ALTER TABLE
void read_domain_check(StatementReader& in, Collected& out);  ///< behind ALTER DOMAIN

/// `WITH (…)`, behind WITH: names in lower case, values without quotes.
std::map<std::string, std::string> read_storage(StatementReader& in);

}  // namespace limbeck::compiler
