#include <limbeck/revision.h>

LIMBECK_REVISION(ffffffffffff) = {
    .revises = {"eeeeeeeeeeee"},
    .message = "unsupported, under a new name",
    .upgrade = [](limbeck::Operations& op) {
      op.create_index("ix_users_more", "users", {{"more"}});
      op.rename_index("ix_users_more", "users", "sqlite_more");
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_index("sqlite_more", "users"); },
};
