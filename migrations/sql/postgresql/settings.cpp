#include "migrations/sql/postgresql/settings.h"

#include <algorithm>

namespace limbeck::sql::postgresql {
namespace {

constexpr std::string_view prefix = "postgresql.";

}  // namespace

// PostgreSQL 15, "CREATE TABLE", "Storage Parameters".
const std::vector<std::string>& storage_parameter_names() {
  static const std::vector<std::string> names{
      "autovacuum_analyze_scale_factor",
      "autovacuum_analyze_threshold",
      "autovacuum_enabled",
      "autovacuum_freeze_max_age",
      "autovacuum_freeze_min_age",
      "autovacuum_freeze_table_age",
      "autovacuum_multixact_freeze_max_age",
      "autovacuum_multixact_freeze_min_age",
      "autovacuum_multixact_freeze_table_age",
      "autovacuum_vacuum_cost_delay",
      "autovacuum_vacuum_cost_limit",
      "autovacuum_vacuum_insert_scale_factor",
      "autovacuum_vacuum_insert_threshold",
      "autovacuum_vacuum_scale_factor",
      "autovacuum_vacuum_threshold",
      "fillfactor",
      "log_autovacuum_min_duration",
      "parallel_workers",
      "toast.autovacuum_enabled",
      "toast.autovacuum_freeze_max_age",
      "toast.autovacuum_freeze_min_age",
      "toast.autovacuum_freeze_table_age",
      "toast.autovacuum_multixact_freeze_max_age",
      "toast.autovacuum_multixact_freeze_min_age",
      "toast.autovacuum_multixact_freeze_table_age",
      "toast.autovacuum_vacuum_cost_delay",
      "toast.autovacuum_vacuum_cost_limit",
      "toast.autovacuum_vacuum_insert_scale_factor",
      "toast.autovacuum_vacuum_insert_threshold",
      "toast.autovacuum_vacuum_scale_factor",
      "toast.autovacuum_vacuum_threshold",
      "toast.log_autovacuum_min_duration",
      "toast.vacuum_index_cleanup",
      "toast.vacuum_truncate",
      "toast_tuple_target",
      "user_catalog_table",
      "vacuum_index_cleanup",
      "vacuum_truncate",
  };
  return names;
}

const std::vector<std::string>& other_setting_names() {
  static const std::vector<std::string> names{"inherited", "inherits", "tablespace", "unlogged"};
  return names;
}

std::optional<std::string> own_setting(const std::string& name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  return name.substr(prefix.size());
}

Settings storage_of(const Settings& settings) {
  Settings storage;
  for (const auto& [name, value] : settings) {
    const auto own = own_setting(name);
    if (!own || std::ranges::find(other_setting_names(), *own) != other_setting_names().end()) {
      continue;
    }
    storage.emplace(*own, value);
  }
  return storage;
}

std::string setting(const Settings& settings, std::string_view name) {
  const auto found = settings.find(std::string(prefix) + std::string(name));
  return found == settings.end() ? std::string() : found->second;
}

bool is_unlogged(const Settings& settings) { return setting(settings, "unlogged") == "true"; }

}  // namespace limbeck::sql::postgresql
