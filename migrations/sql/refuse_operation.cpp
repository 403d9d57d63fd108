#include "migrations/sql/refuse.h"

#include <algorithm>

#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/text/concat.h"

namespace limbeck::sql {
namespace {

class OperationJudge {
 public:
  OperationJudge(const schema::Schema& after, const ExpressionRules& rules,
                 std::vector<std::string>& problems)
      : after_(after), rules_(rules), problems_(problems) {}

  void operator()(const operations::AddColumn& operation) const {
    value(operation.table, operation.fill);
  }
  void operator()(const operations::AlterColumn& operation) const {
    value(operation.table, operation.fill);
    value(operation.table, operation.using_expression);
  }
  void operator()(const operations::BulkInsert& operation) const {
    for (std::size_t row = 0; row < operation.rows.size(); ++row) {
      for (std::size_t i = 0; i < operation.rows[row].size(); ++i) {
        const auto* text = std::get_if<std::string>(&operation.rows[row][i]);
        if (text == nullptr || text->find('\0') == std::string::npos) continue;
        problems_.push_back(
            concat({"the text of row ", std::to_string(row + 1), " holds a NUL byte, which ",
                    rules_.database, " keeps in no text; give the column bytes"}));
      }
    }
  }

 private:
  // A subquery may look at any table and give one of many rows: only its form is known here.
  void value(const schema::Name& table, const std::string& sql) const {
    if (sql.empty()) return;
    const auto tokens = sql_text::lex(sql);
    const bool subquery = std::ranges::any_of(
        tokens, [](const auto& token) { return sql_text::is_word(token, "select"); });
    std::string problem;
    if (subquery) {
      problem = structure_problem(sql, rules_.brackets_are_names);
      if (!problem.empty())
        problem = concat({"'", sql, "' is not one whole SQL expression: ", problem});
    } else {
      const schema::Table* found = schema::find_table(after_, table);
      problem = expression_problem(
          sql, ExpressionPlace::fill,
          found == nullptr ? nullptr : &schema::column_source(after_, *found), after_, rules_);
    }
    if (!problem.empty()) problems_.push_back(std::move(problem));
  }

  const schema::Schema& after_;
  const ExpressionRules& rules_;
  std::vector<std::string>& problems_;
};

// What gives rows values; SQL and C++ of the revision's own are the database's to judge.
template <class Kind>
struct GivesValues {
  static constexpr operations::Rows rows = operations::Descriptor<Kind>::facts.rows;
  static constexpr bool value =
      has(rows, operations::Rows::computed) || has(rows, operations::Rows::written);
};
using OfTheRevision = operations::Unsupported<operations::Execute, operations::Run>;
static_assert(operations::Covers<OperationJudge, OfTheRevision, GivesValues>::all);

}  // namespace

std::vector<std::string> refuse_operation(const operations::Operation& operation,
                                          const schema::Schema& after,
                                          const ExpressionRules& rules) {
  std::vector<std::string> problems;
  const OperationJudge judge(after, rules, problems);
  operations::for_each_run(operation, [&](const operations::Operation& each, bool) {
    operations::visit_if(judge, each.value);
  });
  return problems;
}

}  // namespace limbeck::sql
