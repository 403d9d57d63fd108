#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/sql/postgresql/deferred.h"
#include "migrations/sql/postgresql/dialect.h"
#include "migrations/sql/postgresql/server_features.h"
#include "migrations/sql/postgresql/server_version.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {
namespace {

using operations::Operation;

/// Renders operations one after another, each from the schema that those before it made.
class Renderer {
 public:
  /// The schema of `applier` goes along from before the operations to after them.
  explicit Renderer(operations::Applier& applier) : applier_(applier) {}

  void render_all(const std::vector<Operation>& operations) {
    for (std::size_t i = 0; i < operations.size(); ++i) {
      const auto later = std::span(operations).subspan(i + 1);
      operations::for_each_run(operations[i], [&](const Operation& operation, bool transactional) {
        // What follows in a block is in transactions of its own: nothing waits for a commit.
        render_one(operation, i, transactional,
                   transactional ? later : std::span<const Operation>());
      });
    }
  }

  Script script() && { return std::move(script_); }

 private:
  void render_one(const Operation& operation, std::size_t index, bool transactional,
                  std::span<const Operation> later) {
    Writer out(script_, applier_.schema(), index, transactional, later);
    if (!transactional) deferred_ = {};
    deferred_.before(out, operation);
    const std::size_t first = script_.statements.size();
    operations::visit([&](const auto& value) { render_as(out, value); }, operation.value);
    applier_.apply(operation);
    deferred_.after(applier_.schema(), operation, std::span(script_.statements).subspan(first));
    if (!transactional) deferred_ = {};
  }

  operations::Applier& applier_;
  Script script_;
  DeferredChecks deferred_;
};

}  // namespace

Script render(const std::vector<Operation>& operations, const schema::Schema& before) {
  schema::Schema schema = before;
  operations::Applier applier(schema);
  return render_and_apply(operations, applier);
}

Script render_and_apply(const std::vector<Operation>& operations, operations::Applier& applier) {
  Renderer renderer(applier);
  renderer.render_all(operations);
  return std::move(renderer).script();
}

}  // namespace limbeck::sql::postgresql

namespace limbeck::sql {
namespace {

class Postgresql final : public Dialect {
 public:
  std::string_view name() const override { return "postgresql"; }
  bool has_schemas() const override { return true; }
  std::string quote(std::string_view identifier) const override {
    return postgresql::quote(identifier);
  }
  std::string quote_literal(std::string_view text) const override {
    return postgresql::quote_literal(text);
  }
  Script render(const std::vector<operations::Operation>& operations,
                const schema::Schema& before) const override {
    return postgresql::render(operations, before);
  }
  Script render_and_apply(const std::vector<operations::Operation>& operations,
                          operations::Applier& applier) const override {
    return postgresql::render_and_apply(operations, applier);
  }
  std::vector<Lacking> lacking(const std::vector<operations::Operation>& operations,
                               const Server& server) const override {
    return postgresql::lacking(operations, server);
  }
  int read_version(std::string_view text) const override { return postgresql::read_version(text); }
  std::string version_text(int version) const override { return postgresql::version_text(version); }
};

}  // namespace

const Dialect& postgresql_dialect() {
  static const Postgresql dialect;
  return dialect;
}

}  // namespace limbeck::sql
