#include "runtime/verify/leave_out.h"
#include "runtime/introspect/schemas.h"

#include <algorithm>
#include <set>

#include "migrations/sql/dialect.h"
#include "runtime/ledger/tables.h"
#include "runtime/verify/leave_out_parts.h"

namespace limbeck::verify {
namespace {

using schema::Name;
using schema::Table;

class Sieve {
 public:
  Sieve(introspect::Result& read, const schema::Schema& kept, const schema::Filter& filter,
        const Naming& naming)
      : read_(read), kept_(kept), filter_(filter), naming_(naming) {}

  std::vector<std::string> run() {
    schema::Schema& found = read_.schema;
    leave_out_tables(found);
    leave_out_named(found.enums, [&](const Name& name) { return find_enum(kept_, name); });
    leave_out_named(found.sequences, [&](const Name& name) { return find_sequence(kept_, name); });
    leave_out_named(found.domains, [&](const Name& name) { return find_domain(kept_, name); });
    leave_out_named(found.views, [&](const Name& name) { return find_view(kept_, name); });
    leave_out_named(found.functions, [&](const Name& name) {
      return std::any_of(kept_.functions.begin(), kept_.functions.end(),
                         [&](const schema::Function& function) { return function.name == name; });
    });
    std::erase_if(found.triggers, [&](const schema::Trigger& trigger) {
      return find_table(found, trigger.table) == nullptr &&
             find_view(found, trigger.table) == nullptr;
    });
    std::erase_if(found.sequences, [&](const schema::Sequence& sequence) {
      return sequence.owned_by && gone_.contains(sequence.owned_by->table) &&
             find_sequence(kept_, sequence.name) == nullptr;
    });
    for (Table& table : found.tables) {
      std::erase_if(table.foreign_keys,
                    [&](const schema::ForeignKey& key) { return is_left(key.ref_table); });
    }
    leave_out_parts(read_, kept_, filter_, naming_, excluded_);
    const auto is_of_gone = [&](const introspect::Omission& omission) {
      return is_left(omission.table);
    };
    std::erase_if(read_.defects, is_of_gone);
    std::erase_if(read_.omissions, is_of_gone);
    return std::move(excluded_);
  }

 private:
  void leave_out_tables(schema::Schema& found) {
    for (const Table& table : found.tables) {
      if (find_table(kept_, table.name) != nullptr) continue;
      const bool is_ours = ledger::is_ledger(table);
      if (is_ours || is_others(table.name)) gone_.insert(table.name);
      if (!is_ours && is_excluded(table.name)) excluded_.push_back(to_string(table.name));
    }
    // A partition goes with its table, and its own partitions with it.
    for (bool more = true; more;) {
      more = false;
      for (const Table& table : found.tables) {
        if (!table.partition_of || !gone_.contains(table.partition_of->table) ||
            find_table(kept_, table.name) != nullptr) {
          continue;
        }
        more = gone_.insert(table.name).second || more;
      }
    }
    std::erase_if(found.tables, [&](const Table& table) { return gone_.contains(table.name); });
  }

  template <class Thing, class Find>
  void leave_out_named(std::vector<Thing>& things, const Find& is_kept) {
    std::erase_if(things, [&](const Thing& thing) {
      if (is_kept(thing.name) || !is_others(thing.name)) return false;
      if (is_excluded(thing.name)) excluded_.push_back(to_string(thing.name));
      return true;
    });
  }

  bool is_excluded(const Name& name) const {
    return filter_.excluding(name, naming_.default_schema, naming_.letters) != nullptr;
  }
  bool is_others(const Name& name) const {
    return is_excluded(name) || (naming_.has_schemas && !includes_schema_of(name));
  }
  bool includes_schema_of(const Name& name) const {
    return filter_.includes_schema(name.schema.empty() ? naming_.default_schema : name.schema,
                                   naming_.letters);
  }
  /// Also of a table that was not read, as its schema is not.
  bool is_left(const Name& table) const {
    return gone_.contains(table) ||
           (!table.name.empty() && find_table(kept_, table) == nullptr && is_others(table));
  }

  introspect::Result& read_;
  const schema::Schema& kept_;
  const schema::Filter& filter_;
  const Naming& naming_;
  std::set<Name> gone_;
  std::vector<std::string> excluded_;
};

}  // namespace

Naming naming_of(Connection& connection) {
  const sql::FullDialect& dialect = *sql::find_dialect(connection.dialect());
  return {introspect::default_schema(connection), dialect.letters(), dialect.has_schemas()};
}

schema::Filter filter_of(const Manifest& manifest) {
  const Texts& exclude = manifest.exclude_tables;
  const Texts& schemas = manifest.include_schemas;
  return {{exclude.begin(), exclude.end()}, {schemas.begin(), schemas.end()}};
}

std::vector<std::string> leave_out(introspect::Result& read, const schema::Schema& kept,
                                   const schema::Filter& filter, const Naming& naming) {
  return Sieve(read, kept, filter, naming).run();
}

}  // namespace limbeck::verify
