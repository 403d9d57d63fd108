// By hand, without a name.
#include <limbeck/revision.h>

LIMBECK_REVISION(111111111111) = {
    .revises = {},
    .message = "by hand",
    .created = "2026-11-20T14:31:07Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table(
              "users",
              {.columns = {{.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                           {.name = "email", .type = limbeck::text},
                           {.name = "tenant", .type = limbeck::integer},
                           {.name = "boss", .type = limbeck::bigint, .nullable = true}},
               .primary_key = {.columns = {"id"}},
               .uniques = {{.columns = {"email", "tenant"}}},
               .foreign_keys = {{.columns = {"boss"},
                                 .ref_table = "users",
                                 .ref_columns = {"id"},
                                 .on_delete = limbeck::Action::set_null}},
               .checks = {{.expression = "tenant > 0 OR email <> ''"}}});
          op.create_index("", "users", {"tenant", limbeck::expression("lower(email)")});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
