#include "tests/mutations/kinds.h"

namespace limbeck::test {
namespace {

using schema::Action;
using schema::Check;
using schema::Deferrable;
using schema::Exclude;
using schema::ForeignKey;
using schema::Schema;
using schema::Table;
using schema::Unique;

Deferrable other(Random& random, Deferrable now) {
  const Deferrable all[] = {Deferrable::no, Deferrable::initially_immediate,
                            Deferrable::initially_deferred};
  Deferrable next = now;
  while (next == now) next = all[random.below(3)];
  return next;
}

Action other(Random& random, Action now) {
  const Action all[] = {Action::no_action, Action::restrict, Action::cascade};
  Action next = now;
  while (next == now) next = all[random.below(3)];
  return next;
}

/// A foreign key of another table (or its own) needs these columns to be a key.
bool is_referred_to(const Schema& schema, const schema::Name& table) {
  for (const Table& one : schema.tables)
    for (const ForeignKey& key : one.foreign_keys)
      if (key.ref_table == table) return true;
  return false;
}

Table* with_key(Random& random, Schema& schema, bool may_be_referred_to, std::size_t columns) {
  return one_of(random, schema.tables, [&](const Table& one) {
    return one.primary_key && one.primary_key->columns.size() >= columns &&
           (may_be_referred_to || !is_referred_to(schema, one.name)) && one.partition_by.empty() &&
           std::none_of(one.columns.begin(), one.columns.end(),
                        [](const auto& column) { return column.identity.has_value(); });
  });
}

std::string key_left_out(Random& random, Schema& schema) {
  Table* table = with_key(random, schema, false, 1);
  if (table == nullptr) return {};
  table->primary_key.reset();
  table->settings.erase("sqlite.without_rowid");
  return table->name.name;
}
std::string key_columns(Random& random, Schema& schema) {
  Table* table = with_key(random, schema, false, 2);
  if (table == nullptr) return {};
  std::swap(table->primary_key->columns[0], table->primary_key->columns[1]);
  return table->name.name;
}
std::string key_name(Random& random, Schema& schema) {
  Table* table = with_key(random, schema, true, 1);
  if (table == nullptr || table->primary_key->name.empty()) return {};
  table->primary_key->name += "_x";
  return table->name.name;
}
std::string key_deferrable(Random& random, Schema& schema) {
  Table* table = with_key(random, schema, false, 1);
  if (table == nullptr) return {};
  auto& key = *table->primary_key;
  key.deferrable = other(random, key.deferrable);
  return table->name.name;
}

template <class Change>
std::string unique(Random& random, Schema& schema, const Change& change) {
  const PartOf<Unique> one = one_of(
      random, schema, &Table::uniques,
      [&](const Table& table, const Unique&) { return !is_referred_to(schema, table.name); });
  if (!one) return {};
  const std::string name = name_or_columns(*one.part);
  return change(*one.table, *one.part) ? name : std::string();
}
template <class Change>
std::string foreign_key(Random& random, Schema& schema, const Change& change) {
  const PartOf<ForeignKey> one = one_of(random, schema, &Table::foreign_keys, any);
  if (!one) return {};
  const std::string name = name_or_columns(*one.part);
  return change(*one.table, *one.part) ? name : std::string();
}
template <class Change>
std::string check(Random& random, Schema& schema, const Change& change) {
  const PartOf<Check> one = one_of(random, schema, &Table::checks, any);
  if (!one) return {};
  const std::string name = one->name.empty() ? one.table->name.name : one->name;
  return change(*one.table, *one.part) ? name : std::string();
}
template <class Change>
std::string exclude(Random& random, Schema& schema, const Change& change) {
  const PartOf<Exclude> one = one_of(random, schema, &Table::excludes, any);
  if (!one) return {};
  const std::string name = one->name.empty() ? one.table->name.name : one->name;
  return change(*one.table, *one.part) ? name : std::string();
}

template <class Part>
bool rename(Part& part) {
  if (part.name.empty()) return false;
  part.name += "_x";
  return true;
}

std::string foreign_key_target(Random& random, Schema& schema) {
  // Another table whose key is of the same types.
  std::vector<std::pair<ForeignKey*, const Table*>> found;
  for (Table& table : schema.tables) {
    for (ForeignKey& key : table.foreign_keys) {
      if (key.columns.size() != 1) continue;
      const schema::Column* own = schema::find_column(table, key.columns[0]);
      for (const Table& target : schema.tables) {
        if (target.name == key.ref_table || !target.primary_key || own == nullptr ||
            target.primary_key->columns.size() != 1)
          continue;
        const schema::Column* theirs = schema::find_column(target, target.primary_key->columns[0]);
        if (theirs != nullptr && theirs->type == own->type) found.emplace_back(&key, &target);
      }
    }
  }
  if (found.empty()) return {};
  const auto& [key, target] = random.of(found);
  key->ref_table = target->name;
  key->ref_columns = target->primary_key->columns;
  return name_or_columns(*key);
}

std::string unnamed_check(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, [](const Table& one) { return !one.partition_of; });
  if (table == nullptr) return {};
  table->checks.push_back({.name = "ck_left_over", .expression = "1 < 2"});
  return "ck_left_over";
}

}  // namespace

const std::vector<MutationKind>& constraint_mutations() {
  static const std::vector<MutationKind> kinds{
      {"primary key: left out", key_left_out},
      {"primary key: order", key_columns},
      {"primary key: name", key_name},
      {"primary key: deferrable", key_deferrable},
      {"unique: left out",
       [](Random& random, Schema& schema) {
         return unique(random, schema, [](Table& table, Unique& one) {
           take_out(table.uniques, &one);
           return true;
         });
       }},
      {"unique: order",
       [](Random& random, Schema& schema) {
         return unique(random, schema, [](Table&, Unique& one) {
           if (one.columns.size() < 2) return false;
           std::swap(one.columns[0], one.columns[1]);
           return true;
         });
       }},
      {"unique: nulls not distinct",
       [](Random& random, Schema& schema) {
         return unique(random, schema, [](Table&, Unique& one) {
           one.nulls_not_distinct = !one.nulls_not_distinct;
           return true;
         });
       }},
      {"unique: deferrable",
       [](Random& random, Schema& schema) {
         return unique(random, schema, [&](Table&, Unique& one) {
           one.deferrable = other(random, one.deferrable);
           return true;
         });
       }},
      {"unique: name",
       [](Random& random, Schema& schema) {
         return unique(random, schema, [](Table&, Unique& one) { return rename(one); });
       }},
      {"foreign key: left out",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [](Table& table, ForeignKey& one) {
           take_out(table.foreign_keys, &one);
           return true;
         });
       }},
      {"foreign key: on delete",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [&](Table&, ForeignKey& one) {
           one.on_delete = other(random, one.on_delete);
           one.on_delete_columns.clear();
           return true;
         });
       }},
      {"foreign key: on update",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [&](Table&, ForeignKey& one) {
           one.on_update = other(random, one.on_update);
           return true;
         });
       }},
      {"foreign key: columns set on delete",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [](Table& table, ForeignKey& one) {
           schema::Column* column = schema::find_column(table, one.columns.front());
           if (column == nullptr || !column->nullable) return false;
           one.on_delete = Action::set_null;
           one.on_delete_columns = {one.columns.front()};
           return true;
         });
       }},
      {"foreign key: match full",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [](Table&, ForeignKey& one) {
           one.match =
               one.match == schema::Match::full ? schema::Match::simple : schema::Match::full;
           return true;
         });
       }},
      {"foreign key: deferrable",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [&](Table&, ForeignKey& one) {
           one.deferrable = other(random, one.deferrable);
           return true;
         });
       }},
      {"foreign key: not valid",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [](Table&, ForeignKey& one) {
           one.not_valid = !one.not_valid;
           return true;
         });
       }},
      {"foreign key: name",
       [](Random& random, Schema& schema) {
         return foreign_key(random, schema, [](Table&, ForeignKey& one) { return rename(one); });
       }},
      {"foreign key: target", foreign_key_target},
      {"check: left out",
       [](Random& random, Schema& schema) {
         return check(random, schema, [](Table& table, Check& one) {
           take_out(table.checks, &one);
           return true;
         });
       }},
      {"check: one more", unnamed_check},
      {"check: expression",
       [](Random& random, Schema& schema) {
         return check(random, schema, [](Table&, Check& one) {
           one.expression = "(" + one.expression + ") OR 1 > 2";
           return true;
         });
       }},
      {"check: no inherit",
       [](Random& random, Schema& schema) {
         return check(random, schema, [](Table&, Check& one) {
           one.no_inherit = !one.no_inherit;
           return true;
         });
       }},
      {"check: not valid",
       [](Random& random, Schema& schema) {
         return check(random, schema, [](Table&, Check& one) {
           one.not_valid = !one.not_valid;
           return true;
         });
       }},
      {"check: name",
       [](Random& random, Schema& schema) {
         return check(random, schema, [](Table&, Check& one) { return rename(one); });
       }},
      {"exclude: left out",
       [](Random& random, Schema& schema) {
         return exclude(random, schema, [](Table& table, Exclude& one) {
           take_out(table.excludes, &one);
           return true;
         });
       }},
      {"exclude: deferrable",
       [](Random& random, Schema& schema) {
         return exclude(random, schema, [&](Table&, Exclude& one) {
           one.deferrable = other(random, one.deferrable);
           return true;
         });
       }},
      {"exclude: name",
       [](Random& random, Schema& schema) {
         return exclude(random, schema, [](Table&, Exclude& one) { return rename(one); });
       }},
      {"exclude: definition",
       [](Random& random, Schema& schema) {
         return exclude(random, schema, [](Table&, Exclude& one) {
           if (one.definition.find(" WHERE ") != std::string::npos) return false;
           one.definition += " WHERE (1 < 2)";
           return true;
         });
       }},
  };
  return kinds;
}

}  // namespace limbeck::test
