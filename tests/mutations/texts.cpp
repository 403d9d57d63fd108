// What is kept as the text that was written: views' queries, functions, triggers.
#include "tests/mutations/kinds.h"

namespace limbeck::test {
namespace {

using schema::Function;
using schema::Schema;
using schema::Trigger;
using schema::TriggerMode;
using schema::View;

/// The first `from` in the text, changed; false where there is none.
bool replace(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) return false;
  text.replace(at, from.size(), to);
  return true;
}

template <class Change>
std::string function(Random& random, Schema& schema, const Change& change) {
  std::vector<std::pair<Function*, Function>> found;
  for (Function& one : schema.functions) {
    Function changed = one;
    if (change(changed)) found.emplace_back(&one, changed);
  }
  if (found.empty()) return {};
  const auto& [one, changed] = random.of(found);
  *one = changed;
  return one->name.name;
}

template <class Change>
std::string trigger(Random& random, Schema& schema, const Change& change) {
  std::vector<std::pair<Trigger*, Trigger>> found;
  for (Trigger& one : schema.triggers) {
    Trigger changed = one;
    if (change(changed)) found.emplace_back(&one, changed);
  }
  if (found.empty()) return {};
  const auto& [one, changed] = random.of(found);
  *one = changed;
  return one->name;
}

// `RETURNS … LANGUAGE …`: what stands between them and the body.
template <const char* Before, const char* After>
std::string word(Random& random, Schema& schema) {
  return function(random, schema, [](Function& one) {
    if (!*Before) {
      // Behind the first line of the definition's words: before AS.
      const std::size_t as = one.definition.find(" AS ");
      const std::size_t line = one.definition.find("\nAS ");
      const std::size_t at = std::min(as, line);
      if (at == std::string::npos || one.procedure) return false;
      if (one.definition.substr(0, at).find(After) != std::string::npos) return false;
      one.definition.insert(at, std::string(" ") + After);
      return true;
    }
    return replace(one.definition, Before, After);
  });
}

constexpr char nothing[] = "";
constexpr char definer[] = "SECURITY DEFINER";
constexpr char immutable[] = "IMMUTABLE";
constexpr char strict_word[] = "STRICT";
constexpr char cost[] = "COST 4242";
constexpr char parallel[] = "PARALLEL SAFE";
constexpr char setting[] = "SET work_mem TO '4242kB'";

bool is_plain_select(const View& view) {
  return view.definition.starts_with("SELECT ") && view.definition.find(";") == std::string::npos;
}

}  // namespace

const std::vector<MutationKind>& text_mutations() {
  static const std::vector<MutationKind> kinds{
      {"view: query",
       [](Random& random, Schema& schema) -> std::string {
         View* view = one_of(random, schema.views, is_plain_select);
         if (view == nullptr) return {};
         view->definition = "SELECT * FROM (" + view->definition + ") AS q WHERE 1 > 2";
         return view->name.name;
       }},
      {"view: left out",
       [](Random& random, Schema& schema) -> std::string {
         // Nothing else has its name in it.
         View* view = one_of(random, schema.views, [&](const View& one) {
           for (const View& other : schema.views)
             if (&other != &one && other.definition.find(one.name.name) != std::string::npos)
               return false;
           for (const Function& other : schema.functions)
             if ((other.definition + other.arguments).find(one.name.name) != std::string::npos)
               return false;
           return std::none_of(schema.triggers.begin(), schema.triggers.end(),
                               [&](const Trigger& other) { return other.table == one.name; });
         });
         if (view == nullptr) return {};
         const std::string name = view->name.name;
         take_out(schema.views, view);
         return name;
       }},
      {"function: body",
       [](Random& random, Schema& schema) {
         return function(random, schema, [](Function& one) {
           return replace(one.definition, "BEGIN ", "BEGIN  PERFORM 1; ") ||
                  replace(one.definition, "SELECT ", "SELECT  ");
         });
       }},
      {"function: security definer", word<nothing, definer>},
      {"function: volatility", word<nothing, immutable>},
      {"function: strict", word<nothing, strict_word>},
      {"function: cost", word<nothing, cost>},
      {"function: parallel", word<nothing, parallel>},
      {"function: setting", word<nothing, setting>},
      {"function: comment",
       [](Random& random, Schema& schema) {
         return function(random, schema, [](Function& one) {
           one.comment = one.comment.empty() ? "not what was said" : "";
           return true;
         });
       }},
      {"function: one more",
       [](Random&, Schema& schema) -> std::string {
         schema.functions.push_back({.name = {"", "left_over"},
                                     .definition = "RETURNS integer LANGUAGE sql AS $$SELECT 1$$"});
         return "left_over";
       }},
      {"function: default of an argument",
       [](Random& random, Schema& schema) {
         return function(random, schema, [](Function& one) {
           if (one.arguments.empty() || one.arguments.find("DEFAULT") != std::string::npos ||
               one.arguments.find('=') != std::string::npos ||
               one.arguments.find("VARIADIC") != std::string::npos ||
               one.arguments.find("OUT ") != std::string::npos)
             return false;
           one.arguments += " DEFAULT NULL";
           return true;
         });
       }},
      {"trigger: mode",
       [](Random& random, Schema& schema) {
         return trigger(random, schema, [&](Trigger& one) {
           const TriggerMode all[] = {TriggerMode::enabled, TriggerMode::disabled,
                                      TriggerMode::replica, TriggerMode::always};
           const TriggerMode was = one.mode;
           while (one.mode == was) one.mode = all[random.below(4)];
           return true;
         });
       }},
      {"trigger: event",
       [](Random& random, Schema& schema) {
         return trigger(random, schema, [](Trigger& one) {
           if (one.fires.find(" OR ") != std::string::npos ||
               one.fires.find(" OF ") != std::string::npos)
             return false;
           return replace(one.fires, "UPDATE", "DELETE") || replace(one.fires, "INSERT", "DELETE");
         });
       }},
      {"trigger: condition",
       [](Random& random, Schema& schema) {
         return trigger(random, schema, [](Trigger& one) {
           return one.definition.find("WHEN") == std::string::npos &&
                  replace(one.definition, "FOR EACH ROW ", "FOR EACH ROW WHEN (1 < 2) ");
         });
       }},
      {"trigger: constraint",
       [](Random& random, Schema& schema) {
         return trigger(random, schema, [](Trigger& one) {
           one.constraint = !one.constraint;
           return one.fires.starts_with("AFTER") &&
                  one.definition.find("DEFERR") == std::string::npos;
         });
       }},
      {"trigger: left out",
       [](Random& random, Schema& schema) -> std::string {
         Trigger* one = one_of(random, schema.triggers, any);
         if (one == nullptr) return {};
         const std::string name = one->name;
         take_out(schema.triggers, one);
         return name;
       }},
      {"trigger: name",
       [](Random& random, Schema& schema) {
         return trigger(random, schema, [](Trigger& one) {
           one.name += "_x";
           return true;
         });
       }},
      {"trigger: comment",
       [](Random& random, Schema& schema) {
         return trigger(random, schema, [](Trigger& one) {
           one.comment = one.comment.empty() ? "not what was said" : "";
           return true;
         });
       }},
  };
  return kinds;
}

}  // namespace limbeck::test
