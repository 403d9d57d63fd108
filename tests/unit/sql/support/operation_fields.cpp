#include "tests/unit/sql/support/operation_fields.h"
#include "migrations/text/concat.h"

#include <initializer_list>
#include <utility>

namespace limbeck::test {
namespace {

namespace ops = operations;
using schema::Type;
using schema::TypeKind;

schema::Column column(const char* name, const char* type, bool nullable = true) {
  schema::Column result;
  result.name = name;
  result.type = schema::parse_type(type);
  result.nullable = nullable;
  return result;
}

schema::Column numbered() {
  schema::Column result = column("id", "bigint", false);
  result.identity.emplace();
  return result;
}

/// A table with one of everything that operations change.
schema::Table things() {
  schema::Table table;
  table.name = {"", "things"};
  table.columns = {numbered(), column("a", "integer"), column("b", "text"), column("c", "integer")};
  table.primary_key = schema::PrimaryKey{"pk_things", {"id"}};
  table.uniques = {{"uq_things_a", {"a"}}};
  table.checks = {{"ck_things_c", "c > 0"}};
  table.indexes = {{.name = "ix_things_b", .elements = {{.column = "b"}}}};
  sort(table);
  return table;
}

schema::Table others() {
  schema::Table table;
  table.name = {"", "others"};
  table.columns = {column("id", "bigint", false), column("thing", "integer"),
                   column("day", "date", false)};
  table.primary_key = schema::PrimaryKey{"pk_others", {"id"}};
  return table;
}

schema::Table partitioned() {
  schema::Table table;
  table.name = {"", "events"};
  table.columns = {column("day", "date", false)};
  table.partition_by = "RANGE (day)";
  return table;
}

schema::Table partition(const char* name) {
  schema::Table table;
  table.name = {"", name};
  table.columns = {column("day", "date", false)};
  return table;
}

schema::Trigger trigger(const char* name) {
  return {.table = {"", "things"},
          .name = name,
          .fires = "AFTER UPDATE",
          .definition = "FOR EACH ROW EXECUTE FUNCTION f()"};
}

schema::Function function(const char* name) {
  return {.name = {"", name},
          .arguments = "",
          .definition = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"};
}

const schema::Name table{"", "things"};

class Fields {
 public:
  template <class Kind>
  struct Change {
    const char* name;
    void (*change)(Kind&);
  };

  template <class Kind>
  void add(const char* operation, const Kind& base, std::initializer_list<Change<Kind>> changes) {
    for (const Change<Kind>& each : changes) {
      Kind changed = base;
      each.change(changed);
      all_.push_back({std::string(operation) + "." + each.name, {base, {}}, {changed, {}}});
    }
  }

  std::vector<OperationField> take() && { return std::move(all_); }

 private:
  std::vector<OperationField> all_;
};

void add_tables(Fields& fields) {
  schema::Table made = things();
  made.name.name = "made";
  made.primary_key->name = "pk_made";
  made.uniques[0].name = "uq_made";
  made.checks[0].name = "ck_made";
  made.indexes[0].name = "ix_made";
  using Create = ops::CreateTable;
  fields.add<Create>(
      "CreateTable", {made},
      {{"name", [](Create& o) { o.table.name.name = "made2"; }},
       {"comment", [](Create& o) { o.table.comment = "a comment"; }},
       {"columns", [](Create& o) { o.table.columns.push_back(column("z", "text")); }},
       {"primary_key", [](Create& o) { o.table.primary_key.reset(); }},
       {"primary_key.deferrable",
        [](Create& o) {
          o.table.primary_key->deferrable = schema::Deferrable::initially_deferred;
        }},
       {"uniques", [](Create& o) { o.table.uniques.clear(); }},
       {"uniques.nulls_not_distinct",
        [](Create& o) { o.table.uniques[0].nulls_not_distinct = true; }},
       {"foreign_keys",
        [](Create& o) {
          o.table.foreign_keys = {
              {.name = "fk", .columns = {"a"}, .ref_table = {"", "others"}, .ref_columns = {"id"}}};
        }},
       {"checks", [](Create& o) { o.table.checks.clear(); }},
       {"checks.no_inherit", [](Create& o) { o.table.checks[0].no_inherit = true; }},
       {"excludes",
        [](Create& o) {
          o.table.excludes = {{"ex", "USING btree (a WITH =)"}};
        }},
       {"indexes", [](Create& o) { o.table.indexes.clear(); }},
       {"partition_by", [](Create& o) { o.table.partition_by = "RANGE (id)"; }},
       {"settings",
        [](Create& o) {
          o.table.settings = {{"postgresql.fillfactor", "70"}};
        }},
       {"settings of SQLite", [](Create& o) {
          o.table.settings = {{"sqlite.strict", "1"}};
        }}});
  schema::Table part;
  part.name = {"", "part"};
  part.partition_of = {{"", "events"}, "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"};
  fields.add<Create>("CreateTable of a partition", {part},
                     {{"bound", [](Create& o) { o.table.partition_of->bound = "DEFAULT"; }}});
  fields.add<ops::DropTable>("DropTable", {{"", "others"}},
                             {{"table", [](ops::DropTable& o) { o.table.name = "spare"; }}});
  fields.add<ops::RenameTable>("RenameTable", {{"", "others"}, "new"},
                               {{"table", [](ops::RenameTable& o) { o.table.name = "spare"; }},
                                {"new_name", [](ops::RenameTable& o) { o.new_name = "new2"; }}});
  fields.add<ops::AlterTableComment>(
      "AlterTableComment", {table, "one"},
      {{"table", [](ops::AlterTableComment& o) { o.table.name = "others"; }},
       {"comment", [](ops::AlterTableComment& o) { o.comment = "two"; }}});
  fields.add<ops::AlterTableSettings>(
      "AlterTableSettings", {table, {{"postgresql.fillfactor", "70"}}},
      {{"table", [](ops::AlterTableSettings& o) { o.table.name = "others"; }},
       {"settings", [](ops::AlterTableSettings& o) { o.settings["postgresql.fillfactor"] = "80"; }},
       {"settings of SQLite",
        [](ops::AlterTableSettings& o) { o.settings["sqlite.strict"] = "1"; }}});
  fields.add<ops::AttachPartition>(
      "AttachPartition",
      {{"", "events"}, {"", "early"}, "FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')"},
      {{"table", [](ops::AttachPartition& o) { o.table.name = "events2"; }},
       {"partition", [](ops::AttachPartition& o) { o.partition.name = "late"; }},
       {"bound", [](ops::AttachPartition& o) { o.bound = "DEFAULT"; }}});
  fields.add<ops::DetachPartition>(
      "DetachPartition", {{"", "events"}, {"", "first"}},
      {{"table", [](ops::DetachPartition& o) { o.table.name = "events2"; }},
       {"partition", [](ops::DetachPartition& o) { o.partition.name = "second"; }}});
}

void add_columns(Fields& fields) {
  using Add = ops::AddColumn;
  fields.add<Add>("AddColumn", {table, column("z", "integer"), {}},
                  {{"table", [](Add& o) { o.table.name = "others"; }},
                   {"name", [](Add& o) { o.column.name = "y"; }},
                   {"type", [](Add& o) { o.column.type = schema::parse_type("text"); }},
                   {"type.dimensions", [](Add& o) { o.column.type.dimensions = 1; }},
                   {"nullable", [](Add& o) { o.column.nullable = false; }},
                   {"default_sql", [](Add& o) { o.column.default_sql = "7"; }},
                   {"identity",
                    [](Add& o) {
                      o.column.nullable = false;
                      o.column.identity.emplace();
                    }},
                   {"generated",
                    [](Add& o) {
                      o.column.generated = {"a + 1", true};
                    }},
                   {"collation", [](Add& o) { o.column.collation = "C"; }},
                   {"comment", [](Add& o) { o.column.comment = "a comment"; }},
                   {"fill", [](Add& o) { o.fill = "a * 2"; }}});
  schema::Column computed = column("z", "integer");
  computed.generated = {"a + 1", true};
  fields.add<Add>("AddColumn of a generated column", {table, computed, {}},
                  {{"expression", [](Add& o) { o.column.generated->expression = "a + 2"; }},
                   {"stored", [](Add& o) { o.column.generated->stored = false; }},
                   {"fill", [](Add& o) { o.fill = "1"; }}});
  schema::Column counted = numbered();
  counted.name = "z";
  fields.add<Add>(
      "AddColumn of an identity", {{"", "spare"}, counted, {}},
      {{"mode", [](Add& o) { o.column.identity->mode = schema::Identity::Mode::always; }},
       {"start", [](Add& o) { o.column.identity->start = 100; }},
       {"increment", [](Add& o) { o.column.identity->increment = 2; }},
       {"min", [](Add& o) { o.column.identity->min = 0; }},
       {"max", [](Add& o) { o.column.identity->max = 1000; }},
       {"cache", [](Add& o) { o.column.identity->cache = 5; }},
       {"cycle", [](Add& o) { o.column.identity->cycle = true; }}});
  fields.add<ops::DropColumn>("DropColumn", {{"", "others"}, "thing"},
                              {{"table", [](ops::DropColumn& o) { o.table.name = "spare"; }},
                               {"column", [](ops::DropColumn& o) { o.column = "day"; }}});
  fields.add<ops::RenameColumn>("RenameColumn", {{"", "others"}, "thing", "n"},
                                {{"table", [](ops::RenameColumn& o) { o.table.name = "spare"; }},
                                 {"column", [](ops::RenameColumn& o) { o.column = "day"; }},
                                 {"new_name", [](ops::RenameColumn& o) { o.new_name = "m"; }}});
  using Alter = ops::AlterColumn;
  Alter alter;
  alter.table = table;
  alter.column = "a";
  alter.comment = "was a";
  fields.add<Alter>("AlterColumn", alter,
                    {{"table", [](Alter& o) { o.table.name = "spare"; }},
                     {"column", [](Alter& o) { o.column = "b"; }},
                     {"type", [](Alter& o) { o.type = schema::parse_type("bigint"); }},
                     {"nullable", [](Alter& o) { o.nullable = false; }},
                     {"default_sql", [](Alter& o) { o.default_sql.emplace("7"); }},
                     {"identity",
                      [](Alter& o) {
                        o.nullable = false;
                        o.identity.emplace(schema::Identity());
                      }},
                     {"generated",
                      [](Alter& o) {
                        o.generated.emplace(schema::Generated{"c + 1", true});
                      }},
                     {"comment", [](Alter& o) { o.comment = "b"; }},
                     {"using_expression", [](Alter& o) { o.using_expression = "a + 1"; }},
                     {"fill", [](Alter& o) { o.fill = "1"; }}});
  Alter text = alter;
  text.column = "b";
  fields.add<Alter>("AlterColumn of a text", text,
                    {{"collation", [](Alter& o) { o.collation = "C"; }}});
  Alter typed = alter;
  typed.type = schema::parse_type("bigint");
  fields.add<Alter>("AlterColumn with a type", typed,
                    {{"using_expression", [](Alter& o) { o.using_expression = "a + 1"; }},
                     {"fill", [](Alter& o) { o.fill = "1"; }}});
  Alter same_type = alter;
  same_type.type = schema::parse_type("integer");
  fields.add<Alter>("AlterColumn with the type it has", same_type,
                    {{"using_expression", [](Alter& o) { o.using_expression = "a + 1"; }}});
  Alter computed_now = alter;
  computed_now.generated.emplace(schema::Generated{"c + 1", true});
  computed_now.type = schema::parse_type("bigint");
  fields.add<Alter>("AlterColumn to a generated column", computed_now,
                    {{"using_expression", [](Alter& o) { o.using_expression = "a + 1"; }},
                     {"nullable", [](Alter& o) { o.nullable = false; }},
                     {"stored", [](Alter& o) { (*o.generated)->stored = false; }},
                     {"fill", [](Alter& o) { o.fill = "1"; }}});
  Alter required = alter;
  required.nullable = false;
  fields.add<Alter>("AlterColumn to NOT NULL", required,
                    {{"fill", [](Alter& o) { o.fill = "1"; }}});
  Alter counts = alter;
  counts.column = "id";
  counts.identity.emplace(schema::Identity());
  fields.add<Alter>(
      "AlterColumn of an identity", counts,
      {{"mode", [](Alter& o) { (*o.identity)->mode = schema::Identity::Mode::always; }},
       {"start", [](Alter& o) { (*o.identity)->start = 100; }},
       {"increment", [](Alter& o) { (*o.identity)->increment = 2; }},
       {"min", [](Alter& o) { (*o.identity)->min = 0; }},
       {"max", [](Alter& o) { (*o.identity)->max = 1000; }},
       {"cache", [](Alter& o) { (*o.identity)->cache = 5; }},
       {"cycle", [](Alter& o) { (*o.identity)->cycle = true; }}});
}

void add_indexes(Fields& fields) {
  using Create = ops::CreateIndex;
  fields.add<Create>(
      "CreateIndex", {table, {.name = "ix", .elements = {{.column = "b"}}}, false},
      {{"table", [](Create& o) { o.table.name = "spare"; }},
       {"name", [](Create& o) { o.index.name = "ix2"; }},
       {"column", [](Create& o) { o.index.elements[0].column = "a"; }},
       {"expression", [](Create& o) { o.index.elements[0] = {.expression = "lower(b)"}; }},
       {"order", [](Create& o) { o.index.elements[0].order = schema::Order::descending; }},
       {"nulls", [](Create& o) { o.index.elements[0].nulls = schema::Nulls::first; }},
       {"opclass", [](Create& o) { o.index.elements[0].opclass = "text_pattern_ops"; }},
       {"collation", [](Create& o) { o.index.elements[0].collation = "C"; }},
       {"second element", [](Create& o) { o.index.elements.push_back({.column = "c"}); }},
       {"unique", [](Create& o) { o.index.unique = true; }},
       {"where", [](Create& o) { o.index.where = "c > 3"; }},
       {"method", [](Create& o) { o.index.method = "hash"; }},
       {"include", [](Create& o) { o.index.include = {"c"}; }},
       {"tablespace", [](Create& o) { o.index.tablespace = "fast"; }},
       {"storage",
        [](Create& o) {
          o.index.storage = {{"fillfactor", "70"}};
        }},
       {"comment", [](Create& o) { o.index.comment = "a comment"; }},
       {"concurrently", [](Create& o) { o.concurrently = true; }}});
  Create unique{table, {.name = "ix", .elements = {{.column = "b"}}, .unique = true}, false};
  fields.add<Create>(
      "CreateIndex of a unique one", unique,
      {{"nulls_not_distinct", [](Create& o) { o.index.nulls_not_distinct = true; }}});
  fields.add<ops::DropIndex>("DropIndex", {table, "ix_things_b", false},
                             {{"table", [](ops::DropIndex& o) { o.table.name = "spare"; }},
                              {"index", [](ops::DropIndex& o) { o.index = "other"; }},
                              {"concurrently", [](ops::DropIndex& o) { o.concurrently = true; }}});
  fields.add<ops::RenameIndex>(
      "RenameIndex", {table, "ix_things_b", "ix_new"},
      {{"table", [](ops::RenameIndex& o) { o.table.name = "spare"; }},
       {"index", [](ops::RenameIndex& o) { o.index = "other"; }},
       {"new_name", [](ops::RenameIndex& o) { o.new_name = "ix_newer"; }}});
}

void add_constraints(Fields& fields) {
  fields.add<ops::CreatePrimaryKey>(
      "CreatePrimaryKey", {{"", "spare"}, {"pk", {"a"}}},
      {{"table", [](ops::CreatePrimaryKey& o) { o.table.name = "spare2"; }},
       {"name", [](ops::CreatePrimaryKey& o) { o.constraint.name = "pk2"; }},
       {"columns", [](ops::CreatePrimaryKey& o) { o.constraint.columns = {"day"}; }},
       {"deferrable", [](ops::CreatePrimaryKey& o) {
          o.constraint.deferrable = schema::Deferrable::initially_deferred;
        }}});
  fields.add<ops::CreateUnique>(
      "CreateUnique", {table, {"uq", {"b"}}},
      {{"table", [](ops::CreateUnique& o) { o.table.name = "spare"; }},
       {"name", [](ops::CreateUnique& o) { o.constraint.name = "uq2"; }},
       {"columns", [](ops::CreateUnique& o) { o.constraint.columns = {"c"}; }},
       {"nulls_not_distinct", [](ops::CreateUnique& o) { o.constraint.nulls_not_distinct = true; }},
       {"deferrable", [](ops::CreateUnique& o) {
          o.constraint.deferrable = schema::Deferrable::initially_immediate;
        }}});
  using Key = ops::CreateForeignKey;
  fields.add<Key>(
      "CreateForeignKey",
      {table, {.name = "fk", .columns = {"a"}, .ref_table = {"", "others"}, .ref_columns = {"id"}}},
      {{"table", [](Key& o) { o.table.name = "spare"; }},
       {"name", [](Key& o) { o.constraint.name = "fk2"; }},
       {"columns", [](Key& o) { o.constraint.columns = {"c"}; }},
       {"ref_table", [](Key& o) { o.constraint.ref_table.name = "things"; }},
       {"ref_columns", [](Key& o) { o.constraint.ref_columns = {"day"}; }},
       {"on_delete", [](Key& o) { o.constraint.on_delete = schema::Action::cascade; }},
       {"on_update", [](Key& o) { o.constraint.on_update = schema::Action::restrict; }},
       {"match", [](Key& o) { o.constraint.match = schema::Match::full; }},
       {"deferrable",
        [](Key& o) { o.constraint.deferrable = schema::Deferrable::initially_deferred; }},
       {"not_valid", [](Key& o) { o.constraint.not_valid = true; }},
       {"on_delete_columns", [](Key& o) {
          o.constraint.on_delete = schema::Action::set_null;
          o.constraint.on_delete_columns = {"a"};
        }}});
  fields.add<ops::CreateCheck>(
      "CreateCheck", {table, {"ck", "a > 0"}},
      {{"table", [](ops::CreateCheck& o) { o.table.name = "spare"; }},
       {"name", [](ops::CreateCheck& o) { o.constraint.name = "ck2"; }},
       {"expression", [](ops::CreateCheck& o) { o.constraint.expression = "a > 1"; }},
       {"no_inherit", [](ops::CreateCheck& o) { o.constraint.no_inherit = true; }},
       {"not_valid", [](ops::CreateCheck& o) { o.constraint.not_valid = true; }}});
  fields.add<ops::CreateExclude>(
      "CreateExclude", {table, {"ex", "USING btree (a WITH =)"}},
      {{"table", [](ops::CreateExclude& o) { o.table.name = "spare"; }},
       {"name", [](ops::CreateExclude& o) { o.constraint.name = "ex2"; }},
       {"definition",
        [](ops::CreateExclude& o) { o.constraint.definition = "USING btree (c WITH =)"; }},
       {"deferrable", [](ops::CreateExclude& o) {
          o.constraint.deferrable = schema::Deferrable::initially_deferred;
        }}});
  using Drop = ops::DropConstraint;
  fields.add<Drop>("DropConstraint", {table, "uq_things_a", schema::ConstraintKind::unique, {}, {}},
                   {{"table", [](Drop& o) { o.table.name = "spare"; }},
                    {"name", [](Drop& o) { o.name = "other"; }},
                    {"kind", [](Drop& o) { o.kind = schema::ConstraintKind::check; }}});
  fields.add<Drop>("DropConstraint without a name",
                   {{"", "spare2"}, "", schema::ConstraintKind::unique, {"a"}, {}},
                   {{"columns", [](Drop& o) { o.columns = {"day"}; }}});
  fields.add<Drop>("DropConstraint of a nameless check",
                   {{"", "spare2"}, "", schema::ConstraintKind::check, {}, "a > 1"},
                   {{"expression", [](Drop& o) { o.expression = "a > 2"; }}});
  fields.add<ops::RenameConstraint>(
      "RenameConstraint", {table, "uq_things_a", "uq_new"},
      {{"table", [](ops::RenameConstraint& o) { o.table.name = "spare"; }},
       {"name", [](ops::RenameConstraint& o) { o.name = "ck_things_c"; }},
       {"new_name", [](ops::RenameConstraint& o) { o.new_name = "uq_newer"; }}});
  fields.add<ops::ValidateConstraint>(
      "ValidateConstraint", {{"", "spare2"}, "ck_later"},
      {{"table", [](ops::ValidateConstraint& o) { o.table.name = "spare"; }},
       {"name", [](ops::ValidateConstraint& o) { o.name = "ck_latest"; }}});
}

void add_types(Fields& fields) {
  fields.add<ops::CreateEnum>(
      "CreateEnum", {{{"", "mood"}, {"sad", "glad"}, {}}},
      {{"name", [](ops::CreateEnum& o) { o.type.name.name = "mood2"; }},
       {"values", [](ops::CreateEnum& o) { o.type.values.emplace_back("mad"); }},
       {"comment", [](ops::CreateEnum& o) { o.type.comment = "a comment"; }}});
  fields.add<ops::DropEnum>("DropEnum", {{"", "unused"}},
                            {{"name", [](ops::DropEnum& o) { o.name.name = "colour"; }}});
  fields.add<ops::RenameEnum>("RenameEnum", {{"", "colour"}, "hue"},
                              {{"name", [](ops::RenameEnum& o) { o.name.name = "unused"; }},
                               {"new_name", [](ops::RenameEnum& o) { o.new_name = "paint"; }}});
  fields.add<ops::AddEnumValue>("AddEnumValue", {{"", "colour"}, "blue", {}},
                                {{"name", [](ops::AddEnumValue& o) { o.name.name = "unused"; }},
                                 {"value", [](ops::AddEnumValue& o) { o.value = "black"; }},
                                 {"before", [](ops::AddEnumValue& o) { o.before = "green"; }}});
  fields.add<ops::RenameEnumValue>(
      "RenameEnumValue", {{"", "colour"}, "red", "pink"},
      {{"name", [](ops::RenameEnumValue& o) { o.name.name = "unused"; }},
       {"value", [](ops::RenameEnumValue& o) { o.value = "green"; }},
       {"new_value", [](ops::RenameEnumValue& o) { o.new_value = "rose"; }}});
  fields.add<ops::ReplaceEnum>("ReplaceEnum", {{"", "colour"}, {"red"}},
                               {{"name", [](ops::ReplaceEnum& o) { o.name.name = "unused"; }},
                                {"values", [](ops::ReplaceEnum& o) {
                                   o.values = {"red", "white"};
                                 }}});
  using Domain = ops::CreateDomain;
  fields.add<Domain>("CreateDomain", {{.name = {"", "email"}, .type = schema::parse_type("text")}},
                     {{"name", [](Domain& o) { o.thing.name.name = "email2"; }},
                      {"type", [](Domain& o) { o.thing.type = schema::parse_type("varchar(3)"); }},
                      {"collation", [](Domain& o) { o.thing.collation = "C"; }},
                      {"default_sql", [](Domain& o) { o.thing.default_sql = "'x'"; }},
                      {"not_null", [](Domain& o) { o.thing.not_null = true; }},
                      {"checks",
                       [](Domain& o) {
                         o.thing.checks = {{"ck", "VALUE > ''"}};
                       }},
                      {"comment", [](Domain& o) { o.thing.comment = "a comment"; }}});
  using Alter = ops::AlterDomain;
  Alter alter;
  alter.name = {"", "code"};
  alter.add_checks = {{"ck_new", "VALUE <> 'a'"}};
  fields.add<Alter>("AlterDomain", alter,
                    {{"name", [](Alter& o) { o.name.name = "code2"; }},
                     {"default_sql", [](Alter& o) { o.default_sql.emplace("'x'"); }},
                     {"not_null", [](Alter& o) { o.not_null = true; }},
                     {"drop_checks", [](Alter& o) { o.drop_checks = {"ck_code"}; }},
                     {"add_checks", [](Alter& o) { o.add_checks[0].expression = "VALUE <> 'b'"; }},
                     {"add_checks.not_valid", [](Alter& o) { o.add_checks[0].not_valid = true; }}});
  fields.add<ops::DropDomain>("DropDomain", {{"", "code"}},
                              {{"name", [](ops::DropDomain& o) { o.name.name = "code2"; }}});
}

void add_sequences_and_spaces(Fields& fields) {
  fields.add<ops::CreateSchema>(
      "CreateSchema", {{{"", "audit"}, {}}},
      {{"name", [](ops::CreateSchema& o) { o.thing.name.name = "audit2"; }},
       {"comment", [](ops::CreateSchema& o) { o.thing.comment = "a comment"; }}});
  fields.add<ops::DropSchema>("DropSchema", {{"", "app"}},
                              {{"name", [](ops::DropSchema& o) { o.name.name = "app2"; }}});
  using Extension = ops::CreateExtension;
  fields.add<Extension>("CreateExtension", {{.name = {"", "citext"}}},
                        {{"name", [](Extension& o) { o.thing.name.name = "hstore"; }},
                         {"in_schema", [](Extension& o) { o.thing.in_schema = "app"; }},
                         {"version", [](Extension& o) { o.thing.version = "1.6"; }},
                         {"comment", [](Extension& o) { o.thing.comment = "a comment"; }}});
  ops::AlterExtension alter;
  alter.name = {"", "pg_trgm"};
  alter.version = "1.6";
  fields.add<ops::AlterExtension>(
      "AlterExtension", alter,
      {{"name", [](ops::AlterExtension& o) { o.name.name = "ltree"; }},
       {"in_schema", [](ops::AlterExtension& o) { o.in_schema = "app"; }},
       {"version", [](ops::AlterExtension& o) { o.version = "1.5"; }}});
  fields.add<ops::DropExtension>("DropExtension", {{"", "pg_trgm"}},
                                 {{"name", [](ops::DropExtension& o) { o.name.name = "ltree"; }}});
  using Create = ops::CreateSequence;
  fields.add<Create>("CreateSequence", {{.name = {"", "numbers"}}},
                     {{"name", [](Create& o) { o.thing.name.name = "numbers2"; }},
                      {"type", [](Create& o) { o.thing.type = schema::parse_type("integer"); }},
                      {"start", [](Create& o) { o.thing.start = 7; }},
                      {"increment", [](Create& o) { o.thing.increment = 7; }},
                      {"min", [](Create& o) { o.thing.min = 0; }},
                      {"max", [](Create& o) { o.thing.max = 700; }},
                      {"cache", [](Create& o) { o.thing.cache = 7; }},
                      {"cycle", [](Create& o) { o.thing.cycle = true; }},
                      {"owned_by",
                       [](Create& o) {
                         o.thing.owned_by = {{"", "things"}, "a"};
                       }},
                      {"comment", [](Create& o) { o.thing.comment = "a comment"; }}});
  using Alter = ops::AlterSequence;
  Alter sequence;
  sequence.name = {"", "counter"};
  sequence.increment = 3;
  fields.add<Alter>("AlterSequence", sequence,
                    {{"name", [](Alter& o) { o.name.name = "counter2"; }},
                     {"type", [](Alter& o) { o.type = schema::parse_type("integer"); }},
                     {"start", [](Alter& o) { o.start.emplace(7); }},
                     {"increment", [](Alter& o) { o.increment = 7; }},
                     {"min", [](Alter& o) { o.min.emplace(0); }},
                     {"max", [](Alter& o) { o.max.emplace(700); }},
                     {"cache", [](Alter& o) { o.cache = 7; }},
                     {"cycle", [](Alter& o) { o.cycle = true; }},
                     {"owned_by", [](Alter& o) {
                        o.owned_by.emplace(schema::OwnedBy{{"", "things"}, "a"});
                      }}});
  fields.add<ops::DropSequence>("DropSequence", {{"", "counter"}},
                                {{"name", [](ops::DropSequence& o) { o.name.name = "counter2"; }}});
}

template <class Kind>
void add_view(Fields& fields, const char* operation, const char* name) {
  fields.add<Kind>(operation, {{.name = {"", name}, .definition = "SELECT a, b FROM things"}},
                   {{"name", [](Kind& o) { o.view.name.name += "2"; }},
                    {"definition", [](Kind& o) { o.view.definition += " WHERE a > 1"; }},
                    {"storage",
                     [](Kind& o) {
                       o.view.storage = {{"security_barrier", "true"}};
                     }},
                    {"materialized", [](Kind& o) { o.view.materialized = true; }}});
}

template <class Kind>
void add_function(Fields& fields, const char* operation, const char* name) {
  fields.add<Kind>(operation, {function(name)},
                   {{"name", [](Kind& o) { o.function.name.name += "2"; }},
                    {"arguments", [](Kind& o) { o.function.arguments = "x integer"; }},
                    {"definition", [](Kind& o) { o.function.definition += " SECURITY DEFINER"; }},
                    {"procedure", [](Kind& o) { o.function.procedure = true; }}});
}

template <class Kind>
void add_trigger(Fields& fields, const char* operation, const char* name) {
  fields.add<Kind>(
      operation, {trigger(name)},
      {{"table", [](Kind& o) { o.trigger.table.name = "spare"; }},
       {"name", [](Kind& o) { o.trigger.name += "2"; }},
       {"fires", [](Kind& o) { o.trigger.fires = "AFTER DELETE"; }},
       {"definition", [](Kind& o) { o.trigger.definition = "FOR EACH ROW EXECUTE FUNCTION g()"; }},
       {"constraint", [](Kind& o) { o.trigger.constraint = true; }}});
}

void add_objects(Fields& fields) {
  add_view<ops::CreateView>(fields, "CreateView", "made");
  add_view<ops::ReplaceView>(fields, "ReplaceView", "v");
  fields.add<ops::CreateView>(
      "CreateView",
      {{.name = {"", "made"}, .definition = "SELECT a FROM things", .materialized = true}},
      {{"comment", [](ops::CreateView& o) { o.view.comment = "a comment"; }},
       {"indexes", [](ops::CreateView& o) {
          o.view.indexes = {{.name = "ix_made", .elements = {{.column = "a"}}}};
        }}});
  fields.add<ops::DropView>("DropView", {{"", "v"}},
                            {{"name", [](ops::DropView& o) { o.name.name = "v2"; }}});
  add_function<ops::CreateFunction>(fields, "CreateFunction", "made");
  add_function<ops::ReplaceFunction>(fields, "ReplaceFunction", "free");
  fields.add<ops::CreateFunction>(
      "CreateFunction", {function("made")},
      {{"comment", [](ops::CreateFunction& o) { o.function.comment = "a comment"; }}});
  fields.add<ops::DropFunction>(
      "DropFunction", {{"", "free"}, ""},
      {{"name", [](ops::DropFunction& o) { o.name.name = "free2"; }},
       {"arguments", [](ops::DropFunction& o) { o.arguments = "integer"; }}});
  add_trigger<ops::CreateTrigger>(fields, "CreateTrigger", "made");
  add_trigger<ops::ReplaceTrigger>(fields, "ReplaceTrigger", "tr");
  fields.add<ops::CreateTrigger>(
      "CreateTrigger", {trigger("made")},
      {{"mode", [](ops::CreateTrigger& o) { o.trigger.mode = schema::TriggerMode::disabled; }},
       {"comment", [](ops::CreateTrigger& o) { o.trigger.comment = "a comment"; }}});
  fields.add<ops::AlterTrigger>(
      "AlterTrigger", {table, "tr", schema::TriggerMode::disabled},
      {{"table", [](ops::AlterTrigger& o) { o.table.name = "spare"; }},
       {"trigger", [](ops::AlterTrigger& o) { o.trigger = "tr2"; }},
       {"mode", [](ops::AlterTrigger& o) { o.mode = schema::TriggerMode::always; }}});
  fields.add<ops::DropTrigger>("DropTrigger", {table, "tr"},
                               {{"table", [](ops::DropTrigger& o) { o.table.name = "spare"; }},
                                {"trigger", [](ops::DropTrigger& o) { o.trigger = "tr2"; }}});
  const schema::OtherObject policy{.name = {"", "policy own ON things"},
                                   .create = "CREATE POLICY own ON things USING (a > 0)",
                                   .drop = "DROP POLICY own ON things"};
  fields.add<ops::CreateOther>(
      "CreateOther", {policy},
      {{"name", [](ops::CreateOther& o) { o.thing.name.name = "policy other ON things"; }},
       {"create", [](ops::CreateOther& o) { o.thing.create += " WITH CHECK (true)"; }},
       {"drop", [](ops::CreateOther& o) { o.thing.drop = "DROP POLICY IF EXISTS own ON things"; }},
       {"comment", [](ops::CreateOther& o) { o.thing.comment = "one"; }}});
  fields.add<ops::DropOther>(
      "DropOther", {{"", "policy there ON things"}},
      {{"name", [](ops::DropOther& o) { o.name.name = "policy there_too ON things"; }}});
  using Comment = ops::CommentOn;
  fields.add<Comment>("CommentOn", {{schema::ObjectKind::view, {"", "v"}, {}}, "one"},
                      {{"kind", [](Comment& o) { o.object.kind = schema::ObjectKind::sequence; }},
                       {"name", [](Comment& o) { o.object.name.name = "v2"; }},
                       {"comment", [](Comment& o) { o.comment = "two"; }}});
  fields.add<Comment>("CommentOn a trigger", {{schema::ObjectKind::trigger, table, "tr"}, "one"},
                      {{"part", [](Comment& o) { o.object.part = "tr2"; }}});
}

void add_data(Fields& fields) {
  using Execute = ops::Execute;
  fields.add<Execute>("Execute", {{{"", "SELECT 1"}}, {}},
                      {{"sql", [](Execute& o) { o.sql[""] = "SELECT 2"; }},
                       {"sql of a dialect", [](Execute& o) {
                          o.sql = {{"postgresql", "SELECT 2"}, {"sqlite", "SELECT 3"}};
                        }}});
  using Insert = ops::BulkInsert;
  fields.add<Insert>("BulkInsert", {table, {"a", "c"}, {{std::int64_t{1}, std::int64_t{2}}}},
                     {{"table", [](Insert& o) { o.table.name = "spare"; }},
                      {"columns",
                       [](Insert& o) {
                         o.columns = {"c", "a"};
                       }},
                      {"a value", [](Insert& o) { o.rows[0][1] = std::string("2"); }},
                      {"a second row", [](Insert& o) { o.rows.push_back(o.rows[0]); }}});
  using Run = ops::Run;
  fields.add<Run>("Run", {[](Connection&) {}, "one"},
                  {{"description", [](Run& o) { o.description = "two"; }}});
  using Block = ops::AutocommitBlock;
  const ops::Operation one{Execute{{{"", "SELECT 1"}}, {}}, {}};
  fields.add<Block>(
      "AutocommitBlock", {{one}},
      {{"operations", [](Block& o) { o.operations.push_back(o.operations[0]); }},
       {"an inner block", [](Block& o) {
          ops::Operation inner{Block{{{ops::DropIndex{table, "ix_things_b", true}, {}}}}, {}};
          o.operations.push_back({Block{{std::move(inner)}}, {}});
        }}});
}

}  // namespace

schema::Schema fields_schema() {
  schema::Schema schema;
  schema::Table spare = things();
  spare.name.name = "spare";
  spare.columns.erase(spare.columns.begin());
  spare.columns.push_back(column("day", "date", false));
  spare.primary_key.reset();
  spare.uniques.clear();
  spare.checks.clear();
  spare.indexes.clear();
  schema::Table spare2 = spare;
  spare2.name.name = "spare2";
  spare2.uniques = {{"", {"a"}}, {"", {"day"}}};
  spare2.checks = {{"", "a > 1"},
                   {"", "a > 2"},
                   {"ck_later", "c > 0", false, true},
                   {"ck_latest", "c > 1", false, true}};
  schema::Table events2 = partitioned();
  events2.name.name = "events2";
  schema::Table first, second;
  first.name = {"", "first"};
  first.partition_of = {{"", "events"}, "FOR VALUES FROM ('2018-01-01') TO ('2019-01-01')"};
  second.name = {"", "second"};
  second.partition_of = {{"", "events"}, "FOR VALUES FROM ('2017-01-01') TO ('2018-01-01')"};
  schema.tables = {things(),           others(),          spare, spare2, partitioned(), events2,
                   partition("early"), partition("late"), first, second};
  schema::Table coloured;
  coloured.name = {"", "coloured"};
  coloured.columns = {column("n", "integer")};
  schema::Column colour = column("colour", "text", false);
  colour.type = Type{.kind = TypeKind::enumeration, .name = {"", "colour"}};
  coloured.columns.push_back(colour);
  schema.tables.push_back(coloured);
  schema.enums = {{{"", "colour"}, {"red", "green"}, {}}, {{"", "unused"}, {"red", "green"}, {}}};
  schema.schemas = {{{"", "app"}, {}}, {{"", "app2"}, {}}};
  schema.extensions = {{.name = {"", "pg_trgm"}}, {.name = {"", "ltree"}}};
  schema.sequences = {{.name = {"", "counter"}}, {.name = {"", "counter2"}}};
  for (const char* name : {"code", "code2"}) {
    schema.domains.push_back({.name = {"", name},
                              .type = schema::parse_type("text"),
                              .checks = {{"ck_code", "VALUE <> ''"}}});
  }
  schema.views = {{.name = {"", "v"}, .definition = "SELECT a, b FROM things"},
                  {.name = {"", "v2"}, .definition = "SELECT a, b FROM things"}};
  schema.functions = {function("f"), function("g"), function("free"), function("free2")};
  schema.triggers = {trigger("tr"), trigger("tr2")};
  for (const char* name : {"there", "there_too"}) {
    schema.objects.push_back({.name = {"", concat({"policy ", name, " ON things"})},
                              .create = concat({"CREATE POLICY ", name, " ON things"}),
                              .drop = concat({"DROP POLICY ", name, " ON things"})});
  }
  sort(schema);
  return schema;
}

std::vector<OperationField> operation_fields() {
  Fields fields;
  add_tables(fields);
  add_columns(fields);
  add_indexes(fields);
  add_constraints(fields);
  add_types(fields);
  add_sequences_and_spaces(fields);
  add_objects(fields);
  add_data(fields);
  return std::move(fields).take();
}

}  // namespace limbeck::test
