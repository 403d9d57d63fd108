// Fields.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000eb) = {
    .revises = {"3f9c2a71d04e"},
    .message = "fields",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.add_column("t", {.name = "c", .type = limbeck::text, .identity = limbeck::always});
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .start = 7,
          },
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .increment = 7,
          },
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .min = 7,
          },
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .max = 7,
          },
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .cache = 7,
          },
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .cycle = true,
          },
      });
      op.add_column("t", {.name = "c", .type = limbeck::text, .generated = {.expression = "1x"}});
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .generated = {.expression = "1", .stored = false},
      });
      op.add_column("t", {
          .name = "cx",
          .type = limbeck::text,
          .nullable = true,
          .server_default = "0",
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::array(limbeck::varchar(20)),
          .nullable = true,
          .server_default = "0",
      });
      op.add_column("t", {.name = "c", .type = limbeck::text, .server_default = "0"});
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .nullable = true,
          .server_default = "'x'",
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .nullable = true,
          .server_default = "0",
          .identity = limbeck::by_default,
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .nullable = true,
          .server_default = "0",
          .generated = {.expression = "1"},
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .nullable = true,
          .server_default = "0",
          .collation = "x",
      });
      op.add_column("t", {
          .name = "c",
          .type = limbeck::text,
          .nullable = true,
          .server_default = "0",
          .comment = "x",
      });
      op.create_primary_key("pkx", "t", {"c"});
      op.create_primary_key("pk", "t", {"c", "d"});
      op.create_primary_key("pk", "t", {"c"}, limbeck::Deferrable::initially_immediate);
      op.create_primary_key("t", {.name = "pk", .columns = {"c"}, .include = {"d"}});
      op.create_unique_constraint("t", {.name = "uqx", .columns = {"c"}});
      op.create_unique_constraint("t", {.name = "uq", .columns = {"c", "d"}});
      op.create_unique_constraint("t", {
          .name = "uq",
          .columns = {"c"},
          .nulls_not_distinct = true,
      });
      op.create_unique_constraint("t", {
          .name = "uq",
          .columns = {"c"},
          .deferrable = limbeck::Deferrable::initially_immediate,
      });
      op.create_unique_constraint("t", {.name = "uq", .columns = {"c"}, .include = {"d"}});
      op.create_foreign_key("t", {
          .name = "fkx",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c", "d"},
          .ref_table = "other",
          .ref_columns = {"id"},
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = {"audit", "otherx"},
          .ref_columns = {"id"},
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id", "d"},
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
          .on_delete = limbeck::Action::restrict,
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
          .on_update = limbeck::Action::restrict,
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
          .match = limbeck::Match::full,
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
          .deferrable = limbeck::Deferrable::initially_immediate,
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
          .not_valid = true,
      });
      op.create_foreign_key("t", {
          .name = "fk",
          .columns = {"c"},
          .ref_table = "other",
          .ref_columns = {"id"},
          .on_delete_columns = {"d"},
      });
      op.create_check_constraint("t", {.name = "ckx", .expression = "c > 0"});
      op.create_check_constraint("t", {.name = "ck", .expression = "c > 0x"});
      op.create_check_constraint("t", {.name = "ck", .expression = "c > 0", .no_inherit = true});
      op.create_check_constraint("t", {.name = "ck", .expression = "c > 0", .not_valid = true});
      op.create_exclude_constraint("t", {.name = "exx", .definition = "USING gist (c WITH =)"});
      op.create_exclude_constraint("t", {.name = "ex", .definition = "USING gist (c WITH =)x"});
      op.create_exclude_constraint("t", {
          .name = "ex",
          .definition = "USING gist (c WITH =)",
          .deferrable = limbeck::Deferrable::initially_immediate,
      });
      op.create_index("ix", "t", {"cx"});
      op.create_index("ix", "t", {limbeck::expression("x")});
      op.create_index("ix", "t", {limbeck::desc("c")});
      op.create_index("ix", "t", {limbeck::IndexElement("c").nulls_first()});
      op.create_index("ix", "t", {limbeck::IndexElement("c").with_opclass("x")});
      op.create_index("ix", "t", {limbeck::IndexElement("c").with_collation("x")});
      op.create_index("ixx", "t", {"c"});
      op.create_index("ix", "t", {"c", "cx"});
      op.create_index("ix", "t", {"c"}, {.unique = true});
      op.create_index("ix", "t", {"c"}, {.where = "x"});
      op.create_index("ix", "t", {"c"}, {.method = "x"});
      op.create_index("ix", "t", {"c"}, {.include = {"d"}});
      op.create_index("ix", "t", {"c"}, {.nulls_not_distinct = true});
      op.create_index("ix", "t", {"c"}, {.tablespace = "x"});
      op.create_index("ix", "t", {"c"}, {.storage = {{"fillfactor", "70"}}});
      op.create_index("ix", "t", {"c"}, {.comment = "x"});
      op.create_table("t", {.partition_of = {"audit", "wholex"}, .partition_bound = "DEFAULT"});
      op.create_table("t", {.partition_of = "whole", .partition_bound = "DEFAULTx"});
      op.create_table({"audit", "tx"}, {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
              {.name = "cx", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .primary_key = {.name = "pk", .columns = {"c"}},
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .uniques = {{.name = "uqx", .columns = {"c"}}},
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .foreign_keys = {
              {.name = "fkx", .columns = {"c"}, .ref_table = "other", .ref_columns = {"id"}},
          },
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .checks = {{.name = "ckx", .expression = "c > 0"}},
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .excludes = {{.name = "exx", .definition = "USING gist (c WITH =)"}},
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
      });
      op.create_index("ixx", "t", {"c"});
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .comment = "x",
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .partition_by = "x",
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .settings = {{"fillfactor", "70"}},
      });
      op.create_table("t", {
          .columns = {
              {.name = "c", .type = limbeck::text, .nullable = true, .server_default = "0"},
          },
          .partition_of = "whole",
          .partition_bound = "DEFAULT",
      });
      op.create_enum({"audit", "x"}, {});
      op.create_enum("", {"d"});
      op.create_enum("", {}, "x");
      op.create_extension("x");
      op.create_extension("", {.schema = "x"});
      op.create_extension("", {.version = "x"});
      op.create_extension("", {.comment = "x"});
      op.create_sequence("", {.owned_by = {.table = {"audit", "tx"}, .column = "c"}});
      op.create_sequence("", {.owned_by = {.table = "t", .column = "cx"}});
      op.create_sequence({"audit", "x"});
      op.create_sequence("", {.type = limbeck::array(limbeck::varchar(20))});
      op.create_sequence("", {.start = 7});
      op.create_sequence("", {.increment = 7});
      op.create_sequence("", {.min = 7});
      op.create_sequence("", {.max = 7});
      op.create_sequence("", {.cache = 7});
      op.create_sequence("", {.cycle = true});
      op.create_sequence("", {.owned_by = {.table = "t", .column = "c"}});
      op.create_sequence("", {.comment = "x"});
      op.create_domain({"audit", "x"}, {.type = limbeck::text});
      op.create_domain("", {.type = limbeck::array(limbeck::varchar(20))});
      op.create_domain("", {.type = limbeck::text, .collation = "x"});
      op.create_domain("", {.type = limbeck::text, .server_default = "'x'"});
      op.create_domain("", {.type = limbeck::text, .not_null = true});
      op.create_domain("", {
          .type = limbeck::text,
          .checks = {{.name = "ckx", .expression = "c > 0"}},
      });
      op.create_domain("", {.type = limbeck::text, .comment = "x"});
      op.create_view({"audit", "vx"}, {.definition = "SELECT 1"});
      op.create_view("v", {.definition = "SELECT 1x"});
      op.create_view("v", {.definition = "SELECT 1", .materialized = true});
      op.create_view("v", {.definition = "SELECT 1", .storage = {{"fillfactor", "70"}}});
      op.create_view("v", {.definition = "SELECT 1"});
      op.create_index("ixx", "v", {"c"});
      op.create_view("v", {.definition = "SELECT 1", .comment = "x"});
      op.create_function({"audit", "x"}, {});
      op.create_function("", {.arguments = "x"});
      op.create_function("", {.definition = "x"});
      op.create_function("", {.procedure = true});
      op.create_function("", {.skip_body_check = true});
      op.create_function("", {.comment = "x"});
      op.create_trigger("x", "", {});
      op.create_trigger("", {"audit", "x"}, {});
      op.create_trigger("", "", {.fires = "x"});
      op.create_trigger("", "", {.definition = "x"});
      op.create_trigger("", "", {.constraint = true});
      op.create_trigger("", "", {.mode = limbeck::TriggerMode::disabled});
      op.create_trigger("", "", {.comment = "x"});
      op.create_object({"audit", "x"}, {.create = "", .drop = ""});
      op.create_object("", {.create = "x", .drop = ""});
      op.create_object("", {.create = "", .drop = "x"});
      op.create_object("", {.create = "", .drop = "", .comment = "x"});
      op.alter_column("t", "c", {.type = limbeck::array(limbeck::varchar(20))});
      op.alter_column("t", "c", {.nullable = false, .fill = "0"});
      op.alter_column("t", "c", {.server_default = "'x'"});
      op.alter_column("t", "c", {.identity = limbeck::by_default});
      op.alter_column("t", "c", {.generated = "1"});
      op.alter_column("t", "c", {.collation = "x"});
      op.alter_column("t", "c", {.comment = "x"});
    },
    .downgrade = limbeck::irreversible(
        "add_column: there is no table 't' at this revision; create_primary_key: there is no "
        "table 't' at this revision; create_unique_constraint: there is no table 't' at this "
        "revision; create_foreign_key: there is no table 't' at this revision; "
        "create_check_constraint: there is no table 't' at this revision; "
        "create_exclude_constraint: there is no table 't' at this revision; create_index: there "
        "is no table 't' at this revision; create_table: there is no table 'audit.wholex' at "
        "this revision; create_table: there is no table 'whole' at this revision; create_table: "
        "there is a table 't' already; create_enum: an enum must have a name; create_extension: "
        "an extension must have a name; create_sequence: a sequence must have a name; "
        "create_domain: there is an enum 'audit.x' already; create_domain: a domain must have a "
        "name; create_view: there is a view 'v' already; create_function: function 'audit.x()' "
        "has no definition; create_function: a function must have a name; create_trigger: there "
        "is no table '' at this revision; did you mean 't'?; create_trigger: a trigger must have "
        "a name; create_object: the name of object 'audit.x' begins with no kind of object that "
        "limbeck knows, such as 'policy'; run other SQL by op.execute(); create_object: an "
        "object must have a name; alter_column: column 't.c' has an identity and a default: it "
        "can only have one of them; alter_column: column 't.c' is generated and has a default: "
        "it can only have one of them"),
};
