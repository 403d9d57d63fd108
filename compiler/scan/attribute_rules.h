// The table of attributes, with their targets and arguments, and the check of attributes against
// it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scan/attribute_syntax.h"

namespace limbeck::compiler {

/// The declarations that an attribute can be on; a mask.
enum Target : unsigned {
  on_struct = 1,
  on_field = 2,
  on_enum = 4,
  on_enumerator = 8,
  on_alias = 16,
  on_other = 32,  ///< a function, a namespace, a parameter …
};
std::string_view to_string(Target target);

/// The forms of an argument; a mask.
enum Takes : unsigned {
  takes_nothing = 0,
  takes_flag = 1,    ///< the name alone: `deferrable`
  takes_string = 2,  ///< "…"
  takes_integer = 4,
  takes_word = 8,     ///< one of a list of words, or any name if there is no list
  takes_member = 16,  ///< `a`, `User::id`, `address.city`
  takes_element =
      32,  ///< of an index: a member, an expression in quotes, `desc(a)`, `opclass(a, x)` …
  takes_group = 64,  ///< `(a, b)`
  takes_call = 128,  ///< `range(a)`
};

/// An argument with a name: `on_delete = cascade`, `deferrable`, `include(c)`.
struct Parameter {
  std::string_view name;
  unsigned accepts = takes_nothing;
  std::span<const std::string_view> words = {};
};

struct Rule {
  std::string_view name;
  unsigned targets = 0;
  unsigned accepts = takes_nothing;  ///< the forms of the arguments without a name
  std::size_t least = 0;             ///< how many of those are needed
  std::size_t most = 0;
  std::span<const Parameter> parameters = {};
  bool repeatable = false;
  std::string_view usage;        ///< shown in messages about a wrong use
  bool needs_arguments = false;  ///< at least one argument of any kind
};

/// An attribute with its parsed arguments.
struct Attribute {
  std::string name;
  Span span;  ///< of the name
  std::vector<Argument> arguments;
  const Rule* rule = nullptr;  ///< the rule that it was checked against
};

inline constexpr std::size_t any_number = 1000;

std::span<const Rule> all_rules();

/// The rule for `name` on `target`, or null.
const Rule* find_rule(std::string_view name, Target target);

/// The names of all attributes without duplicates; and a description of what `name` may be on.
std::vector<std::string> attribute_names();
std::string places_of(std::string_view name);

/// Checks the arguments against the attribute's rule, so that their forms need no further check.
/// Calls `report` for each wrong argument, and returns whether all are valid.
bool check_arguments(const Attribute& attribute,
                     const std::function<void(std::string message, const Span& span)>& report);

/// Whether the argument has the form of an element of an index: a member, an expression in quotes,
/// `desc(a)`, `opclass(a, x)` …
bool is_index_element(const Argument& argument);

/// The arguments of an attribute without a name; the one with a name, or null; and its text, or
/// nullopt.
std::vector<const Argument*> positional(const Attribute& attribute);
const Argument* named(const Attribute& attribute, std::string_view name);
std::string text_of(const Attribute& attribute, std::string_view name);

}  // namespace limbeck::compiler
