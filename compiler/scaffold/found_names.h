// The naming convention that the constraints and indexes of a database follow.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/naming_convention.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// The parts of a name that a model gives a constraint or an index, as a scan has them. One
/// function for each kind. A partition's `table` has the columns of the partitioned table.
schema::NameParts parts_of_name(const schema::Table& table, const schema::PrimaryKey& key);
schema::NameParts parts_of_name(const schema::Table& table, const schema::Unique& unique);
schema::NameParts parts_of_name(const schema::Table& table, const schema::ForeignKey& key);
schema::NameParts parts_of_name(const schema::Table& table, const schema::Check& check);
schema::NameParts parts_of_name(const schema::Table& table, const schema::Exclude& exclude);
schema::NameParts parts_of_name(const schema::Table& table, const schema::Index& index);

/// The columns that an expression names, in the order of the table.
std::vector<std::string> columns_in(const schema::Table& table, std::string_view expression);

struct FoundNames {
  /// What `NAMING_CONVENTION` has to say: `pk=%(table_name)s_pkey`. Only kinds whose names mostly
  /// follow another pattern than limbeck's own.
  std::vector<std::string> entries;
  schema::NamingConvention convention;
};

/// The patterns that most of the names in the schema follow, kind by kind. An empty pattern is that
/// of constraints without names.
FoundNames found_names(const schema::Schema& schema);

}  // namespace limbeck::compiler
