// Table settings under `postgresql.`: storage parameters, `tablespace`, `unlogged`, and those of
// inheritance (migrations/schema/inheritance.h).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::sql::postgresql {

using Settings = std::map<std::string, std::string>;

/// The storage parameters of a table that PostgreSQL 15 knows, in order (`toast.` too), and the
/// other settings: `inherited`, `inherits`, `tablespace`, `unlogged`.
const std::vector<std::string>& storage_parameter_names();
const std::vector<std::string>& other_setting_names();

/// The name without `postgresql.`, or nullopt for a setting of another database.
std::optional<std::string> own_setting(const std::string& name);

/// The storage parameters among `settings`, without the prefix.
Settings storage_of(const Settings& settings);
/// The value of another setting, or empty.
std::string setting(const Settings& settings, std::string_view name);
bool is_unlogged(const Settings& settings);

}  // namespace limbeck::sql::postgresql
