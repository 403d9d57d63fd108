// Makes values of the specs that a revision file writes (limbeck/table.h, limbeck/operations.h).
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/operations.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/dialect_keys.h"

namespace limbeck::operations {

/// The texts of a NativeType or an SqlByDialect, under the names of their databases.
template <class ByDialect>
void put_by_dialect(const ByDialect& spec, std::map<std::string, std::string>& into) {
  const std::string_view texts[] = {spec.postgresql, spec.sqlite, spec.mysql, spec.mariadb};
  static_assert(std::size(texts) == schema::dialect_keys.size());
  for (std::size_t i = 0; i < std::size(texts); ++i) {
    if (!texts[i].empty()) into[std::string(schema::dialect_keys[i])] = texts[i];
  }
}
std::vector<std::string> texts(std::initializer_list<std::string_view> views);
Name name(const limbeck::Name& spec);
schema::Type type(const TypeSpec& spec);
std::optional<std::int64_t> number(const OptionalInteger& spec);
schema::Table table(const limbeck::Name& name, const Table& spec);
schema::Index index(std::string_view name, std::initializer_list<IndexElement> elements,
                    const IndexOptions& options);
schema::Column column(const Column& spec);
schema::PrimaryKey primary_key(const PrimaryKey& spec);
schema::Unique unique(const UniqueConstraint& spec);
schema::ForeignKey foreign_key(const ForeignKey& spec);
schema::Check check(const CheckConstraint& spec);
schema::Exclude exclude(const ExcludeConstraint& spec);
std::map<std::string, std::string> settings(std::initializer_list<Setting> specs);
Value value(const limbeck::Value& spec);
schema::Object object(const Object& spec);
AlterColumn alter_column(const limbeck::Name& table, std::string_view column,
                         const limbeck::AlterColumn& spec);

}  // namespace limbeck::operations
