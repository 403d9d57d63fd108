// Everything.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e1) = {
    .revises = {"3f9c2a71d04e"},
    .message = "everything",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table({"audit", "everything"}, {
          .columns = {
              {.name = "c0", .type = limbeck::boolean, .nullable = true},
              {.name = "c1", .type = limbeck::smallint, .nullable = true},
              {.name = "c2", .type = limbeck::integer, .nullable = true},
              {.name = "c3", .type = limbeck::bigint, .nullable = true},
              {.name = "c4", .type = limbeck::real, .nullable = true},
              {.name = "c5", .type = limbeck::double_precision, .nullable = true},
              {.name = "c6", .type = limbeck::numeric, .nullable = true},
              {.name = "c7", .type = limbeck::numeric(10), .nullable = true},
              {.name = "c8", .type = limbeck::numeric(10, 2), .nullable = true},
              {.name = "c9", .type = limbeck::text, .nullable = true},
              {.name = "c10", .type = limbeck::varchar, .nullable = true},
              {.name = "c11", .type = limbeck::varchar(320), .nullable = true},
              {.name = "c12", .type = limbeck::character(2), .nullable = true},
              {.name = "c13", .type = limbeck::bytes, .nullable = true},
              {.name = "c14", .type = limbeck::bytes(16), .nullable = true},
              {.name = "c15", .type = limbeck::uuid, .nullable = true},
              {.name = "c16", .type = limbeck::date, .nullable = true},
              {.name = "c17", .type = limbeck::time, .nullable = true},
              {.name = "c18", .type = limbeck::time(3), .nullable = true},
              {.name = "c19", .type = limbeck::timestamp, .nullable = true},
              {.name = "c20", .type = limbeck::timestamptz(6), .nullable = true},
              {.name = "c21", .type = limbeck::interval, .nullable = true},
              {.name = "c22", .type = limbeck::json, .nullable = true},
              {.name = "c23", .type = limbeck::jsonb, .nullable = true},
              {.name = "c24", .type = limbeck::array(limbeck::text), .nullable = true},
              {
                  .name = "c25",
                  .type = limbeck::array(limbeck::array(limbeck::numeric(10, 2))),
                  .nullable = true,
              },
              {.name = "c26", .type = limbeck::native("citext"), .nullable = true},
              {.name = "status", .type = limbeck::enum_type("order_status")},
              {
                  .name = "statuses",
                  .type = limbeck::array(limbeck::enum_type("order_status", "audit")),
              },
              {
                  .name = "native",
                  .type = limbeck::native({
                      .postgresql = "TEXT of postgresql",
                      .sqlite = "TEXT of sqlite",
                      .mysql = "TEXT of mysql",
                      .mariadb = "TEXT of mariadb",
                  }),
              },
              {
                  .name = "native_but",
                  .type = limbeck::native({
                      .any = "TEXT",
                      .postgresql = "citext",
                      .sqlite = "TEXT",
                  }),
              },
              {
                  .name = "defaults",
                  .type = limbeck::text,
                  .server_default = "'it''s \"new\"'",
                  .collation = "C",
                  .comment = "back\\slash",
              },
              {
                  .name = "numbered",
                  .type = limbeck::bigint,
                  .identity = limbeck::IdentitySpec{
                      .mode = limbeck::IdentitySpec::Mode::always,
                      .start = 1000,
                      .increment = -5,
                  },
              },
              {.name = "stored", .type = limbeck::integer, .generated = {.expression = "c2 + 1"}},
              {
                  .name = "computed",
                  .type = limbeck::integer,
                  .generated = {.expression = "c2 + 1", .stored = false},
              },
          },
          .primary_key = {
              .name = "pk_everything",
              .columns = {"c1", "c2"},
              .deferrable = limbeck::Deferrable::initially_deferred,
          },
          .uniques = {
              {.name = "uq_everything_c1_c2", .columns = {"c1", "c2"}},
              {
                  .name = "uq_everything_c3",
                  .columns = {"c3"},
                  .nulls_not_distinct = true,
                  .deferrable = limbeck::Deferrable::initially_immediate,
              },
          },
          .foreign_keys = {
              {
                  .name = "fk_everything",
                  .columns = {"c1", "c2"},
                  .ref_table = {"audit", "everything"},
                  .ref_columns = {"c1", "c2"},
                  .on_delete = limbeck::Action::set_null,
                  .on_update = limbeck::Action::set_default,
                  .match = limbeck::Match::full,
                  .deferrable = limbeck::Deferrable::initially_deferred,
                  .not_valid = true,
              },
              {
                  .name = "fk_everything_user",
                  .columns = {"c3"},
                  .ref_table = "users",
                  .ref_columns = {"id"},
                  .on_delete = limbeck::Action::cascade,
                  .on_update = limbeck::Action::restrict,
              },
          },
          .checks = {
              {
                  .name = "ck_everything",
                  .expression = "c2 > 0",
                  .no_inherit = true,
                  .not_valid = true,
              },
          },
          .excludes = {
              {
                  .name = "ex_everything",
                  .definition = "USING gist (c16 WITH =)",
                  .deferrable = limbeck::Deferrable::initially_deferred,
              },
          },
          .comment = R"sql(all of it,
in two lines)sql",
          .partition_by = "RANGE (c16)",
          .settings = {{"postgresql.fillfactor", "70"}, {"sqlite.strict", "true"}},
      });
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_table({"audit", "everything"}); },
};
