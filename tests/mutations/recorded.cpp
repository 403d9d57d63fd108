#include "tests/mutations/recorded.h"

#include <iterator>

#include "migrations/diff/diff.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"

namespace limbeck::test {
namespace {

operations::Recorder*& recorder_of(Operations& op);
/// An explicit instantiation may name a private member: revisions only see functions that take what
/// they say apart, and the operations here are values already.
template <operations::Recorder* Operations::*Member>
struct Opened {
  friend operations::Recorder*& recorder_of(Operations& op) { return op.*Member; }
};
template struct Opened<&Operations::recorder_>;

std::vector<operations::Operation>& steps(int number) {
  static std::vector<operations::Operation> all[3];
  return all[number];
}

template <int Number>
void step(Operations& op) {
  for (const operations::Operation& each : steps(Number))
    recorder_of(op)->record(each.value, std::source_location::current());
}

constexpr std::string_view dialects[] = {"sqlite", "postgresql"};
constexpr std::string_view head = "second";

constinit const Revision first{
    .message = "first", .upgrade = step<0>, .downgrade = irreversible("it is where tests begin")};
constinit const Revision second{
    .revises = {"first"}, .message = "second", .upgrade = step<1>, .downgrade = step<2>};
constexpr ManifestEntry entries[] = {{"first", &first, "migrations/first.cpp", 4, "c0ffee"},
                                     {"second", &second, "migrations/second.cpp", 4, "c0ffef"}};

}  // namespace

RecordedHistory::RecordedHistory(std::string_view dialect, std::vector<operations::Operation> up,
                                 std::vector<operations::Operation> again,
                                 std::vector<operations::Operation> back)
    : dialect_(dialect) {
  steps(0).clear();
  // Random columns are of its type.
  if (dialect == "postgresql")
    steps(0).push_back({operations::Execute{{{"", "CREATE EXTENSION citext"}}, {}}, {}});
  steps(0).insert(steps(0).end(), std::make_move_iterator(up.begin()),
                  std::make_move_iterator(up.end()));
  steps(1) = std::move(again);
  steps(2) = std::move(back);
  const std::size_t which = dialect == "postgresql" ? 1 : 0;
  manifest_ = {.name = "mutations",
               .entries = entries,
               .size = 2,
               .heads = &head,
               .head_count = 1,
               .dialects = dialects + which,
               .dialect_count = 1,
               .version = "test",
               .backends = connection::every_backend + which};
}

std::vector<operations::Operation> pretended(std::string_view dialect, const schema::Schema& live,
                                             const schema::Schema& said) {
  std::vector<operations::Operation> made;
  for (const sql::Statement& statement :
       sql::find_dialect(dialect)->render(diff::diff({}, live), {}).statements) {
    if (statement.kind != sql::Statement::Kind::sql) continue;
    made.push_back({operations::Execute{{{"", statement.text}}, {}}, {}});
  }
  if (!made.empty())
    std::get<operations::Execute>(made.front().value).effect = diff::diff({}, said);
  return made;
}

}  // namespace limbeck::test
