// A table of fields for each struct of a schema. The code that reads and writes JSON, writes C++,
// makes values of specs, compares values and describes them uses the tables, so none of it names a
// field. Each table is beside its struct.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

namespace limbeck::schema {

/// Replaces the pointer to a member of the spec if the field is written in another way.
/// from_spec*.cpp and compiler/emit then handle it by hand.
struct NoSpec {};

/// A member of a struct of a schema, with its properties.
template <class Struct, class Value, class Spec>
struct Field {
  const char* name;  ///< in JSON
  Value Struct::*member;
  Spec spec;             ///< the member of the spec, or NoSpec
  const char* cpp_name;  ///< the name of that member
  const char* label;     ///< for messages: `the {label} of column 'users.age' is another`

  bool in_json = false;    ///< written to JSON even if the field has its default
  bool is_needed = false;  ///< JSON without it is an error
  bool in_cpp = false;     ///< written to C++ even if the field has its default
  bool is_early = false;   ///< in JSON in front of the fields that are not
  bool is_key = false;     ///< identifies the value, so it is equal on both sides of a comparison
  bool is_sql = false;     ///< an SQL expression, of which another spelling says the same
  const char* schema = "schema";  ///< of a Name: the member for the schema in JSON, or null

  /// The text for a list of properties, used where the field differs from its default (`%` is the
  /// value), and the text for the default. Null where a list leaves the field out, or where the
  /// struct's own words_for writes it.
  const char* words = nullptr;
  const char* default_words = nullptr;

  /// The argument of the attribute that declares the thing in a model. Null where no argument does,
  /// or where the scan and scaffold handle it by hand.
  const char* argument_name = nullptr;

  /// JSON must have it, and JSON and C++ are written with it.
  constexpr Field required() const {
    Field field = always();
    field.is_needed = true;
    return field;
  }
  /// JSON and C++ are written with it. JSON without it has the default.
  constexpr Field always() const {
    Field field = always_in_json();
    field.in_cpp = true;
    return field;
  }
  constexpr Field required_in_json() const {
    Field field = always_in_json();
    field.is_needed = true;
    return field;
  }
  constexpr Field always_in_json() const {
    Field field = *this;
    field.in_json = true;
    return field;
  }
  constexpr Field early() const {
    Field field = *this;
    field.is_early = true;
    return field;
  }
  constexpr Field key() const {
    Field field = *this;
    field.is_key = true;
    return field;
  }
  constexpr Field sql() const {
    Field field = *this;
    field.is_sql = true;
    return field;
  }
  constexpr Field with_schema(const char* json_name) const {
    Field field = *this;
    field.schema = json_name;
    return field;
  }
  constexpr Field in_cpp_as(const char* spec_name) const {
    Field field = *this;
    field.cpp_name = spec_name;
    return field;
  }
  constexpr Field called(const char* text) const {
    Field field = *this;
    field.label = text;
    return field;
  }
  constexpr Field said(const char* set, const char* otherwise = nullptr) const {
    Field field = *this;
    field.words = set;
    field.default_words = otherwise;
    return field;
  }
  /// The attribute has an argument for it, under its name in JSON.
  constexpr Field argument() const { return argument(name); }
  constexpr Field argument(const char* text) const {
    Field field = *this;
    field.argument_name = text;
    return field;
  }
};

template <class Struct, class Value, class SpecStruct, class SpecValue>
constexpr auto field(const char* name, Value Struct::*member, SpecValue SpecStruct::*spec) {
  return Field<Struct, Value, SpecValue SpecStruct::*>{name, member, spec, name, name};
}
template <class Struct, class Value>
constexpr auto field(const char* name, Value Struct::*member, NoSpec spec) {
  return Field<Struct, Value, NoSpec>{name, member, spec, name, name};
}

/// A list of values of different types, as std::tuple, which takes the compiler several times as
/// long for each table.
template <std::size_t index, class Row>
struct RowAt {
  Row row;
};
template <class Indexes, class... Row>
struct FieldListAt;
template <std::size_t... index, class... Row>
struct FieldListAt<std::index_sequence<index...>, Row...> : RowAt<index, Row>... {
  explicit constexpr FieldListAt(const Row&... row) : RowAt<index, Row>{row}... {}
};
template <class... Row>
struct FieldList : FieldListAt<std::index_sequence_for<Row...>, Row...> {
  explicit constexpr FieldList(const Row&... row)
      : FieldListAt<std::index_sequence_for<Row...>, Row...>(row...) {}
  static constexpr std::size_t size = sizeof...(Row);
};

template <std::size_t index, class Row>
constexpr const Row& row_at(const RowAt<index, Row>& at) {
  return at.row;
}

/// The table of a struct: a specialisation with `list`, a FieldList. In the order of the
/// members of `Spec`, the struct that a revision writes, as designated initialisers have to be.
/// `beside` is how many members Spec has that are no fields of the value.
template <class Struct>
struct Fields;

template <class Table, class = void>
inline constexpr std::size_t members_beside = 0;
template <class Table>
inline constexpr std::size_t members_beside<Table, std::void_t<decltype(Table::beside)>> =
    Table::beside;

template <class Struct, class = void>
inline constexpr bool has_fields = false;
template <class Struct>
inline constexpr bool has_fields<Struct, std::void_t<decltype(Fields<Struct>::list)>> = true;

/// The number of members of an aggregate.
template <class T>
constexpr std::size_t member_count() {
  // The longest list of initialisers that it takes.
  if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 16;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 15;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 14;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 13;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 12;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 11;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 10;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}}; })
    return 9;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}}; })
    return 8;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}}; })
    return 7;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}}; })
    return 6;
  else if constexpr (requires { T{{}, {}, {}, {}, {}}; })
    return 5;
  else if constexpr (requires { T{{}, {}, {}, {}}; })
    return 4;
  else if constexpr (requires { T{{}, {}, {}}; })
    return 3;
  else
    return 2;
}

/// Calls `visit` with the index of each field in the table as a std::integral_constant. If the
/// table is read at compile time only, applications contain neither the table nor relocations for
/// it.
template <class Struct, class Visit>
constexpr void each_field_index(const Visit& visit) {
  constexpr std::size_t count = decltype(Fields<Struct>::list)::size;
  static_assert(member_count<Struct>() == count,
                "the struct has a member that its table of fields lacks");
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (visit(std::integral_constant<std::size_t, i>()), ...);
  }
  (std::make_index_sequence<count>());
}

/// Calls `visit` with each field of the struct.
template <class Struct, class Visit>
constexpr void each_field(const Visit& visit) {
  each_field_index<Struct>([&](auto index) {
    constexpr auto field = row_at<index>(Fields<Struct>::list);  // no part of the program's data
    visit(field);
  });
}

/// Calls `visit` with each field that is an argument of the struct's attribute.
template <class Struct, class Visit>
constexpr void each_argument(const Visit& visit) {
  each_field_index<Struct>([&](auto index) {
    constexpr auto field = row_at<index>(Fields<Struct>::list);
    if constexpr (field.argument_name != nullptr) visit(field);
  });
}

/// Whether two pointers are the same member.
template <class A, class B>
constexpr bool same_member(A a, B b) {
  if constexpr (std::is_same_v<A, B>) {
    return a == b;
  } else {
    return false;
  }
}

/// Whether each field is an argument of the struct's attribute or one of `members`.
template <class Struct, class... Member>
constexpr bool are_arguments_but(Member... members) {
  bool all = true;
  each_field<Struct>([&](const auto& field) {
    all = all && (field.argument_name != nullptr || (same_member(field.member, members) || ...));
  });
  return all;
}

/// Calls `refuse` with the label of each field but `members` that has not its default.
template <class Struct, class Refuse, class... Member>
void refuse_fields_but(const Struct& value, const Refuse& refuse, Member... members) {
  each_field<Struct>([&](const auto& field) {
    if ((same_member(field.member, members) || ...)) return;
    if (value.*field.member != Struct{}.*field.member) refuse(field.label);
  });
}

/// Whether the spec has a member for the field.
template <class AField>
inline constexpr bool has_spec = !std::is_same_v<decltype(AField::spec), NoSpec>;

/// The number of fields that have a member in the spec.
template <class Struct>
constexpr std::size_t spec_count() {
  std::size_t count = 0;
  each_field<Struct>([&](const auto& field) {
    if (has_spec<std::remove_cvref_t<decltype(field)>>) ++count;
  });
  return count;
}

}  // namespace limbeck::schema
