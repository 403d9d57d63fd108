#include "tests/property/any_objects.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/schema/kinds.h"

namespace limbeck::test {
namespace {

using schema::Name;
using schema::Table;

std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}
std::string quoted(const Name& name) {
  return (name.schema.empty() ? "" : quoted(name.schema) + ".") + quoted(name.name);
}
std::string literal(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("''") : std::string(1, c);
  return result + "'";
}

// Makes objects that fit into `schema`, which it refers to.
class Objects {
 public:
  Objects(Random& random, schema::Schema& schema) : random_(random), schema_(schema) {}

  void add_all() {
    for (const Table& table : schema_.tables) need(table.name.schema);
    for (const schema::Enum& type : schema_.enums) need(type.name.schema);
    for (std::size_t i = random_.below(3); i > 0; --i) add_sequence();
    for (std::size_t i = random_.below(3); i > 0; --i) add_domain();
    if (random_.one_in(2)) add_partitioned_table();
    if (random_.one_in(2)) add_table();
    for (std::size_t i = random_.below(3); i > 0; --i) add_function();
    for (std::size_t i = random_.below(3); i > 0; --i) add_trigger();
    for (std::size_t i = random_.below(4); i > 0; --i) add_view();
    schema::sort(schema_);
  }

  void change() {
    switch (random_.below(10)) {
      case 0:
        return change_one(schema_.sequences, [&](schema::Sequence& sequence) {
          const Name name = sequence.name;
          const auto owner = sequence.owned_by;
          sequence = any_sequence(name);
          sequence.owned_by = random_.one_in(2) ? owner : std::nullopt;
        });
      case 1:
        return change_one(schema_.domains, [&](schema::Domain& domain) {
          const schema::Type type = domain.type;
          domain = any_domain(domain.name);
          domain.type = type;
          if (type.kind != schema::TypeKind::text)
            domain.default_sql.reset(), domain.checks.clear();
        });
      case 2:
        return change_one(schema_.functions, [&](schema::Function& function) {
          if (function.definition.find("trigger") == std::string::npos)
            function.definition = any_body();
          function.comment = any_comment();
        });
      case 3:
        return change_one(schema_.triggers, [&](schema::Trigger& trigger) {
          trigger.fires = random_.one_in(2) ? "AFTER DELETE" : "BEFORE INSERT OR UPDATE";
          trigger.mode = any_mode();
          trigger.comment = any_comment();
        });
      case 4:
        return change_one(schema_.views, [&](schema::View& view) {
          view.definition = "SELECT " + std::to_string(random_.below(3)) + " AS n";
          view.comment = any_comment();
        });
      case 5:
        return remove_view();
      case 6:
        return remove_one(schema_.triggers);
      case 7:
        return add_view();
      default:
        return detach_one();
    }
  }

 private:
  template <class Things, class Change>
  void change_one(Things& things, Change change) {
    if (!things.empty()) change(things[random_.below(things.size())]);
  }
  template <class Things>
  void remove_one(Things& things) {
    if (things.empty()) return;
    const auto at = things.begin() + static_cast<std::ptrdiff_t>(random_.below(things.size()));
    if constexpr (requires { at->materialized; }) {
      std::erase_if(schema_.triggers,
                    [&](const auto& trigger) { return trigger.table == at->name; });
    }
    things.erase(at);
  }

  // And the views on it, and on those.
  void remove_view() {
    std::vector<schema::View> before = schema_.views;
    remove_one(schema_.views);
    for (bool more = true; more;) {
      more = false;
      for (const schema::View& gone : before) {
        if (find_view(schema_, gone.name) != nullptr) continue;
        const std::string from = "FROM " + quoted(gone.name);
        more = more || std::erase_if(schema_.views, [&](const schema::View& view) {
                         return view.definition.ends_with(from);
                       }) > 0;
      }
    }
  }

  void need(const std::string& name) {
    if (name.empty() || schema::find<schema::Namespace>(schema_, {"", name}) != nullptr) return;
    schema_.schemas.push_back({{"", name}, any_comment()});
    schema::sort_objects(schema_);
  }

  std::string any_comment() {
    return random_.of<std::string>({"", "", "what it is", "it's \"odd\"\nand long"});
  }
  schema::TriggerMode any_mode() {
    using Mode = schema::TriggerMode;
    return random_.of<Mode>({Mode::enabled, Mode::enabled, Mode::disabled, Mode::always});
  }

  // A name that nothing has; empty if the pool is used up.
  Name free_name(std::vector<std::string> pool) {
    Name name{random_.one_in(3) ? "odd \"schema\"" : "", random_.of(pool)};
    const auto taken = [&](const auto& things) {
      return std::any_of(things.begin(), things.end(),
                         [&](const auto& thing) { return thing.name == name; });
    };
    if (taken(schema_.tables) || taken(schema_.sequences) || taken(schema_.views) ||
        taken(schema_.domains) || taken(schema_.enums)) {
      return {};
    }
    need(name.schema);
    return name;
  }

  schema::Sequence any_sequence(const Name& name) {
    schema::Sequence sequence;
    sequence.name = name;
    if (random_.one_in(3)) sequence.type.kind = schema::TypeKind::integer;
    if (random_.one_in(3)) sequence.start = 50;
    if (random_.one_in(3)) sequence.increment = random_.one_in(2) ? 5 : -5;
    if (sequence.increment < 0 || random_.one_in(4)) {
      sequence.min = -1000;
      sequence.max = 1000;
    }
    if (random_.one_in(3)) sequence.cache = 20;
    sequence.cycle = random_.one_in(3);
    sequence.comment = any_comment();
    return sequence;
  }
  void add_sequence() {
    const Name name = free_name({"ids", "Odd \"ids\"", "select"});
    if (!name.name.empty()) schema_.sequences.push_back(any_sequence(name));
    schema::sort_objects(schema_);
  }

  schema::Domain any_domain(const Name& name) {
    schema::Domain domain;
    domain.name = name;
    domain.type = schema::parse_type("text");
    if (random_.one_in(3)) domain.default_sql = "'it''s'";
    domain.not_null = random_.one_in(3);
    if (random_.one_in(2)) domain.checks.push_back({.name = "ck", .expression = "VALUE <> 'x'"});
    if (random_.one_in(3))
      domain.checks.push_back({.name = "ck odd", .expression = "length(VALUE) < 99"});
    domain.comment = any_comment();
    return domain;
  }
  void add_domain() {
    const Name name = free_name({"email", "Odd domain", "order"});
    if (!name.name.empty()) schema_.domains.push_back(any_domain(name));
    schema::sort_objects(schema_);
  }

  // A table whose columns use what there is.
  void add_table() {
    const Name name = free_name({"using", "Uses \"all\""});
    if (name.name.empty()) return;
    Table table;
    table.name = name;
    table.columns = {{.name = "id", .type = schema::parse_type("bigint")},
                     {.name = "Who", .type = schema::parse_type("text"), .nullable = true}};
    if (!schema_.sequences.empty()) {
      schema::Sequence& sequence = schema_.sequences.front();
      table.columns[0].default_sql = "nextval(" + literal(quoted(sequence.name)) + "::regclass)";
      // Owner and owned live in one schema.
      if (random_.one_in(2) && sequence.name.schema == name.schema)
        sequence.owned_by = schema::OwnedBy{name, "id"};
    }
    if (!schema_.domains.empty()) {
      schema::Type type;
      type.kind = schema::TypeKind::native;
      type.name.name = quoted(schema_.domains.front().name);
      table.columns.push_back({.name = "what", .type = type, .nullable = true});
    }
    schema_.tables.push_back(std::move(table));
    schema::sort(schema_);
  }

  void add_partitioned_table() {
    const Name name = free_name({"events", "Odd events"});
    if (name.name.empty()) return;
    Table table;
    table.name = name;
    table.columns = {{.name = "id", .type = schema::parse_type("bigint")},
                     {.name = "Day \"x\"", .type = schema::parse_type("date")},
                     {.name = "note", .type = schema::parse_type("text"), .nullable = true}};
    const bool ranges = name.name == "events";  // nothing changes it in a table that is there
    table.partition_by = ranges ? "RANGE (id)" : "LIST (id)";
    if (random_.one_in(2)) table.primary_key = schema::PrimaryKey{"pk_" + name.name, {"id"}};
    if (random_.one_in(3)) table.uniques = {{.name = "uq_" + name.name, .columns = {"note", "id"}}};
    if (random_.one_in(3)) {
      table.indexes = {{.name = "ix_" + name.name,
                        .elements = {{.expression = random_.one_in(2) ? "lower(note)" : "(id + 1)"},
                                     {.column = "Day \"x\""}}}};
    }
    const auto partition = [&](const std::string& suffix, const std::string& bound) -> Table& {
      Table part;
      part.name = {name.schema, name.name + suffix};
      part.partition_of = schema::PartitionOf{name, bound};
      if (random_.one_in(3))
        part.indexes = {{.name = "ix_" + part.name.name, .elements = {{.column = "note"}}}};
      if (random_.one_in(3)) part.checks = {{.name = "ck_own", .expression = "id <> 77"}};
      part.comment = any_comment();
      schema_.tables.push_back(std::move(part));
      return schema_.tables.back();
    };
    schema_.tables.push_back(std::move(table));
    if (random_.one_in(2))
      partition("_1", ranges ? "FOR VALUES FROM (1) TO (10)" : "FOR VALUES IN (1, 2)");
    if (random_.one_in(2))
      partition("_2", ranges ? "FOR VALUES FROM (10) TO (20)" : "FOR VALUES IN (3)");
    if (random_.one_in(3)) {
      partition("_rest", "DEFAULT");
    } else if (random_.one_in(2)) {
      Table& rest = partition("_hash", "DEFAULT");
      rest.partition_by = "HASH (id)";
      Table inner;
      inner.name = {name.schema, rest.name.name + "_0"};
      inner.partition_of =
          schema::PartitionOf{rest.name, "FOR VALUES WITH (MODULUS 2, REMAINDER 0)"};
      schema_.tables.push_back(std::move(inner));
    }
    schema::sort(schema_);
  }

  // A partition that is no partitioned table itself is a table of its own, or one becomes one.
  void detach_one() {
    for (const Table& table : schema_.tables) {
      if (!table.partition_of || !table.partition_by.empty() || random_.one_in(3)) continue;
      operations::apply({operations::DetachPartition{table.partition_of->table, table.name}, {}},
                        schema_);
      return;
    }
  }

  std::string any_body() {
    return random_.of<std::string>(
        {"RETURNS integer\nLANGUAGE sql\nAS $$SELECT 1$$",
         "RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 2'",
         "RETURNS integer LANGUAGE plpgsql AS $body$ BEGIN RETURN 3; -- it's \"odd\"\nEND $body$"});
  }
  void add_function() {
    schema::Function function;
    const bool for_triggers = random_.one_in(2);
    function.name = {"", for_triggers ? random_.of<std::string>({"touch", "Odd touch"})
                                      : random_.of<std::string>({"count_them", "Odd \"fn\""})};
    if (for_triggers) {
      function.definition = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$";
    } else {
      function.arguments = random_.of<std::string>({"", "a integer", "a text, b bigint DEFAULT 1"});
      function.definition = any_body();
    }
    function.comment = any_comment();
    if (schema::find_function(schema_, function.name, function.arguments) == nullptr)
      schema_.functions.push_back(std::move(function));
    schema::sort_objects(schema_);
  }

  void add_trigger() {
    const auto executed = std::find_if(
        schema_.functions.begin(), schema_.functions.end(),
        [](const auto& function) { return function.definition.starts_with("RETURNS trigger"); });
    if (executed == schema_.functions.end() || schema_.tables.empty()) return;
    schema::Trigger trigger;
    const Table& table = random_.of(schema_.tables);
    trigger.table = table.name;
    if (table.partition_of) return;  // those of its table are its own as well
    trigger.name = random_.of<std::string>({"tr", "Odd \"trigger\""});
    if (schema::find_trigger(schema_, trigger.table, trigger.name) != nullptr) return;
    trigger.fires =
        random_.of<std::string>({"BEFORE INSERT", "AFTER INSERT OR DELETE",
                                 "AFTER UPDATE OF " + quoted(random_.of(table.columns).name)});
    trigger.definition = "FOR EACH ROW EXECUTE FUNCTION " + quoted(executed->name) + "()";
    trigger.mode = any_mode();
    trigger.comment = any_comment();
    schema_.triggers.push_back(std::move(trigger));
    schema::sort_objects(schema_);
  }

  void add_view() {
    const Name name = free_name({"everybody", "Odd \"view\"", "view"});
    if (name.name.empty()) return;
    schema::View view;
    view.name = name;
    view.definition = "SELECT 1 AS n";
    if (!schema_.tables.empty() && random_.one_in(2)) {
      const Table& table = random_.of(schema_.tables);
      view.definition = "SELECT count(*) AS n FROM " + quoted(table.name);
    } else if (!schema_.views.empty() && random_.one_in(2)) {
      view.definition = "SELECT n FROM " + quoted(random_.of(schema_.views).name);
    }
    view.materialized = random_.one_in(3);
    if (view.materialized && random_.one_in(2)) {
      view.indexes = {{.name = "ix_" + name.name, .elements = {{.column = "n"}}, .unique = true}};
    } else if (!view.materialized && random_.one_in(3)) {
      view.storage["security_barrier"] = "true";
    }
    view.comment = any_comment();
    schema_.views.push_back(std::move(view));
    schema::sort_objects(schema_);
  }

  Random& random_;
  schema::Schema& schema_;
};

}  // namespace

void add_objects(Random& random, schema::Schema& schema) { Objects(random, schema).add_all(); }

schema::Schema with_objects_changed(Random& random, schema::Schema schema) {
  Objects objects(random, schema);
  for (std::size_t i = 1 + random.below(4); i > 0; --i) objects.change();
  schema::sort(schema);
  return schema;
}

}  // namespace limbeck::test
