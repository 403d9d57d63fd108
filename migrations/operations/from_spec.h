// The views that a revision file writes (limbeck/table.h, limbeck/operations.h) as the values they mean.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/operations.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

std::vector<std::string> texts(std::initializer_list<std::string_view> views);
Name name(const limbeck::Name& spec);
schema::Type type(const TypeSpec& spec);
schema::Column column(const Column& spec);
schema::PrimaryKey primary_key(const PrimaryKey& spec);
schema::Unique unique(const UniqueConstraint& spec);
schema::ForeignKey foreign_key(const ForeignKey& spec);
schema::Check check(const CheckConstraint& spec);
schema::Exclude exclude(const ExcludeConstraint& spec);
schema::IndexElement element(const IndexElement& spec);
std::map<std::string, std::string> settings(std::initializer_list<Setting> specs);
Value value(const limbeck::Value& spec);
AlterColumn alter_column(const limbeck::Name& table, std::string_view column,
                         const limbeck::AlterColumn& spec);

}  // namespace limbeck::operations
