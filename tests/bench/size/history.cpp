// Two revisions, and the manifest that limbeckc would write.
#include <limbeck/backends.h>
#include <limbeck/revision.h>

LIMBECK_REVISION(a1) = {
    .message = "add users",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table(
              "users",
              {.columns = {{.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                           {.name = "email", .type = limbeck::varchar(320)}},
               .primary_key = {.name = "pk_users", .columns = {"id"}}});
          op.create_index("ix_users_email", "users", {"email"}, {.unique = true});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};

LIMBECK_REVISION(a2) = {
    .revises = {"a1"},
    .message = "add users.display_name",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("users", {.name = "display_name", .type = limbeck::text, .nullable = true});
        },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("users", "display_name"); },
};

namespace {
constexpr limbeck::ManifestEntry entries[] = {
    {"a1", &limbeck_revision_a1, "migrations/a1.cpp", 5, "c0ffee"},
    {"a2", &limbeck_revision_a2, "migrations/a2.cpp", 21, "c0ffee"}};
constexpr std::string_view heads[] = {"a2"};
constexpr std::string_view dialects[] = {DIALECT};
constexpr const limbeck::connection::Backend* backends[] = {&BACKEND};
}  // namespace

extern const limbeck::Manifest size_history;
constinit const limbeck::Manifest size_history = {.name = "size_history",
                                                  .entries = entries,
                                                  .size = 2,
                                                  .heads = heads,
                                                  .head_count = 1,
                                                  .dialects = dialects,
                                                  .dialect_count = 1,
                                                  .version = "bench",
                                                  .backends = backends};
