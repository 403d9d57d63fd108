// Primary keys, unique constraints, foreign keys, checks and exclusion constraints as values,
// with their tables of fields (see fields.h). If a name is empty, the database chooses one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/table.h"
#include "migrations/schema/fields.h"
#include "migrations/schema/name.h"

namespace limbeck::schema {

enum class Action : unsigned char { no_action, restrict, cascade, set_null, set_default };
enum class Match : unsigned char { simple, full };
enum class Deferrable : unsigned char { no, initially_immediate, initially_deferred };

/// The SQL of an action: `CASCADE`, `SET NULL` …
std::string_view to_sql(Action action);

struct PrimaryKey {
  std::string name = {};
  std::vector<std::string> columns = {};
  Deferrable deferrable = Deferrable::no;
  std::vector<std::string> include = {};  ///< columns that the index holds and the key does not
  bool operator==(const PrimaryKey&) const = default;
};
template <>
struct Fields<PrimaryKey> {
  using Spec = limbeck::PrimaryKey;
  static constexpr auto list = FieldList{
      field("name", &PrimaryKey::name, &Spec::name).key(),
      field("columns", &PrimaryKey::columns, &Spec::columns).always(),
      field("deferrable", &PrimaryKey::deferrable, &Spec::deferrable).said("%").argument(),
      field("include", &PrimaryKey::include, &Spec::include).said("include %").argument(),
  };
};

struct Unique {
  std::string name = {};
  std::vector<std::string> columns = {};
  bool nulls_not_distinct = false;
  Deferrable deferrable = Deferrable::no;
  std::vector<std::string> include = {};  ///< as in PrimaryKey
  bool operator==(const Unique&) const = default;
};
template <>
struct Fields<Unique> {
  using Spec = limbeck::UniqueConstraint;
  static constexpr auto list = FieldList{
      field("name", &Unique::name, &Spec::name).key(),
      field("columns", &Unique::columns, &Spec::columns).always(),
      field("nulls_not_distinct", &Unique::nulls_not_distinct, &Spec::nulls_not_distinct)
          .said("nulls not distinct")
          .argument(),
      field("deferrable", &Unique::deferrable, &Spec::deferrable).said("%").argument(),
      field("include", &Unique::include, &Spec::include).said("include %").argument(),
  };
};

struct ForeignKey {
  std::string name = {};
  std::vector<std::string> columns = {};
  Name ref_table = {};
  std::vector<std::string> ref_columns = {};
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  Match match = Match::simple;
  Deferrable deferrable = Deferrable::no;
  bool not_valid = false;
  /// With on_delete = set_null or set_default: the columns that are set, or empty for all.
  std::vector<std::string> on_delete_columns = {};
  bool operator==(const ForeignKey&) const = default;
};
template <>
struct Fields<ForeignKey> {
  using Spec = limbeck::ForeignKey;
  static constexpr auto list = FieldList{
      field("name", &ForeignKey::name, &Spec::name).key(),
      field("columns", &ForeignKey::columns, &Spec::columns).always(),
      field("ref_table", &ForeignKey::ref_table, &Spec::ref_table)
          .required()
          .with_schema("ref_schema"),
      field("ref_columns", &ForeignKey::ref_columns, &Spec::ref_columns).always(),
      field("on_delete", &ForeignKey::on_delete, &Spec::on_delete).argument(),
      field("on_update", &ForeignKey::on_update, &Spec::on_update).argument(),
      field("match", &ForeignKey::match, &Spec::match).argument(),
      field("deferrable", &ForeignKey::deferrable, &Spec::deferrable).said("%").argument(),
      field("not_valid", &ForeignKey::not_valid, &Spec::not_valid).argument(),
      field("on_delete_columns", &ForeignKey::on_delete_columns, &Spec::on_delete_columns)
          .argument(),
  };
};

struct Check {
  std::string name = {};
  std::string expression = {};
  bool no_inherit = false;
  bool not_valid = false;
  bool operator==(const Check&) const = default;
};
template <>
struct Fields<Check> {
  using Spec = limbeck::CheckConstraint;
  static constexpr auto list = FieldList{
      field("name", &Check::name, &Spec::name).key(),
      field("expression", &Check::expression, &Spec::expression).required().sql(),
      field("no_inherit", &Check::no_inherit, &Spec::no_inherit).said("no inherit").argument(),
      field("not_valid", &Check::not_valid, &Spec::not_valid).said("not valid").argument(),
  };
};

struct Exclude {
  std::string name = {};
  std::string definition = {};  ///< the SQL after EXCLUDE
  Deferrable deferrable = Deferrable::no;
  bool operator==(const Exclude&) const = default;
};
template <>
struct Fields<Exclude> {
  using Spec = limbeck::ExcludeConstraint;
  static constexpr auto list = FieldList{
      field("name", &Exclude::name, &Spec::name).key(),
      field("definition", &Exclude::definition, &Spec::definition).required(),
      field("deferrable", &Exclude::deferrable, &Spec::deferrable).said("%").argument(),
  };
};

enum class ConstraintKind : unsigned char { any, primary, unique, foreign_key, check, exclude };

}  // namespace limbeck::schema
