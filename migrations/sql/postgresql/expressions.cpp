#include "migrations/sql/postgresql/expressions.h"

#include "migrations/schema/system_columns.h"

namespace limbeck::sql::postgresql {
namespace {

const ExpressionRules& rules() {
  using Place = ExpressionPlace;
  // PostgreSQL 15, "Functions and Operators"; pg_proc for what is immutable.
  static const ExpressionRules all{
      .database = "PostgreSQL",
      .brackets_are_names = false,
      .aggregates = {"array_agg",
                     "avg",
                     "bit_and",
                     "bit_or",
                     "bit_xor",
                     "bool_and",
                     "bool_or",
                     "corr",
                     "count",
                     "covar_pop",
                     "covar_samp",
                     "cume_dist",
                     "dense_rank",
                     "every",
                     "first_value",
                     "grouping",
                     "json_agg",
                     "json_object_agg",
                     "jsonb_agg",
                     "jsonb_object_agg",
                     "lag",
                     "last_value",
                     "lead",
                     "max",
                     "min",
                     "mode",
                     "nth_value",
                     "ntile",
                     "percent_rank",
                     "percentile_cont",
                     "percentile_disc",
                     "range_agg",
                     "range_intersect_agg",
                     "rank",
                     "regr_avgx",
                     "regr_avgy",
                     "regr_count",
                     "regr_intercept",
                     "regr_r2",
                     "regr_slope",
                     "regr_sxx",
                     "regr_sxy",
                     "regr_syy",
                     "row_number",
                     "stddev",
                     "stddev_pop",
                     "stddev_samp",
                     "string_agg",
                     "sum",
                     "var_pop",
                     "var_samp",
                     "variance",
                     "xmlagg"},
      .changing = {"array_to_string",
                   "clock_timestamp",
                   "concat",
                   "concat_ws",
                   "current_catalog",
                   "current_database",
                   "current_date",
                   "current_query",
                   "current_role",
                   "current_schema",
                   "current_schemas",
                   "current_setting",
                   "current_time",
                   "current_timestamp",
                   "current_user",
                   "currval",
                   "format",
                   "gen_random_uuid",
                   "has_table_privilege",
                   "json_build_array",
                   "json_build_object",
                   "jsonb_build_array",
                   "jsonb_build_object",
                   "lastval",
                   "localtime",
                   "localtimestamp",
                   "make_timestamptz",
                   "nextval",
                   "now",
                   "pg_backend_pid",
                   "pg_typeof",
                   "random",
                   "row_to_json",
                   "session_user",
                   "setval",
                   "statement_timestamp",
                   "timeofday",
                   "to_char",
                   "to_date",
                   "to_json",
                   "to_jsonb",
                   "transaction_timestamp",
                   "txid_current",
                   "user",
                   "version"},
      .sets = {"generate_series", "generate_subscripts", "json_array_elements",
               "json_array_elements_text", "json_each", "json_each_text", "json_object_keys",
               "jsonb_array_elements", "jsonb_array_elements_text", "jsonb_each", "jsonb_each_text",
               "jsonb_object_keys", "jsonb_path_query", "regexp_matches", "regexp_split_to_table",
               "string_to_table", "unnest"},
      .system_columns = {schema::postgresql_system_columns.begin(),
                         schema::postgresql_system_columns.end()},
      .unchanging = {Place::generated, Place::index, Place::predicate, Place::partition_key}};
  return all;
}

}  // namespace

std::string expression_problem(std::string_view sql, ExpressionPlace place,
                               const schema::Table* table, const schema::Schema& schema) {
  return sql::expression_problem(sql, place, table, schema, rules());
}

}  // namespace limbeck::sql::postgresql

namespace limbeck::sql {
const ExpressionRules& postgresql_expression_rules() { return postgresql::rules(); }
}  // namespace limbeck::sql
