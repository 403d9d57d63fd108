// Enum types.
#include <algorithm>

#include "migrations/sql/postgresql/dependents.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql/postgresql/uses.h"
#include "migrations/sql/postgresql/views.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql/quoting.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string create_type(const schema::Name& name, const std::vector<std::string>& values) {
  std::vector<std::string> literals;
  for (const std::string& value : values) literals.push_back(quote_literal(value));
  return concat({"CREATE TYPE ", quote(name), " AS ENUM (", join(literals, ", "), ")"});
}

bool is_of(const schema::Type& used, const schema::Name& type) {
  return (used.kind == schema::TypeKind::enumeration && used.name == type) ||
         schema::named_type(used) == type;
}

/// An enum is replaced by another of the same name: PostgreSQL takes no value out of one.
class Replacement {
 public:
  Replacement(Writer& out, const operations::ReplaceEnum& operation)
      : out_(out), operation_(operation), old_(operation.name) {
    old_.name = "limbeck_replaced_enum";
    for (const schema::Domain& domain : out.before().domains) {
      if (is_of(domain.type, operation.name)) domains_.push_back(domain);
    }
    for (const schema::Table& table : out.before().tables) {
      for (const schema::Column& column : table.columns) {
        if (is_of(column.type, operation.name) || is_of_domain(column)) {
          users_.push_back({table.name, column.name});
        }
      }
    }
    // Bodies are texts to PostgreSQL: only what stands before them is tied to the type.
    for (const schema::Function& function : out.before().functions) {
      if (names(function.arguments, operation.name) || names(function.definition, operation.name)) {
        functions_.push_back(function);
      }
    }
  }

  void render() {
    std::vector<schema::Name> read{operation_.name};
    for (const schema::Function& function : functions_) read.push_back(function.name);
    // Generated columns of the type are among the dependents: they are dropped and made again.
    const Dependents dependents(out_.before(), users_, Reach::references, read);
    dependents.drop(out_);
    for (const schema::Function& function : functions_) drop(out_, function);
    each_user([&](const auto& table, const auto& column) { loosen(table, column); });
    for (const schema::Domain& domain : domains_) out_.add("DROP DOMAIN " + quote(domain.name));
    replace_type();
    for (const schema::Domain& domain : domains_) {
      postgresql::render(out_, operations::CreateDomain{domain});
    }
    each_user([&](const auto& table, const auto& column) { change(table, column); });
    out_.add("DROP TYPE " + quote(old_));
    for (const schema::Function& function : functions_) create(out_, function);
    dependents.restore(out_);
  }

 private:
  bool is_of_domain(const schema::Column& column) const {
    const auto name = schema::named_type(column.type);
    return name && std::ranges::any_of(domains_, [&](const schema::Domain& domain) {
             return domain.name == *name;
           });
  }

  template <class Function>
  void each_user(Function function) {
    for (const ChangedColumn& user : users_) {
      const schema::Table* table = schema::find_table(out_.before(), user.table);
      const schema::Column& column = *schema::find_column(*table, user.column);
      if (!column.generated) function(user.table, column);
    }
  }

  /// A column of a domain is a text while there is no domain.
  void loosen(const schema::Name& table, const schema::Column& column) {
    if (!is_of_domain(column)) return;
    if (column.default_sql) out_.add(alter_column(table, column.name) + "DROP DEFAULT");
    const std::string type = column.type.dimensions > 0 ? "text[]" : "text";
    out_.add(concat({alter_column(table, column.name), "TYPE ", type, " USING ", quote(column.name),
                     "::", type}));
  }

  void replace_type() {
    const schema::Enum* type = schema::find_enum(out_.before(), operation_.name);
    out_.add(concat({"ALTER TYPE ", quote(operation_.name), " RENAME TO ", quote(old_.name)}));
    out_.add(create_type(operation_.name, operation_.values));
    if (type != nullptr && !type->comment.empty()) {
      out_.add(comment_on("TYPE", quote(operation_.name), type->comment));
    }
  }

  void change(const schema::Name& table, const schema::Column& column) {
    if (column.default_sql && !is_of_domain(column)) {
      out_.add(alter_column(table, column.name) + "DROP DEFAULT");
    }
    const std::string through = column.type.dimensions > 0 ? "::text[]::" : "::text::";
    out_.add(concat({alter_column(table, column.name), "TYPE ", type_sql(column.type), " USING ",
                     quote(column.name), through, type_sql(column.type)}));
    if (column.default_sql) {
      out_.add(concat(
          {alter_column(table, column.name), "SET DEFAULT ", expression(*column.default_sql)}));
    }
  }

  Writer& out_;
  const operations::ReplaceEnum& operation_;
  schema::Name old_;
  std::vector<schema::Domain> domains_;
  std::vector<schema::Function> functions_;
  std::vector<ChangedColumn> users_;
};

}  // namespace

void render(Writer& out, const operations::CreateEnum& operation) {
  out.add(create_type(operation.type.name, operation.type.values));
  if (!operation.type.comment.empty()) {
    out.add(comment_on("TYPE", quote(operation.type.name), operation.type.comment));
  }
}

void render(Writer& out, const operations::DropEnum& operation) {
  out.add("DROP TYPE " + quote(operation.name));
}

void render(Writer& out, const operations::AddEnumValue& operation) {
  // A value cannot be used in the transaction that adds it, so where something after it in the
  // revision may, it is committed by itself; and then a second run must not stumble over it.
  const bool alone = may_use(out.later(), operation.value);
  std::string sql = concat({"ALTER TYPE ", quote(operation.name), " ADD VALUE ",
                            alone ? "IF NOT EXISTS " : "", quote_literal(operation.value)});
  if (!operation.before.empty()) sql += " BEFORE " + quote_literal(operation.before);
  if (alone) {
    out.add_alone(std::move(sql));
  } else {
    out.add(std::move(sql));
  }
}

void render(Writer& out, const operations::RenameEnumValue& operation) {
  out.add(concat({"ALTER TYPE ", quote(operation.name), " RENAME VALUE ",
                  quote_literal(operation.value), " TO ", quote_literal(operation.new_value)}));
}

void render(Writer& out, const operations::ReplaceEnum& operation) {
  Replacement(out, operation).render();
}

}  // namespace limbeck::sql::postgresql
