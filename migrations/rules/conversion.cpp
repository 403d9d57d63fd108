// Finds changes of a column's type for which the database has no conversion and the revision gives
// no expression, and defaults that are not values of the new type.
#include "migrations/schema/conversion.h"
#include "migrations/rules/rules.h"
#include "migrations/sql/known_dialects.h"
#include "migrations/sql/quoting.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::rules {
namespace {

using operations::AlterColumn;
using schema::Column;
using schema::TypeKind;
using Outcome = sql::Conversion::Outcome;

std::string name_of(const AlterColumn& change) {
  return concat({"'", to_string(change.table), ".", change.column, "'"});
}

class ConversionCheck {
 public:
  explicit ConversionCheck(const Context& context) : context_(context) {}

  const Column* find(const AlterColumn& change) const {
    const schema::Table* table = schema::find_table(context_.before, change.table);
    return table == nullptr ? nullptr : schema::find_column(*table, change.column);
  }

  /// What is wrong with the change, a message each.
  std::vector<std::string> messages(const AlterColumn& change, const Column& column) const {
    // The database computes its values anew.
    if (change.generated ? change.generated->has_value() : column.generated.has_value()) return {};
    std::vector<std::string> found, asking, proposals;
    for (const sql::FullDialect* dialect : context_.revision.dialects) {
      if (!operations::using_expression(change, dialect->name()).empty()) continue;
      const sql::Conversion conversion =
          dialect->conversion(column.type, *change.type, column.name, context_.before);
      if (conversion.outcome != Outcome::ask) continue;
      asking.emplace_back(sql::title_of(dialect->name()));
      if (!conversion.sql.empty())
        proposals.push_back(concat({"on ", asking.back(), " mostly ", conversion.sql}));
    }
    if (!asking.empty()) {
      found.push_back(concat({sql::join(asking, " and "), asking.size() == 1 ? " does" : " do",
                              " not know how ", to_string(column.type), " becomes ",
                              to_string(*change.type), ": say it for ", name_of(change),
                              " in .using_expression", proposals.empty() ? "" : " (",
                              sql::join(proposals, "; "), proposals.empty() ? "" : ")"}));
    }
    if (std::string wrong = default_left_behind(change, column); !wrong.empty())
      found.push_back(std::move(wrong));
    return found;
  }

 private:
  // A default is SQL of its own: only of a literal is it known that it is no value of the new type.
  std::string default_left_behind(const AlterColumn& change, const Column& column) const {
    if (change.default_sql || !column.default_sql || change.type->dimensions > 0) return {};
    const std::string text = sql_text::canonical_sql(*column.default_sql);
    const bool says_truth = text == "true" || text == "false";
    const bool is_text = text.starts_with('\'') && text.ends_with('\'');
    const bool is_number = !text.empty() && text.find_first_not_of("0123456789.- ") == text.npos;
    const TypeKind to = change.type->kind;
    const bool fits = to == TypeKind::boolean ? says_truth
                      : schema::is_number(to)
                          ? !says_truth && !(is_text && !is_number_in_quotes(text))
                      : says_truth || is_number ? schema::is_text(to) && is_number
                                                : true;
    if (fits || (!says_truth && !is_text && !is_number)) return {};
    return concat({"the default ", text, " of ", name_of(change), " is none of ",
                   to_string(*change.type),
                   ": say .server_default, or .server_default = limbeck::none"});
  }
  static bool is_number_in_quotes(const std::string& text) {
    return text.size() > 2 && text.find_first_not_of("0123456789.-", 1) == text.size() - 1;
  }

  const Context& context_;
};

}  // namespace

void conversion(const Context& context, const Operation& operation, const Report& report) {
  if (context.in_effect) return;  // the SQL that says so does it
  const auto* change = std::get_if<AlterColumn>(&operation.value);
  if (change == nullptr || !change->type) return;
  const ConversionCheck check(context);
  const Column* column = check.find(*change);
  if (column == nullptr) return;
  for (std::string& message : check.messages(*change, *column)) report(std::move(message));
}

}  // namespace limbeck::rules
