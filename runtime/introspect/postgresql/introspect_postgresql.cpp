#include "runtime/introspect/postgresql/introspect_postgresql.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "limbeck/error.h"
#include "migrations/schema/location.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql/dialect.h"
#include "runtime/introspect/postgresql/objects.h"
#include "runtime/introspect/postgresql/reader.h"
#include "runtime/introspect/postgresql/tables.h"

namespace limbeck::introspect::postgresql {
namespace {

using Oid = std::int64_t;

/// Reads catalog after catalog into one schema.
class Introspection {
 public:
  Introspection(Connection& connection, const Options& options)
      : connection_(connection), options_(options) {
    for (const std::string& name : options.schemas) {
      schemas_ += (schemas_.empty() ? "" : "\n") + name;
    }
  }

  Result run() {
    each(tables_query, [&](const Row& row) { read_table(row); });
    each(columns_query, [&](const Row& row) { read_column(row); });
    each(objects_query, [&](const Row& row) { read_object(row); });
    std::unordered_map<Oid, ConstraintColumns> columns;
    each(constraint_columns_query,
         [&](const Row& row) { add_columns(columns[row.number(0)], row); });
    each(constraints_query, [&](const Row& row) {
      if (schema::Table* owner = table(row.number(1)))
        add_constraint(*owner, row, columns[row.number(0)]);
    });
    std::unordered_map<Oid, schema::Index> indexes;
    each(index_elements_query, [&](const Row& row) { add_element(indexes[row.number(0)], row); });
    each(indexes_query, [&](const Row& row) { read_index(row, indexes[row.number(0)]); });
    each(others_query, [&](const Row& row) { read_other(row); });
    each(defects_query, [&](const Row& row) { read_defect(row); });
    each(omissions_query, [&](const Row& row) { read_omission(row); });
    Result result{sql::find_dialect("postgresql")->lower(schema_), std::move(omissions_),
                  std::move(defects_)};
    if (options_.for_models) {
      keep_precisions(result.schema);
      keep_settings(result.schema);
      for (schema::Function& function : result.schema.functions) function.skip_body_check = true;
    }
    return result;
  }

 private:
  /// Gives the columns the precisions that lower() leaves out.
  void keep_precisions(schema::Schema& lowered) {
    for (const auto& [table, column] : with_six_digits_) {
      if (schema::Table* found = schema::find_table(lowered, table))
        schema::find_column(*found, column)->type.precision = 6;
    }
  }

  /// The same for the settings of tables and of their indexes.
  void keep_settings(schema::Schema& lowered) const {
    for (const schema::Table& stored : schema_.tables) {
      schema::Table* table = schema::find_table(lowered, stored.name);
      if (table == nullptr) continue;
      table->settings = stored.settings;
      for (const schema::Index& index : stored.indexes) {
        const auto found = std::ranges::find(table->indexes, index.name, &schema::Index::name);
        if (found != table->indexes.end()) found->storage = index.storage;
      }
    }
  }

  template <class Read>
  void each(const char* query, const Read& read) {
    const Rows rows =
        ask(connection_, "limbeck_catalog_" + std::to_string(++queries_), query, {schemas_});
    for (const auto& values : rows.rows) read(Row(values));
  }

  /// Of a table or materialised view; null for limbeck's own.
  std::vector<schema::Index>* indexes_of(Oid oid) {
    if (schema::Table* found = table(oid)) return &found->indexes;
    const auto found = views_.find(oid);
    return found == views_.end() ? nullptr : &schema_.views[found->second].indexes;
  }
  schema::Name name_of_relation(Oid oid) {
    const schema::Table* found = table(oid);
    return found != nullptr ? found->name : schema_.views[views_.at(oid)].name;
  }

  bool is_ledger(const schema::Name& name) const {
    return std::find(options_.ledger.begin(), options_.ledger.end(), name) != options_.ledger.end();
  }

  /// The table of that number; null for limbeck's own.
  schema::Table* table(Oid oid) {
    const auto found = tables_.find(oid);
    return found == tables_.end() ? nullptr : &schema_.tables[found->second];
  }

  void read_enum(const Row& row) {
    const schema::Name name = name_of(row);
    if (schema_.enums.empty() || schema_.enums.back().name != name) {
      schema_.enums.push_back({.name = name, .comment = comment_of(row)});
    }
    if (!row.is_null(3)) schema_.enums.back().values.push_back(row.text(3));
  }

  void read_object(const Row& row) {
    const std::string kind = row.text(0);
    if (kind == "enum") return read_enum(row);
    if (kind == "schema") {
      schema_.schemas.push_back({.name = {{}, name_of(row).name}, .comment = comment_of(row)});
    } else if (kind == "extension") {
      schema_.extensions.push_back(extension_of(row));
    } else if (kind == "domain") {
      schema_.domains.push_back(domain_of(row));
    } else if (kind == "domain check") {
      // A domain's row comes before those of its checks.
      for (schema::Domain& domain : schema_.domains) {
        if (domain.name == name_of(row)) domain.checks.push_back(domain_check_of(row));
      }
    } else if (kind == "sequence") {
      read_sequence(row);
    } else if (kind == "view") {
      views_[row.number_in_text(3)] = schema_.views.size();
      schema_.views.push_back(view_of(row));
    } else if (kind == "function") {
      schema_.functions.push_back(function_of(row));
    } else if (kind == "trigger" && !is_ledger(name_of(row))) {
      schema_.triggers.push_back(trigger_of(row));
    }
  }

  /// A sequence that is just what `serial` makes is the column's; any other is an object.
  void read_sequence(const Row& row) {
    schema::Sequence sequence = sequence_of(row);
    schema::Table* owner = row.is_null(10) ? nullptr : table(row.number_in_text(10));
    if (!row.is_null(10) && owner == nullptr) return;
    if (owner == nullptr) return schema_.sequences.push_back(std::move(sequence));
    schema::Column* column = schema::find_column(*owner, row.text(11));
    const bool is_alike = row.text(12) == "true";  // in the log or not, as its table
    if (column != nullptr && is_alike && is_of_serial(sequence, *owner, *column)) {
      column->default_sql.reset();
      column->identity = schema::Identity{.mode = schema::Identity::Mode::serial};
      return;
    }
    sequence.owned_by = {owner->name, row.text(11)};
    schema_.sequences.push_back(std::move(sequence));
  }

  bool is_of_serial(const schema::Sequence& sequence, const schema::Table& owner,
                    const schema::Column& column) {
    if (column.nullable || !column.default_sql || !sequence.comment.empty() ||
        sequence.name != schema::sequence_of_column(owner.name, column.name) ||
        schema::sequence_of_default(*column.default_sql) != sequence.name || users_of(sequence) > 1)
      return false;
    schema::Schema plain;
    plain.sequences.push_back({.name = sequence.name, .type = column.type});
    plain.sequences.push_back(sequence);
    plain = sql::find_dialect("postgresql")->lower(plain);
    return plain.sequences.front() == plain.sequences.back();
  }

  /// How many columns have the numbers of the sequence.
  std::size_t users_of(const schema::Sequence& sequence) {
    if (!sequences_used_) {
      sequences_used_.emplace();
      for (const schema::Table& table : schema_.tables) {
        for (const schema::Column& column : table.columns) {
          if (!column.default_sql) continue;
          if (const auto name = schema::sequence_of_default(*column.default_sql))
            ++(*sequences_used_)[*name];
        }
      }
    }
    return (*sequences_used_)[sequence.name];
  }

  void read_table(const Row& row) {
    if (is_materialized_view(row)) return;
    schema::Table table = table_of(row);
    if (is_ledger(table.name)) return;
    tables_[row.number(0)] = schema_.tables.size();
    schema_.tables.push_back(std::move(table));
  }

  void read_column(const Row& row) {
    schema::Table* owner = table(row.number(0));
    if (owner == nullptr) return;
    owner->columns.push_back(column_of(row));
    if (is_given_six_digits(row)) with_six_digits_.emplace_back(owner->name, row.text(1));
  }

  void read_index(const Row& row, schema::Index index) {
    std::vector<schema::Index>* owner = indexes_of(row.number(1));
    if (owner == nullptr) return;
    finish_index(index, row);
    if (!row.flag(10)) read_invalid(row, index.name);
    owner->push_back(std::move(index));
  }

  /// An index of a partitioned table is not valid while some partition has none that is attached to
  /// it: CREATE INDEX … ON ONLY makes such a one.
  void read_invalid(const Row& row, const std::string& index) {
    const schema::Name relation = name_of_relation(row.number(1));
    const std::string path = schema::path_of_index(relation, index);
    if (row.flag(11)) {
      omissions_.push_back(
          {path, "ON ONLY of index '" + index + "', which not all partitions have", relation});
      return;
    }
    defects_.push_back({path,
                        "index '" + index + "' of '" + to_string(relation) +
                            "' is not valid, because its concurrent build did not finish: "
                            "REINDEX INDEX CONCURRENTLY " +
                            quoted({relation.schema, index}),
                        relation});
  }

  void read_defect(const Row& row) {
    const schema::Name table{row.text(0), row.text(1)};
    if (is_ledger(table)) return;
    defects_.push_back({schema::path_of_table(table),
                        "foreign key '" + row.text(2) + "' is not enforced: its triggers on '" +
                            to_string(table) + "' are disabled: ALTER TABLE " + quoted(table) +
                            " ENABLE TRIGGER ALL",
                        table});
  }

  void read_other(const Row& row) {
    schema::OtherObject object = other_of(row);
    const std::optional<schema::Name> table = schema::table_of(object);
    if (table && is_ledger(*table)) return;
    if (!options_.administrators && schema::is_administrators(object)) return;
    schema_.objects.push_back(std::move(object));
  }

  static std::string quoted(const schema::Name& name) {
    const sql::Dialect& dialect = *sql::find_dialect("postgresql");
    return (name.schema.empty() ? "" : dialect.quote(name.schema) + ".") + dialect.quote(name.name);
  }

  void read_omission(const Row& row) {
    const schema::Name name{row.text(0), row.text(1)};
    if (is_ledger(name)) return;
    const std::string kind = row.text(3);
    omissions_.push_back({kind + "/" + to_string(name), row.text(2), name});
  }

  Connection& connection_;
  const Options& options_;
  std::string schemas_;
  int queries_ = 0;
  schema::Schema schema_;
  std::vector<Omission> omissions_, defects_;
  std::optional<std::map<schema::Name, std::size_t>> sequences_used_;
  std::vector<std::pair<schema::Name, std::string>> with_six_digits_;
  std::unordered_map<Oid, std::size_t> tables_;
  std::unordered_map<Oid, std::size_t> views_;
};

}  // namespace

Result introspect(Connection& connection, const Options& options) {
  return Introspection(connection, options).run();
}

}  // namespace limbeck::introspect::postgresql
