#include "migrations/diff/enums.h"

#include <algorithm>
#include <set>
#include <type_traits>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/create.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/object_text.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"

namespace limbeck::diff {
namespace {

using operations::AnyOperation;
using operations::Operation;
using schema::SaidValue;

class LettingGo {
 public:
  LettingGo(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
            const schema::Schema& to, std::vector<Operation>& operations)
      : work_(work), to_(to), operations_(operations), applier_(work), values_(work, wanted.name) {
    const schema::Enum* old = schema::find_enum(std::as_const(work), wanted.name);
    if (old != nullptr) old_.insert(old->values.begin(), old->values.end());
    new_.insert(wanted.values.begin(), wanted.values.end());
    former_ = old_;
    if (former != nullptr) former_.insert(former->values.begin(), former->values.end());
  }

  void run() {
    find_functions();
    drop_objects();
    for (const schema::Table& table : work_.tables) look_at(table);
    for (const schema::Domain& domain : work_.domains) look_at(domain);
    keep_all();
  }

 private:
  bool is_lost(const std::string& value) const {
    return former_.contains(value) && !new_.contains(value);
  }
  /// Whether it may use a lost value and changes. A text that does not change is an error, which
  /// the dialects or `unreachable` report.
  bool says_lost(const std::vector<SaidValue>& said, bool changes) const {
    return changes && std::any_of(said.begin(), said.end(),
                                  [&](const SaidValue& one) { return is_lost(one.value); });
  }

  /// Functions whose bodies use a lost value and change. Until they have changed, nothing that is
  /// created again may call them.
  void find_functions() {
    for (const schema::Function& function : work_.functions) {
      const auto* target = schema::find_function(to_, function.name, function.arguments);
      if (target != nullptr && schema::same_definition(*target, function)) continue;
      const auto tokens = sql_text::lex(function.definition);
      const bool says = std::any_of(tokens.begin(), tokens.end(), [&](const auto& token) {
        return token.kind == sql_text::Token::Kind::string &&
               says_lost(values_.said_in(sql_text::inside(token.text), {}), true);
      });
      if (says) lost_functions_.push_back(function.name);
    }
    if (!lost_functions_.empty()) known_ = schema::known_names(work_);
  }

  bool calls_lost(const std::string& text) const {
    if (lost_functions_.empty() || text.empty()) return false;
    const schema::Mentions mentions(text);
    return std::any_of(lost_functions_.begin(), lost_functions_.end(),
                       [&](const Name& name) { return mentions.has(name, known_); });
  }

  void look_at(const schema::Table& table) {
    const schema::Table* target = schema::find_table(to_, table.name);
    const auto& columns = schema::column_source(work_, table).columns;
    schema::each_text(table,
                      [&](const std::string& text, const schema::Type* type, const auto& thing) {
                        if (type != nullptr) return;
                        const bool changes = target == nullptr || !has(*target, thing);
                        if (says_lost(values_.said_in(text, columns), changes) || calls_lost(text))
                          take(drop_of(table, thing));
                      });
    for (const schema::Column& column : table.columns) look_at_default(table, column, target);
  }

  template <class Thing>
  static bool has(const schema::Table& table, const Thing& thing) {
    const auto is_in = [&](const auto& things) {
      return std::find(things.begin(), things.end(), thing) != things.end();
    };
    if constexpr (std::is_same_v<Thing, schema::Column>) {
      const schema::Column* other = schema::find_column(table, thing.name);
      return other != nullptr && other->generated == thing.generated;
    } else if constexpr (std::is_same_v<Thing, schema::Check>) {
      return is_in(table.checks);
    } else if constexpr (std::is_same_v<Thing, schema::Exclude>) {
      return is_in(table.excludes);
    } else {
      return is_in(table.indexes);
    }
  }

  template <class Thing>
  static AnyOperation drop_of(const schema::Table& table, const Thing& thing) {
    if constexpr (std::is_same_v<Thing, schema::Column>) {
      return operations::DropColumn{table.name, thing.name};
    } else if constexpr (std::is_same_v<Thing, schema::Index>) {
      return operations::DropIndex{table.name, thing.name};
    } else {
      return operations::dropping(table.name, thing);
    }
  }

  void look_at_default(const schema::Table& table, const schema::Column& column,
                       const schema::Table* target) {
    if (!column.default_sql) return;
    const schema::Column* next =
        target == nullptr ? nullptr : schema::find_column(*target, column.name);
    const bool changes = next == nullptr || next->default_sql != column.default_sql;
    if (!says_lost(values_.said_in_value(*column.default_sql, column.type), changes)) return;
    operations::AlterColumn change;
    change.table = table.name;
    change.column = column.name;
    change.default_sql.emplace();
    if (next != nullptr && next->type == column.type && is_good_before_and_after(*next))
      change.default_sql.emplace(next->default_sql);
    take(std::move(change));
  }

  bool is_good_before_and_after(const schema::Column& column) const {
    if (!column.default_sql) return false;
    const auto said = values_.said_in_value(*column.default_sql, column.type);
    return std::all_of(said.begin(), said.end(), [&](const SaidValue& one) {
      return one.certain && old_.contains(one.value) && new_.contains(one.value);
    });
  }

  void look_at(const schema::Domain& domain) {
    const schema::Domain* target = schema::find<schema::Domain>(to_, domain.name);
    operations::AlterDomain change;
    change.name = domain.name;
    if (domain.default_sql &&
        says_lost(values_.said_in_value(*domain.default_sql, domain.type),
                  target == nullptr || target->default_sql != domain.default_sql)) {
      change.default_sql.emplace();
    }
    for (const schema::Check& check : domain.checks) {
      const bool changes =
          target == nullptr ||
          std::find(target->checks.begin(), target->checks.end(), check) == target->checks.end();
      if (check.name.empty()) continue;
      if (says_lost(values_.said_in(check.expression, schema::column_of_value(domain.type)),
                    changes))
        change.drop_checks.push_back(check.name);
    }
    if (change.default_sql || !change.drop_checks.empty()) take(std::move(change));
  }

  /// Drops triggers, then views with those that read them, then functions: dependents first.
  void drop_objects() {
    for (const schema::Trigger& trigger : work_.triggers) {
      const schema::Table* table = schema::find_table(std::as_const(work_), trigger.table);
      if (table == nullptr) continue;
      const auto* target = schema::find_trigger(to_, trigger.table, trigger.name);
      const bool changes = target == nullptr || !schema::same_definition(*target, trigger);
      const auto& columns = schema::column_source(work_, *table).columns;
      if (says_lost(values_.said_in(trigger.definition, columns), changes))
        take(operations::DropTrigger{trigger.table, trigger.name});
    }
    drop_views();
    for (const schema::Function& function : work_.functions) {
      const auto* target = schema::find_function(to_, function.name, function.arguments);
      const bool changes = target == nullptr || !schema::same_definition(*target, function);
      if (says_lost(values_.said_in(function.arguments, {}), changes))
        take(operations::DropFunction{function.name, function.arguments});
    }
    keep_all();
  }

  void drop_views() {
    std::set<Name> going;
    for (const schema::View& view : work_.views) {
      const auto* target = schema::find_view(to_, view.name);
      const bool changes = target == nullptr || !schema::same_definition(*target, view);
      const auto columns = schema::columns_read_by(work_, view.definition);
      if (says_lost(values_.said_in(view.definition, columns), changes) ||
          calls_lost(view.definition)) {
        going.insert(view.name);
      }
    }
    if (going.empty()) return;
    std::vector<schema::Made> views;
    for (const schema::View& view : work_.views)
      views.push_back({view.name, schema::Mentions(view.definition)});
    const std::set<Name> known = schema::known_names(work_);
    const auto order = schema::after_mentioned(views, known);
    for (const std::size_t at : order) {
      const bool reads = std::any_of(going.begin(), going.end(), [&](const Name& name) {
        return views[at].mentions.has(name, known);
      });
      if (reads) going.insert(views[at].name);
    }
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
      if (going.contains(views[*at].name)) take(operations::DropView{views[*at].name});
    }
  }

  // An index has several texts, so it may be found more than once.
  void take(AnyOperation value) {
    Operation operation{std::move(value), {}};
    if (described_.insert(describe(operation)).second) taken_.push_back(std::move(operation));
  }

  // Indexes and constraints may use the generated columns, so they are dropped first.
  static bool is_on_columns(const Operation& operation) {
    return std::holds_alternative<operations::DropIndex>(operation.value) ||
           std::holds_alternative<operations::DropConstraint>(operation.value);
  }

  void keep_all() {
    std::vector<Operation> taken = std::exchange(taken_, {});
    for (const bool first : {true, false}) {
      for (Operation& operation : taken) {
        if (is_on_columns(operation) != first) continue;
        if (!applier_.apply(operation)) operations_.push_back(operation);
      }
    }
  }

  schema::Schema& work_;
  const schema::Schema& to_;
  std::vector<Operation>& operations_;
  operations::Applier applier_;
  schema::EnumValues values_;
  std::set<std::string> old_, new_;
  std::set<std::string> former_;  ///< and the names that values had before they were renamed
  std::vector<Name> lost_functions_;
  std::set<Name> known_;  ///< what a text can mean, where there are such functions
  std::vector<Operation> taken_;
  std::set<std::string> described_;
};

}  // namespace

void let_go_of_values(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
                      const schema::Schema& to, std::vector<Operation>& operations) {
  LettingGo(work, wanted, former, to, operations).run();
}

}  // namespace limbeck::diff
