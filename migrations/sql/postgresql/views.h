// The SQL of views, functions and triggers, and their dependencies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/sql/postgresql/dependents.h"
#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

/// `VIEW` or `MATERIALIZED VIEW`; `FUNCTION` or `PROCEDURE`.
std::string_view kind_of(const schema::View& view);
std::string_view kind_of(const schema::Function& function);
/// `"app"."touch"(integer, text)`.
std::string signature(const schema::Function& function);

/// Around what is made without a look at the bodies of functions. SET LOCAL would do nothing
/// outside of a transaction.
inline constexpr std::string_view skip_body_checks = "SET check_function_bodies = off";
inline constexpr std::string_view check_bodies = "SET check_function_bodies = on";

/// Creates the view with its indexes and comment, without its triggers.
void create(Writer& out, const schema::View& view);
void create(Writer& out, const schema::Function& function);
/// Creates the trigger with its mode and comment.
void create(Writer& out, const schema::Trigger& trigger);
void drop(Writer& out, const schema::View& view);
void drop(Writer& out, const schema::Function& function);
void drop(Writer& out, const schema::Trigger& trigger);
/// Sets the mode of the trigger.
void set_mode(Writer& out, const schema::Trigger& trigger, schema::TriggerMode mode);

/// Whether the text of a trigger names the column. If that is not certain, the result is true:
/// creating the trigger again only costs time.
bool names(std::string_view text, const schema::Name& name);
/// Whether an expression casts to one of the types, or calls one of the functions.
bool uses_any(std::string_view expression, const std::vector<schema::Name>& things);

/// The views that read one of these columns or name one of these types, functions or views, and the
/// views that read such views. Each view comes after those that it reads.
std::vector<schema::View> views_on(const schema::Schema& schema,
                                   const std::vector<ChangedColumn>& columns,
                                   const std::vector<schema::Name>& things);
/// The triggers that have to be created again together with a view.
std::vector<schema::Trigger> triggers_of(const schema::Schema& schema, const schema::Name& table);

/// Whether `UPDATE OF` or the condition of the trigger names the column.
bool reads_column(const schema::Trigger& trigger, const std::string& column);

}  // namespace limbeck::sql::postgresql
