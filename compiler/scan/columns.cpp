#include "compiler/scan/columns.h"
#include "compiler/scan/read_arguments.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/scan/defaults.h"
#include "compiler/scan/naming.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

using schema::TypeKind;

// The context of the fields of an embedded struct.
struct EmbeddedContext {
  std::string prefix;
  std::string old_prefix;
  bool renamed = false;  ///< the embedded field itself has another name now
  bool nullable = false;
  std::vector<const clang::FieldDecl*> path;
};

// Two attributes that exclude each other, and the reason.
struct Clash {
  std::string_view one;
  std::string_view other;
  std::string_view why;
};
constexpr std::array clashes{
    Clash{"nullable", "not_null", "a column is one or the other"},
    Clash{"default_sql", "no_default", "a column has a default or none"},
    Clash{"default_sql", "generated", "a generated column takes no other value"},
    Clash{"default_sql", "identity", "the database numbers the column"},
    Clash{"generated", "identity", "a column is computed or numbered"},
    Clash{"generated", "fill", "the database computes the value of existing rows too"},
    Clash{"nullable", "identity", "the database numbers every row"},
};

class ColumnReader {
 public:
  explicit ColumnReader(const Reading& reading) : reading_(reading) {}

  void read(const clang::CXXRecordDecl& record, const EmbeddedContext& context) {
    for (const clang::CXXRecordDecl* part : with_mixins(record)) {
      for (const clang::FieldDecl* field : part->fields()) {
        EmbeddedContext inside = context;
        inside.path.push_back(field);
        read_field(*field, *part, inside);
      }
    }
  }

  std::vector<ColumnOfField> take() { return std::move(columns_); }

 private:
  const Attribute* find(const clang::FieldDecl& field, std::string_view name) const {
    return reading_.attributes.find(field, name);
  }

  void read_field(const clang::FieldDecl& field, const clang::CXXRecordDecl& home,
                  const EmbeddedContext& context) {
    if (field.isUnnamedBitField()) return;
    if (find(field, "transient") != nullptr) return check_transient(field);
    if (!check_clashes(field)) return;
    MappedType mapped = map_type(reading_, field.getType());
    if (const Attribute* given = find(field, "type")) {
      const bool nullable = mapped.nullable;
      const clang::EnumDecl* enumeration = mapped.enumeration;
      const clang::QualType value = mapped.value;
      mapped = {};
      mapped.type = given_type(*given);
      mapped.given = true;
      mapped.nullable = nullable;
      mapped.enumeration = enumeration;
      mapped.value = value;
    }
    if (!mapped.problem.empty()) return unmappable(field, mapped.problem);
    if (mapped.embedded != nullptr) return embed(field, *mapped.embedded, mapped.nullable, context);

    ColumnOfField result;
    result.mapped = mapped;
    result.path = context.path;
    result.home = &home;
    result.location = reading_.locator.of(field);
    schema::Column& column = result.column;
    column.type = mapped.type;
    column.collation = mapped.collation;
    if (!refine(field, column)) return;
    const Attribute* name = find(field, "column");
    const std::string own = name != nullptr ? only_text(name) : field.getName().str();
    if (own.empty()) {
      return unnamed(field, name);
    }
    column.name = embedded_name(context.prefix, own);
    rename(field, own, context, result);
    set_nullable(field, context, result);
    set_value(field, result);
    column.comment = comment_of(reading_, field);
    columns_.push_back(std::move(result));
  }

  void unnamed(const clang::FieldDecl& field, const Attribute* name) {
    if (name != nullptr) {
      reading_.error(RuleId::wrong_argument, "a column's name cannot be empty",
                     reading_.locator.at(name->span));
    } else {
      unmappable(field, "it has no name");
    }
  }

  void unmappable(const clang::FieldDecl& field, const std::string& why) {
    const std::string type = field.getType().getAsString(reading_.ast.getPrintingPolicy());
    const std::string name =
        field.getName().empty() ? "this field" : "'" + field.getName().str() + "'";
    reading_.error(RuleId::unmappable_type,
                   "the type of " + name + ", '" + type + "', has no column type: " + why,
                   reading_.locator.of(field),
                   {{"[[limbeck::type(\"…\")]] gives it one, and [[limbeck::transient]] keeps the "
                     "field out of the table"}});
  }

  void check_transient(const clang::FieldDecl& field) {
    for (const Attribute& attribute : reading_.attributes.of(field)) {
      if (attribute.name == "transient") continue;
      reading_.error(
          RuleId::clash,
          "'" + attribute.name + "' means nothing on a transient field: it has no column",
          reading_.locator.at(attribute.span));
    }
  }

  bool check_clashes(const clang::FieldDecl& field) {
    bool fine = true;
    for (const Clash& clash : clashes) {
      const Attribute* one = find(field, clash.one);
      const Attribute* other = find(field, clash.other);
      if (one == nullptr || other == nullptr) continue;
      // `identity(never)` only says what the column is not.
      if (other->name == "identity" && named(*other, "never") != nullptr) continue;
      reading_.error(RuleId::clash,
                     "'" + std::string(clash.one) + "' and '" + std::string(clash.other) +
                         "' cannot stand together: " + std::string(clash.why),
                     reading_.locator.at(other->span),
                     {{"the other is here", reading_.locator.at(one->span)}});
      fine = false;
    }
    return fine;
  }

  bool refine(const clang::FieldDecl& field, schema::Column& column) {
    if (const Attribute* collate = find(field, "collate")) column.collation = only_text(collate);
    for (const std::string_view name : {"length", "precision"}) {
      const Attribute* attribute = find(field, name);
      if (attribute == nullptr) continue;
      const std::string wrong =
          name == "length"
              ? apply_length(column.type, static_cast<int>(std::clamp<std::int64_t>(
                                              positional(*attribute)[0]->number, 0, 1 << 30)))
              : apply_precision(column.type, *attribute);
      if (wrong.empty()) continue;
      reading_.error(RuleId::wrong_argument, wrong, reading_.locator.at(attribute->span));
      return false;
    }
    return true;
  }

  void rename(const clang::FieldDecl& field, const std::string& own, const EmbeddedContext& context,
              ColumnOfField& result) const {
    const Attribute* renamed = find(field, "renamed_from");
    if (renamed == nullptr && !context.renamed) return;
    result.renamed_from = embedded_name(context.renamed ? context.old_prefix : context.prefix,
                                        renamed != nullptr ? only_text(renamed) : own);
  }

  void set_nullable(const clang::FieldDecl& field, const EmbeddedContext& context,
                    ColumnOfField& result) {
    result.column.nullable = result.mapped.nullable || context.nullable;
    if (find(field, "nullable") != nullptr) result.column.nullable = true;
    if (find(field, "not_null") != nullptr) result.column.nullable = false;
    // SQLite has keys that may be null: the attribute says so.
    if (find(field, "primary_key") == nullptr || find(field, "nullable") != nullptr) return;
    if (result.mapped.nullable && find(field, "not_null") == nullptr) {
      reading_.error(RuleId::clash, "a key is never null, and this is a std::optional",
                     reading_.locator.of(field),
                     {{"it is a key here", reading_.locator.at(find(field, "primary_key")->span)}});
    }
    result.column.nullable = false;
  }

  void set_value(const clang::FieldDecl& field, ColumnOfField& result) {
    schema::Column& column = result.column;
    if (const Attribute* generated = find(field, "generated")) {
      const bool computed_on_read = named(*generated, "virtual") != nullptr;
      if (computed_on_read && named(*generated, "stored") != nullptr) {
        reading_.error(RuleId::clash, "a generated column is stored or virtual, not both",
                       reading_.locator.at(generated->span));
      }
      column.generated = schema::Generated{only_text(generated), !computed_on_read};
    } else if (const Attribute* text = find(field, "default_sql")) {
      column.default_sql = only_text(text);
    } else if (find(field, "no_default") == nullptr) {
      column.default_sql = default_of(reading_, field, result.mapped);
    }
    if (const Attribute* identity = find(field, "identity")) set_identity(*identity, column);
    if (const Attribute* fill = find(field, "fill")) {
      result.fill = only_text(fill);
      result.has_fill = true;
    }
  }

  void set_identity(const Attribute& attribute, schema::Column& column) {
    const Argument* always = named(attribute, "always");
    const Argument* by_default = named(attribute, "by_default");
    const Argument* serial = named(attribute, "serial");
    const Argument* never = named(attribute, "never");
    const auto modes = std::ranges::count_if(std::array{always, by_default, serial, never},
                                             [](const Argument* mode) { return mode != nullptr; });
    if (modes > 1) {
      reading_.error(RuleId::clash, "'identity' is one of always, by_default, serial, never",
                     reading_.locator.at(attribute.span));
    }
    if (never != nullptr) return;
    const TypeKind kind = column.type.kind;
    if (column.type.dimensions > 0 ||
        (kind != TypeKind::smallint && kind != TypeKind::integer && kind != TypeKind::bigint)) {
      reading_.error(
          RuleId::wrong_argument,
          "a column numbered by the database is an integer, and this is " + to_string(column.type),
          reading_.locator.at(attribute.span));
      return;
    }
    if (column.nullable) {
      reading_.error(RuleId::clash, "a column numbered by the database is never null",
                     reading_.locator.at(attribute.span));
    }
    schema::Identity identity;
    if (always != nullptr) identity.mode = schema::Identity::Mode::always;
    if (serial != nullptr) identity.mode = schema::Identity::Mode::serial;
    schema::each_argument<schema::Identity>([&](const auto& field) {
      read_argument(attribute, field.argument_name, identity.*field.member);
    });
    if (identity.increment == 0) {
      reading_.error(RuleId::wrong_argument, "'increment' cannot be 0",
                     reading_.locator.at(named(attribute, "increment")->span));
    }
    if (identity.min && identity.max && *identity.min >= *identity.max) {
      reading_.error(RuleId::wrong_argument, "'min' is less than 'max'",
                     reading_.locator.at(named(attribute, "min")->span));
    }
    if (identity.cache < 1) {
      reading_.error(RuleId::wrong_argument, "'cache' is at least 1",
                     reading_.locator.at(named(attribute, "cache")->span));
    }
    if (serial != nullptr && identity != schema::Identity{.mode = identity.mode}) {
      reading_.error(RuleId::clash,
                     "a serial column has the sequence that PostgreSQL gives it and takes no other "
                     "argument; take identity(by_default, …)",
                     reading_.locator.at(attribute.span));
    }
    column.identity = identity;
    column.default_sql
        .reset();  // an initialiser of the member: the row's value before it is inserted
  }

  void embed(const clang::FieldDecl& field, const clang::CXXRecordDecl& record, bool nullable,
             const EmbeddedContext& context) {
    constexpr std::array allowed{std::string_view("column"), std::string_view("renamed_from"),
                                 std::string_view("nullable"), std::string_view("not_null"),
                                 std::string_view("comment")};
    for (const Attribute& attribute : reading_.attributes.of(field)) {
      if (std::find(allowed.begin(), allowed.end(), attribute.name) != allowed.end()) continue;
      reading_.error(RuleId::misplaced_attribute,
                     "'" + attribute.name + "' goes on a field that is one column, and '" +
                         field.getName().str() + "' is a struct of several",
                     reading_.locator.at(attribute.span));
    }
    for (const Attribute& attribute : reading_.attributes.of(record)) {
      reading_.error(RuleId::misplaced_attribute,
                     "'" + attribute.name + "' goes on a table or a base of one, and '" +
                         record.getName().str() + "' is embedded",
                     reading_.locator.at(attribute.span),
                     {{"it is embedded here", reading_.locator.of(field)}});
    }
    const Attribute* name = find(field, "column");
    const Attribute* renamed = find(field, "renamed_from");
    const std::string own = name != nullptr ? only_text(name) : field.getName().str();
    EmbeddedContext inside = context;
    inside.prefix = embedded_name(context.prefix, own);
    inside.renamed = context.renamed || renamed != nullptr;
    inside.old_prefix = embedded_name(context.renamed ? context.old_prefix : context.prefix,
                                      renamed != nullptr ? only_text(renamed) : own);
    inside.nullable = (context.nullable || nullable || find(field, "nullable") != nullptr) &&
                      find(field, "not_null") == nullptr;
    read(record, inside);
  }

  const Reading& reading_;
  std::vector<ColumnOfField> columns_;
};

}  // namespace

std::vector<const clang::CXXRecordDecl*> with_mixins(const clang::CXXRecordDecl& record) {
  std::vector<const clang::CXXRecordDecl*> parts;
  for (const clang::CXXBaseSpecifier& base : record.bases()) {
    const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
    if (type == nullptr || type->getDefinition() == nullptr) continue;
    for (const clang::CXXRecordDecl* part : with_mixins(*type->getDefinition())) {
      // A virtual base, or one met twice, gives its fields once.
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    }
  }
  parts.push_back(&record);
  return parts;
}

std::vector<ColumnOfField> columns_of(const Reading& reading, const clang::CXXRecordDecl& record) {
  ColumnReader reader(reading);
  reader.read(record, {});
  return reader.take();
}

}  // namespace limbeck::compiler
