// Schemas for tests, made as a revision would make them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"

namespace limbeck::operations {

/// The schema that a step leads to from `start`; a problem on the way fails the test.
inline schema::Schema after(RevisionStep step, schema::Schema start = {}) {
  for (const Finding& problem : operations::apply(record(step), start))
    ADD_FAILURE() << problem.message;
  return start;
}

/// What is wrong with a step, in order.
inline std::vector<std::string> problems(const schema::Schema& start, RevisionStep step) {
  schema::Schema schema = start;
  std::vector<std::string> messages;
  for (const Finding& problem : operations::apply(record(step), schema))
    messages.push_back(problem.message);
  return messages;
}

/// The one problem of a step of one operation, which must leave the schema as it was.
inline std::string problem(const schema::Schema& start, RevisionStep step) {
  schema::Schema schema = start;
  const auto operations = record(step);
  if (operations.size() != 1) return "a test of one operation has another number of them";
  const auto found = operations::apply(operations.front(), schema);
  if (found) {
    EXPECT_TRUE(schema == start) << "changed in spite of: " << found->message;
  }
  return found ? found->message : "";
}

/// A small shop: users, posts that refer to them, an enum.
inline schema::Schema shop() {
  return after([](limbeck::Operations& op) {
    op.create_enum("status", {"draft", "published"});
    op.create_table("users", {.columns = {{.name = "id", .type = bigint},
                                          {.name = "email", .type = varchar(320)},
                                          {.name = "name", .type = text, .nullable = true},
                                          {.name = "age", .type = integer, .nullable = true}},
                              .primary_key = {.name = "pk_users", .columns = {"id"}},
                              .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
                              .checks = {{.name = "ck_users_age", .expression = "age > 0"}}});
    op.create_table(
        "posts",
        {.columns = {{.name = "id", .type = bigint},
                     {.name = "author_id", .type = bigint},
                     {.name = "body", .type = text},
                     {.name = "words",
                      .type = integer,
                      .nullable = true,
                      .generated = {.expression = "length(body)"}},
                     {.name = "state", .type = enum_type("status"), .server_default = "'draft'"}},
         .primary_key = {.name = "pk_posts", .columns = {"id"}},
         .foreign_keys = {{.name = "fk_posts_author_id_users",
                           .columns = {"author_id"},
                           .ref_table = "users",
                           .ref_columns = {"id"}}}});
    op.create_index("ix_posts_author", "posts", {"author_id", expression("lower(body)")},
                    {.where = "body <> ''"});
  });
}

}  // namespace limbeck::operations
