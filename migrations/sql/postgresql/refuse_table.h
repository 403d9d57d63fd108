#pragma once

#include "migrations/schema/schema.h"
#include "migrations/sql/expression_rules.h"
#include "migrations/sql/postgresql/counter.h"
#include "migrations/sql/postgresql/refusals.h"

namespace limbeck::sql::postgresql {

/// What of one table PostgreSQL cannot hold.
void refuse_table(Refusals& out, const schema::Schema& schema, const schema::Table& table);
void refuse_column(Refusals& out, const schema::Schema& schema, const schema::Table& table,
                   const schema::Column& column);
void refuse_type(Refusals& out, const std::string& path, const schema::Type& type);
/// `table` is null for an index of a view, whose columns are not known here.
void refuse_index(Refusals& out, const std::string& path, const schema::Schema& schema,
                  const schema::Table* table, const schema::Index& index);
/// A condition that is surely none.
void refuse_no_condition(Refusals& out, const std::string& path, const std::string& sql,
                         const schema::Table* table);
/// Whether some part of the table's partition key is no column.
bool partitions_by_expression(const schema::Table& table);
/// The partition key, the bound of a partition, and an exclude constraint.
void refuse_partition_key(Refusals& out, const schema::Schema& schema, const schema::Table& table);
void refuse_bound(Refusals& out, const schema::Schema& schema, const schema::Table& table);
void refuse_exclude(Refusals& out, const schema::Schema& schema, const schema::Table& table,
                    const schema::Exclude& exclude);
/// Keys whose types no btree can hold.
void refuse_keys_without_class(Refusals& out, const schema::Schema& schema,
                               const schema::Table& table);
/// One storage parameter of a table or an index, and those of an index.
void refuse_setting(Refusals& out, const std::string& path, std::string_view name,
                    const std::string& value);
void refuse_storage(Refusals& out, const std::string& path, const schema::Index& index);
/// An expression, `table` as in expression_problem.
void refuse_expression(Refusals& out, const std::string& path, const std::string& sql,
                       ExpressionPlace place, const schema::Table* table,
                       const schema::Schema& schema);
/// `what` names it: "a sequence".
void refuse_counter(Refusals& out, const std::string& path, const std::string& what,
                    const Counter& counter, const schema::Type& type);
/// A collation as collation_sql takes it.
void check_collation(Refusals& out, const std::string& path, const std::string& collation);
/// What of all that is no table it cannot hold.
void refuse_objects(Refusals& out, const schema::Schema& schema);

}  // namespace limbeck::sql::postgresql
