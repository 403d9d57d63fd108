#include "migrations/sql/postgresql/uses.h"

#include <algorithm>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/object_text.h"
#include "migrations/schema/parts.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"

namespace limbeck::sql::postgresql {
namespace {

/// Looks for a literal in every text of an operation that reaches the database as SQL.
class Search {
 public:
  explicit Search(const std::string& value) : value_(value) {}

  bool found(const std::string& sql) const {
    using Kind = sql_text::Token::Kind;
    if (sql.find_first_of("'$") == std::string::npos) return false;
    const auto tokens = sql_text::lex(sql);
    return std::ranges::any_of(tokens, [&](const sql_text::Token& token) {
      if (token.kind != Kind::string) return false;
      const std::string text(sql_text::inside(token.text));
      return is_value(text) || (token.text.starts_with('$') && found(text));
    });
  }
  /// The text inside a literal: the value, or an array that has it.
  bool is_value(const std::string& text) const {
    const std::string literal = quote_literal(value_);
    if (text == literal.substr(1, literal.size() - 2)) return true;
    if (text.find('{') == std::string::npos) return false;
    // If it is not certain, it counts as a use, and the value is added in a transaction of its own.
    return text.find(value_) != std::string::npos ||
           value_.find_first_of("'\"\\") != std::string::npos;
  }
  bool found(const std::optional<std::string>& sql) const { return sql && found(*sql); }

  bool found(const schema::Column& column) const {
    return found(column.default_sql) || (column.generated && found(column.generated->expression));
  }
  bool found(const schema::Index& index) const {
    return found(index.where) ||
           std::ranges::any_of(index.elements, [&](const schema::IndexElement& element) {
             return found(element.expression);
           });
  }
  bool found(const schema::Table& table) const {
    const auto any = [&](const auto& list, auto text) {
      return std::ranges::any_of(list, [&](const auto& item) { return found(item.*text); });
    };
    return found(table.partition_by) || (table.partition_of && found(table.partition_of->bound)) ||
           any(table.checks, &schema::Check::expression) ||
           any(table.excludes, &schema::Exclude::definition) ||
           std::ranges::any_of(table.columns,
                               [&](const schema::Column& column) { return found(column); }) ||
           std::ranges::any_of(table.indexes,
                               [&](const schema::Index& index) { return found(index); });
  }

  bool operator()(const operations::CreateTable& operation) const { return found(operation.table); }
  bool operator()(const operations::AddColumn& operation) const {
    return found(operation.column) || found(operation.fill);
  }
  bool operator()(const operations::AlterColumn& operation) const {
    return (operation.default_sql && found(*operation.default_sql)) ||
           (operation.generated && *operation.generated &&
            found((*operation.generated)->expression)) ||
           found(std::string(operations::using_expression(operation, "postgresql"))) ||
           found(operation.fill) ||
           // A text column becomes one of the enum: any row may hold the value.
           (operation.type && operation.type->kind == schema::TypeKind::enumeration);
  }
  bool operator()(const operations::CreateIndex& operation) const { return found(operation.index); }
  bool operator()(const operations::CreateCheck& operation) const {
    return found(operation.constraint.expression);
  }
  bool operator()(const operations::CreateExclude& operation) const {
    return found(operation.constraint.definition);
  }
  template <class Struct>
  bool in_expressions(const Struct& thing) const {
    bool any = false;
    schema::each_expression(thing, [&](const std::string& sql) { any = any || found(sql); });
    return any;
  }
  template <class Thing>
  bool operator()(const operations::CreateObject<Thing>& operation) const {
    return in_expressions(operation.thing);
  }
  template <operations::AltersObject Alter>
  bool operator()(const Alter& operation) const {
    bool any = false;
    operations::each_altered_field<Alter>([&](const auto& field, const auto& row) {
      if constexpr (std::is_same_v<decltype(operation.*row.change),
                                   const std::optional<std::optional<std::string>>&>) {
        any = any || (field.is_sql && operation.*row.change && found(*(operation.*row.change)));
      }
    });
    operations::each_altered_parts<Alter>([&](const auto&, const auto& row) {
      for (const auto& part : operation.*row.add) any = any || in_expressions(part);
    });
    return any;
  }
  template <class CreateOrReplace>
  requires requires(const CreateOrReplace& op) { op.view; }
  bool operator()(const CreateOrReplace& operation) const {
    return found(operation.view.definition);
  }
  template <class CreateOrReplace>
  requires requires(const CreateOrReplace& op) { op.function.definition; }
  bool operator()(const CreateOrReplace& operation) const {
    return found(operation.function.arguments) || found(operation.function.definition);
  }
  template <class CreateOrReplace>
  requires requires(const CreateOrReplace& op) { op.trigger.definition; }
  bool operator()(const CreateOrReplace& operation) const {
    return found(operation.trigger.definition);
  }
  bool operator()(const operations::Execute& operation) const {
    return std::ranges::any_of(operation.sql, [&](const auto& by_dialect) {
      return by_dialect.second.find(value_) != std::string::npos;
    });
  }
  bool operator()(const operations::BulkInsert& operation) const {
    return std::ranges::any_of(operation.rows, [&](const auto& row) {
      return std::ranges::any_of(row, [&](const operations::Value& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        return text != nullptr && text->find(value_) != std::string::npos;
      });
    });
  }
  bool operator()(const operations::Run&) const { return true; }

 private:
  const std::string& value_;
};

// The rest names values of no type, but for a replaced enum's own, which are new ones.
using WithoutText = operations::Unsupported<
    operations::AlterTableSettings, operations::DropIndex, operations::CreatePrimaryKey,
    operations::CreateUnique, operations::CreateForeignKey, operations::DropConstraint,
    operations::CreateEnum, operations::DropFunction, operations::AlterTrigger,
    operations::CommentOn, operations::AutocommitBlock>;
static_assert(operations::Covers<Search, WithoutText, operations::HoldsSchemaValues>::all);

// Of those that hold names and texts only.
struct SearchMember {
  const Search& search;
  bool& found;

  void operator()(const char*, const operations::SqlText& sql) const {
    found = found || search.found(sql.text);
  }
  void operator()(const char*, const auto&) const {}
};

bool uses(const Search& search, const operations::Operation& operation) {
  return operations::visit(
      [&]<class Kind>(const Kind& op) {
        if constexpr (operations::HasMembers<Kind>) {
          bool found = false;
          operations::Descriptor<Kind>::members(op, SearchMember{search, found});
          return found;
        } else if constexpr (std::is_invocable_v<const Search&, const Kind&>) {
          return search(op);
        } else {
          return false;
        }
      },
      operation.value);
}

}  // namespace

bool may_use(std::span<const operations::Operation> operations, const std::string& value) {
  const Search search(value);
  return std::ranges::any_of(operations, [&](const auto& operation) {
    const auto* block = operations::block_of(operation);
    return block != nullptr ? may_use(*block, value) : uses(search, operation);
  });
}

}  // namespace limbeck::sql::postgresql
