#include "runtime/verify/difference.h"

#include <algorithm>
#include <functional>
#include <type_traits>

#include "migrations/diff/words.h"
#include "migrations/findings/rule_id.h"
#include "migrations/operations/column_change.h"
#include "migrations/schema/location.h"
#include "migrations/sql_text/lexer.h"

namespace limbeck::verify {
namespace {

using diff::words_for;
using schema::Name;

using List = std::vector<Finding>;

std::string quoted(const std::string& name) { return "'" + name + "'"; }
std::string quoted(const Name& name) { return quoted(to_string(name)); }

constexpr const char* unknown = " is there, and no revision makes it";

template <class Thing>
const Thing* find_named(const std::vector<Thing>& things, const std::string& name) {
  const auto found = std::find_if(things.begin(), things.end(),
                                  [&](const Thing& thing) { return thing.name == name; });
  return found == things.end() ? nullptr : &*found;
}

// PostgreSQL writes a check in parentheses, and so do the words.
schema::Check bare(schema::Check check) {
  const std::string& text = check.expression;
  if (!text.starts_with('(') || !text.ends_with(')')) return check;
  int depth = 0;
  for (const sql_text::Token& token : sql_text::lex(text)) {
    depth += token.text == "(" ? 1 : token.text == ")" ? -1 : 0;
    const bool is_last = token.text.data() + token.text.size() == text.data() + text.size();
    if (depth == 0 && !is_last) return check;
  }
  check.expression = text.substr(1, text.size() - 2);
  return check;
}

template <class Thing>
std::string words_of(const Thing& thing) {
  if constexpr (std::is_same_v<Thing, schema::Check>) return words_for(bare(thing));
  return words_for(thing);
}

/// Constraints and indexes of one kind in one table.
template <class Thing>
class Comparison {
 public:
  using Path = std::function<std::string(const std::string& name)>;

  Comparison(List& list, const Name& table, std::string kind, Path path)
      : list_(list), table_(table), kind_(std::move(kind)), path_(std::move(path)) {}

  void compare(const std::vector<Thing>& kept, const std::vector<Thing>& found) {
    std::vector<const Thing*> missing, extra;
    for (const Thing& thing : kept) {
      if (std::find(found.begin(), found.end(), thing) != found.end()) continue;
      const Thing* other = thing.name.empty() ? nullptr : find_named(found, thing.name);
      if (other == nullptr) {
        missing.push_back(&thing);
      } else {
        add(thing.name, called(thing) + " is another", words_of(thing), words_of(*other));
      }
    }
    for (const Thing& thing : found) {
      if (std::find(kept.begin(), kept.end(), thing) != kept.end()) continue;
      if (thing.name.empty() || find_named(kept, thing.name) == nullptr) extra.push_back(&thing);
    }
    add_renamed(missing, extra);
    for (const Thing* thing : missing)
      add(thing->name, called(*thing) + " is missing", words_of(*thing), {});
    for (const Thing* thing : extra)
      add(thing->name, called(*thing) + unknown, {}, words_of(*thing));
  }

 private:
  std::string called(const Thing& thing) const {
    return kind_ + " " + (thing.name.empty() ? "without a name" : quoted(thing.name)) + " of " +
           quoted(table_);
  }

  // One that is alike but for its name was renamed.
  void add_renamed(std::vector<const Thing*>& missing, std::vector<const Thing*>& extra) {
    std::erase_if(missing, [&](const Thing* thing) {
      const auto same = std::find_if(extra.begin(), extra.end(), [&](const Thing* other) {
        Thing renamed = *other;
        renamed.name = thing->name;
        return renamed == *thing;
      });
      if (same == extra.end()) return false;
      add(thing->name, called(*thing) + " has another name", quoted(thing->name),
          quoted((*same)->name));
      extra.erase(same);
      return true;
    });
  }

  void add(const std::string& name, std::string what, std::string expected, std::string found) {
    list_.push_back(
        difference(path_(name), std::move(what), std::move(expected), std::move(found)));
  }

  List& list_;
  const Name& table_;
  std::string kind_;
  Path path_;
};

/// Every aspect of a column that differs.
void compare(List& list, const Name& table, const schema::Column& kept,
             const schema::Column& found) {
  const operations::AlterColumn change = operations::column_change(table, kept, found);
  for (const diff::Aspect& aspect : diff::aspects_of(change, kept)) {
    list.push_back(difference(schema::path_of_column(table, kept.name),
                              "the " + aspect.of + " of column " +
                                  quoted(to_string(table) + "." + kept.name) + " is another",
                              aspect.before, aspect.after));
  }
}

std::string words_for_settings(const std::map<std::string, std::string>& settings) {
  return settings.empty() ? "none" : words_for(settings);
}

std::string words_for_comment(const std::string& comment) {
  return comment.empty() ? "no comment" : quoted(comment);
}

void compare(List& list, const schema::Table& kept, const schema::Table& found) {
  const Name& name = kept.name;
  const std::string path = schema::path_of_table(name);
  const auto column = [&](const schema::Column& one) {
    return "column " + quoted(to_string(name) + "." + one.name);
  };
  if (kept.comment != found.comment) {
    list.push_back(difference(path, "the comment of table " + quoted(name) + " is another",
                              words_for_comment(kept.comment), words_for_comment(found.comment)));
  }
  if (kept.settings != found.settings) {
    list.push_back(difference(path, "the settings of table " + quoted(name) + " are others",
                              words_for_settings(kept.settings),
                              words_for_settings(found.settings)));
  }
  if (kept.partition_by != found.partition_by) {
    const auto words = [](const std::string& key) {
      return key.empty() ? "no partitions" : "partitioned by " + key;
    };
    list.push_back(difference(path, "table " + quoted(name) + " is partitioned otherwise",
                              words(kept.partition_by), words(found.partition_by)));
  }
  if (kept.partition_of != found.partition_of) {
    const auto words = [](const std::optional<schema::PartitionOf>& part) {
      return part ? "of " + quoted(part->table) + " " + part->bound : std::string("no partition");
    };
    list.push_back(difference(path, "table " + quoted(name) + " is another partition",
                              words(kept.partition_of), words(found.partition_of)));
  }
  for (const schema::Column& one : kept.columns) {
    if (const auto* other = schema::find_column(found, one.name)) {
      compare(list, name, one, *other);
    } else {
      list.push_back(difference(schema::path_of_column(name, one.name), column(one) + " is missing",
                                words_for(one)));
    }
  }
  for (const schema::Column& one : found.columns) {
    if (schema::find_column(kept, one.name) != nullptr) continue;
    list.push_back(difference(schema::path_of_column(name, one.name), column(one) + unknown, {},
                              words_for(one)));
  }
  if (kept.primary_key != found.primary_key) {
    const auto words = [](const std::optional<schema::PrimaryKey>& key) {
      return key ? (key->name.empty() ? "" : quoted(key->name) + " ") + words_for(*key) : "none";
    };
    list.push_back(difference(schema::path_of_primary_key(name),
                              "the primary key of table " + quoted(name) +
                                  (!found.primary_key ? " is missing"
                                   : kept.primary_key ? " is another"
                                                      : unknown),
                              words(kept.primary_key),
                              found.primary_key ? words(found.primary_key) : std::string()));
  }
  const auto constraint = [&](const std::string& one) {
    return schema::path_of_constraint(name, one);
  };
  Comparison<schema::Unique>(list, name, "unique constraint", constraint)
      .compare(kept.uniques, found.uniques);
  Comparison<schema::ForeignKey>(list, name, "foreign key", constraint)
      .compare(kept.foreign_keys, found.foreign_keys);
  Comparison<schema::Check>(list, name, "check", constraint).compare(kept.checks, found.checks);
  Comparison<schema::Exclude>(list, name, "exclude constraint", constraint)
      .compare(kept.excludes, found.excludes);
  Comparison<schema::Index>(list, name, "index", [&](const std::string& one) {
    return schema::path_of_index(name, one);
  }).compare(kept.indexes, found.indexes);
}

void compare(List& list, const schema::Enum& kept, const schema::Enum& found) {
  const std::string path = schema::path_of_enum(kept.name);
  if (kept.values != found.values) {
    list.push_back(difference(path, "the values of enum " + quoted(kept.name) + " are others",
                              words_for(kept.values), words_for(found.values)));
  }
  if (kept.comment != found.comment) {
    list.push_back(difference(path, "the comment of enum " + quoted(kept.name) + " is another",
                              words_for_comment(kept.comment), words_for_comment(found.comment)));
  }
}

}  // namespace

Finding difference(std::string path, std::string what, std::string expected, std::string found) {
  Finding finding =
      findings::finding_at(RuleId::database_differs, std::move(path), std::move(what));
  if (!expected.empty()) finding.facts.push_back({"expected", std::move(expected)});
  if (!found.empty()) finding.facts.push_back({"found", std::move(found)});
  return finding;
}

Finding extra(std::string path, std::string what, std::string found) {
  Finding finding = difference(std::move(path), std::move(what), {}, std::move(found));
  finding.rule = RuleId::database_extra;
  return finding;
}

List differences(const schema::Schema& kept, const schema::Schema& found) {
  List list;
  for (const schema::Table& table : kept.tables) {
    if (const auto* other = schema::find_table(found, table.name)) {
      const std::size_t before = list.size();
      compare(list, table, *other);
      // What no comparison above covers is a difference all the same.
      if (list.size() == before && !schema::equivalent(table, *other)) {
        list.push_back(difference(schema::path_of_table(table.name),
                                  "table " + quoted(table.name) + " is another"));
      }
    } else {
      list.push_back(difference(schema::path_of_table(table.name),
                                "table " + quoted(table.name) + " is missing"));
    }
  }
  for (const schema::Table& table : found.tables) {
    if (schema::find_table(kept, table.name) != nullptr) continue;
    list.push_back(
        extra(schema::path_of_table(table.name), "table " + quoted(table.name) + unknown));
  }
  for (const schema::Enum& type : kept.enums) {
    if (const auto* other = schema::find_enum(found, type.name)) {
      compare(list, type, *other);
    } else {
      list.push_back(difference(schema::path_of_enum(type.name),
                                "enum " + quoted(type.name) + " is missing",
                                words_for(type.values)));
    }
  }
  for (const schema::Enum& type : found.enums) {
    if (schema::find_enum(kept, type.name) != nullptr) continue;
    list.push_back(extra(schema::path_of_enum(type.name), "enum " + quoted(type.name) + unknown,
                         words_for(type.values)));
  }
  add_object_differences(list, kept, found);
  return list;
}

}  // namespace limbeck::verify
