#include "tests/autogen/facts.h"

#include <stdexcept>

#include "migrations/operations/apply.h"
#include "migrations/operations/visit.h"
#include "migrations/schema/json.h"
#include "migrations/sql_text/expression.h"

namespace limbeck::autogen {
namespace {

using operations::Operation;
using schema::Name;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return "(" + text + ")";
}

std::string of(const Name& table, const std::string& thing) {
  return " " + to_string(table) + "." + thing;
}

std::string words(const schema::Column& column, bool with_nullable) {
  std::string text = to_string(column.type);
  if (with_nullable) text += column.nullable ? " null" : " not null";
  if (column.default_sql) text += " default " + sql_text::canonical_sql(*column.default_sql);
  if (const auto& identity = column.identity) {
    const auto bound = [](const std::optional<std::int64_t>& value) {
      return value ? " " + std::to_string(*value) : " -";
    };
    text += " identity " + std::to_string(static_cast<int>(identity->mode)) + " " +
            std::to_string(identity->start) + " " + std::to_string(identity->increment) +
            bound(identity->min) + bound(identity->max) + (identity->cycle ? " cycle" : "");
  }
  if (column.generated) text += " as " + sql_text::canonical_sql(column.generated->expression);
  return text;
}

std::string words(const schema::Index& index) {
  std::string text = index.unique ? " unique" : "";
  for (const schema::IndexElement& element : index.elements)
    text += " " + (element.column.empty() ? "{" + element.expression + "}" : element.column);
  return text + (index.nulls_not_distinct ? " nulls_not_distinct" : "");
}

std::string words(const schema::Unique& unique) {
  return joined(unique.columns) + (unique.nulls_not_distinct ? " nulls_not_distinct" : "");
}

// Without its name, which Alembic gives one time and another not.
std::string words(const schema::ForeignKey& key) {
  return joined(key.columns) + " -> " + to_string(key.ref_table) + joined(key.ref_columns) +
         " delete " + std::string(to_sql(key.on_delete)) + " update " +
         std::string(to_sql(key.on_update)) + " defer " +
         std::to_string(static_cast<int>(key.deferrable));
}

class Ours {
 public:
  Ours(Facts& facts, const schema::Schema& before) : facts_(facts), now_(before) {}

  void add(const Operation& operation) {
    operations::visit(*this, operation.value);
    if (const auto problem = operations::apply(operation, now_))
      throw std::runtime_error(problem->message);
  }

  void operator()(const operations::CreateTable& o) {
    made_.insert(o.table.name);
    put("create_table " + to_string(o.table.name));
    for (const auto& index : o.table.indexes) (*this)(operations::CreateIndex{o.table.name, index});
  }
  void operator()(const operations::DropTable& o) { put("drop_table " + to_string(o.table)); }
  void operator()(const operations::AddColumn& o) {
    // An identity is NOT NULL, said or not; SQLAlchemy does not say it for computed columns.
    const bool said = !o.column.identity && !o.column.generated;
    put("add_column" + of(o.table, o.column.name) + " " + words(o.column, said));
  }
  void operator()(const operations::DropColumn& o) { put("drop_column" + of(o.table, o.column)); }
  void operator()(const operations::AlterColumn& o) {
    const std::string column = "alter" + of(o.table, o.column) + " ";
    if (o.type) put(column + "type " + to_string(*o.type));
    if (o.nullable && !o.identity) put(column + (*o.nullable ? "null" : "not null"));
    if (o.comment) put(column + "comment " + *o.comment);
    if (o.default_sql)
      put(column + "default " + sql_text::canonical_sql(o.default_sql->value_or("none")));
    if (o.identity) {
      put(column + "default " +
          (*o.identity ? words(schema::Column{.identity = *o.identity}, false) : "none"));
    }
    if (o.generated) put(column + "generated");
    if (o.collation) put(column + "collation " + *o.collation);
  }
  void operator()(const operations::CreateIndex& o) {
    put("create_index" + of(o.table, o.index.name) + words(o.index));
  }
  void operator()(const operations::DropIndex& o) { put("drop_index" + of(o.table, o.index)); }
  // Alembic has no word for a rename: it drops and creates.
  void operator()(const operations::RenameIndex& o) {
    for (schema::Index index : schema::find_table(now_, o.table)->indexes) {
      if (index.name != o.index) continue;
      (*this)(operations::DropIndex{o.table, o.index});
      index.name = o.new_name;
      (*this)(operations::CreateIndex{o.table, std::move(index)});
    }
  }
  void operator()(const operations::RenameConstraint& o) {
    using Kind = schema::ConstraintKind;
    const schema::Table& table = *schema::find_table(now_, o.table);
    const auto rename = [&](Kind kind, auto constraint, auto create) {
      if (constraint.name != o.name) return;
      (*this)(operations::DropConstraint{o.table, o.name, kind});
      constraint.name = o.new_name;
      create.table = o.table;
      create.constraint = std::move(constraint);
      (*this)(create);
    };
    if (table.primary_key)
      rename(Kind::primary, *table.primary_key, operations::CreatePrimaryKey{});
    for (const auto& unique : table.uniques)
      rename(Kind::unique, unique, operations::CreateUnique{});
    for (const auto& key : table.foreign_keys)
      rename(Kind::foreign_key, key, operations::CreateForeignKey{});
    for (const auto& check : table.checks) rename(Kind::check, check, operations::CreateCheck{});
  }
  void operator()(const operations::CreateUnique& o) {
    put("add_unique" + of(o.table, o.constraint.name) + words(o.constraint));
  }
  void operator()(const operations::CreateForeignKey& o) {
    // The key that closes a circle of new tables comes after them.
    if (!made_.contains(o.table)) put("add_fk" + of(o.table, words(o.constraint)));
  }
  void operator()(const operations::CreateCheck& o) {
    put("add_check" + of(o.table, o.constraint.name) + " " + o.constraint.expression);
  }
  void operator()(const operations::CreatePrimaryKey& o) {
    put("add_primary_key" + of(o.table, o.constraint.name) + joined(o.constraint.columns));
  }
  void operator()(const operations::DropConstraint& o) {
    const schema::Table* table = schema::find_table(now_, o.table);
    if (table == nullptr) throw std::runtime_error("no table " + to_string(o.table));
    const auto is_meant = [&](const auto& constraint) {
      if (!o.name.empty()) return constraint.name == o.name;
      return constraint.name.empty() && constraint.columns == o.columns;
    };
    switch (o.kind) {
      case schema::ConstraintKind::foreign_key:
        for (const auto& key : table->foreign_keys) {
          if (is_meant(key)) return put("drop_fk" + of(o.table, words(key)));
        }
        break;
      case schema::ConstraintKind::unique:
        return put("drop_unique" + of(o.table, o.name.empty() ? joined(o.columns) : o.name));
      case schema::ConstraintKind::check:
        return put("drop_check" + of(o.table, o.name.empty() ? o.expression : o.name));
      case schema::ConstraintKind::primary:
        return put("drop_primary_key" + of(o.table, o.name));
      default:
        break;
    }
    throw std::runtime_error("drop_constraint " + o.name);
  }
  template <class Other>
  void operator()(const Other&) {
    throw std::runtime_error("an operation that no case knows");
  }

 private:
  void put(std::string fact) { facts_.insert(std::move(fact)); }

  Facts& facts_;
  schema::Schema now_;
  std::set<Name> made_;
};

std::string modified(const std::string& aspect, const Json& value) {
  if (aspect == "type") return "type " + to_string(read_type({{"type", value}}));
  if (aspect == "nullable") return value.get<bool>() ? "null" : "not null";
  if (aspect == "comment") return "comment " + (value.is_null() ? "" : value.get<std::string>());
  if (aspect != "default") throw std::runtime_error("alter_column " + aspect);
  if (value.is_null()) return "default none";
  if (value.contains("identity")) {
    Json column = {{"name", ""}, {"type", "INTEGER"}, {"nullable", false}};
    column["identity"] = value.at("identity");
    return "default " + words(schema::Column{.identity = read_column(column).identity}, false);
  }
  return "default " + sql_text::canonical_sql(read_default(value));
}

schema::ForeignKey read_key(const Json& json, const Name& table, const schema::Schema& schema) {
  schema::ForeignKey key = read_foreign_key(json);
  const Name near{table.schema, key.ref_table.name};
  if (key.ref_table.schema.empty() && schema::find_table(schema, near) != nullptr)
    key.ref_table = near;
  return key;
}

}  // namespace

Facts expected_facts(const Json& expected, const Sides& sides) {
  Facts facts;
  std::set<Name> dropped;
  for (const Json& op : expected) {
    if (op.at("op") == "drop_table")
      dropped.insert({op.value("schema", ""), op.at("table").get<std::string>()});
  }
  for (const Json& op : expected) {
    const Name table{op.value("schema", ""), op.at("table").get<std::string>()};
    const std::string kind = op.at("op");
    if (kind == "create_table" || kind == "drop_table") {
      facts.insert(kind + " " + to_string(table));
    } else if (kind == "add_column") {
      const schema::Column column = read_column(op.at("column"));
      const bool said = !column.identity && !column.generated;
      facts.insert("add_column" + of(table, column.name) + " " + words(column, said));
    } else if (kind == "drop_column") {
      facts.insert("drop_column" + of(table, op.at("column")));
    } else if (kind == "alter_column") {
      for (const auto& [aspect, change] : op.at("modify").items())
        facts.insert("alter" + of(table, op.at("column")) + " " + modified(aspect, change.at(1)));
    } else if (kind == "create_index") {
      const schema::Index index = read_index(op.at("index"));
      facts.insert("create_index" + of(table, index.name) + words(index));
    } else if (kind == "drop_index") {
      // The table takes its indexes with it.
      if (!dropped.contains(table)) facts.insert("drop_index" + of(table, op.at("index")));
    } else if (kind == "add_unique") {
      const schema::Unique unique = read_unique(op.at("unique"));
      facts.insert("add_unique" + of(table, unique.name) + words(unique));
    } else if (kind == "drop_unique") {
      const bool named = op.at("constraint").is_string();
      facts.insert("drop_unique" + of(table, named ? op.at("constraint").get<std::string>()
                                                   : joined(op.at("columns"))));
    } else if (kind == "add_fk") {
      facts.insert("add_fk" + of(table, words(read_key(op.at("fk"), table, sides.after))));
    } else if (kind == "drop_fk") {
      facts.insert("drop_fk" + of(table, words(read_key(op.at("fk"), table, sides.before))));
    } else if (kind == "add_check") {
      const Json& check = op.at("check");
      facts.insert("add_check" + of(table, check.at("name")) + " " +
                   check.at("sql").get<std::string>());
    } else if (kind == "drop_check") {
      facts.insert("drop_check" + of(table, op.at("constraint")));
    } else {
      throw std::runtime_error("operation " + kind);
    }
  }
  return facts;
}

Facts facts_of(const std::vector<Operation>& operations, const schema::Schema& before) {
  Facts facts;
  Ours ours(facts, before);
  for (const Operation& operation : operations) ours.add(operation);
  return facts;
}

}  // namespace limbeck::autogen
