// Collects refusals, and makes those that names and texts of every kind share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/findings/rule_id.h"
#include "migrations/schema/name.h"
#include "migrations/sql/dialect.h"

namespace limbeck::sql::postgresql {

class Refusals {
 public:
  void add(std::string path, std::string message) {
    refusals_.push_back(
        findings::finding_at(RuleId::unsupported, std::move(path), std::move(message)));
  }

  /// A name of at most 63 bytes (NAMEDATALEN): PostgreSQL would cut a longer one without a word.
  void check_name(const std::string& path, std::string_view kind, std::string_view name);
  void check_name(const std::string& path, std::string_view kind, const schema::Name& name);
  /// A text without NUL; an empty one is none.
  void check_text(const std::string& path, std::string_view kind, std::string_view text);

  std::vector<Finding> take() && { return std::move(refusals_); }

 private:
  std::vector<Finding> refusals_;
};

}  // namespace limbeck::sql::postgresql
