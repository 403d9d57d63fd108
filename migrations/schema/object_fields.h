// The tables of fields of enums, views, functions and other objects (see fields.h). Their specs
// have no names, because those are arguments of the operations.
#pragma once

#include "limbeck/objects.h"
#include "migrations/schema/fields.h"
#include "migrations/schema/schema.h"
#include "migrations/schema/table_fields.h"

namespace limbeck::schema {

template <>
struct Fields<Enum> {
  static constexpr auto list = std::tuple{
      field("name", &Enum::name, NoSpec{}).required().key(),
      field("values", &Enum::values, NoSpec{}).always(),
      field("comment", &Enum::comment, NoSpec{}),
  };
};

template <>
struct Fields<Namespace> {
  static constexpr auto list = std::tuple{
      field("name", &Namespace::name, NoSpec{}).required().with_schema(nullptr).key(),
      field("comment", &Namespace::comment, NoSpec{}),
  };
};

template <>
struct Fields<Extension> {
  using Spec = limbeck::Extension;
  static constexpr auto list = std::tuple{
      field("name", &Extension::name, NoSpec{}).required().with_schema(nullptr).key(),
      field("schema", &Extension::in_schema, &Spec::schema),
      field("version", &Extension::version, &Spec::version),
      field("comment", &Extension::comment, &Spec::comment),
  };
};

template <>
struct Fields<OwnedBy> {
  using Spec = limbeck::OwnedBy;
  static constexpr auto list = std::tuple{
      field("table", &OwnedBy::table, &Spec::table).required(),
      field("column", &OwnedBy::column, &Spec::column).required(),
  };
};

template <>
struct Fields<Sequence> {
  using Spec = limbeck::Sequence;
  static constexpr auto list = std::tuple{
      field("name", &Sequence::name, NoSpec{}).required().key(),
      field("type", &Sequence::type, &Spec::type).always_in_json(),
      field("start", &Sequence::start, &Spec::start),
      field("increment", &Sequence::increment, &Spec::increment),
      field("min", &Sequence::min, &Spec::min),
      field("max", &Sequence::max, &Spec::max),
      field("cache", &Sequence::cache, &Spec::cache),
      field("cycle", &Sequence::cycle, &Spec::cycle),
      field("owned_by", &Sequence::owned_by, &Spec::owned_by).called("owner"),
      field("comment", &Sequence::comment, &Spec::comment),
  };
};

template <>
struct Fields<Domain> {
  using Spec = limbeck::Domain;
  static constexpr auto list = std::tuple{
      field("name", &Domain::name, NoSpec{}).required().key(),
      field("type", &Domain::type, &Spec::type).required(),
      field("collation", &Domain::collation, &Spec::collation),
      field("default", &Domain::default_sql, &Spec::server_default).in_cpp_as("server_default"),
      field("not_null", &Domain::not_null, &Spec::not_null).called("not null"),
      field("checks", &Domain::checks, &Spec::checks),
      field("comment", &Domain::comment, &Spec::comment),
  };
};

template <>
struct Fields<View> {
  using Spec = limbeck::View;
  static constexpr auto list = std::tuple{
      field("name", &View::name, NoSpec{}).required().early().key(),
      field("definition", &View::definition, &Spec::definition).required().called("query"),
      field("materialized", &View::materialized, &Spec::materialized).early().called("kept rows"),
      field("storage", &View::storage, &Spec::storage).called("settings"),
      field("indexes", &View::indexes, NoSpec{}),  // each is an operation of its own
      field("comment", &View::comment, &Spec::comment),
  };
};

template <>
struct Fields<Function> {
  using Spec = limbeck::Function;
  static constexpr auto list = std::tuple{
      field("name", &Function::name, NoSpec{}).required().early().key(),
      field("arguments", &Function::arguments, &Spec::arguments).always_in_json(),
      field("definition", &Function::definition, &Spec::definition).required_in_json(),
      field("procedure", &Function::procedure, &Spec::procedure).early().called("kind (procedure)"),
      field("comment", &Function::comment, &Spec::comment),
  };
};

template <>
struct Fields<Trigger> {
  using Spec = limbeck::Trigger;
  static constexpr auto list = std::tuple{
      field("name", &Trigger::name, NoSpec{}).required().early().key(),
      field("table", &Trigger::table, NoSpec{}).required().early().key(),
      field("fires", &Trigger::fires, &Spec::fires).required_in_json().called("event"),
      field("definition", &Trigger::definition, &Spec::definition).required_in_json(),
      field("constraint", &Trigger::constraint, &Spec::constraint)
          .early()
          .called("kind (constraint trigger)"),
      field("mode", &Trigger::mode, &Spec::mode),
      field("comment", &Trigger::comment, &Spec::comment),
  };
};

}  // namespace limbeck::schema
