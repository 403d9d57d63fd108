// What render writes that PostgreSQL has not had since the oldest version that limbeck works with.
// The one place that says so: what is refused before a run, and the table in docs/postgresql.md,
// are made from it.
#pragma once

#include "migrations/sql/dialect.h"

namespace limbeck::sql::postgresql {

/// Constant data.
struct ServerFeature {
  std::string_view name;
  int since;                 ///< the first version that has it
  std::string_view instead;  ///< what does the same on an older server, or empty
};

enum class Feature : unsigned char {
  replaced_trigger,
  multirange,
  brin_class,
  spgist_include,
  vacuum_auto,
  nulls_not_distinct,
  delete_columns,
  security_invoker,
  numeric_scale,
};

/// In the order of `Feature`. SQL that the author writes (bodies, definitions, expressions,
/// `execute`) is not looked at; the server judges it.
inline constexpr ServerFeature server_features[] = {
    {"CREATE OR REPLACE TRIGGER", 14, "drop the trigger and create it again"},
    {"multirange types", 14, {}},
    {"the operator classes …_bloom_ops and …_minmax_multi_ops", 14, {}},
    {"INCLUDE in an spgist index", 14, {}},
    {"vacuum_index_cleanup = auto", 14, "leave the setting out"},
    {"NULLS NOT DISTINCT", 15, {}},
    {"the columns of ON DELETE SET NULL or SET DEFAULT", 15, {}},
    {"security_invoker of a view", 15, {}},
    {"a numeric whose scale is below 0 or above its precision", 15, {}},
};

/// Dialect::lacking.
std::vector<Lacking> lacking(const std::vector<operations::Operation>& operations,
                             const Server& server);

}  // namespace limbeck::sql::postgresql
