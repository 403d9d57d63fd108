// Enum types.
#include <algorithm>

#include "migrations/schema/enum_values.h"
#include "migrations/sql/postgresql/dependents.h"
#include "migrations/sql/postgresql/render_as.h"
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

/// Replaces an enum by another one of the same name, because PostgreSQL cannot remove a value.
class Replacement {
 public:
  Replacement(Writer& out, const operations::ReplaceEnum& operation)
      : out_(out), operation_(operation), old_(operation.name), values_(out.before(), old_) {
    old_.name = "limbeck_replaced_enum";
    find_domains();
    for (const schema::Table& table : out.before().tables) {
      for (const schema::Column& column : table.columns) {
        if (values_.is_type(column.type)) users_.push_back({table.name, column.name});
      }
    }
    // PostgreSQL stores bodies as text. Only the parts in front of them depend on the type.
    for (const schema::Function& function : out.before().functions) {
      if (values_.is_named_in(function.arguments) || values_.is_named_in(function.definition)) {
        functions_.push_back(function);
      }
    }
    things_.push_back(operation_.name);
    for (const schema::Domain& domain : domains_) things_.push_back(domain.name);
    for (const schema::Function& function : functions_) things_.push_back(function.name);
  }

  void render() {
    // Generated columns of the type are dependents, which are dropped and created again.
    const Dependents dependents(out_.before(), users_, Reach::references, things_);
    dependents.drop(out_);
    each_default([&](const schema::Name& table, const schema::Column& column) {
      out_.add(alter_column(table, column.name) + "DROP DEFAULT");
    });
    for (const schema::Function& function : functions_) drop(out_, function);
    each_user([&](const auto& table, const auto& column) { loosen(table, column); });
    for (auto domain = domains_.rbegin(); domain != domains_.rend(); ++domain) {
      out_.add("DROP DOMAIN " + quote(domain->name));
    }
    replace_type();
    for (const schema::Domain& domain : domains_) {
      render_as(out_, operations::CreateDomain{domain});
    }
    each_user([&](const auto& table, const auto& column) { change(table, column); });
    out_.add("DROP TYPE " + quote(old_));
    create_functions();
    each_default([&](const schema::Name& table, const schema::Column& column) {
      out_.add(concat(
          {alter_column(table, column.name), "SET DEFAULT ", expression(*column.default_sql)}));
    });
    dependents.restore(out_);
  }

 private:
  /// The domains over the enum, each after the domain that it is over.
  void find_domains() {
    const auto is_known = [&](const schema::Name& name) {
      return std::ranges::any_of(domains_, [&](const auto& one) { return one.name == name; });
    };
    const auto is_next = [&](const schema::Domain& domain) {
      if (is_known(domain.name) || !values_.is_type(domain.type)) return false;
      const auto base = schema::named_type(domain.type);
      return !base || *base == operation_.name || is_known(*base);
    };
    const auto& all = out_.before().domains;
    for (auto next = all.begin(); next != all.end();) {
      next = std::ranges::find_if(all, is_next);
      if (next != all.end()) domains_.push_back(*next);
    }
  }

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

  /// The columns whose default has the type or uses it.
  template <class Function>
  void each_default(Function function) {
    for (const schema::Table& table : out_.before().tables) {
      for (const schema::Column& column : table.columns) {
        if (!column.default_sql) continue;
        if (values_.is_type(column.type) || uses_any(*column.default_sql, things_))
          function(table.name, column);
      }
    }
  }

  std::string text_of(const schema::Column& column) const {
    return values_.is_array(column.type) ? "text[]" : "text";
  }

  /// A column of a domain is a text while the domain does not exist.
  void loosen(const schema::Name& table, const schema::Column& column) {
    if (!is_of_domain(column)) return;
    const std::string type = text_of(column);
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
    out_.add(concat({alter_column(table, column.name), "TYPE ", type_sql(column.type), " USING ",
                     quote(column.name), "::", text_of(column), "::", type_sql(column.type)}));
  }

  /// Bodies do not change, and may use a value that was removed. The author has to replace them
  /// later in the revision. Until then PostgreSQL does not check them.
  void create_functions() {
    if (functions_.empty()) return;
    out_.add(std::string(skip_body_checks));
    for (schema::Function function : functions_) {
      function.skip_body_check = false;  // create() would switch the checks on behind it
      create(out_, function);
    }
    out_.add(std::string(check_bodies));
  }

  Writer& out_;
  const operations::ReplaceEnum& operation_;
  schema::Name old_;  ///< what the enum is called while there are two
  schema::EnumValues values_;
  std::vector<schema::Domain> domains_;
  std::vector<schema::Function> functions_;
  std::vector<ChangedColumn> users_;
  std::vector<schema::Name> things_;  ///< the enum and what goes with it
};

}  // namespace

static void render(Writer& out, const operations::CreateEnum& operation) {
  out.add(create_type(operation.type.name, operation.type.values));
  if (!operation.type.comment.empty()) {
    out.add(comment_on("TYPE", quote(operation.type.name), operation.type.comment));
  }
}

static void render(Writer& out, const operations::DropEnum& operation) {
  out.add("DROP TYPE " + quote(operation.name));
}

static void render(Writer& out, const operations::RenameEnum& operation) {
  out.add(concat({"ALTER TYPE ", quote(operation.name), " RENAME TO ", quote(operation.new_name)}));
}

static void render(Writer& out, const operations::AddEnumValue& operation) {
  // A value cannot be used in the transaction that adds it. If a later operation of the revision
  // may use it, it is committed alone, with IF NOT EXISTS for a second run.
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

static void render(Writer& out, const operations::RenameEnumValue& operation) {
  out.add(concat({"ALTER TYPE ", quote(operation.name), " RENAME VALUE ",
                  quote_literal(operation.value), " TO ", quote_literal(operation.new_value)}));
}

static void render(Writer& out, const operations::ReplaceEnum& operation) {
  Replacement(out, operation).render();
}

template void render_as(Writer&, const operations::CreateEnum&);
template void render_as(Writer&, const operations::DropEnum&);
template void render_as(Writer&, const operations::RenameEnum&);
template void render_as(Writer&, const operations::AddEnumValue&);
template void render_as(Writer&, const operations::RenameEnumValue&);
template void render_as(Writer&, const operations::ReplaceEnum&);

}  // namespace limbeck::sql::postgresql
