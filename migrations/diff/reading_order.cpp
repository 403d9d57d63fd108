#include "migrations/diff/reading_order.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <set>
#include <utility>

#include "migrations/diff/accesses.h"
#include "migrations/findings/rule_id.h"
#include "migrations/operations/holds_all_values.h"
#include "migrations/schema/location.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/reads.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/sql_text/rewrite.h"

namespace limbeck::diff {
namespace {

using operations::Operation;
using schema::Schema;

// The name that is the same but for the case; first the one that is the same altogether.
template <class Things, class NameOf>
std::optional<std::string> find_name(const Things& things, const std::string& name,
                                     const NameOf& name_of) {
  std::optional<std::string> found;
  for (const auto& thing : things) {
    const std::string& candidate = name_of(thing);
    if (candidate == name) return candidate;
    if (!found && sql_text::equal_ignoring_case(candidate, name)) found = candidate;
  }
  return found;
}

// What names can mean before or after a change.
class Known {
 public:
  Known(const Schema& before, const Schema& after, const NewNames* names = nullptr)
      : before_(before), after_(after), names_(names) {}

  schema::KnownTables tables() const {
    return {.table = [this](const Name& name) { return table(name); },
            .column = [this](const Name& of, const std::string& name) { return column(of, name); },
            .knows_columns = [this](const Name& of) { return knows_columns(of); }};
  }

  bool knows_columns(const Name& of) const {
    return schema::find_view(before_, of) == nullptr && schema::find_view(after_, of) == nullptr;
  }

  std::optional<Name> table(const Name& name) const {
    for (const Schema* side : {&after_, &before_}) {
      if (const auto found = table_in(*side, name)) return found;
    }
    if (names_ == nullptr) return std::nullopt;
    const Name plain{name.schema == "public" ? std::string() : name.schema, name.name};
    const Name* renamed = names_->table(plain);
    return renamed == nullptr ? std::nullopt : std::optional(*renamed);
  }

  std::optional<std::string> column(const Name& of, const std::string& name) const {
    for (const Schema* side : {&after_, &before_}) {
      const schema::Table* found = schema::find_table(*side, of);
      if (found == nullptr) continue;
      if (auto column = find_name(
              schema::column_source(*side, *found).columns, name,
              [](const auto& each) -> const auto& { return each.name; })) {
        return column;
      }
    }
    const std::string* renamed = names_ == nullptr ? nullptr : names_->column(of, name);
    return renamed == nullptr ? std::nullopt : std::optional(*renamed);
  }

 private:
  // Without a schema it is in the default one, or else where the search path leads: to the only
  // one.
  static std::optional<Name> table_in(const Schema& side, const Name& name) {
    std::optional<Name> elsewhere;
    int others = 0;
    const auto look = [&](const auto& things) -> std::optional<Name> {
      for (const auto& thing : things) {
        if (!sql_text::equal_ignoring_case(thing.name.name, name.name)) continue;
        const bool is_default = thing.name.schema.empty();
        if (name.schema == thing.name.schema || (is_default && name.schema == "public"))
          return thing.name;
        if (!name.schema.empty()) continue;
        elsewhere = thing.name;
        ++others;
      }
      return std::nullopt;
    };
    if (auto found = look(side.tables)) return found;
    if (auto found = look(side.views)) return found;
    return others == 1 ? elsewhere : std::nullopt;
  }

  const Schema& before_;
  const Schema& after_;
  const NewNames* names_;
};

// An operation that computes values of existing rows.
struct Reader {
  std::size_t operation = 0;
  Name table = {};
  std::string column = {};
  bool adds = false;  ///< the column is new
  std::vector<std::string> texts = {};
};

std::optional<Reader> reader_of(const Operation& operation, std::size_t place) {
  Reader reader{.operation = place};
  if (const auto* add = std::get_if<operations::AddColumn>(&operation.value)) {
    reader.table = add->table;
    reader.column = add->column.name;
    reader.adds = true;
    reader.texts = {add->fill};
  } else if (const auto* alter = std::get_if<operations::AlterColumn>(&operation.value)) {
    reader.table = alter->table;
    reader.column = alter->column;
    reader.texts = {alter->using_expression, alter->fill};
  }
  std::erase(reader.texts, std::string());
  if (reader.texts.empty()) return std::nullopt;
  return reader;
}

using Place = std::size_t;
using ColumnOf = std::pair<Name, std::string>;

class Order {
 public:
  Order(std::vector<Operation>& operations, const Schema& before, const Schema& after)
      : operations_(operations),
        before_(before),
        after_(after),
        known_(before, after),
        next_(operations.size()) {
    for (Place i = 0; i < operations.size(); ++i) {
      if (auto reader = reader_of(operations[i], i)) readers_.push_back(std::move(*reader));
    }
  }

  void run(std::vector<Finding>& problems) {
    if (readers_.empty()) return;
    for (Place i = 0; i < operations_.size(); ++i) note(i);
    for (const Reader& reader : readers_) {
      const std::size_t already = problems.size();
      reads_itself_ = false;
      for (const std::string& text : reader.texts) follow(reader, text, problems);
      if (reads_itself_ && problems.size() == already) report_self_reference(reader, problems);
    }
    if (!is_violated_) return;
    keep_order_on_things();
    sort(problems);
  }

 private:
  // Where each thing that can be read is made, changed and dropped.
  void note(Place place) {
    const auto& value = operations_[place].value;
    if (const auto* create = std::get_if<operations::CreateTable>(&value)) {
      makers_[create->table.name].push_back(place);
    } else if (const auto* drop = std::get_if<operations::DropTable>(&value)) {
      droppers_[drop->table].push_back(place);
    } else if (const auto* view = std::get_if<operations::CreateView>(&value)) {
      makers_[view->view.name].push_back(place);
    } else if (const auto* gone = std::get_if<operations::DropView>(&value)) {
      droppers_[gone->name].push_back(place);
    } else if (const auto* function = std::get_if<operations::CreateFunction>(&value)) {
      function_makers_[function->function.name].push_back(place);
    } else if (const auto* replaced = std::get_if<operations::ReplaceFunction>(&value)) {
      function_makers_[replaced->function.name].push_back(place);
    } else if (const auto* lost = std::get_if<operations::DropFunction>(&value)) {
      function_droppers_[lost->name].push_back(place);
    } else if (const auto* add = std::get_if<operations::AddColumn>(&value)) {
      columns_[{add->table, add->column.name}].push_back(place);
    } else if (const auto* column = std::get_if<operations::DropColumn>(&value)) {
      columns_[{column->table, column->column}].push_back(place);
    } else if (const auto* alter = std::get_if<operations::AlterColumn>(&value)) {
      columns_[{alter->table, alter->column}].push_back(place);
    }
  }

  void must_precede(Place first, Place second) {
    if (first == second) return;
    next_[first].push_back(second);
    is_violated_ = is_violated_ || first > second;
  }
  void follow_all(const Reader& reader, const std::map<Name, std::vector<Place>>& places,
                  const Name& name, bool reader_first) {
    const auto found = places.find(name);
    if (found == places.end()) return;
    for (const Place place : found->second) {
      if (reader_first) {
        must_precede(reader.operation, place);
      } else {
        must_precede(place, reader.operation);
      }
    }
  }

  void follow(const Reader& reader, const std::string& text, std::vector<Finding>& problems) {
    for (const schema::Read& read : reads_of(text, reader.table, known_.tables())) {
      const bool is_nowhere = !read.is_known && read.is_certain &&
                              known_.knows_columns(read.table) &&
                              !schema::is_system_column(read.column);
      if (is_nowhere) report_unknown(reader, read, problems);
      follow(reader, read);
    }
    std::set<Name> seen;
    follow_functions(reader, schema::Mentions(text), seen);
  }

  void follow(const Reader& reader, const schema::Read& read) {
    const bool may_be_another =
        !read.is_certain && read.table == reader.table && read.column == reader.column;
    if (may_be_another) return;
    if (read.column.empty()) {
      follow_table(reader, read.table);
    } else if (read.column == "*") {
      for (const auto& [column, places] : columns_) {
        // `*` reads all columns of the other table, but not the new column itself.
        if (column.first == read.table && column != ColumnOf(reader.table, reader.column))
          follow_column(reader, column);
      }
    } else {
      follow_column(reader, {root_of(read.table), read.column});
    }
  }

  // A partition has the columns of the table that it is one of.
  Name root_of(const Name& table) const {
    for (const Schema* side : {&after_, &before_}) {
      if (const schema::Table* found = schema::find_table(*side, table))
        return schema::column_source(*side, *found).name;
    }
    return table;
  }

  void follow_table(const Reader& reader, const Name& name) {
    const schema::View* view = schema::find_view(before_, name);
    if (view == nullptr) view = schema::find_view(after_, name);
    // A view that goes for a while is read before.
    if (view == nullptr || schema::find_view(before_, name) == nullptr)
      follow_all(reader, makers_, name, false);
    follow_all(reader, droppers_, name, true);
    if (view == nullptr || !views_.insert({reader.operation, name}).second) return;
    for (const schema::Read& read : reads_of("(" + view->definition + ")", {}, known_.tables())) {
      follow(reader, read);
    }
  }

  void follow_column(const Reader& reader, const ColumnOf& column) {
    const auto found = columns_.find(column);
    if (found == columns_.end()) return;
    for (const Place place : found->second) {
      if (place == reader.operation) {
        reads_itself_ = reads_itself_ || reader.adds;
      } else if (std::holds_alternative<operations::AddColumn>(operations_[place].value)) {
        must_precede(place, reader.operation);
      } else if (const auto* alter =
                     std::get_if<operations::AlterColumn>(&operations_[place].value)) {
        follow_change(reader, *alter, place);
      } else {
        must_precede(reader.operation, place);
      }
    }
  }

  // NULLs are filled before others read them, and values are read before they change.
  void follow_change(const Reader& reader, const operations::AlterColumn& alter, Place place) {
    const bool changes = alter.type || alter.generated;
    const schema::Table* table = schema::find_table(before_, alter.table);
    const schema::Column* column =
        table == nullptr ? nullptr : schema::find_column(*table, alter.column);
    const bool keeps =
        !alter.generated && alter.using_expression.empty() && column != nullptr &&
        (!alter.type || operations::holds_all_values(*alter.type, column->type, before_));
    if (!alter.fill.empty() && keeps) {
      must_precede(place, reader.operation);
    } else if (changes) {
      must_precede(reader.operation, place);
    }
  }

  // Functions that are called have to be there, and what they read.
  void follow_functions(const Reader& reader, const schema::Mentions& names, std::set<Name>& seen) {
    for (const Schema* side : {&before_, &after_}) {
      for (const schema::Function& function : side->functions) {
        if (!names.has(function.name, {}) || !seen.insert(function.name).second) continue;
        follow_all(reader, function_makers_, function.name, false);
        follow_all(reader, function_droppers_, function.name, true);
        const schema::Mentions body(function.definition);
        follow_body(reader, body);
        follow_functions(reader, body, seen);
      }
    }
  }
  // A body may be in any language: a word in it is what it is called like.
  void follow_body(const Reader& reader, const schema::Mentions& body) {
    for (const Schema* side : {&before_, &after_}) {
      for (const schema::Table& table : side->tables) {
        if (!body.has(table.name, {})) continue;
        follow_table(reader, table.name);
        for (const schema::Column& column : table.columns) {
          const ColumnOf of{table.name, column.name};
          if (body.has_word(column.name) && of != ColumnOf(reader.table, reader.column))
            follow_column(reader, of);
        }
      }
      for (const schema::View& view : side->views) {
        if (body.has(view.name, {})) follow_table(reader, view.name);
      }
    }
  }

  // All else stays in its order, where it is about the same things.
  void keep_order_on_things() {
    struct Users {
      std::optional<Place> changed;
      std::vector<Place> since;
    };
    std::map<std::string, Users> users;
    for (Place i = 0; i < operations_.size(); ++i) {
      std::map<std::string, bool> things;
      for (Access& access : accesses_of(operations_[i], before_, after_)) {
        bool& changes = things[std::move(access.path)];
        changes = changes || access.changes;
      }
      for (const auto& [path, changes] : things) {
        Users& of = users[path];
        if (of.changed) next_[*of.changed].push_back(i);
        if (!changes) {
          of.since.push_back(i);
          continue;
        }
        for (const Place earlier : of.since) next_[earlier].push_back(i);
        of.since.clear();
        of.changed = i;
      }
    }
  }

  void sort(std::vector<Finding>& problems) {
    std::vector<std::size_t> waits_for(operations_.size());
    for (auto& later : next_) {
      std::sort(later.begin(), later.end());
      later.erase(std::unique(later.begin(), later.end()), later.end());
      for (const Place place : later) ++waits_for[place];
    }
    std::priority_queue<Place, std::vector<Place>, std::greater<>> free;
    for (Place i = 0; i < operations_.size(); ++i) {
      if (waits_for[i] == 0) free.push(i);
    }
    std::vector<Place> order;
    while (!free.empty()) {
      const Place place = free.top();
      free.pop();
      order.push_back(place);
      for (const Place later : next_[place]) {
        if (--waits_for[later] == 0) free.push(later);
      }
    }
    if (order.size() < operations_.size()) return report_circles(problems);
    std::vector<Operation> sorted;
    for (const Place place : order) sorted.push_back(std::move(operations_[place]));
    operations_ = std::move(sorted);
  }

  static std::string named(const Reader& reader) {
    return "'" + to_string(reader.table) + "." + reader.column + "'";
  }

  static void report_self_reference(const Reader& reader, std::vector<Finding>& problems) {
    problems.push_back(findings::finding_at(
        RuleId::fill, schema::path_of_column(reader.table, reader.column),
        "the fill of column " + named(reader) +
            " reads that column itself, which has no value before it is filled; say "
            "which other column is meant (table.column), or fill it in a second "
            "revision"));
  }

  static void report_unknown(const Reader& reader, const schema::Read& read,
                             std::vector<Finding>& problems) {
    problems.push_back(findings::finding_at(
        RuleId::fill, schema::path_of_column(reader.table, reader.column),
        "the fill of column " + named(reader) + " reads '" + to_string(read.table) + "." +
            read.column +
            "', a column that the table has neither before this change nor after it; "
            "a text literal has single quotes"));
  }

  void report_circles(std::vector<Finding>& problems) {
    std::set<Place> said;
    for (const Reader& reader : readers_) {
      if (said.contains(reader.operation)) continue;
      const std::vector<Place> circle = way_back(reader.operation);
      if (circle.empty()) continue;
      said.insert(circle.begin(), circle.end());
      std::string steps;
      for (const Place place : circle)
        steps += operations::describe(operations_[place]) + " before ";
      problems.push_back(findings::finding_at(
          RuleId::fill, schema::path_of_column(reader.table, reader.column),
          "the fill of column " + named(reader) +
              " is in a cycle: what it reads and what reads it have no valid order (" + steps +
              operations::describe(operations_[reader.operation]) +
              "); make the change in two revisions: first what is read, then, when "
              "that is there, what reads it"));
    }
  }

  // The shortest way from the operation to itself; empty where there is none.
  std::vector<Place> way_back(Place start) const {
    std::map<Place, Place> came_from;
    std::queue<Place> open;
    open.push(start);
    while (!open.empty()) {
      const Place place = open.front();
      open.pop();
      for (const Place later : next_[place]) {
        if (later == start) {
          std::vector<Place> way{place};
          while (way.back() != start) way.push_back(came_from.at(way.back()));
          std::reverse(way.begin(), way.end());
          return way;
        }
        if (came_from.emplace(later, place).second) open.push(later);
      }
    }
    return {};
  }

  std::vector<Operation>& operations_;
  const Schema& before_;
  const Schema& after_;
  Known known_;
  std::vector<Reader> readers_;
  std::vector<std::vector<Place>> next_;  ///< what each has to come before
  bool is_violated_ = false;
  bool reads_itself_ = false;
  std::map<Name, std::vector<Place>> makers_, droppers_;  ///< of tables and views
  std::map<Name, std::vector<Place>> function_makers_, function_droppers_;
  std::map<ColumnOf, std::vector<Place>> columns_;  ///< adds, changes or drops it
  std::set<std::pair<Place, Name>> views_;          ///< that a reader was followed into
};

template <class Key, class Value>
void follow_rename(std::map<Key, Value>& names, const Key& from, const Value& old_value,
                   const Value& value, const std::function<bool(const Key&)>& is_of) {
  for (auto& [old_name, now] : names) {
    if (now == old_value && is_of(old_name)) {
      now = value;
      return;
    }
  }
  names[from] = value;
}

}  // namespace

NewNames::NewNames(const std::vector<Operation>& operations) {
  for (const Operation& operation : operations) {
    if (const auto* table = std::get_if<operations::RenameTable>(&operation.value)) rename(*table);
    if (const auto* column = std::get_if<operations::RenameColumn>(&operation.value))
      rename(*column);
  }
}

void NewNames::rename(const operations::RenameTable& operation) {
  const Name now{operation.table.schema, operation.new_name};
  follow_rename<Name, Name>(tables_, operation.table, operation.table, now,
                            [](const Name&) { return true; });
  std::map<ColumnOf, std::string> moved;
  for (auto& [of, column] : columns_)
    moved[{of.first == operation.table ? now : of.first, of.second}] = column;
  columns_ = std::move(moved);
}

void NewNames::rename(const operations::RenameColumn& operation) {
  follow_rename<ColumnOf, std::string>(
      columns_, {operation.table, operation.column}, operation.column, operation.new_name,
      [&](const ColumnOf& of) { return of.first == operation.table; });
}

const Name* NewNames::table(const Name& old_name) const {
  const auto found = tables_.find(old_name);
  return found == tables_.end() ? nullptr : &found->second;
}

const std::string* NewNames::column(const Name& table, const std::string& old_name) const {
  for (const auto& [of, name] : columns_) {
    if (of.first == table && sql_text::equal_ignoring_case(of.second, old_name)) return &name;
  }
  return nullptr;
}

void rename_in_fills(Hints& hints, const NewNames& names, const Schema& before,
                     const Schema& after) {
  if (names.empty()) return;
  const Known known(before, after, &names);
  for (auto& [of, fill] : hints.fills) {
    const auto tokens = sql_text::lex(fill);
    std::vector<sql_text::Replacement> replacements;
    for (const schema::Read& read : schema::reads_of(fill, of.first, known.tables())) {
      if (read.column == "*" || !read.is_known || read.token >= tokens.size()) continue;
      const std::string& name = read.column.empty() ? read.table.name : read.column;
      if (!sql_text::equal_ignoring_case(sql_text::name_of(tokens[read.token]), name))
        replacements.push_back({read.token, name});
    }
    if (!replacements.empty()) fill = sql_text::with_names(fill, replacements);
  }
}

void order_by_reading(std::vector<Operation>& operations, const Schema& before, const Schema& after,
                      std::vector<Finding>& problems) {
  Order(operations, before, after).run(problems);
}

}  // namespace limbeck::diff
