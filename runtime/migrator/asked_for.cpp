#include "runtime/migrator/asked_for.h"

#include <algorithm>
#include <optional>

#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::migrator {
namespace {

using operations::Operation;
using Columns = std::vector<std::string>;

constexpr std::string_view scratch = "_limbeck_new_";

bool same_name(std::string_view a, std::string_view b) {
  return sql_text::equal_ignoring_case(a, b);
}

bool has(const Columns& columns, std::string_view name) {
  return std::ranges::any_of(columns, [&](const auto& one) { return same_name(one, name); });
}

/// What SQLite says is broken (its sources: sqlite3UniqueConstraint, sqlite3HaltConstraint, the
/// opcode TypeCheck).
struct Broken {
  enum class Kind : unsigned char { not_null, unique, check, value };
  Kind kind = Kind::not_null;
  std::string table;  ///< empty for a check
  Columns columns;    ///< of a unique index with expressions: none
  std::string name;   ///< of a check (or its expression), of such an index
};

/// `t.a, t.b`; a name may hold points itself, so the table of the first is that of all.
bool read_columns(Broken& broken, std::string_view list) {
  while (!list.empty()) {
    const std::size_t comma = list.find(", ");
    const std::string_view one = list.substr(0, comma);
    const std::size_t point = one.find('.');
    if (point == std::string_view::npos) return false;
    broken.table = one.substr(0, point);
    broken.columns.emplace_back(one.substr(point + 1));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 2);
  }
  return !broken.columns.empty();
}

/// The text behind `start`, where it is there.
std::optional<std::string_view> behind(std::string_view message, std::string_view start) {
  const std::size_t at = message.find(start);
  if (at == std::string_view::npos) return std::nullopt;
  return message.substr(at + start.size());
}

std::optional<Broken> broken_by(std::string_view message) {
  Broken broken;
  if (const auto columns = behind(message, "NOT NULL constraint failed: ")) {
    if (read_columns(broken, *columns)) return broken;
  } else if (const auto unique = behind(message, "UNIQUE constraint failed: ")) {
    broken.kind = Broken::Kind::unique;
    if (const auto index = behind(*unique, "index '")) {
      broken.name = index->substr(0, index->find('\''));
      return broken;
    }
    if (read_columns(broken, *unique)) return broken;
  } else if (const auto check = behind(message, "CHECK constraint failed: ")) {
    broken.kind = Broken::Kind::check;
    broken.name = *check;
    return broken;
  } else if (const auto stored = behind(message, "cannot store ")) {
    broken.kind = Broken::Kind::value;
    const auto column = behind(*stored, " column ");
    if (column && read_columns(broken, *column)) return broken;
  }
  return std::nullopt;
}

/// Whether an operation asked for what is broken: in so many words, or by changing what it is
/// about.
class Asked {
 public:
  Asked(const Broken& broken, bool in_words) : broken_(broken), in_words_(in_words) {}

  bool operator()(const operations::AddColumn& o) const {
    if (!is_of(o.column.name)) return false;
    return broken_.kind == Broken::Kind::not_null ? !o.column.nullable : !in_words_;
  }
  bool operator()(const operations::AlterColumn& o) const {
    if (!is_of(o.column)) return false;
    if (in_words_) {
      return (broken_.kind == Broken::Kind::not_null && o.nullable == false) ||
             (broken_.kind == Broken::Kind::value && o.type);
    }
    return o.type || !o.using_expression.empty() || !o.fill.empty() || o.generated;
  }
  bool operator()(const operations::CreateTable& o) const {
    return !in_words_ && (broken_.table.empty() || same_name(o.table.name.name, broken_.table));
  }
  bool operator()(const operations::CreatePrimaryKey& o) const {
    if (broken_.kind == Broken::Kind::not_null) return has(o.constraint.columns, column());
    return is_unique_of(o.constraint.columns);
  }
  bool operator()(const operations::CreateUnique& o) const {
    return is_unique_of(o.constraint.columns);
  }
  bool operator()(const operations::CreateIndex& o) const {
    if (!o.index.unique || broken_.kind != Broken::Kind::unique) return false;
    if (broken_.columns.empty()) return same_name(o.index.name, broken_.name);
    Columns columns;
    for (const schema::IndexElement& element : o.index.elements) columns.push_back(element.column);
    return is_unique_of(columns);
  }
  bool operator()(const operations::CreateCheck& o) const {
    return broken_.kind == Broken::Kind::check &&
           (same_name(o.constraint.name, broken_.name) ||
            (o.constraint.name.empty() && is_text_of(o.constraint.expression)));
  }
  // The checks of an enum list its values.
  bool operator()(const operations::ReplaceEnum& o) const {
    return broken_.kind == Broken::Kind::check && in_words_ && lists(o.values);
  }

 private:
  std::string_view column() const {
    return broken_.columns.empty() ? std::string_view() : std::string_view(broken_.columns.front());
  }
  /// The column that is broken; of a check, one that its text names.
  bool is_of(const std::string& name) const {
    if (broken_.kind == Broken::Kind::check) {
      const auto tokens = sql_text::lex(broken_.name);
      return std::ranges::any_of(tokens, [&](const sql_text::Token& token) {
        return (token.kind == sql_text::Token::Kind::word ||
                token.kind == sql_text::Token::Kind::quoted) &&
               same_name(sql_text::name_of(token), name);
      });
    }
    return has(broken_.columns, name);
  }
  bool is_unique_of(const Columns& columns) const {
    return broken_.kind == Broken::Kind::unique && !broken_.columns.empty() &&
           columns.size() == broken_.columns.size() &&
           std::ranges::all_of(columns, [&](const auto& one) { return has(broken_.columns, one); });
  }
  /// Layout aside, as SQLite's message repeats its statement.
  bool is_text_of(const std::string& expression) const {
    const auto words = [](std::string_view sql) {
      std::string text;
      for (const sql_text::Token& token : sql_text::lex(sql)) {
        if (token.kind == sql_text::Token::Kind::space) continue;
        text += token.kind == sql_text::Token::Kind::string
                    ? std::string(token.text)
                    : sql_text::lower_case(sql_text::name_of(token));
      }
      return text;
    };
    return words(expression) == words(broken_.name);
  }
  bool lists(const std::vector<std::string>& values) const {
    std::size_t strings = 0;
    for (const sql_text::Token& token : sql_text::lex(broken_.name))
      strings += token.kind == sql_text::Token::Kind::string ? 1 : 0;
    return strings == values.size();
  }

  const Broken& broken_;
  bool in_words_;
};

/// What rows can fail in, and a new table, which holds what the operations after it ask for where
/// they become part of it. SQLite has no partitions and no domains.
template <class Kind>
struct CanBreak {
  static constexpr operations::Facts facts = operations::Descriptor<Kind>::facts;
  static constexpr bool value =
      std::is_same_v<Kind, operations::CreateTable> ||
      (has(facts.rows, operations::Rows::checked) && facts.on != operations::On::partition &&
       facts.on != operations::On::object);
};
/// SQLite reports a broken foreign key separately (connection::ForeignKeyViolation), and names the
/// table itself where a setting fails. It has no exclude constraints and validates no constraints.
using Unasked =
    operations::Unsupported<operations::AlterTableSettings, operations::CreateForeignKey,
                            operations::CreateExclude, operations::ValidateConstraint>;
static_assert(operations::Covers<Asked, Unasked, CanBreak>::all);

/// Goes back from the last operation to the first, under the names that the table and its columns
/// had before each.
const Operation* find(const std::vector<Operation>& operations, std::size_t last, Broken broken,
                      bool in_words) {
  for (std::size_t i = std::min(last + 1, operations.size()); i-- > 0;) {
    const Operation& operation = operations[i];
    if (const auto* block = operations::block_of(operation)) {
      const auto* found = find(*block, block->size(), broken, in_words);
      if (found != nullptr) return found;
      continue;
    }
    if (const auto* rename = std::get_if<operations::RenameTable>(&operation.value)) {
      if (same_name(rename->new_name, broken.table)) broken.table = rename->table.name;
      continue;
    }
    const auto table = operations::table_of(operation);
    if (table && !broken.table.empty() && !same_name(table->name, broken.table)) continue;
    if (const auto* rename = std::get_if<operations::RenameColumn>(&operation.value)) {
      for (std::string& column : broken.columns) {
        if (same_name(column, rename->new_name)) column = rename->column;
      }
      continue;
    }
    if (operations::visit_or(Asked(broken, in_words), operation.value, false)) return &operation;
  }
  return nullptr;
}

}  // namespace

const Operation* operation_that_asked(const std::vector<Operation>& operations, std::size_t last,
                                      std::string_view message) {
  const std::string text = without_scratch_names(std::string(message));
  const auto broken = broken_by(text);
  if (!broken) return nullptr;
  const Operation* found = find(operations, last, *broken, true);
  return found != nullptr ? found : find(operations, last, *broken, false);
}

const Operation* operation_that_asked(const std::vector<Operation>& operations,
                                      const connection::ForeignKeyViolation& violation) {
  const auto is_key = [&](const schema::ForeignKey& key) {
    std::string columns;
    for (const std::string& one : key.columns) columns += (columns.empty() ? "" : ", ") + one;
    return same_name(key.ref_table.name, violation.parent) && same_name(columns, violation.columns);
  };
  const Operation* last = nullptr;
  operations::for_each_run(operations, [&](const Operation& operation, bool) {
    if (const auto* key = std::get_if<operations::CreateForeignKey>(&operation.value);
        key != nullptr && same_name(key->table.name, violation.table) && is_key(key->constraint)) {
      last = &operation;
    }
    if (const auto* table = std::get_if<operations::CreateTable>(&operation.value);
        table != nullptr && same_name(table->table.name.name, violation.table) &&
        std::ranges::any_of(table->table.foreign_keys, is_key)) {
      last = &operation;
    }
  });
  return last;
}

std::string without_scratch_names(std::string text) {
  for (std::size_t at = 0; (at = text.find(scratch, at)) != std::string::npos;)
    text.erase(at, scratch.size());
  return text;
}

bool has_scratch_name(std::string_view text) {
  return text.find(scratch) != std::string_view::npos;
}

}  // namespace limbeck::migrator
