#include "compiler/scan/attribute_rules.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "migrations/schema/dialect_keys.h"
#include "migrations/schema/enum_names.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {
namespace {

using Words = std::string_view;

// `include = a`, `include = (a, b)` and `include(a, b)`.
constexpr unsigned takes_member_list = takes_member | takes_group | takes_call;

constexpr Parameter name_parameter{"name", takes_string};
constexpr Parameter unnamed{"unnamed", takes_flag};

// The words of an enum's enumerators.
template <class Enum>
constexpr auto words_of = [] {
  std::array<Words, schema::enumerator_count<Enum>()> words;
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = schema::names_of(static_cast<Enum>(i)).cpp;
  return words;
}();

// The parameters of a field, by its type.
constexpr std::array<Parameter, 1> of_type(Words name, const bool*) {
  return {{{name, takes_flag}}};
}
constexpr std::array<Parameter, 1> of_type(Words name, const std::string*) {
  return {{{name, takes_string}}};
}
constexpr std::array<Parameter, 1> of_type(Words name, const std::int64_t*) {
  return {{{name, takes_integer}}};
}
constexpr std::array<Parameter, 1> of_type(Words name, const std::optional<std::int64_t>*) {
  return {{{name, takes_integer}}};
}
constexpr std::array<Parameter, 1> of_type(Words name, const std::vector<std::string>*) {
  return {{{name, takes_member_list}}};
}
constexpr std::array<Parameter, 1> of_type(Words name, const std::map<std::string, std::string>*) {
  return {{{name, takes_call}}};
}
constexpr std::array<Parameter, 2> of_type(Words, const schema::Deferrable*) {
  return {{{"deferrable", takes_flag}, {"initially_deferred", takes_flag}}};
}
template <class Enum>
requires std::is_enum_v<Enum>
constexpr std::array<Parameter, 1> of_type(Words name, const Enum*) {
  return {{{name, takes_word, words_of<Enum>}}};
}

template <class Struct, class Value>
constexpr auto of_field(Words name, Value Struct::*) {
  return of_type(name, static_cast<const Value*>(nullptr));
}

// `by_hand`, and the arguments in the table of fields of what the attribute declares.
template <class Thing, class... ByHand>
constexpr auto parameters_of(ByHand... by_hand) {
  constexpr std::size_t count = [] {
    std::size_t all = 0;
    schema::each_argument<Thing>(
        [&](const auto& field) { all += of_field(field.argument_name, field.member).size(); });
    return all;
  }();
  std::array<Parameter, sizeof...(ByHand) + count> all{by_hand...};
  std::size_t at = sizeof...(ByHand);
  schema::each_argument<Thing>([&](const auto& field) {
    for (const Parameter& one : of_field(field.argument_name, field.member)) all[at++] = one;
  });
  return all;
}

constexpr std::array table_parameters{
    Parameter{"schema", takes_string},    Parameter{"comment", takes_string},
    Parameter{"strict", takes_flag},      Parameter{"without_rowid", takes_flag},
    Parameter{"small_types", takes_flag}, Parameter{"autoincrement", takes_flag},
    Parameter{"unlogged", takes_flag},    Parameter{"fillfactor", takes_integer},
    Parameter{"tablespace", takes_string}};
constexpr auto exclude_parameters = parameters_of<schema::Exclude>(name_parameter, unnamed);
constexpr auto key_parameters = parameters_of<schema::PrimaryKey>(name_parameter, unnamed);
constexpr auto unique_parameters = parameters_of<schema::Unique>(name_parameter, unnamed);
constexpr auto index_parameters =
    parameters_of<schema::Index>(name_parameter, Parameter{"using", takes_word | takes_string},
                                 Parameter{"opclass", takes_word | takes_string});
constexpr auto check_parameters = parameters_of<schema::Check>(name_parameter, unnamed);
constexpr auto reference_parameters = parameters_of<schema::ForeignKey>(name_parameter, unnamed);
constexpr std::array type_parameters = [] {
  std::array<Parameter, schema::dialect_keys.size()> parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    parameters[i] = {schema::dialect_keys[i], takes_string};
  }
  return parameters;
}();
constexpr std::array generated_parameters{Parameter{"stored", takes_flag},
                                          Parameter{"virtual", takes_flag}};
constexpr auto identity_parameters = parameters_of<schema::Identity>(
    Parameter{"always", takes_flag}, Parameter{"by_default", takes_flag},
    Parameter{"serial", takes_flag}, Parameter{"never", takes_flag});
constexpr std::array enum_parameters{Parameter{"schema", takes_string},
                                     Parameter{"comment", takes_string}};

// Sorted as design §3 lists them: structs, fields, enums, enumerators, aliases.
constexpr std::array rules{
    Rule{"table", on_struct, takes_string, 0, 1, table_parameters, false,
         "table(\"name\", schema = \"s\", comment = \"…\", strict, without_rowid, autoincrement, "
         "small_types)"},
    Rule{"primary_key", on_struct, takes_member, 1, any_number, key_parameters, false,
         "primary_key(a, b, name = \"…\")"},
    Rule{"unique", on_struct, takes_member, 1, any_number, unique_parameters, true,
         "unique(a, b, name = \"…\")"},
    Rule{"index", on_struct, takes_element, 1, any_number, index_parameters, true,
         "index(a, desc(b), \"lower(c)\", unique, using = gin, where = \"…\", include(d))"},
    Rule{"check", on_struct, takes_string, 1, 1, check_parameters, true,
         "check(\"price > 0\", name = \"…\")"},
    Rule{"foreign_key", on_struct, takes_member | takes_group | takes_call, 2, 2,
         reference_parameters, true,
         "foreign_key((a, b), references(T::x, T::y), on_delete = cascade)"},
    Rule{"exclude", on_struct, takes_string, 1, 1, exclude_parameters, true,
         "exclude(\"USING gist (room WITH =)\", name = \"…\")"},
    Rule{"partition_by",
         on_struct,
         takes_call | takes_string,
         1,
         1,
         {},
         false,
         "partition_by(range(created_at)) or partition_by(\"RANGE (created_at)\")"},
    Rule{"partition_of",
         on_struct,
         takes_string,
         1,
         1,
         {},
         false,
         "partition_of(\"FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')\")"},
    Rule{"setting",
         on_struct,
         takes_string | takes_integer,
         2,
         2,
         {},
         true,
         "setting(\"postgresql.autovacuum_enabled\", \"false\")"},
    Rule{
        "comment", on_struct | on_field | on_enum, takes_string, 1, 1, {}, false, "comment(\"…\")"},

    Rule{"column", on_field, takes_string, 1, 1, {}, false, "column(\"name\")"},
    Rule{"type", on_field | on_struct | on_enum | on_alias, takes_string, 0, 1, type_parameters,
         false, "type(\"citext\") or type(postgresql = \"citext\", sqlite = \"TEXT\")", true},
    Rule{"length", on_field | on_alias, takes_integer, 1, 1, {}, false, "length(320)"},
    Rule{"precision", on_field | on_alias, takes_integer, 1, 2, {}, false, "precision(10, 2)"},
    Rule{"primary_key", on_field, takes_nothing, 0, 0, key_parameters, false, "primary_key"},
    Rule{"unique", on_field, takes_nothing, 0, 0, unique_parameters, false, "unique(name = \"…\")"},
    Rule{"index", on_field, takes_nothing, 0, 0, index_parameters, true,
         "index(unique, using = gin, where = \"…\")"},
    Rule{"references", on_field, takes_member, 1, 1, reference_parameters, false,
         "references(T::x, on_delete = cascade)"},
    Rule{"default_sql", on_field, takes_string, 1, 1, {}, false, "default_sql(\"now()\")"},
    Rule{"no_default", on_field, takes_nothing, 0, 0, {}, false, "no_default"},
    Rule{"generated", on_field, takes_string, 1, 1, generated_parameters, false,
         "generated(\"a + b\", stored)"},
    Rule{"identity", on_field, takes_nothing, 0, 0, identity_parameters, false,
         "identity(always, start = 1, increment = 1, min = 1, max = 999, cache = 1, cycle), "
         "identity(serial) or identity(never)"},
    Rule{"collate", on_field | on_alias, takes_string, 1, 1, {}, false, "collate(\"C\")"},
    Rule{"check", on_field, takes_string, 1, 1, check_parameters, true, "check(\"price > 0\")"},
    Rule{"renamed_from",
         on_struct | on_field | on_enum | on_enumerator,
         takes_string,
         1,
         1,
         {},
         false,
         "renamed_from(\"old_name\")"},
    Rule{"fill", on_field, takes_string, 1, 1, {}, false, "fill(\"''\")"},
    Rule{"transient", on_field, takes_nothing, 0, 0, {}, false, "transient"},
    Rule{"nullable", on_field, takes_nothing, 0, 0, {}, false, "nullable"},
    Rule{"not_null", on_field, takes_nothing, 0, 0, {}, false, "not_null"},

    Rule{"enum_type", on_enum, takes_string, 0, 1, enum_parameters, false, "enum_type(\"name\")"},
    Rule{"value", on_enumerator, takes_string, 1, 1, {}, false, "value(\"in-progress\")"},
};

constexpr std::array element_calls{Words("desc"),       Words("asc"),     Words("nulls_first"),
                                   Words("nulls_last"), Words("opclass"), Words("collate")};

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_plain_word(const Argument& argument) {
  return argument.kind == Argument::Kind::path && argument.scope.size() == 1 &&
         argument.members.empty();
}

bool is_member(const Argument& argument) {
  return argument.kind == Argument::Kind::path && argument.key.empty();
}

}  // namespace

bool is_index_element(const Argument& argument) {
  if (is_member(argument)) return true;
  if (argument.kind == Argument::Kind::string) return argument.key.empty();
  if (argument.kind != Argument::Kind::call || !contains(element_calls, argument.text))
    return false;
  const bool takes_more = argument.text == "opclass" || argument.text == "collate";
  if (argument.arguments.size() != (takes_more ? 2U : 1U)) return false;
  if (takes_more && argument.arguments[1].kind != Argument::Kind::string &&
      !is_plain_word(argument.arguments[1])) {
    return false;
  }
  return is_index_element(argument.arguments[0]);
}

namespace {

bool fits(const Argument& argument, unsigned accepts, std::span<const std::string_view> words) {
  switch (argument.kind) {
    case Argument::Kind::string:
      return (accepts & (takes_string | takes_element)) != 0;
    case Argument::Kind::integer:
      return (accepts & takes_integer) != 0;
    case Argument::Kind::path:
      if ((accepts & (takes_member | takes_element)) != 0) return true;
      if ((accepts & takes_word) == 0 || !is_plain_word(argument)) return false;
      return words.empty() || contains(words, argument.text);
    case Argument::Kind::call:
      if ((accepts & takes_element) != 0) return is_index_element(argument);
      return (accepts & takes_call) != 0;
    case Argument::Kind::group:
      return (accepts & takes_group) != 0 &&
             std::all_of(argument.arguments.begin(), argument.arguments.end(), is_member);
  }
  return false;
}

std::string expected(unsigned accepts, std::span<const std::string_view> words) {
  if ((accepts & takes_word) != 0 && !words.empty()) {
    std::string text = "one of";
    for (const std::string_view& one : words) {
      text += (&one == words.data() ? " " : ", ") + std::string(one);
    }
    return text;
  }
  if ((accepts & takes_element) != 0) return "a member, an expression in quotes, or desc(member)";
  if ((accepts & takes_member) != 0) return "a member";
  if ((accepts & takes_word) != 0) return "a name";
  if ((accepts & takes_string) != 0) return "a string in quotes";
  if ((accepts & takes_integer) != 0) return "a number";
  return "no value";
}

const Parameter* find_parameter(const Rule& rule, std::string_view name) {
  const auto found = std::find_if(rule.parameters.begin(), rule.parameters.end(),
                                  [&](const Parameter& one) { return one.name == name; });
  return found == rule.parameters.end() ? nullptr : &*found;
}

// The parameter that an argument without `=` is all the same: a flag, or `include(c)`.
const Parameter* bare_parameter(const Rule& rule, const Argument& argument) {
  if (!argument.key.empty()) return nullptr;
  const Parameter* parameter = find_parameter(rule, argument.text);
  if (parameter == nullptr) return nullptr;
  if (is_plain_word(argument) && (parameter->accepts & takes_flag) != 0) return parameter;
  if (argument.kind == Argument::Kind::call && (parameter->accepts & takes_call) != 0)
    return parameter;
  return nullptr;
}

std::string quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

// Names and SQL are never empty, and no database takes a NUL byte.
bool is_usable_text(const Argument& argument, std::string_view owner) {
  if (argument.kind != Argument::Kind::string) return true;
  if (argument.text.find('\0') != std::string::npos) return false;
  // SQLite takes a column without a type.
  const bool is_type = owner == "type" || contains(std::span(schema::dialect_keys), owner);
  return !argument.text.empty() || owner == "comment" || owner == "value" || is_type;
}
constexpr std::string_view unusable_text = " takes text that is not empty and has no NUL in it";

std::string unknown_parameter(const Rule& rule, std::string_view wrong) {
  std::string message = quoted(rule.name) + " takes no argument " + quoted(wrong);
  std::vector<std::string> known;
  for (const Parameter& one : rule.parameters) known.emplace_back(one.name);
  const std::string near = schema::nearest(wrong, known);
  if (!near.empty()) return message + "; did you mean " + quoted(near) + "?";
  for (const std::string& one : known)
    message += (&one == known.data() ? "; it takes " : ", ") + one;
  return message;
}

std::string how_many(const Rule& rule) {
  if (rule.most == 0) return "no arguments";
  const std::string noun =
      (rule.most == any_number ? rule.least : rule.most) == 1 ? " argument" : " arguments";
  if (rule.most == any_number) return "at least " + std::to_string(rule.least) + noun;
  if (rule.least == rule.most) return std::to_string(rule.least) + noun;
  if (rule.least == 0) return "at most " + std::to_string(rule.most) + noun;
  return std::to_string(rule.least) + " to " + std::to_string(rule.most) + noun;
}

}  // namespace

std::string_view to_string(Target target) {
  switch (target) {
    case on_struct:
      return "a struct";
    case on_field:
      return "a field";
    case on_enum:
      return "an enum";
    case on_enumerator:
      return "an enumerator";
    case on_alias:
      return "an alias";
    case on_other:
      break;
  }
  return "this";
}

std::span<const Rule> all_rules() { return rules; }

const Rule* find_rule(std::string_view name, Target target) {
  for (const Rule& rule : rules) {
    if (rule.name == name && (rule.targets & target) != 0) return &rule;
  }
  return nullptr;
}

std::vector<std::string> attribute_names() {
  std::vector<std::string> names;
  for (const Rule& rule : rules) names.emplace_back(rule.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::string places_of(std::string_view name) {
  unsigned targets = 0;
  for (const Rule& rule : rules) {
    if (rule.name == name) targets |= rule.targets;
  }
  std::vector<std::string_view> places;
  for (const Target target : {on_struct, on_field, on_enum, on_enumerator, on_alias}) {
    if ((targets & target) != 0) places.push_back(to_string(target));
  }
  std::string text;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0) text += i + 1 == places.size() ? " or " : ", ";
    text += places[i];
  }
  return text;
}

bool check_arguments(const Attribute& attribute,
                     const std::function<void(std::string message, const Span& span)>& report) {
  const Rule& rule = *attribute.rule;
  bool right = true;
  const auto wrong = [&](std::string message, const Span& span) {
    report(std::move(message), span);
    right = false;
  };
  std::size_t count = 0;
  std::vector<std::string_view> seen;
  for (const Argument& argument : attribute.arguments) {
    const Parameter* bare = bare_parameter(rule, argument);
    const std::string_view name = bare != nullptr ? bare->name : std::string_view(argument.key);
    if (!name.empty()) {
      const Span& span = bare != nullptr ? argument.span : argument.key_span;
      const Parameter* parameter = find_parameter(rule, name);
      if (parameter == nullptr) {
        wrong(unknown_parameter(rule, name), span);
      } else if (contains(seen, name)) {
        wrong(quoted(name) + " is given twice", span);
      } else if (bare == nullptr && !fits(argument, parameter->accepts, parameter->words)) {
        wrong(quoted(name) + " takes " + expected(parameter->accepts, parameter->words),
              argument.span);
      } else if (!is_usable_text(argument, name)) {
        wrong(quoted(name) + std::string(unusable_text), argument.span);
      }
      seen.push_back(name);
      continue;
    }
    if (++count > rule.most) {
      if (is_plain_word(argument) || argument.kind == Argument::Kind::call) {
        wrong(unknown_parameter(rule, argument.text), argument.span);
      } else {
        wrong(quoted(rule.name) + " takes " + how_many(rule), argument.span);
      }
    } else if (!fits(argument, rule.accepts, {})) {
      wrong(quoted(rule.name) + " takes " + expected(rule.accepts, {}), argument.span);
    } else if (!is_usable_text(argument, rule.name)) {
      wrong(quoted(rule.name) + std::string(unusable_text), argument.span);
    }
  }
  const bool says_nothing = rule.needs_arguments && attribute.arguments.empty();
  if (right && (count < rule.least || says_nothing)) {
    wrong(quoted(rule.name) + " takes " + (says_nothing ? "an argument" : how_many(rule)),
          attribute.span);
  }
  return right;
}

std::vector<const Argument*> positional(const Attribute& attribute) {
  std::vector<const Argument*> result;
  for (const Argument& argument : attribute.arguments) {
    if (argument.key.empty() && bare_parameter(*attribute.rule, argument) == nullptr) {
      result.push_back(&argument);
    }
  }
  return result;
}

const Argument* named(const Attribute& attribute, std::string_view name) {
  for (const Argument& argument : attribute.arguments) {
    if (argument.key == name) return &argument;
    const Parameter* bare = bare_parameter(*attribute.rule, argument);
    if (bare != nullptr && bare->name == name) return &argument;
  }
  return nullptr;
}

std::string text_of(const Attribute& attribute, std::string_view name) {
  const Argument* argument = named(attribute, name);
  return argument == nullptr ? std::string() : argument->text;
}

}  // namespace limbeck::compiler
