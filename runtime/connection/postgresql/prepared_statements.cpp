#include "runtime/connection/postgresql/prepared_statements.h"

#include "migrations/sql/postgresql/own_names.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

std::string name_of(int number) { return "limbeck_" + std::to_string(number); }

}  // namespace

std::string PreparedStatements::execute(Session& session, const OwnStatement& statement) {
  auto known = names_.find(statement.sql);
  if (known == names_.end()) {
    const std::string name = name_of(made_ + 1);
    session.exec(concat(
        {sql::postgresql::look_in_catalog_at_once, "PREPARE ", name, " AS ", statement.sql}));
    ++made_;
    known = names_.emplace(statement.sql, name).first;
  }
  std::string values;
  for (const std::string& value : statement.values) values += (values.empty() ? "" : ", ") + value;
  if (!values.empty()) values = concat({" (", values, ")"});
  return concat({"EXECUTE ", known->second, values, ";\n"});
}

void PreparedStatements::drop(Session& session) noexcept {
  for (; made_ > 0; --made_) {
    try {
      session.exec("DEALLOCATE " + name_of(made_));
    } catch (...) {  // NOLINT(bugprone-empty-catch): then it is gone already
    }
  }
  names_.clear();
}

}  // namespace limbeck::connection
