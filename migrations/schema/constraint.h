// Primary keys, unique constraints, foreign keys, checks and exclusion constraints as values. If a
// name is empty, the database chooses one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/name.h"

namespace limbeck::schema {

enum class Action : unsigned char { no_action, restrict, cascade, set_null, set_default };
enum class Match : unsigned char { simple, full };
enum class Deferrable : unsigned char { no, initially_immediate, initially_deferred };

/// The SQL of an action: `CASCADE`, `SET NULL` …
std::string_view to_sql(Action action);

struct PrimaryKey {
  std::string name = {};
  std::vector<std::string> columns = {};
  Deferrable deferrable = Deferrable::no;
  std::vector<std::string> include = {};  ///< columns that the index holds and the key does not
  bool operator==(const PrimaryKey&) const = default;
};

struct Unique {
  std::string name = {};
  std::vector<std::string> columns = {};
  bool nulls_not_distinct = false;
  Deferrable deferrable = Deferrable::no;
  std::vector<std::string> include = {};  ///< as in PrimaryKey
  bool operator==(const Unique&) const = default;
};

struct ForeignKey {
  std::string name = {};
  std::vector<std::string> columns = {};
  Name ref_table = {};
  std::vector<std::string> ref_columns = {};
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  Match match = Match::simple;
  Deferrable deferrable = Deferrable::no;
  bool not_valid = false;
  /// With on_delete = set_null or set_default: the columns that are set, or empty for all.
  std::vector<std::string> on_delete_columns = {};
  bool operator==(const ForeignKey&) const = default;
};

struct Check {
  std::string name = {};
  std::string expression = {};
  bool no_inherit = false;
  bool not_valid = false;
  bool operator==(const Check&) const = default;
};

struct Exclude {
  std::string name = {};
  std::string definition = {};  ///< the SQL after EXCLUDE
  Deferrable deferrable = Deferrable::no;
  bool operator==(const Exclude&) const = default;
};

enum class ConstraintKind : unsigned char { any, primary, unique, foreign_key, check, exclude };

}  // namespace limbeck::schema
