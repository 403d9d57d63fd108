#include "tests/faults/long_history.h"

#include <utility>

#include "limbeck/connection.h"
#include "limbeck/revision.h"

namespace limbeck::test {

LIMBECK_REVISION(n0) = {
    .message = "begin",
    .upgrade =
        [](Operations& op) {
          op.create_table("effects", {.columns = {{.name = "what", .type = text}}});
          op.create_table("things", {.columns = {{.name = "id", .type = bigint},
                                                 {.name = "name", .type = text}},
                                     .primary_key = {.name = "pk_things", .columns = {"id"}}});
          op.bulk_insert("things", {"id", "name"}, {{1, "one"}, {2, "two"}, {3, "three"}});
        },
};

namespace {

/// The texts of a revision: operations are recorded with views of them.
struct Texts {
  explicit Texts(int revision)
      : number(std::to_string(revision)),
        effect("INSERT INTO effects (what) VALUES ('n" + number + "')"),
        table("t" + number),
        key("pk_t" + number),
        index("ix_" + number),
        older_index("ix_" + std::to_string(revision - 3)) {}
  std::string number, effect, table, key, index, older_index;
};

template <int Number>
const Texts& texts() {
  static const Texts all(Number);
  return all;
}

template <int Number>
void upgrade(Operations& op) {
  const Texts& t = texts<Number>();
  constexpr int kind = Number % 7;
  if constexpr (kind == 3) {
    op.run([](Connection& connection) {
      connection.execute("UPDATE things SET name = name || '.' WHERE id = 1");
      connection.execute(texts<Number>().effect);
    });
  } else {
    op.execute(std::string_view(t.effect));
  }
  if constexpr (kind == 2) {
    op.create_index(std::string_view(t.index), "things", {"name"}, {.concurrently = true});
  } else if constexpr (kind == 5) {
    op.drop_index(std::string_view(t.older_index), "things", {.concurrently = true});
  } else if constexpr (kind != 3) {
    op.create_table(std::string_view(t.table),
                    {.columns = {{.name = "id", .type = bigint}},
                     .primary_key = {.name = std::string_view(t.key), .columns = {"id"}}});
  }
}

template <int... Number>
std::vector<RevisionStep> upgrades(std::integer_sequence<int, Number...>) {
  return {upgrade<Number + 1>...};
}

}  // namespace

LongHistory::LongHistory(std::string_view dialect) {
  if (dialect == "postgresql") history_.on_postgresql();
  history_.add("n0", limbeck_revision_n0);
  std::string before = "n0";
  for (const RevisionStep step : upgrades(std::make_integer_sequence<int, length>())) {
    const std::string& name = names_.emplace_back("n" + std::to_string(ids_.size() + 1));
    Revision& revision = revisions_.emplace_back(Revision{.upgrade = step});
    revision.revises = {ids_.empty() ? std::string_view("n0") : names_[names_.size() - 2]};
    history_.add(name, revision);
    ids_.push_back(name);
  }
}

}  // namespace limbeck::test
