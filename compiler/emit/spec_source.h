// Schema values as the specs of a revision file: `{.name = "id", .type = limbeck::bigint}`.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/cpp_writer.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

Cpp source_of(const schema::Name& name);
Cpp source_of(const schema::Type& type);
/// `fill` is that of add_column.
Cpp source_of(const schema::Column& column, const std::string& fill = {});
Cpp source_of(const schema::Identity& identity);
Cpp source_of(const schema::Generated& generated);
Cpp source_of(const schema::PrimaryKey& key);
Cpp source_of(const schema::Unique& unique);
Cpp source_of(const schema::ForeignKey& key);
Cpp source_of(const schema::Check& check);
Cpp source_of(const schema::Exclude& exclude);
Cpp source_of(const schema::IndexElement& element);
/// The table without its indexes, for which a revision has operations of their own.
Cpp source_of(const schema::Table& table);
/// `limbeck::on_view("active")`.
Cpp source_of(const schema::Object& object);
std::string trigger_mode_source(schema::TriggerMode mode);
/// The IndexOptions of an index; empty braces if all are the defaults.
std::vector<Cpp> index_options(const schema::Index& index, bool concurrently);

Cpp source_of(const std::vector<std::string>& texts);
Cpp source_of(const std::map<std::string, std::string>& settings);
Cpp deferrable_source(schema::Deferrable deferrable);

}  // namespace limbeck::compiler
