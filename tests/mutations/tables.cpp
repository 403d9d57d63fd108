#include "tests/mutations/kinds.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Schema;
using schema::Table;

const auto plain = [](const Table& table) {
  return !table.partition_of && table.partition_by.empty();
};

/// A comment that says something else: lost, made up, or changed.
void change(Random& random, std::string& comment) {
  comment = comment.empty() ? "not what was said" : random.one_in(2) ? "" : comment + "!";
}

std::string extra_table(Random&, Schema& schema) {
  schema.tables.push_back(
      {.name = {"", "left_over"}, .columns = {{.name = "a", .nullable = true}}});
  return "left_over";
}

// One that nothing refers to.
std::string lost_table(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, [&](const Table& one) {
    const auto refers = [&](const Table& other) {
      return (other.partition_of && other.partition_of->table == one.name) ||
             std::any_of(other.foreign_keys.begin(), other.foreign_keys.end(),
                         [&](const auto& key) {
                           return key.ref_table == one.name && other.name != one.name;
                         });
    };
    return std::none_of(schema.tables.begin(), schema.tables.end(), refers) &&
           std::none_of(schema.triggers.begin(), schema.triggers.end(),
                        [&](const auto& trigger) { return trigger.table == one.name; }) &&
           std::none_of(schema.sequences.begin(), schema.sequences.end(), [&](const auto& one_) {
             return one_.owned_by && one_.owned_by->table == one.name;
           });
  });
  if (table == nullptr) return {};
  const std::string name = table->name.name;
  take_out(schema.tables, table);
  return name;
}

std::string table_comment(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, any);
  if (table == nullptr) return {};
  change(random, table->comment);
  return table->name.name;
}

template <const char* Name>
std::string table_setting(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, [&](const Table& one) {
    // A foreign key stays between tables that are logged, or between those that are not.
    const bool is_tied =
        !one.foreign_keys.empty() ||
        std::any_of(schema.tables.begin(), schema.tables.end(), [&](const Table& other) {
          return std::any_of(other.foreign_keys.begin(), other.foreign_keys.end(),
                             [&](const auto& key) { return key.ref_table == one.name; });
        });
    return plain(one) && !(is_tied && std::string_view(Name).ends_with("unlogged"));
  });
  if (table == nullptr) return {};
  std::string& value = table->settings[Name];
  if (!value.empty()) {
    table->settings.erase(Name);
  } else {
    value = std::string_view(Name).ends_with("fillfactor") ? "42" : "true";
  }
  return table->name.name;
}
constexpr char fillfactor[] = "postgresql.fillfactor";
constexpr char unlogged[] = "postgresql.unlogged";
constexpr char strict[] = "sqlite.strict";
constexpr char without_rowid[] = "sqlite.without_rowid";

std::string partition_bound(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, [](const Table& one) {
    return one.partition_of && one.partition_of->bound.starts_with("FOR VALUES FROM");
  });
  if (table == nullptr) return {};
  // A bound that ends later: `… TO ('2027-01-01')` becomes `… TO (MAXVALUE)`.
  const std::size_t to = table->partition_of->bound.find(" TO (");
  table->partition_of->bound.resize(to);
  table->partition_of->bound += " TO (MAXVALUE)";
  return table->name.name;
}

std::string lost_partition(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, [&](const Table& one) {
    return one.partition_of && one.partition_by.empty();
  });
  if (table == nullptr) return {};
  const std::string name = table->name.name;
  take_out(schema.tables, table);
  return name;
}

}  // namespace

const std::vector<MutationKind>& table_mutations() {
  static const std::vector<MutationKind> kinds{
      {"table: one more", extra_table},
      {"table: left out", lost_table},
      {"table: comment", table_comment},
      {"table: fillfactor", table_setting<fillfactor>},
      {"table: unlogged", table_setting<unlogged>},
      {"table: strict", table_setting<strict>},
      {"table: without rowid", table_setting<without_rowid>},
      {"partition: bound", partition_bound},
      {"partition: left out", lost_partition},
  };
  return kinds;
}

}  // namespace limbeck::test
