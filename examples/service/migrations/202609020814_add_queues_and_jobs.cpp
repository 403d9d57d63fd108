// Add queues and jobs.
#include <limbeck/revision.h>

LIMBECK_REVISION(315ed39f7d51) = {
    .revises = {},
    .message = "add queues and jobs",
    .created = "2026-09-02T08:14:51Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_enum("job_state", {"queued", "running", "done", "failed"});
          op.create_table(
              "queues",
              {
                  .columns =
                      {
                          {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                          {.name = "name", .type = limbeck::varchar(60)},
                          {.name = "settings", .type = limbeck::jsonb, .server_default = "'{}'"},
                          {.name = "created_at",
                           .type = limbeck::timestamptz,
                           .server_default = "now()"},
                      },
                  .primary_key = {.name = "pk_queues", .columns = {"id"}},
                  .uniques = {{.name = "uq_queues_name", .columns = {"name"}}},
                  .checks = {{.name = "ck_queues_name", .expression = "name <> ''"}},
                  .comment = "Where jobs wait",
              });
          op.create_table(
              "jobs",
              {
                  .columns =
                      {
                          {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                          {.name = "queue_id", .type = limbeck::bigint},
                          {
                              .name = "state",
                              .type = limbeck::enum_type("job_state"),
                              .server_default = "'queued'",
                          },
                          {.name = "payload", .type = limbeck::jsonb},
                          {.name = "run_at",
                           .type = limbeck::timestamptz,
                           .server_default = "now()"},
                          {.name = "attempts", .type = limbeck::smallint, .server_default = "0"},
                      },
                  .primary_key = {.name = "pk_jobs", .columns = {"id"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_jobs_queue_id_queues",
                              .columns = {"queue_id"},
                              .ref_table = "queues",
                              .ref_columns = {"id"},
                              .on_delete = limbeck::Action::cascade,
                              .on_update = limbeck::Action::cascade,
                          },
                      },
              });
          op.create_index("ix_jobs_ready", "jobs", {"queue_id", "run_at"},
                          {
                              .where = "state = 'queued'",
                          });
        },
    .downgrade =
        [](limbeck::Operations& op) {
          op.drop_index("ix_jobs_ready", "jobs");
          op.drop_table("jobs");
          op.drop_table("queues");
          op.drop_enum("job_state");
        },
};
