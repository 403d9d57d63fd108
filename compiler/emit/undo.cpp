#include "compiler/emit/undo.h"

#include <algorithm>
#include <map>
#include <utility>

#include "migrations/diff/diff.h"
#include "migrations/operations/renaming.h"
#include "migrations/operations/subject.h"
#include "migrations/schema/mentions.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;
using schema::Name;

template <class... Kinds>
bool is_any(const Operation& operation) {
  return (std::holds_alternative<Kinds>(operation.value) || ...);
}

bool renames(const Operation& operation) {
  const operations::KindFacts facts = facts_of(operation);
  return facts.verb == operations::Verb::rename && facts.on != operations::On::index &&
         facts.on != operations::On::constraint;
}

bool is_of_a_text(const Operation& operation) {
  return is_any<operations::CreateView, operations::ReplaceView, operations::DropView,
                operations::CreateFunction, operations::ReplaceFunction, operations::DropFunction,
                operations::CreateTrigger, operations::ReplaceTrigger, operations::DropTrigger>(
      operation);
}

// A text is valid only with the names that it was written with. If they change or are dropped, the
// reverses in opposite order would restore old texts before the old names exist.
bool needs_comparison(const std::vector<Operation>& operations) {
  const auto any = [&](bool (*is)(const Operation&)) {
    return std::any_of(operations.begin(), operations.end(), is);
  };
  return any(is_of_a_text) && (any(renames) || any(is_any<operations::ReplaceEnum>));
}

using Part = std::pair<Name, std::string>;

// The former names, by the present names.
template <class Key, class Value>
void follow(std::map<Key, Value>& old_names, const Key& from, const Key& to,
            const Value& old_name) {
  Value first = old_name;
  if (const auto earlier = old_names.find(from); earlier != old_names.end()) {
    first = earlier->second;
    old_names.erase(earlier);
  }
  old_names[to] = first;
}

// The names of `before` as the hints of a diff that leads back to it.
diff::Hints back_hints(const std::vector<Operation>& operations) {
  std::map<Name, Name> tables, enums;
  std::map<Part, Part> columns, values;
  std::map<Part, std::map<std::string, std::string>> texts;
  for (const Operation& operation : operations) {
    if (const auto* op = std::get_if<operations::RenameTable>(&operation.value)) {
      const Name to{op->table.schema, op->new_name};
      follow(tables, op->table, to, op->table);
      std::map<Part, Part> moved;
      for (const auto& [now, old] : columns)
        moved[{now.first == op->table ? to : now.first, now.second}] = old;
      columns = std::move(moved);
    } else if (const auto* op = std::get_if<operations::RenameColumn>(&operation.value)) {
      const auto table = tables.find(op->table);
      const Name first = table == tables.end() ? op->table : table->second;
      follow(columns, {op->table, op->column}, {op->table, op->new_name}, Part{first, op->column});
    } else if (const auto* op = std::get_if<operations::AlterColumn>(&operation.value)) {
      // Values that are stored as text.
      for (const auto& [old_value, value] : operations::renamed_in(op->using_expression))
        texts[{op->table, op->column}][old_value] = value;
    } else if (const auto* op = std::get_if<operations::RenameEnumValue>(&operation.value)) {
      const auto type = enums.find(op->name);
      const Name first = type == enums.end() ? op->name : type->second;
      follow(values, {op->name, op->value}, {op->name, op->new_value}, Part{first, op->value});
    } else if (const auto* op = std::get_if<operations::RenameEnum>(&operation.value)) {
      // Renames of values come after.
      follow(enums, op->name, {op->name.schema, op->new_name}, op->name);
    }
  }
  diff::Hints hints;
  hints.former_names.emplace();  // none of the renames is done yet, those in circles neither
  for (const auto& [now, old] : tables) {
    if (now != old) hints.renamed_tables[old] = now.name;
  }
  for (const auto& [now, old] : enums) {
    if (now != old) hints.renamed_enums[old] = now.name;
  }
  for (const auto& [now, old] : columns) {
    if (now.second != old.second) hints.renamed_columns[old] = now.second;
  }
  for (const auto& [now, old] : values) {
    if (now.second != old.second) hints.renamed_values[old] = now.second;
  }
  // Renames of tables and columns come before.
  for (const auto& [now, renamed] : texts) {
    const auto table = tables.find(now.first);
    const Part kept{table == tables.end() ? now.first : table->second, now.second};
    const auto column = columns.find(now);
    hints.renamed_texts[column == columns.end() ? kept : column->second] = renamed;
  }
  return hints;
}

// The column name if the fill is nothing but a name.
std::string only_name_in(const std::string& fill) {
  auto tokens = sql_text::solid_tokens(fill);
  const bool is_name = tokens.size() == 1 && (tokens[0].kind == sql_text::Token::Kind::word ||
                                              tokens[0].kind == sql_text::Token::Kind::quoted);
  return is_name ? sql_text::name_of(tokens[0]) : std::string();
}

// A column that was dropped after its values were copied to another column gets them back from
// there.
void bring_back(std::vector<Operation>& back, const std::vector<Operation>& operations) {
  for (const Operation& operation : operations) {
    const auto* taker = std::get_if<operations::AddColumn>(&operation.value);
    const std::string source = taker == nullptr ? std::string() : only_name_in(taker->fill);
    if (source.empty()) continue;
    for (Operation& step : back) {
      auto* add = std::get_if<operations::AddColumn>(&step.value);
      if (add == nullptr || add->table != taker->table || add->column.generated ||
          add->column.identity || !sql_text::equal_ignoring_case(add->column.name, source) ||
          add->column.type != taker->column.type) {
        continue;
      }
      add->fill = sql_text::spelled_like({sql_text::Token::Kind::word, {}}, taker->column.name);
    }
  }
}

}  // namespace

std::variant<std::vector<Operation>, std::vector<Finding>> undoing(
    const std::vector<Operation>& operations, const schema::Schema& before) {
  auto reversed = operations::reverse(operations, before);
  if (auto* back = std::get_if<std::vector<Operation>>(&reversed)) bring_back(*back, operations);
  if (!std::holds_alternative<std::vector<Operation>>(reversed) || !needs_comparison(operations)) {
    return reversed;
  }
  schema::Schema after = before;
  if (!operations::apply(operations, after).empty()) return reversed;
  std::vector<Finding> problems;
  auto compared = diff::diff(after, before, back_hints(operations), problems);
  bring_back(compared, operations);
  const bool is_refused = std::ranges::any_of(
      problems, [](const Finding& one) { return one.severity == findings::Severity::error; });
  if (is_refused || !operations::apply(compared, after).empty() ||
      !schema::equivalent(after, before)) {
    return reversed;
  }
  return compared;
}

std::map<std::size_t, std::string> moved_away(const std::vector<Operation>& back,
                                              const std::vector<Operation>& operations) {
  std::map<std::size_t, std::string> remarks;
  for (const Operation& operation : operations) {
    const auto* taker = std::get_if<operations::AddColumn>(&operation.value);
    if (taker == nullptr || taker->fill.empty()) continue;
    const schema::Mentions names(taker->fill);
    for (std::size_t i = 0; i < back.size(); ++i) {
      const auto* add = std::get_if<operations::AddColumn>(&back[i].value);
      const bool is_moved = add != nullptr && add->fill.empty() && !add->column.generated &&
                            names.has_word(add->column.name) &&
                            (add->table == taker->table || names.has_word(add->table.name));
      if (!is_moved) continue;
      remarks[i] = "The upgrade has taken values of '" + to_string(add->table) + "." +
                   add->column.name + "' to '" + to_string(taker->table) + "." +
                   taker->column.name + "': .fill can bring them back.";
    }
  }
  return remarks;
}

}  // namespace limbeck::compiler
