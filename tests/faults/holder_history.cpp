#include "tests/faults/holder_history.h"

#include "limbeck/revision.h"

namespace limbeck::test {
namespace {

void (*action_here)(Connection&, std::string_view) = nullptr;

void act(Connection& connection, std::string_view revision) {
  if (action_here != nullptr) action_here(connection, revision);
}

}  // namespace

void at_data_migration(void (*action)(Connection&, std::string_view)) { action_here = action; }

LIMBECK_REVISION(h1) = {
    .message = "add tables",
    .upgrade =
        [](Operations& op) {
          op.create_table("effects", {.columns = {{.name = "what", .type = text}}});
          op.create_table("alone", {.columns = {{.name = "what", .type = text}},
                                    .primary_key = {.name = "pk_alone", .columns = {"what"}}});
          op.execute("INSERT INTO effects (what) VALUES ('h1')");
        },
};

LIMBECK_REVISION(h2) = {
    .revises = {"h1"},
    .message = "migrate data",
    .upgrade =
        [](Operations& op) {
          op.run([](Connection& connection) {
            connection.execute("INSERT INTO effects (what) VALUES ('h2')");
            act(connection, "h2");
            connection.execute("INSERT INTO effects (what) VALUES ('h2 end')");
          });
        },
};

LIMBECK_REVISION(h3) = {
    .revises = {"h2"},
    .message = "add a row",
    .upgrade = [](Operations& op) { op.execute("INSERT INTO effects (what) VALUES ('h3')"); },
};

LIMBECK_REVISION(h4) = {
    .revises = {"h3"},
    .message = "migrate data outside a transaction",
    .upgrade =
        [](Operations& op) {
          op.execute("INSERT INTO effects (what) VALUES ('h4')");
          op.autocommit_block([](Operations& block) {
            block.run([](Connection& connection) {
              connection.execute("INSERT INTO alone (what) VALUES ('h4') ON CONFLICT DO NOTHING");
              act(connection, "h4");
            });
          });
          op.execute("INSERT INTO effects (what) VALUES ('h4 end')");
        },
};

LIMBECK_REVISION(h5) = {
    .revises = {"h4"},
    .message = "add another row",
    .upgrade = [](Operations& op) { op.execute("INSERT INTO effects (what) VALUES ('h5')"); },
};

History holder_history(std::string_view dialect) {
  History history;
  if (dialect == "postgresql") history.on_postgresql();
  history.add("h1", limbeck_revision_h1)
      .add("h2", limbeck_revision_h2)
      .add("h3", limbeck_revision_h3)
      .add("h4", limbeck_revision_h4)
      .add("h5", limbeck_revision_h5);
  return history;
}

}  // namespace limbeck::test
