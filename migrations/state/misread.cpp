#include "migrations/state/difference.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/reads.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::state {
namespace {

using operations::Operation;
using schema::Name;
using sql_text::equal_ignoring_case;
using Columns = std::vector<std::string>;
using ColumnOf = std::pair<Name, std::string>;

// What an operation did to a name, or will do.
struct Fate {
  std::string words;  ///< `drop_column in line 12 has dropped`
};

// The tables and their columns, as they stand between two operations.
class Standing {
 public:
  explicit Standing(const schema::Schema& before) : before_(before) {
    for (const schema::View& view : before.views) views_.insert(view.name);
  }

  // Alone, a name is in the default schema, or else where the search path leads: to the only one.
  std::optional<Name> table(const Name& wanted) const {
    std::optional<Name> elsewhere;
    int others = 0;
    const auto is_it = [&](const Name& name) {
      if (!equal_ignoring_case(name.name, wanted.name)) return false;
      if (name.schema == wanted.schema || (name.schema.empty() && wanted.schema == "public"))
        return true;
      if (wanted.schema.empty()) {
        elsewhere = name;
        ++others;
      }
      return false;
    };
    for (const schema::Table& table : before_.tables) {
      if (!changed_.contains(table.name) && is_it(table.name)) return table.name;
    }
    for (const auto& [name, columns] : changed_) {
      if (columns && is_it(name)) return name;
    }
    for (const Name& name : views_) {
      if (is_it(name)) return name;
    }
    return others == 1 ? elsewhere : std::nullopt;
  }

  bool is_view(const Name& name) const { return views_.contains(name); }

  std::optional<std::string> column(const Name& table, const std::string& wanted) const {
    const Columns* columns = find(root_of(table));
    Columns own;
    if (columns == nullptr) {
      const schema::Table* found = schema::find_table(before_, root_of(table));
      if (found == nullptr) return std::nullopt;
      for (const schema::Column& column : found->columns) own.push_back(column.name);
      columns = &own;
    }
    std::optional<std::string> found;
    for (const std::string& column : *columns) {
      if (column == wanted) return column;
      if (!found && equal_ignoring_case(column, wanted)) found = column;
    }
    return found;
  }

  void make(const Name& table, Columns columns) { changed_[table] = std::move(columns); }
  void drop(const Name& table) {
    changed_[table].reset();
    views_.erase(table);
  }
  void make_view(const Name& view) { views_.insert(view); }
  void rename(const Name& table, const Name& now) {
    Columns columns = edit(table);
    drop(table);
    make(now, std::move(columns));
  }
  Columns& edit(const Name& table) {
    const auto found = changed_.find(table);
    if (found != changed_.end() && found->second) return *found->second;
    Columns columns;
    if (const schema::Table* known = schema::find_table(before_, table)) {
      for (const schema::Column& column : known->columns) columns.push_back(column.name);
    }
    return changed_[table].emplace(std::move(columns));
  }

 private:
  // A partition has the columns of the table that it is one of.
  Name root_of(const Name& table) const {
    const schema::Table* found = schema::find_table(before_, table);
    return found == nullptr || changed_.contains(table)
               ? table
               : schema::column_source(before_, *found).name;
  }
  const Columns* find(const Name& table) const {
    const auto found = changed_.find(table);
    return found == changed_.end() || !found->second ? nullptr : &*found->second;
  }

  const schema::Schema& before_;
  std::map<Name, std::optional<Columns>> changed_;  ///< absent columns: it is gone
  std::set<Name> views_;
};

class Walk {
 public:
  Walk(const schema::Schema& before, bool is_known) : standing_(before), is_known_(is_known) {}

  std::vector<Finding> run(const std::vector<Operation>& operations) {
    flatten(operations);
    for (at_ = 0; at_ < all_.size(); ++at_) {
      const auto& value = all_[at_]->value;
      if (const auto* add = std::get_if<operations::AddColumn>(&value)) {
        check(add->table, add->column.name, "fill", add->fill, true);
      } else if (const auto* alter = std::get_if<operations::AlterColumn>(&value)) {
        check(alter->table, alter->column, "using_expression", alter->using_expression, false);
        check(alter->table, alter->column, "fill", alter->fill, false);
      }
      follow(*all_[at_]);
    }
    return std::move(problems_);
  }

 private:
  void flatten(const std::vector<Operation>& operations) {
    for (const Operation& operation : operations) {
      if (const auto* held = operations::inner(operation)) {
        const bool says_nothing =
            held->empty() && std::holds_alternative<operations::Execute>(operation.value);
        is_known_ = is_known_ && !says_nothing;
        flatten(*held);
      } else {
        all_.push_back(&operation);
      }
    }
  }

  // `drop_column in line 12`
  std::string place_of(const Operation& operation) const {
    const schema::Location &there = operation.location, &here = all_[at_]->location;
    const std::string line = std::to_string(there.line);
    if (there.file == here.file) return concat({operations::name_of(operation), " in line ", line});
    return concat({operations::name_of(operation), " in ",
                   std::filesystem::path(there.file).filename().string(), ":", line});
  }

  void follow(const Operation& operation) {
    const auto& value = operation.value;
    if (const auto* create = std::get_if<operations::CreateTable>(&value)) {
      Columns columns;
      for (const schema::Column& column : create->table.columns) columns.push_back(column.name);
      standing_.make(create->table.name, std::move(columns));
      gone_tables_.erase(create->table.name);
    } else if (const auto* drop = std::get_if<operations::DropTable>(&value)) {
      standing_.drop(drop->table);
      gone_tables_[drop->table] = {place_of(operation) + " has dropped"};
    } else if (const auto* table = std::get_if<operations::RenameTable>(&value)) {
      const Name now{table->table.schema, table->new_name};
      standing_.rename(table->table, now);
      gone_tables_.erase(now);
      gone_tables_[table->table] = {
          concat({place_of(operation), " has renamed to '", table->new_name, "'"})};
    } else if (const auto* add = std::get_if<operations::AddColumn>(&value)) {
      standing_.edit(add->table).push_back(add->column.name);
      gone_columns_.erase({add->table, add->column.name});
    } else if (const auto* gone = std::get_if<operations::DropColumn>(&value)) {
      std::erase(standing_.edit(gone->table), gone->column);
      gone_columns_[{gone->table, gone->column}] = {place_of(operation) + " has dropped"};
    } else if (const auto* column = std::get_if<operations::RenameColumn>(&value)) {
      Columns& columns = standing_.edit(column->table);
      std::replace(columns.begin(), columns.end(), column->column, column->new_name);
      gone_columns_.erase({column->table, column->new_name});
      gone_columns_[{column->table, column->column}] = {
          concat({place_of(operation), " has renamed to '", column->new_name, "'"})};
    } else if (const auto* view = std::get_if<operations::CreateView>(&value)) {
      standing_.make_view(view->view.name);
      gone_tables_.erase(view->view.name);
    } else if (const auto* lost = std::get_if<operations::DropView>(&value)) {
      standing_.drop(lost->name);
      gone_tables_[lost->name] = {place_of(operation) + " has dropped"};
    }
  }

  // Whether a later operation makes the table, or the column of it where one is asked for.
  std::optional<Fate> later(const Name& table, const std::string& column) const {
    for (std::size_t i = at_ + 1; i < all_.size(); ++i) {
      const auto& value = all_[i]->value;
      bool makes = false;
      if (column.empty()) {
        const auto* create = std::get_if<operations::CreateTable>(&value);
        const auto* renamed = std::get_if<operations::RenameTable>(&value);
        const auto* view = std::get_if<operations::CreateView>(&value);
        makes = (create != nullptr && same(create->table.name, table)) ||
                (renamed != nullptr && same({renamed->table.schema, renamed->new_name}, table)) ||
                (view != nullptr && same(view->view.name, table));
      } else {
        const auto* add = std::get_if<operations::AddColumn>(&value);
        const auto* renamed = std::get_if<operations::RenameColumn>(&value);
        makes = (add != nullptr && add->table == table &&
                 equal_ignoring_case(add->column.name, column)) ||
                (renamed != nullptr && renamed->table == table &&
                 equal_ignoring_case(renamed->new_name, column));
      }
      if (makes) return Fate{place_of(*all_[i]) + " makes only later"};
    }
    return std::nullopt;
  }
  static bool same(const Name& name, const Name& wanted) {
    return equal_ignoring_case(name.name, wanted.name) &&
           (name.schema == wanted.schema || (name.schema.empty() && wanted.schema == "public"));
  }

  template <class Names, class Matches>
  static auto find(const Names& names, const Matches& matches) {
    return std::find_if(names.begin(), names.end(),
                        [&](const auto& entry) { return matches(entry.first); });
  }
  const Fate* gone(const Name& table) const {
    const auto found = find(gone_tables_, [&](const Name& name) { return same(name, table); });
    return found == gone_tables_.end() ? nullptr : &found->second;
  }
  const Fate* gone(const Name& table, const std::string& column) const {
    const auto found = find(gone_columns_, [&](const ColumnOf& of) {
      return of.first == table && equal_ignoring_case(of.second, column);
    });
    return found == gone_columns_.end() ? nullptr : &found->second;
  }

  void check(const Name& table, const std::string& column, const char* member,
             const std::string& text, bool adds) {
    if (text.empty()) return;
    const auto problem = [&](const std::string& what) {
      Finding found{RuleId::operation,
                    concat({operations::name_of(*all_[at_]), ": the ", member, " of '",
                            to_string(table), ".", column, "' reads ", what}),
                    all_[at_]->location};
      const bool is_reported = std::ranges::any_of(
          problems_, [&](const Finding& other) { return other.message == found.message; });
      if (!is_reported) problems_.push_back(std::move(found));
    };
    const auto read_column = [](const schema::Read& read) {
      return concat({"'", to_string(read.table), ".", read.column, "'"});
    };
    // First as things stand and as they stood, so that what is gone is not taken for another.
    const schema::KnownTables known{
        .table = [&](const Name& name) -> std::optional<Name> {
          if (auto found = standing_.table(name)) return found;
          const auto lost = find(gone_tables_, [&](const Name& each) { return same(each, name); });
          return lost == gone_tables_.end() ? std::nullopt : std::optional(lost->first);
        },
        .column = [&](const Name& of, const std::string& name) -> std::optional<std::string> {
          if (adds && of == table && equal_ignoring_case(name, column)) return column;
          if (auto found = standing_.column(of, name)) return found;
          return gone(of, name) != nullptr ? std::optional(name) : std::nullopt;
        },
        .knows_columns = [&](const Name& of) { return !standing_.is_view(of); }};
    const std::vector<sql_text::Token> tokens = sql_text::lex(text);
    std::set<std::size_t> resolved;
    for (const schema::Read& read : schema::reads_of(text, table, known)) {
      if (read.is_known) resolved.insert(read.token);
      const bool stands = standing_.table(read.table) == read.table;
      if (!stands) {
        if (const Fate* fate = gone(read.table))
          problem(concat({"table '", to_string(read.table), "', which ", fate->words, advice}));
        continue;
      }
      if (read.column.empty() || read.column == "*" || !read.is_certain) continue;
      if (adds && read.table == table && equal_ignoring_case(read.column, column)) {
        problem(
            "that column itself, which has no value before it is filled; say which other "
            "column is meant (table.column)");
      } else if (standing_.column(read.table, read.column)) {
        continue;
      } else if (const Fate* fate = gone(read.table, read.column)) {
        problem(concat({read_column(read), ", which ", fate->words, advice}));
      } else if (!read.is_known && !later(read.table, read.column) && is_known_ &&
                 !standing_.is_view(read.table) && !schema::is_system_column(read.column)) {
        problem(
            concat({read_column(read), ", a column that the table does not have at this revision",
                    tokens[read.token].kind == sql_text::Token::Kind::quoted
                        ? "; a text literal has single quotes"
                        : ""}));
      }
    }
    // What means nothing yet, and will.
    const schema::KnownTables coming{
        .table = [&](const Name& name) -> std::optional<Name> {
          if (auto found = known.table(name)) return found;
          return later(name, {}) ? std::optional(name) : std::nullopt;
        },
        .column = [&](const Name& of, const std::string& name) -> std::optional<std::string> {
          if (auto found = known.column(of, name)) return found;
          return later(of, name) ? std::optional(name) : std::nullopt;
        },
        .knows_columns = known.knows_columns};
    for (const schema::Read& read : schema::reads_of(text, table, coming)) {
      if (resolved.contains(read.token) || !read.is_certain) continue;
      if (read.column.empty() && !standing_.table(read.table)) {
        if (const auto fate = later(read.table, {}))
          problem(concat({"table '", to_string(read.table), "', which ", fate->words,
                          "; move it after that"}));
      } else if (!read.column.empty() && !standing_.column(read.table, read.column)) {
        if (const auto fate = later(read.table, read.column))
          problem(concat({read_column(read), ", which ", fate->words, "; move it after that"}));
      }
    }
  }

  static constexpr std::string_view advice =
      " before; move it before that, or say which other column is meant (table.column)";

  Standing standing_;
  bool is_known_;
  std::vector<const Operation*> all_;
  std::size_t at_ = 0;
  std::map<Name, Fate> gone_tables_;
  std::map<ColumnOf, Fate> gone_columns_;
  std::vector<Finding> problems_;
};

bool reads(const Operation& operation) {
  if (const auto* held = operations::inner(operation)) return std::ranges::any_of(*held, reads);
  const auto* add = std::get_if<operations::AddColumn>(&operation.value);
  const auto* alter = std::get_if<operations::AlterColumn>(&operation.value);
  return (add != nullptr && !add->fill.empty()) ||
         (alter != nullptr && !(alter->fill.empty() && alter->using_expression.empty()));
}

}  // namespace

std::vector<Finding> misread(const std::vector<Operation>& operations, const schema::Schema& before,
                             bool is_known) {
  if (std::ranges::none_of(operations, reads)) return {};
  return Walk(before, is_known).run(operations);
}

}  // namespace limbeck::state
