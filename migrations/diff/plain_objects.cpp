#include "migrations/diff/plain_objects.h"

#include <algorithm>
#include <utility>

#include "migrations/diff/compare_comments.h"
#include "migrations/diff/match.h"
#include "migrations/schema/mentions.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::diff {
namespace {

using schema::Made;
using schema::Mentions;
using schema::ObjectKind;

class PlainComparison {
 public:
  PlainComparison(const schema::Schema& from, const schema::Schema& to, const std::set<Name>& known,
                  ObjectChanges& changes)
      : from_(from), to_(to), known_(known), changes_(changes) {}

  void create_schemas() {
    for (const schema::Namespace& wanted : to_.schemas) {
      const auto* old = schema::find_namespace(from_, wanted.name.name);
      if (old == nullptr) {
        add(changes_.first, operations::CreateSchema{wanted});
      } else {
        compare_comments(changes_.first, {ObjectKind::schema, wanted.name, {}}, *old, wanted);
      }
    }
  }

  void compare_extensions() {
    for (const schema::Extension& wanted : to_.extensions) {
      const auto* old = schema::find_extension(from_, wanted.name.name);
      if (old == nullptr) {
        add(changes_.first, operations::CreateExtension{wanted});
        continue;
      }
      operations::AlterExtension change{wanted.name, {}, {}};
      if (old->in_schema != wanted.in_schema) change.in_schema = wanted.in_schema;
      if (old->version != wanted.version) change.version = wanted.version;
      if (change.in_schema || change.version) add(changes_.first, std::move(change));
      compare_comments(changes_.first, {ObjectKind::extension, wanted.name, {}}, *old, wanted);
    }
  }

  void compare_domains() {
    std::vector<const schema::Domain*> created;
    std::vector<Made> all;
    for (const schema::Domain& wanted : to_.domains) {
      if (const auto* old = schema::find_domain(from_, wanted.name)) {
        compare_domain(*old, wanted);
        continue;
      }
      created.push_back(&wanted);
      all.push_back({wanted.name, Mentions(to_string(wanted.type))});
    }
    for (const std::size_t at : after_mentioned(all, known_)) {
      add(changes_.before, operations::CreateDomain{*created[at]});
    }
  }

  void compare_domain(const schema::Domain& old, const schema::Domain& wanted) {
    operations::AlterDomain change;
    change.name = wanted.name;
    const auto canonical = [](const std::optional<std::string>& sql) {
      return sql ? std::optional(sql_text::canonical_sql(*sql)) : std::nullopt;
    };
    if (canonical(old.default_sql) != canonical(wanted.default_sql))
      change.default_sql.emplace(wanted.default_sql);
    if (old.not_null != wanted.not_null) change.not_null = wanted.not_null;
    const auto has = [](const schema::Domain& domain, const schema::Check& check) {
      return std::any_of(domain.checks.begin(), domain.checks.end(),
                         [&](const schema::Check& other) { return same(other, check); });
    };
    for (const schema::Check& check : old.checks) {
      if (!has(wanted, check) && !check.name.empty()) change.drop_checks.push_back(check.name);
    }
    for (const schema::Check& check : wanted.checks) {
      if (!has(old, check)) change.add_checks.push_back(check);
    }
    const bool changes = change.default_sql || change.not_null || !change.drop_checks.empty() ||
                         !change.add_checks.empty();
    if (changes) add(changes_.before, std::move(change));
    compare_comments(changes_.before, {ObjectKind::domain, wanted.name, {}}, old, wanted);
  }

  // A sequence is created before the table whose default reads it, and gets its owner afterwards.
  void compare_sequences() {
    for (const schema::Sequence& wanted : to_.sequences) {
      const auto* old = schema::find_sequence(from_, wanted.name);
      operations::AlterSequence owner;
      owner.name = wanted.name;
      if (old == nullptr) {
        schema::Sequence free = wanted;
        if (free.owned_by) owner.owned_by.emplace(std::exchange(free.owned_by, std::nullopt));
        add(changes_.before, operations::CreateSequence{std::move(free)});
      } else {
        operations::AlterSequence change;
        change.name = wanted.name;
        if (old->type != wanted.type) change.type = wanted.type;
        if (old->start != wanted.start) change.start.emplace(wanted.start);
        if (old->increment != wanted.increment) change.increment = wanted.increment;
        if (old->min != wanted.min) change.min.emplace(wanted.min);
        if (old->max != wanted.max) change.max.emplace(wanted.max);
        if (old->cache != wanted.cache) change.cache = wanted.cache;
        if (old->cycle != wanted.cycle) change.cycle = wanted.cycle;
        // A sequence without an owner is not dropped with the former owner.
        if (old->owned_by != wanted.owned_by) {
          if (old->owned_by) change.owned_by.emplace();
          if (wanted.owned_by) owner.owned_by.emplace(wanted.owned_by);
        }
        const bool changes = change.type || change.start || change.increment || change.min ||
                             change.max || change.cache || change.cycle || change.owned_by;
        if (changes) add(changes_.before, std::move(change));
        compare_comments(changes_.before, {ObjectKind::sequence, wanted.name, {}}, *old, wanted);
      }
      if (owner.owned_by) add(changes_.after, std::move(owner));
    }
  }

  void drop_rest() {
    for (const schema::Sequence& sequence : from_.sequences) {
      if (schema::find_sequence(to_, sequence.name) == nullptr && !goes_with_its_owner(sequence))
        add(changes_.last, operations::DropSequence{sequence.name});
    }
    std::vector<const schema::Domain*> domains;
    std::vector<Made> types;
    for (const schema::Domain& domain : from_.domains) {
      if (schema::find_domain(to_, domain.name) != nullptr) continue;
      domains.push_back(&domain);
      types.push_back({domain.name, Mentions(to_string(domain.type))});
    }
    const auto order_of_types = after_mentioned(types, known_);
    for (auto at = order_of_types.rbegin(); at != order_of_types.rend(); ++at) {
      add(changes_.last, operations::DropDomain{domains[*at]->name});
    }
    for (const schema::Extension& extension : from_.extensions) {
      if (schema::find_extension(to_, extension.name.name) == nullptr)
        add(changes_.schemas_dropped, operations::DropExtension{extension.name});
    }
    for (const schema::Namespace& old : from_.schemas) {
      if (schema::find_namespace(to_, old.name.name) == nullptr)
        add(changes_.schemas_dropped, operations::DropSchema{old.name});
    }
  }

 private:
  bool goes_with_its_owner(const schema::Sequence& sequence) const {
    if (!sequence.owned_by) return false;
    const schema::Table* table = schema::find_table(to_, sequence.owned_by->table);
    return table == nullptr || schema::find_column(*table, sequence.owned_by->column) == nullptr;
  }

  const schema::Schema& from_;
  const schema::Schema& to_;
  const std::set<Name>& known_;
  ObjectChanges& changes_;
};

}  // namespace

void compare_plain_objects(const schema::Schema& from, const schema::Schema& to,
                           const std::set<Name>& known, ObjectChanges& changes) {
  PlainComparison comparison(from, to, known, changes);
  comparison.create_schemas();
  comparison.compare_extensions();
  comparison.compare_domains();
  comparison.compare_sequences();
}

void drop_plain_objects(const schema::Schema& from, const schema::Schema& to,
                        const std::set<Name>& known, ObjectChanges& changes) {
  PlainComparison(from, to, known, changes).drop_rest();
}

}  // namespace limbeck::diff
