// Storage parameters of tables and indexes: which there are, and what values they take.
#include <algorithm>
#include <array>
#include <charconv>

#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/sql/postgresql/settings.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

enum class ValueKind : unsigned char { boolean, whole, real, on_off_auto };

struct Parameter {
  std::string_view name;
  ValueKind kind;
  double least = 0;
  double most = 2147483647;
};

// PostgreSQL 15, src/backend/access/common/reloptions.c.
constexpr std::array<Parameter, 26> parameters{{
    {"fillfactor", ValueKind::whole, 10, 100},
    {"autovacuum_enabled", ValueKind::boolean},
    {"autovacuum_vacuum_threshold", ValueKind::whole},
    {"autovacuum_vacuum_insert_threshold", ValueKind::whole, -1},
    {"autovacuum_analyze_threshold", ValueKind::whole},
    {"autovacuum_vacuum_cost_limit", ValueKind::whole, 1, 10000},
    {"autovacuum_vacuum_cost_delay", ValueKind::real, 0, 100},
    {"autovacuum_vacuum_scale_factor", ValueKind::real, 0, 100},
    {"autovacuum_vacuum_insert_scale_factor", ValueKind::real, 0, 100},
    {"autovacuum_analyze_scale_factor", ValueKind::real, 0, 100},
    {"autovacuum_freeze_min_age", ValueKind::whole, 0, 1000000000},
    {"autovacuum_freeze_max_age", ValueKind::whole, 100000, 2000000000},
    {"autovacuum_freeze_table_age", ValueKind::whole, 0, 2000000000},
    {"autovacuum_multixact_freeze_min_age", ValueKind::whole, 0, 1000000000},
    {"autovacuum_multixact_freeze_max_age", ValueKind::whole, 10000, 2000000000},
    {"autovacuum_multixact_freeze_table_age", ValueKind::whole, 0, 2000000000},
    {"log_autovacuum_min_duration", ValueKind::whole, -1},
    {"parallel_workers", ValueKind::whole, 0, 1024},
    {"toast_tuple_target", ValueKind::whole, 128, 8160},
    {"user_catalog_table", ValueKind::boolean},
    {"vacuum_index_cleanup", ValueKind::on_off_auto},
    {"vacuum_truncate", ValueKind::boolean},
    {"deduplicate_items", ValueKind::boolean},
    {"fastupdate", ValueKind::boolean},
    {"gin_pending_list_limit", ValueKind::whole, 64},
    {"pages_per_range", ValueKind::whole, 1, 131072},
}};

// Of indexes: which method takes which.
struct OfMethod {
  std::string_view method;
  std::string_view name;
};
constexpr std::array<OfMethod, 10> of_methods{{{"btree", "fillfactor"},
                                               {"btree", "deduplicate_items"},
                                               {"hash", "fillfactor"},
                                               {"gist", "fillfactor"},
                                               {"gist", "buffering"},
                                               {"spgist", "fillfactor"},
                                               {"gin", "fastupdate"},
                                               {"gin", "gin_pending_list_limit"},
                                               {"brin", "pages_per_range"},
                                               {"brin", "autosummarize"}}};

bool spells_boolean(const std::string& value) {
  const std::string text = sql_text::lower_case(value);
  if (text == "on" || text == "of" || text == "off" || text == "1" || text == "0") return true;
  return !text.empty() &&
         (std::string_view("true").starts_with(text) ||
          std::string_view("false").starts_with(text) ||
          std::string_view("yes").starts_with(text) || std::string_view("no").starts_with(text));
}

std::string number_text(double number) { return std::to_string(static_cast<long long>(number)); }

// What the parameter takes, where `value` is none of that; else empty.
std::string expected(std::string_view name, const std::string& value) {
  const auto found = std::ranges::find(parameters, name, &Parameter::name);
  const bool on_off_auto =
      name == "buffering" || (found != parameters.end() && found->kind == ValueKind::on_off_auto);
  if (on_off_auto) {
    const bool is_auto = sql_text::equal_ignoring_case(value, "auto");
    return is_auto || spells_boolean(value) ? "" : "on, off or auto";
  }
  if (name == "autosummarize" || (found != parameters.end() && found->kind == ValueKind::boolean))
    return spells_boolean(value) ? "" : "true or false";
  if (found == parameters.end()) return {};
  double number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = value.find_first_not_of("+-0123456789") == std::string::npos;
  const bool fine = read.ec == std::errc() && read.ptr == value.data() + value.size() &&
                    (whole || found->kind == ValueKind::real) && number >= found->least &&
                    number <= found->most;
  if (fine) return {};
  return concat({found->kind == ValueKind::real ? "a number" : "a whole number", " from ",
                 number_text(found->least), " to ", number_text(found->most)});
}

}  // namespace

void refuse_setting(Refusals& out, const std::string& path, std::string_view name,
                    const std::string& value) {
  std::string_view bare = name;
  if (bare.starts_with("toast.")) bare.remove_prefix(6);
  const std::string takes = expected(bare, value);
  if (takes.empty()) return;
  out.add(path, concat({"the setting '", name, "' is ", takes, ", not '", value, "'"}));
}

void refuse_storage(Refusals& out, const std::string& path, const schema::Index& index) {
  if (!is_built_in_method(index.method)) return;
  const std::string_view method = index.method.empty() ? "btree" : std::string_view(index.method);
  for (const auto& [name, value] : index.storage) {
    out.check_text(path, concat({"setting '", name, "'"}), value);
    std::vector<std::string> known;
    for (const OfMethod& one : of_methods) {
      if (one.method == method) known.emplace_back(one.name);
    }
    if (std::ranges::find(known, name) != known.end()) {
      refuse_setting(out, path, name, value);
      continue;
    }
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    out.add(path, concat({"a ", method, " index has no setting '", name, "'; it has ", all}));
  }
}

}  // namespace limbeck::sql::postgresql
