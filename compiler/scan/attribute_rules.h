// Which attributes there are, on what they may stand, and which arguments they take: data, and one
// check.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scan/attribute_syntax.h"

namespace limbeck::compiler {

/// What an attribute can stand on; a mask.
enum Target : unsigned {
  on_struct = 1,
  on_field = 2,
  on_enum = 4,
  on_enumerator = 8,
  on_alias = 16,
  on_other = 32,  ///< a function, a namespace, a parameter …
};
std::string_view to_string(Target target);

/// What an argument may be; a mask.
enum Takes : unsigned {
  takes_nothing = 0,
  takes_flag = 1,    ///< the bare word itself: `deferrable`
  takes_string = 2,  ///< "…"
  takes_integer = 4,
  takes_word = 8,     ///< one of some words, or any name where none are listed
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
  unsigned accepts = takes_nothing;  ///< of the arguments without a name
  std::size_t least = 0;             ///< how many of those
  std::size_t most = 0;
  std::span<const Parameter> parameters = {};
  bool repeatable = false;
  std::string_view usage;        ///< shown when it is used wrongly
  bool needs_arguments = false;  ///< though none in particular
};

/// One attribute as written, its arguments read.
struct Attribute {
  std::string name;
  Span span;  ///< of the name
  std::vector<Argument> arguments;
  const Rule* rule = nullptr;  ///< what it was found to be right by
};

inline constexpr std::size_t any_number = 1000;

std::span<const Rule> all_rules();

/// The rule for `name` on `target`, or null.
const Rule* find_rule(std::string_view name, Target target);

/// Every attribute's name, each once; what `name` may stand on, as words.
std::vector<std::string> attribute_names();
std::string places_of(std::string_view name);

/// Checks the arguments against the attribute's rule; what it accepts needs no further check of its
/// form. Calls `report` for each that is wrong, and returns whether all are right.
bool check_arguments(const Attribute& attribute,
                     const std::function<void(std::string message, const Span& span)>& report);

/// Whether it has the form of an index's element: a member, an expression in quotes, `desc(a)`,
/// `opclass(a, x)` …
bool is_index_element(const Argument& argument);

/// The arguments of an attribute that are no parameters; the parameter of a name, or null; its
/// text, or none.
std::vector<const Argument*> positional(const Attribute& attribute);
const Argument* named(const Attribute& attribute, std::string_view name);
std::string text_of(const Attribute& attribute, std::string_view name);

}  // namespace limbeck::compiler
