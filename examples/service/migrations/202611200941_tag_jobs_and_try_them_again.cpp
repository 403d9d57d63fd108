// Tag jobs and try them again.
#include <limbeck/revision.h>

LIMBECK_REVISION(6cfaaffc924b) = {
    .revises = {"03e57054ad99"},
    .message = "tag jobs and try them again",
    .created = "2026-11-20T09:41:36Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("jobs", {.name = "retry_of", .type = limbeck::bigint, .nullable = true});
          op.add_column("jobs", {
                                    .name = "tags",
                                    .type = limbeck::array(limbeck::text),
                                    .server_default = "'{}'",
                                });
          op.add_column("jobs", {
                                    .name = "title",
                                    .type = limbeck::text,
                                    .nullable = true,
                                    .generated = {.expression = "payload ->> 'title'"},
                                });
          op.create_index("ix_jobs_tags", "jobs", {"tags"}, {.method = "gin"});
          op.create_foreign_key("jobs", {
                                            .name = "fk_jobs_retry_of_jobs",
                                            .columns = {"retry_of"},
                                            .ref_table = "jobs",
                                            .ref_columns = {"id"},
                                            .on_delete = limbeck::Action::set_null,
                                        });
        },
    .downgrade =
        [](limbeck::Operations& op) {
          op.drop_constraint("fk_jobs_retry_of_jobs", "jobs",
                             {
                                 .type = limbeck::ConstraintType::foreign_key,
                             });
          op.drop_index("ix_jobs_tags", "jobs");
          op.drop_column("jobs", "title");
          op.drop_column("jobs", "tags");
          op.drop_column("jobs", "retry_of");
        },
};
