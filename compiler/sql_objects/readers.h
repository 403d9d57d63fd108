// How each statement that SQL_OBJECTS takes is read. A reader stands behind CREATE [OR REPLACE] and
// the words that name its kind.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/sql_objects/collected.h"

namespace limbeck::compiler {

void read_schema(StatementReader& in, Collected& out);
void read_extension(StatementReader& in, Collected& out);
void read_sequence(StatementReader& in, Collected& out);
void read_domain(StatementReader& in, Collected& out);
void read_view(StatementReader& in, Collected& out, bool materialized);
/// `skip_body_check`: `SET check_function_bodies = off` stands before it in its file.
void read_function(StatementReader& in, Collected& out, bool procedure, bool skip_body_check);
/// Behind SET. Returns whether check_function_bodies is off; nullopt for any other setting.
std::optional<bool> read_skip_body_checks(StatementReader& in);
void read_trigger(StatementReader& in, Collected& out, bool constraint);

/// An object that is held as its SQL; `whole` is the statement. Returns false for a statement that
/// creates none.
bool read_other(StatementReader& in, Collected& out, std::string_view whole);
/// The object behind COMMENT ON, and where its name stands; nullopt if it is none of these.
std::optional<schema::Object> read_other_reference(StatementReader& in, std::string_view& at);
/// Behind ALTER TABLE and the table's name: row security, replica identity, cluster. Returns false
/// for anything else.
bool read_table_setting(StatementReader& in, Collected& out, const NameThere& table,
                        std::string_view whole);
/// Behind ALTER TEXT SEARCH CONFIGURATION.
bool read_text_search_mapping(StatementReader& in, Collected& out, std::string_view whole);

/// What speaks of something that another statement creates, and is read after all of those.
void read_index(StatementReader& in, Collected& out, bool unique);
void read_comment(StatementReader& in, Collected& out);  ///< behind COMMENT ON
void read_trigger_mode(StatementReader& in, Collected& out,
                       const NameThere& table);               ///< behind ALTER TABLE and its name
void read_domain_check(StatementReader& in, Collected& out);  ///< behind ALTER DOMAIN

/// `WITH (…)`, behind WITH: names in lower case, values without quotes.
std::map<std::string, std::string> read_storage(StatementReader& in);

}  // namespace limbeck::compiler
