#include "migrations/diff/plain_objects.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "migrations/diff/match.h"
#include "migrations/operations/altered_fields.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/parts.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::diff {
namespace {

using operations::CreateObject;
using schema::Created;
using schema::Made;
using schema::Mentions;

// What operations there are for a kind.
template <class Thing, class AnyOperation>
struct OperationsOn;
template <class Thing, class... Operation>
struct OperationsOn<Thing, std::variant<Operation...>> {
  static constexpr bool are_plain = (std::is_same_v<Operation, CreateObject<Thing>> || ...) &&
                                    schema::kind_of<Thing>.facts.created != Created::by_mention;
  // Calls `visit.operator()<Alter>()` with the operation that changes a thing in place, if any.
  template <class Visit>
  static constexpr void visit_alter(const Visit& visit) {
    const auto look = [&]<class Alter>(std::type_identity<Alter>) {
      if constexpr (operations::AltersObject<Alter>) {
        if constexpr (std::is_same_v<typename operations::AlteredFields<Alter>::Thing, Thing>)
          visit.template operator()<Alter>();
      }
    };
    (look(std::type_identity<Operation>()), ...);
  }
};
template <class Thing>
using On = OperationsOn<Thing, operations::OperationKinds>;

template <class Value>
bool are_same(const Value& a, const Value& b, bool is_sql) {
  if constexpr (std::is_same_v<Value, std::optional<std::string>>) {
    if (is_sql && a && b) return sql_text::canonical_sql(*a) == sql_text::canonical_sql(*b);
  }
  return a == b;
}

// Whether a list has a part that says the same.
template <class Part>
bool has(const std::vector<Part>& parts, const Part& wanted) {
  return std::ranges::any_of(parts, [&](const Part& part) {
    if constexpr (requires { same(part, wanted); }) {
      return same(part, wanted);
    } else {
      return part == wanted;
    }
  });
}

class PlainComparison {
 public:
  PlainComparison(const schema::Schema& from, const schema::Schema& to, const std::set<Name>& known,
                  ObjectChanges& changes)
      : from_(from), to_(to), known_(known), changes_(changes) {}

  void compare() {
    each_kind([&]<class Thing>(std::type_identity<Thing>) { compare_things<Thing>(); });
  }

  // In the opposite order: what is created first is dropped last.
  void drop_rest() {
    Operations last, after_all;
    each_kind([&]<class Thing>(std::type_identity<Thing>) {
      Operations drops = drops_of<Thing>();
      constexpr Created created = schema::kind_of<Thing>.facts.created;
      Operations& list = created == Created::first           ? after_all
                         : created == Created::before_tables ? last
                                                             : changes_.first;
      list.insert(list.begin(), std::make_move_iterator(drops.begin()),
                  std::make_move_iterator(drops.end()));
    });
    std::move(last.begin(), last.end(), std::back_inserter(changes_.last));
    std::move(after_all.begin(), after_all.end(), std::back_inserter(changes_.schemas_dropped));
  }

 private:
  // Types before all that may be of one.
  template <class Visit>
  static void each_kind(const Visit& visit) {
    schema::for_each_sql_object_kind([&](const auto& kind) {
      using Thing = schema::ThingOf<decltype(kind)>;
      if constexpr (On<Thing>::are_plain && schema::is_type<Thing>)
        visit(std::type_identity<Thing>());
    });
    schema::for_each_sql_object_kind([&](const auto& kind) {
      using Thing = schema::ThingOf<decltype(kind)>;
      if constexpr (On<Thing>::are_plain && !schema::is_type<Thing>)
        visit(std::type_identity<Thing>());
    });
  }

  template <class Thing>
  Operations& list_for() {
    constexpr Created created = schema::kind_of<Thing>.facts.created;
    return created == Created::first           ? changes_.first
           : created == Created::before_tables ? changes_.before
                                               : changes_.after;
  }

  // The names of the types that a type is made of.
  template <class Type>
  static std::string types_in(const Type& type) {
    std::string types;
    schema::each_part<schema::Type>(
        type, [&](const schema::Type& part) { types += to_string(part) + " "; });
    return types;
  }

  template <class Thing>
  void compare_things() {
    for (const Thing& wanted : schema::list_of<Thing>(to_)) {
      if (const Thing* old = schema::find_same(from_, wanted)) {
        compare_thing(*old, wanted);
      } else if constexpr (schema::is_type<Thing>) {
        create_type(wanted);
      } else {
        create(wanted);
      }
    }
  }

  template <class Type>
  void create_type(const Type& type) {
    std::string used = types_in(type);
    schema::each_expression(type, [&](const std::string& sql) { used += sql + " "; });
    if constexpr (requires { type.collation; }) used += type.collation;
    changes_.types.push_back({{type.name, Mentions(used)}, CreateObject<Type>{type}});
  }

  // What is read by a column's default and belongs to the column is created before the table, and
  // gets its owner afterwards.
  template <class Thing>
  void create(Thing wanted) {
    std::optional<schema::OwnedBy> owner;
    if constexpr (requires { wanted.owned_by; }) owner = std::exchange(wanted.owned_by, {});
    const Name name = wanted.name;
    add(list_for<Thing>(), CreateObject<Thing>{std::move(wanted)});
    if (owner) set_owner<Thing>(name, *owner);
  }

  template <class Thing>
  void set_owner(const Name& name, const schema::OwnedBy& owner) {
    On<Thing>::visit_alter([&]<class Alter>() {
      Alter change;
      change.name = name;
      if constexpr (requires { change.owned_by; }) change.owned_by.emplace(owner);
      add(changes_.after, std::move(change));
    });
  }

  // Another owner is set at the end; the former one no longer is the owner until then.
  template <class Alter, class Thing>
  static void take_owner(Alter& change, const Thing& old) {
    if (old.owned_by) change.owned_by.emplace(std::nullopt);
    if (!old.owned_by) change.owned_by.reset();
  }

  template <class Thing>
  void compare_thing(const Thing& old, const Thing& wanted) {
    On<Thing>::visit_alter([&]<class Alter>() {
      Alter change = change_of<Alter>(old, wanted);
      // Without an owner, it is not dropped with the former owner.
      bool is_owned = false;
      if constexpr (requires { change.owned_by; }) {
        is_owned = change.owned_by && *change.owned_by;
        if (is_owned) take_owner(change, old);
      }
      if (has_changes(change)) add(list_for<Thing>(), std::move(change));
      compare_comments(list_for<Thing>(), object_of(wanted), old, wanted);
      if constexpr (requires { wanted.owned_by; }) {
        if (is_owned) set_owner<Thing>(wanted.name, *wanted.owned_by);
      }
    });
    if constexpr (!can_be_altered<Thing>()) {
      Thing other = old;
      other.comment = wanted.comment;
      if (other == wanted) {
        compare_comments(list_for<Thing>(), object_of(wanted), old, wanted);
      } else {
        add(list_for<Thing>(), operations::dropping(old));
        add(list_for<Thing>(), CreateObject<Thing>{wanted});
      }
    }
  }

  template <class Thing>
  static constexpr bool can_be_altered() {
    bool can = false;
    On<Thing>::visit_alter([&]<class Alter>() { can = true; });
    return can;
  }

  template <class Alter, class Thing>
  static Alter change_of(const Thing& old, const Thing& wanted) {
    Alter change;
    change.name = wanted.name;
    operations::each_altered_field<Alter>([&](const auto& field, const auto& row) {
      const auto& value = wanted.*field.member;
      if (!are_same(old.*field.member, value, field.is_sql)) (change.*row.change).emplace(value);
    });
    operations::each_altered_parts<Alter>([&](const auto& field, const auto& row) {
      for (const auto& part : old.*field.member) {
        if (!has(wanted.*field.member, part) && !part.name.empty())
          (change.*row.drop).push_back(part.name);
      }
      for (const auto& part : wanted.*field.member) {
        if (!has(old.*field.member, part)) (change.*row.add).push_back(part);
      }
    });
    return change;
  }

  template <class Thing>
  Operations drops_of() const {
    std::vector<const Thing*> dropped;
    for (const Thing& thing : schema::list_of<Thing>(from_)) {
      if (schema::find_same(to_, thing) == nullptr && !goes_with_its_owner(thing))
        dropped.push_back(&thing);
    }
    Operations drops;
    if constexpr (schema::is_type<Thing>) {
      std::vector<Made> made;
      for (const Thing* type : dropped) made.push_back({type->name, Mentions(types_in(*type))});
      const auto order = after_mentioned(made, known_);
      for (auto at = order.rbegin(); at != order.rend(); ++at)
        add(drops, operations::dropping(*dropped[*at]));
    } else {
      for (const Thing* thing : dropped) add(drops, operations::dropping(*thing));
    }
    return drops;
  }

  template <class Thing>
  bool goes_with_its_owner(const Thing& thing) const {
    const schema::OwnedBy* owner = schema::owner_of(thing);
    if (owner == nullptr) return false;
    const schema::Table* table = schema::find_table(to_, owner->table);
    return table == nullptr || schema::find_column(*table, owner->column) == nullptr;
  }

  const schema::Schema& from_;
  const schema::Schema& to_;
  const std::set<Name>& known_;
  ObjectChanges& changes_;
};

}  // namespace

void compare_plain_objects(const schema::Schema& from, const schema::Schema& to,
                           const std::set<Name>& known, ObjectChanges& changes) {
  PlainComparison(from, to, known, changes).compare();
}

void drop_plain_objects(const schema::Schema& from, const schema::Schema& to,
                        const std::set<Name>& known, ObjectChanges& changes) {
  PlainComparison(from, to, known, changes).drop_rest();
}

}  // namespace limbeck::diff
