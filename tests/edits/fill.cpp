#include "tests/edits/fill.h"

#include <algorithm>
#include <set>

#include "limbeck/error.h"
#include "migrations/diff/ordering.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

class Filler {
 public:
  Filler(Random& random, EditedDatabase& database, const schema::Schema& schema)
      : random_(random),
        dialect_(database.dialect()),
        driver_(database.driver()),
        schema_(schema),
        postgresql_(database.dialect_name() == "postgresql") {}

  std::size_t run() {
    diff::Tables tables;
    for (const Table& table : schema_.tables) {
      if (!table.partition_of) tables.push_back(&table);
    }
    std::size_t count = 0;
    // Twice, as keys in a circle find their parents in the second round only.
    for (int round = 0; round < 2; ++round) {
      for (const diff::Tables& group : diff::dependency_groups(tables)) {
        count += begin_circle(group);
        for (const Table* table : group) count += fill(*table);
      }
    }
    return count;
  }

 private:
  // No row of a circle can be the first where its keys are NOT NULL: one each, at once.
  std::size_t begin_circle(const diff::Tables& group) {
    const auto is_filled = [&](const Table* table) { return filled_[table->name] > 0; };
    if (group.size() < 2 || std::any_of(group.begin(), group.end(), is_filled)) return 0;
    constexpr int most_tries = 20;
    for (int tries = 0; tries < most_tries; ++tries) {
      if (!postgresql_) driver_.execute("PRAGMA foreign_keys = OFF");
      driver_.execute("BEGIN");
      try {
        if (postgresql_) driver_.execute("SET LOCAL session_replication_role = replica");
        for (const Table* table : group) driver_.execute(insert_into(*table, false));
        for (const Table* table : group) close_circle(*table, group);
        driver_.execute("COMMIT");
        for (const Table* table : group) filled_[table->name] = 1;
        tries = most_tries;
      } catch (const Error&) {
        driver_.execute("ROLLBACK");
      }
      if (!postgresql_) driver_.execute("PRAGMA foreign_keys = ON");
    }
    return is_filled(group.front()) ? group.size() : 0;
  }

  void close_circle(const Table& table, const diff::Tables& group) {
    for (const schema::ForeignKey& key : table.foreign_keys) {
      const auto is_it = [&](const Table* other) { return other->name == key.ref_table; };
      if (std::none_of(group.begin(), group.end(), is_it)) continue;
      std::string values;
      for (std::size_t i = 0; i < key.columns.size(); ++i) {
        values += (values.empty() ? "" : ", ") + dialect_.quote(key.columns[i]) + " = (SELECT " +
                  dialect_.quote(key.ref_columns[i]) + " FROM " + quoted(key.ref_table) + ")";
      }
      driver_.execute("UPDATE " + quoted(table.name) + " SET " + values);
    }
  }

  std::size_t fill(const Table& table) {
    constexpr std::size_t enough = 3, most_tries = 60;
    if (filled_[table.name] >= enough) return 0;
    std::size_t made = 0;
    for (std::size_t tries = 0; tries < most_tries && made < enough; ++tries) {
      try {
        driver_.execute(insert_into(table, tries > most_tries / 2));
        ++made;
      } catch (const Error&) {
      }
    }
    filled_[table.name] += made;
    return made;
  }

  std::string insert_into(const Table& table, bool as_little_as_possible) {
    std::map<std::string, std::string> values;
    for (const schema::ForeignKey& key : table.foreign_keys) refer(table, key, values);
    for (const Table* part : schema::partitions_of(schema_, table.name)) {
      for (const schema::ForeignKey& key : part->foreign_keys) refer(table, key, values);
    }
    std::string columns, list;
    for (const Column& column : table.columns) {
      if (column.generated || (column.identity && random_.one_in(2))) continue;
      if (column.default_sql && random_.one_in(3)) continue;
      const auto given = values.find(column.name);
      std::string value = given != values.end() ? given->second : value_of(table, column);
      if (column.nullable && (random_.one_in(6) || (as_little_as_possible && random_.one_in(2))))
        value = "NULL";
      columns += (columns.empty() ? "" : ", ") + dialect_.quote(column.name);
      list += (list.empty() ? "" : ", ") + value;
    }
    const std::string into = "INSERT INTO " + quoted(table.name);
    if (columns.empty()) return into + " DEFAULT VALUES";
    return into + " (" + columns + ")" + (postgresql_ ? " OVERRIDING SYSTEM VALUE" : "") +
           " VALUES (" + list + ")";
  }

  // The same row of the parent for all columns of the key.
  void refer(const Table& table, const schema::ForeignKey& key,
             std::map<std::string, std::string>& values) {
    const std::size_t rows = filled_[key.ref_table];
    if (rows == 0 || key.ref_table == table.name || values.contains(key.columns[0])) return;
    std::string order;
    for (const std::string& column : key.ref_columns)
      order += (order.empty() ? "" : ", ") + dialect_.quote(column);
    const std::string from = " FROM " + quoted(key.ref_table) + " ORDER BY " + order +
                             " LIMIT 1 OFFSET " + std::to_string(random_.below(rows)) + ")";
    for (std::size_t i = 0; i < key.columns.size(); ++i)
      values[key.columns[i]] = "(SELECT " + dialect_.quote(key.ref_columns[i]) + from;
  }

  std::string quoted(const schema::Name& name) const {
    return (name.schema.empty() ? "" : dialect_.quote(name.schema) + ".") +
           dialect_.quote(name.name);
  }

  // What a check that names the column compares with is often what it wants.
  std::vector<std::string> literals_for(const Table& table, const Column& column) const {
    std::vector<std::string> found;
    const auto take = [&](const std::string& expression) {
      for (const sql_text::Token& token : sql_text::lex(expression)) {
        if (token.kind == sql_text::Token::Kind::string ||
            token.kind == sql_text::Token::Kind::number) {
          found.emplace_back(token.text);
        }
      }
    };
    for (const schema::Check& check : table.checks) {
      if (sql_text::mentions_column(check.expression, column.name)) take(check.expression);
    }
    if (const auto name = schema::named_type(column.type)) {
      if (const schema::Domain* domain = schema::find<schema::Domain>(schema_, *name)) {
        for (const schema::Check& check : domain->checks) take(check.expression);
      }
    }
    return found;
  }

  std::string value_of(const Table& table, const Column& column) {
    if (const auto literals = literals_for(table, column); !literals.empty() && random_.one_in(2))
      return random_.of(literals);
    schema::Type type = column.type;
    if (const auto name = schema::named_type(type)) {
      if (const schema::Domain* domain = schema::find<schema::Domain>(schema_, *name))
        type = domain->type;
    }
    if (type.dimensions > 0) return "'{}'";
    const auto one_of = [&](const std::vector<std::string>& texts) { return random_.of(texts); };
    const std::string number = std::to_string(1 + random_.below(120));
    switch (type.kind) {
      case TypeKind::boolean:
        return one_of({"true", "false"});
      case TypeKind::smallint:
      case TypeKind::integer:
        return number;
      case TypeKind::bigint:
        return one_of({number, "5000000000"});
      case TypeKind::real:
      case TypeKind::double_precision:
        return one_of({number, "1.5"});
      case TypeKind::numeric:
        return type.scale.value_or(0) > 0 ? one_of({"1.25", "3.5", "2"}) : number;
      case TypeKind::bytes:
        return postgresql_ ? one_of({"'\\x00'", "'\\xff01'"}) : one_of({"x'00'", "x'ff01'"});
      case TypeKind::uuid: {
        const std::string digits = std::to_string(10 + random_.below(90));
        return postgresql_ ? "'00000000-0000-0000-0000-0000000000" + digits + "'"
                           : "x'000000000000000000000000000000" + digits + "'";
      }
      case TypeKind::date:
        return one_of({"'2022-01-01'", "'2005-12-31'", "'2022-07-05'"});
      case TypeKind::timestamp:
      case TypeKind::timestamptz:
        return one_of(
            {"'2022-01-01 10:11:12'", "'2022-06-30 23:59:59.25'", "'2022-03-05 00:00:00'"});
      case TypeKind::time:
        return one_of({"'10:00:00'", "'23:59:59.5'"});
      case TypeKind::interval:
        return postgresql_ ? one_of({"'1 day'", "'2 hours'"}) : number;
      case TypeKind::json:
      case TypeKind::jsonb:
        return one_of({"'{}'", "'[1, \"a\"]'", "'{\"a\": 1}'"});
      case TypeKind::enumeration: {
        const schema::Enum* found = schema::find_enum(schema_, type.name);
        return found == nullptr || found->values.empty()
                   ? "NULL"
                   : dialect_.quote_literal(random_.of(found->values));
      }
      case TypeKind::character:
      case TypeKind::varchar:
        if (type.length.value_or(1) < 8)
          return dialect_.quote_literal(std::string(1, char('a' + random_.below(26))));
        [[fallthrough]];
      case TypeKind::text:
        return one_of({"'it''s'", "'größe'", "'b\\s'", "'" + number + "'", "'new " + number + "'",
                       "'true'", "' No '", "' 7'", "'1e3'", "'2020-02-29'", "'2020-02-29 10:00+02'",
                       "'tab\\101'", "'\\x41'", "'{\"a\": 1}'"});
      default:
        return one_of({"'" + number + "'", "'127.0.0.1'", "'<a/>'"});
    }
  }

  Random& random_;
  const sql::Dialect& dialect_;
  connection::Driver& driver_;
  const schema::Schema& schema_;
  bool postgresql_;
  std::map<schema::Name, std::size_t> filled_;
};

}  // namespace

std::size_t fill(Random& random, EditedDatabase& database, const schema::Schema& schema) {
  return Filler(random, database, schema).run();
}

}  // namespace limbeck::test
