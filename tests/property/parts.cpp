#include "tests/property/parts.h"

#include <algorithm>
#include <cctype>

#include "migrations/schema/columns.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/names.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

const std::vector<std::string> column_names{"id",        "a",      "b",     "c",    "Name",
                                            "two words", "select", "größe", "it's", "a\"b",
                                            "value",     "from",   "_x",    "[y]"};
const std::vector<std::string> index_names{"ix_1", "ix_2", "ix_3",  "ix_4",  "Ix five", "ix_6",
                                           "ix_7", "ix_8", "ix\"9", "index", "c_1",     "users"};
const std::vector<std::string> constraint_names{"c_1",   "c_2", "c_3", "c_4", "C five",
                                                "check", "c'7", "c_8", "",    ""};
const std::vector<std::string> enum_names{"mood", "Order State", "select"};
const std::vector<std::string> values{"new", "paid",  "in progress", "it's",
                                      "NEW", "größe", "\"x\""};

// Names of 63 bytes, the most that PostgreSQL keeps, and some that only quoting makes names.
const std::string sixty_three(63, 'l');
const std::string sixty_three_umlauts = [] {
  std::string name = "x";
  while (name.size() < 63) name += "ü";
  return name;
}();
const std::vector<std::string> awkward_names{
    sixty_three, sixty_three_umlauts, "back\\slash", "semi;--", "$1 %I $$", "🦊", "a.b", "user"};
const std::vector<std::string> awkward_values{"back\\slash", "$$", "a\nb", "🦊 'x' \\'",
                                              sixty_three_umlauts};

std::string string_literal(const std::string& text) {
  std::string sql = "'";
  for (const char c : text) sql += c == '\'' ? std::string("''") : std::string(1, c);
  return sql + "'";
}

std::string folded(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_integer(const Column& column) {
  return column.type.dimensions == 0 &&
         (column.type.kind == TypeKind::smallint || column.type.kind == TypeKind::integer ||
          column.type.kind == TypeKind::bigint);
}

bool is_text(const Column& column) {
  return column.type.dimensions == 0 &&
         (column.type.kind == TypeKind::text || column.type.kind == TypeKind::varchar);
}

bool in(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string spelled(const std::string& name) {
  if (sql_text::is_plain_name(name)) return name;
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::vector<std::string> Parts::with(std::vector<std::string> texts,
                                     const std::vector<std::string>& awkward) const {
  if (long_) texts.insert(texts.end(), awkward.begin(), awkward.end());
  return texts;
}

std::vector<std::string> Parts::table_names() const {
  return with(
      {"users", "posts", "Order", "t_1", "t_2", "two words", "straße", "a'b", "q\"t", "table"},
      awkward_names);
}

std::string Parts::free_relation(const std::string& in_schema,
                                 const std::vector<std::string>& pool) {
  std::set<std::string> taken;
  for (const Table& table : schema_.tables) {
    if (table.name.schema != in_schema) continue;
    taken.insert(folded(table.name.name));
    for (const auto& index : table.indexes) taken.insert(folded(index.name));
  }
  const std::string& name = random_.of(pool);
  return taken.contains(folded(name)) ? std::string() : name;
}

std::string Parts::free_column(const Table& table) {
  const std::string name = random_.of(with(column_names, awkward_names));
  for (const Column& column : table.columns) {
    if (folded(column.name) == folded(name)) return {};
  }
  return name;
}

std::string Parts::free_value(const schema::Enum& type) {
  const std::string value = random_.of(with(values, awkward_values));
  return in(type.values, value) ? std::string() : value;
}

std::string Parts::constraint_name(const Table& table) {
  const std::string name = random_.of(with(constraint_names, awkward_names));
  std::set<std::string> taken;
  if (table.primary_key) taken.insert(table.primary_key->name);
  for (const auto& unique : table.uniques) taken.insert(unique.name);
  for (const auto& key : table.foreign_keys) taken.insert(key.name);
  for (const auto& check : table.checks) taken.insert(check.name);
  for (const auto& exclude : table.excludes) taken.insert(exclude.name);
  return taken.contains(name) ? std::string() : name;
}

void Parts::add_comment(std::string& comment) {
  static const std::vector<std::string> comments{"", "what it is", "it's \"quoted\"\nand long",
                                                 "größe"};
  comment = random_.of(with(comments, {"back\\slash \\' $$", std::string(20000, 'c')}));
}

void Parts::add_enum() {
  schema::Enum type;
  type.name.name = random_.of(with(enum_names, {"e" + sixty_three.substr(1), "e\\n\"um"}));
  if (any_ && random_.one_in(4)) type.name.schema = "audit";
  if (schema::find_enum(schema_, type.name) != nullptr) return;
  for (std::size_t i = 1 + random_.below(4); i > 0; --i) {
    if (std::string value = free_value(type); !value.empty())
      type.values.push_back(std::move(value));
  }
  schema_.enums.push_back(std::move(type));
  schema::sort(schema_);
}

schema::Type Parts::any_type() {
  schema::Type type;
  type.kind = static_cast<TypeKind>(
      random_.below(static_cast<std::size_t>(TypeKind::native) + (any_ ? 1 : 0)));
  const auto number = [&](int most) {
    return 1 + static_cast<int>(random_.below(static_cast<std::size_t>(most)));
  };
  switch (type.kind) {
    case TypeKind::varchar:
    case TypeKind::character:
      type.length = number(300);
      break;
    case TypeKind::bytes:
      if (random_.one_in(2)) type.length = number(64);
      break;
    case TypeKind::numeric:
      if (random_.one_in(3)) break;
      type.precision = 4 + number(10);
      if (random_.one_in(2)) type.scale = number(4);
      break;
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      if (any_ && random_.one_in(2)) type.precision = static_cast<int>(random_.below(7));
      break;
    case TypeKind::enumeration:
      if (schema_.enums.empty()) return {};
      type.name = random_.of(schema_.enums).name;
      break;
    case TypeKind::native:
      type.name.name = random_.one_in(2) ? "citext" : "text";
      if (random_.one_in(2)) type.per_dialect["sqlite"] = "TEXT";
      break;
    default:
      break;
  }
  if (any_ && random_.one_in(10)) type.dimensions = number(2);
  return type;
}

void Parts::set_default(Column& column) {
  column.default_sql.reset();
  if (column.identity || column.generated || column.type.dimensions > 0 || random_.one_in(2))
    return;
  const auto one_of = [&](const std::vector<std::string>& texts) {
    column.default_sql = random_.of(texts);
  };
  switch (column.type.kind) {
    case TypeKind::boolean:
      return one_of({"true", "false"});
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return one_of({"0", "-5", "42", "(1 + 2)"});
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::numeric:
      return one_of({"0", "1.5", "-2.25"});
    case TypeKind::text:
      if (long_ && random_.one_in(3)) {
        return one_of({string_literal("back\\slash"), "E'tab\\t\\'q\\''", "$$it's$$",
                       string_literal("🦊\n\"'"), string_literal(std::string(30000, '\''))});
      }
      [[fallthrough]];
    case TypeKind::varchar:
    case TypeKind::character:
      return one_of({"''", "'x'", "'it''s'", "'größe'", "'new'"});
    case TypeKind::date:
      return one_of({"'2020-01-01'"});
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return one_of({"CURRENT_TIMESTAMP", "'2020-01-01 00:00:00'"});
    case TypeKind::enumeration:
      if (const auto* type = schema::find_enum(schema_, column.type.name);
          type != nullptr && !type->values.empty()) {
        column.default_sql = string_literal(random_.of(type->values));
      }
      return;
    default:
      return;
  }
}

Column Parts::any_column(const Table& table) {
  Column column;
  column.name = free_column(table);
  column.type = any_type();
  column.nullable = random_.one_in(2);
  set_default(column);
  if (is_text(column) && random_.one_in(6)) column.collation = any_ ? "C" : "NOCASE";
  if (random_.one_in(5)) add_comment(column.comment);
  return column;
}

void Parts::generate(Table& table, Column& column) {
  for (const Column& other : table.columns) {
    if (other.generated) continue;
    if (is_integer(other)) {
      column.type.kind = TypeKind::bigint;
      column.generated = {spelled(other.name) + " + 1", !random_.one_in(3)};
    } else if (is_text(other)) {
      column.type.kind = TypeKind::text;
      column.generated = {"lower(" + spelled(other.name) + ")", !random_.one_in(3)};
    } else {
      continue;
    }
    const auto kind = column.type.kind;
    column.type = {};
    column.type.kind = kind;
    column.default_sql.reset();
    column.collation.clear();
    column.nullable = true;
    return;
  }
}

void Parts::add_column(Table& table) {
  Column column = any_column(table);
  if (column.name.empty()) return;
  if (random_.one_in(8)) generate(table, column);
  table.columns.push_back(std::move(column));
}

std::vector<std::string> Parts::some_columns(const Table& table, std::size_t most,
                                             bool plain_only) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    if (!plain_only || !column.generated) names.push_back(column.name);
  }
  for (std::size_t i = names.size(); i > 1; --i) std::swap(names[i - 1], names[random_.below(i)]);
  names.resize(std::min(names.size(), 1 + random_.below(most)));
  return names;
}

void Parts::add_primary_key(Table& table) {
  if (table.primary_key) return;
  const auto columns = some_columns(table, 3, true);
  if (columns.empty()) return;
  table.primary_key = schema::PrimaryKey{constraint_name(table), columns};
  if (any_ && random_.one_in(8))
    table.primary_key->deferrable = schema::Deferrable::initially_deferred;
  for (const std::string& name : columns) schema::find_column(table, name)->nullable = false;
  Column& first = *schema::find_column(table, columns.front());
  if (columns.size() == 1 && is_integer(first) && random_.one_in(2)) {
    first.default_sql.reset();
    first.identity = schema::Identity{};
    if (any_ && random_.one_in(2)) first.identity = {schema::Identity::Mode::always, 10, 2};
    if (any_ && random_.one_in(3)) first.identity = {.mode = schema::Identity::Mode::serial};
  }
}

void Parts::add_unique(Table& table) {
  schema::Unique unique{constraint_name(table), some_columns(table, 3, false)};
  if (unique.columns.empty()) return;
  for (const auto& other : table.uniques) {
    if (other.columns == unique.columns) return;
  }
  if (any_ && random_.one_in(6)) unique.nulls_not_distinct = true;
  if (any_ && random_.one_in(8)) unique.deferrable = schema::Deferrable::initially_immediate;
  table.uniques.push_back(std::move(unique));
  schema::sort(table);
}

void Parts::add_foreign_key(Table& table) {
  const Table& referred = random_.of(schema_.tables);
  std::vector<std::vector<std::string>> keys;
  const auto add = [&](const std::vector<std::string>& columns) {
    if (schema::is_key(referred, columns)) keys.push_back(columns);
  };
  if (referred.primary_key) add(referred.primary_key->columns);
  for (const auto& unique : referred.uniques) add(unique.columns);
  for (const auto& index : referred.indexes) {
    std::vector<std::string> columns;
    for (const auto& element : index.elements) columns.push_back(element.column);
    add(columns);
  }
  if (keys.empty()) return;
  schema::ForeignKey key;
  key.name = constraint_name(table);
  key.ref_table = referred.name;
  key.ref_columns = random_.of(keys);
  std::vector<Column> added;
  for (const std::string& name : key.ref_columns) {
    const schema::Type type = schema::find_column(referred, name)->type;
    const std::string collation = schema::find_column(referred, name)->collation;
    std::vector<std::string> fitting;
    for (const Column& column : table.columns) {
      if (column.type == type && !column.generated && !in(key.columns, column.name))
        fitting.push_back(column.name);
    }
    if (!fitting.empty() && random_.one_in(2)) {
      key.columns.push_back(random_.of(fitting));
      continue;
    }
    Column column;
    column.name = free_column(table);
    column.type = type;
    column.collation = collation;
    column.nullable = random_.one_in(2);
    if (column.name.empty() || in(key.columns, column.name)) return;
    key.columns.push_back(column.name);
    added.push_back(std::move(column));
  }
  for (const auto& other : table.foreign_keys) {
    if (other.name.empty() && key.name.empty() && other.columns == key.columns) return;
  }
  key.on_delete = static_cast<schema::Action>(random_.below(5));
  key.on_update = static_cast<schema::Action>(random_.below(5));
  if (random_.one_in(4)) key.deferrable = static_cast<schema::Deferrable>(random_.below(3));
  if (any_ && random_.one_in(8)) key.match = schema::Match::full;
  if (any_ && random_.one_in(8)) key.not_valid = true;
  table.columns.insert(table.columns.end(), added.begin(), added.end());
  table.foreign_keys.push_back(std::move(key));
  schema::sort(table);
}

void Parts::add_check(Table& table) {
  if (table.columns.empty()) return;
  const Column& column = random_.of(table.columns);
  const std::string name = spelled(column.name);
  std::string expression = name + " IS NOT NULL";
  if (is_integer(column)) expression = random_.one_in(2) ? name + " > 0" : name + " + 1 < 1000";
  if (is_text(column)) expression = "length(" + name + ") < 100";
  if (random_.one_in(3))
    expression += " OR " + spelled(random_.of(table.columns).name) + " IS NULL";
  schema::Check check{constraint_name(table), expression};
  for (const auto& other : table.checks) {
    if (other.expression == expression) return;
  }
  if (any_ && random_.one_in(8)) check.no_inherit = true;
  if (any_ && random_.one_in(8)) check.not_valid = true;
  table.checks.push_back(std::move(check));
  if (any_ && random_.one_in(6)) {
    schema::Exclude exclude{constraint_name(table), "USING gist (" + name + " WITH =)"};
    if (!exclude.name.empty() && exclude.name != table.checks.back().name)
      table.excludes.push_back(std::move(exclude));
  }
  schema::sort(table);
}

std::string Parts::index_name(const Table& table) {
  return free_relation(table.name.schema,
                       with(index_names, {"i" + sixty_three.substr(1), "i\\x", "i;--", "ix %s"}));
}

void Parts::rename_something(Table& table) {
  if (!table.indexes.empty() && random_.one_in(2)) {
    const std::string name = index_name(table);
    if (!name.empty()) table.indexes[random_.below(table.indexes.size())].name = name;
    return schema::sort(table);
  }
  std::vector<std::string*> names;
  const auto add = [&](auto& constraint) { names.push_back(&constraint.name); };
  if (table.primary_key) add(*table.primary_key);
  std::for_each(table.uniques.begin(), table.uniques.end(), add);
  std::for_each(table.foreign_keys.begin(), table.foreign_keys.end(), add);
  std::for_each(table.checks.begin(), table.checks.end(), add);
  if (names.empty()) return;
  if (const std::string name = constraint_name(table); !name.empty()) *random_.of(names) = name;
  schema::sort(table);
}

void Parts::add_index(Table& table) {
  schema::Index index;
  index.name = index_name(table);
  if (index.name.empty()) return;
  for (const std::string& name : some_columns(table, 3, false)) {
    schema::IndexElement element;
    element.column = name;
    const Column& column = *schema::find_column(table, name);
    if (is_text(column) && random_.one_in(4)) {
      element.column.clear();
      element.expression = "lower(" + spelled(name) + ")";
    }
    if (random_.one_in(4)) element.order = schema::Order::descending;
    if (any_ && random_.one_in(6)) element.nulls = schema::Nulls::first;
    if (any_ && random_.one_in(8)) element.opclass = "text_pattern_ops";
    index.elements.push_back(std::move(element));
  }
  if (index.elements.empty()) return;
  index.unique = random_.one_in(3);
  if (random_.one_in(5)) index.where = spelled(random_.of(table.columns).name) + " IS NOT NULL";
  if (any_ && random_.one_in(6)) index.method = "btree";
  if (any_ && random_.one_in(6)) index.include = some_columns(table, 2, false);
  if (any_ && random_.one_in(8)) index.storage["fillfactor"] = "70";
  if (any_ && random_.one_in(8)) index.tablespace = "fast disks";
  if (any_ && random_.one_in(8)) add_comment(index.comment);
  table.indexes.push_back(std::move(index));
  schema::sort(table);
}

void Parts::add_setting(Table& table) {
  if (any_) {
    table.settings[random_.one_in(2) ? "postgresql.fillfactor" : "sqlite.strict"] =
        random_.one_in(2) ? "70" : "80";
  } else if (random_.one_in(2)) {
    table.settings["sqlite.strict"] = "true";
  }
}

void Parts::add_table() {
  Table table;
  if (any_ && random_.one_in(5)) table.name.schema = random_.one_in(2) ? "audit" : "Other one";
  table.name.name = free_relation(table.name.schema, table_names());
  if (table.name.name.empty()) return;
  for (std::size_t i = 1 + random_.below(6); i > 0; --i) add_column(table);
  // A table needs a column that it does not compute.
  if (table.columns.empty() || table.columns.front().generated) return;
  if (!random_.one_in(6)) add_primary_key(table);
  for (std::size_t i = random_.below(3); i > 0; --i) add_unique(table);
  for (std::size_t i = random_.below(3); i > 0; --i) add_check(table);
  if (random_.one_in(4)) add_setting(table);
  if (random_.one_in(4)) add_comment(table.comment);
  const schema::Name name = table.name;
  schema_.tables.push_back(std::move(table));
  schema::sort(schema_);
  for (std::size_t i = random_.below(4); i > 0; --i) add_index(*schema::find_table(schema_, name));
}

void Parts::retype(Table& table, Column& column) {
  const schema::Type type = any_type();
  std::set<std::pair<schema::Name, std::string>> reached{{table.name, column.name}};
  // Foreign keys tie columns together in both directions.
  for (bool grown = true; grown;) {
    grown = false;
    for (const Table& other : schema_.tables) {
      for (const auto& key : other.foreign_keys) {
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
          const std::pair here{other.name, key.columns[i]};
          const std::pair there{key.ref_table, key.ref_columns[i]};
          if (reached.contains(here) == reached.contains(there)) continue;
          reached.insert(here);
          reached.insert(there);
          grown = true;
        }
      }
    }
  }
  for (const auto& [name, changed] : reached) {
    Column& one = *schema::find_column(*schema::find_table(schema_, name), changed);
    if (one.generated) return;
  }
  for (const auto& [name, changed] : reached) {
    Table& owner = *schema::find_table(schema_, name);
    Column& one = *schema::find_column(owner, changed);
    one.type = type;
    one.identity.reset();
    one.collation.clear();
    set_default(one);
    // What was made for the old type goes.
    const auto uses = [&](const std::string& sql) {
      return sql_text::mentions_column(sql, changed);
    };
    std::erase_if(owner.checks, [&](const auto& check) { return uses(check.expression); });
    std::erase_if(owner.columns, [&](const Column& other) {
      return other.generated && uses(other.generated->expression);
    });
    std::erase_if(owner.indexes, [&](const auto& index) {
      return std::any_of(index.elements.begin(), index.elements.end(),
                         [&](const auto& element) { return uses(element.expression); });
    });
  }
  repair(schema_);
}

}  // namespace limbeck::test
