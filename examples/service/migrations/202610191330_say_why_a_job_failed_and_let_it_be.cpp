// Say why a job failed, and let it be cancelled.
#include <limbeck/revision.h>

LIMBECK_REVISION(03e57054ad99) = {
    .revises = {"315ed39f7d51"},
    .message = "say why a job failed, and let it be cancelled",
    .created = "2026-10-19T13:30:07Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_enum_value("job_state", "cancelled");
          op.add_column("jobs", {.name = "error", .type = limbeck::text, .nullable = true});
        },
    .downgrade =
        [](limbeck::Operations& op) {
          op.drop_column("jobs", "error");
          op.replace_enum("job_state", {"queued", "running", "done", "failed"});
        },
};
