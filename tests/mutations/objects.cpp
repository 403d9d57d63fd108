// Enums, sequences, domains, views and schemas.
#include "tests/mutations/kinds.h"

namespace limbeck::test {
namespace {

using schema::Domain;
using schema::Enum;
using schema::Schema;
using schema::Sequence;
using schema::View;

bool is_used(const Schema& schema, const Enum& type) {
  for (const auto& table : schema.tables)
    for (const auto& column : table.columns)
      if (column.type.kind == schema::TypeKind::enumeration && column.type.name == type.name)
        return true;
  return false;
}

template <class Thing, class Change>
std::string thing(Random& random, std::vector<Thing>& things, const Change& change) {
  std::vector<Thing*> found;
  for (Thing& one : things) found.push_back(&one);
  if (found.empty()) return {};
  Thing* one = random.of(found);
  const std::string name = one->name.name;
  return change(*one) ? name : std::string();
}

bool comment(std::string& text) {
  text = text.empty() ? "not what was said" : "";
  return true;
}

template <class Change>
std::string sequence(Random& random, Schema& schema, const Change& change) {
  return thing(random, schema.sequences, [&](Sequence& one) {
    change(one);
    return true;
  });
}

}  // namespace

const std::vector<MutationKind>& object_mutations() {
  static const std::vector<MutationKind> kinds{
      {"enum: value left out",
       [](Random& random, Schema& schema) {
         return thing(random, schema.enums, [&](Enum& one) {
           if (one.values.size() < 2 || is_used(schema, one)) return false;
           one.values.pop_back();
           return true;
         });
       }},
      {"enum: one value more",
       [](Random& random, Schema& schema) {
         return thing(random, schema.enums, [&](Enum& one) {
           one.values.insert(one.values.begin() +
                                 static_cast<std::ptrdiff_t>(random.below(one.values.size() + 1)),
                             "left over");
           return true;
         });
       }},
      {"enum: order of values",
       [](Random& random, Schema& schema) {
         return thing(random, schema.enums, [](Enum& one) {
           if (one.values.size() < 2) return false;
           std::swap(one.values[0], one.values[1]);
           return true;
         });
       }},
      {"enum: a value",
       [](Random& random, Schema& schema) {
         return thing(random, schema.enums, [&](Enum& one) {
           if (one.values.empty() || is_used(schema, one)) return false;
           one.values.back() += "x";
           return true;
         });
       }},
      {"enum: comment",
       [](Random& random, Schema& schema) {
         return thing(random, schema.enums, [](Enum& one) { return comment(one.comment); });
       }},
      {"enum: one more",
       [](Random&, Schema& schema) -> std::string {
         schema.enums.push_back({.name = {"", "left_over"}, .values = {"a"}});
         return "left_over";
       }},
      {"sequence: one more",
       [](Random&, Schema& schema) -> std::string {
         schema.sequences.push_back({.name = {"", "left_over"}});
         return "left_over";
       }},
      {"sequence: type",
       [](Random& random, Schema& schema) {
         return thing(random, schema.sequences, [](Sequence& one) {
           if (one.type.kind != schema::TypeKind::bigint || one.max || one.min || one.start)
             return false;
           one.type.kind = schema::TypeKind::integer;
           return true;
         });
       }},
      {"sequence: start",
       [](Random& random, Schema& schema) {
         return sequence(random, schema, [](Sequence& one) {
           one.start = one.start ? *one.start + 1 : one.increment > 0 ? 7 : -7;
         });
       }},
      {"sequence: increment",
       [](Random& random, Schema& schema) {
         return sequence(random, schema,
                         [](Sequence& one) { one.increment += one.increment > 0 ? 4 : -4; });
       }},
      {"sequence: max",
       [](Random& random, Schema& schema) {
         return thing(random, schema.sequences, [](Sequence& one) {
           if (one.increment < 0 || one.max) return false;
           one.max = 123456;
           return true;
         });
       }},
      {"sequence: min",
       [](Random& random, Schema& schema) {
         return sequence(random, schema,
                         [](Sequence& one) { one.min = one.min ? *one.min - 1 : -1000; });
       }},
      {"sequence: cache",
       [](Random& random, Schema& schema) {
         return sequence(random, schema, [](Sequence& one) { one.cache += 3; });
       }},
      {"sequence: cycle",
       [](Random& random, Schema& schema) {
         return sequence(random, schema, [](Sequence& one) { one.cycle = !one.cycle; });
       }},
      {"sequence: owner",
       [](Random& random, Schema& schema) {
         return thing(random, schema.sequences, [](Sequence& one) {
           if (!one.owned_by) return false;
           one.owned_by.reset();
           return true;
         });
       }},
      {"sequence: comment",
       [](Random& random, Schema& schema) {
         return thing(random, schema.sequences, [](Sequence& one) { return comment(one.comment); });
       }},
      {"domain: not null",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           one.not_null = !one.not_null;
           return true;
         });
       }},
      {"domain: default",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           if (one.default_sql) {
             one.default_sql.reset();
           } else {
             if (one.type.kind != schema::TypeKind::text) return false;
             one.default_sql = "'not what was said'";
           }
           return true;
         });
       }},
      {"domain: check lost",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           if (one.checks.empty()) return false;
           one.checks.pop_back();
           return true;
         });
       }},
      {"domain: check",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           if (one.checks.empty()) return false;
           one.checks.back().expression = "(" + one.checks.back().expression + ") OR 1 > 2";
           return true;
         });
       }},
      {"domain: name of a check",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           if (one.checks.empty() || one.checks.back().name.empty()) return false;
           one.checks.back().name += "_x";
           return true;
         });
       }},
      {"domain: check not valid",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           if (one.checks.empty()) return false;
           one.checks.back().not_valid = !one.checks.back().not_valid;
           return true;
         });
       }},
      {"domain: one check more",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) {
           one.checks.push_back({.name = "left_over", .expression = "1 < 2"});
           return true;
         });
       }},
      {"domain: comment",
       [](Random& random, Schema& schema) {
         return thing(random, schema.domains, [](Domain& one) { return comment(one.comment); });
       }},
      {"domain: one more",
       [](Random&, Schema& schema) -> std::string {
         schema.domains.push_back({.name = {"", "left_over"}, .type = schema::parse_type("text")});
         return "left_over";
       }},
      {"view: one more",
       [](Random&, Schema& schema) -> std::string {
         schema.views.push_back({.name = {"", "left_over"}, .definition = "SELECT 1 AS one"});
         return "left_over";
       }},
      {"view: comment",
       [](Random& random, Schema& schema) {
         return thing(random, schema.views, [](View& one) { return comment(one.comment); });
       }},
      {"view: settings",
       [](Random& random, Schema& schema) {
         return thing(random, schema.views, [](View& one) {
           const char* setting = one.materialized ? "fillfactor" : "security_barrier";
           if (!one.storage.erase(setting)) one.storage[setting] = one.materialized ? "42" : "true";
           return true;
         });
       }},
      {"view: check option",
       [](Random& random, Schema& schema) {
         return thing(random, schema.views, [](View& one) {
           if (one.materialized || one.definition.find(" FROM ") == std::string::npos ||
               one.definition.find("count(") != std::string::npos)
             return false;
           if (!one.storage.erase("check_option")) one.storage["check_option"] = "local";
           return true;
         });
       }},
      {"view: index lost",
       [](Random& random, Schema& schema) {
         return thing(random, schema.views, [](View& one) {
           if (one.indexes.empty()) return false;
           one.indexes.pop_back();
           return true;
         });
       }},
      {"view: index changed",
       [](Random& random, Schema& schema) {
         return thing(random, schema.views, [](View& one) {
           if (one.indexes.empty()) return false;
           one.indexes.back().storage["fillfactor"] = "43";
           return true;
         });
       }},
      {"schema: comment",
       [](Random& random, Schema& schema) {
         return thing(random, schema.schemas,
                      [](schema::Namespace& one) { return comment(one.comment); });
       }},
  };
  return kinds;
}

}  // namespace limbeck::test
