// Finds errors of a history without a database: verify of replay.h.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/history/recorded.h"
#include "migrations/history/replay.h"
#include "migrations/operations/recorder.h"
#include "migrations/operations/walk.h"
#include "migrations/sql/dialect.h"
#include "migrations/state/affected.h"
#include "migrations/state/difference.h"

namespace limbeck::state {
namespace {

using operations::Operation;
using Operations = std::vector<Operation>;
using Problems = std::vector<Finding>;

// SQL or C++ without a description of what it does to the schema.
bool has_unknown_effect(const Operations& operations) {
  return std::ranges::any_of(operations, [](const Operation& operation) {
    const bool is_execute = std::holds_alternative<operations::Execute>(operation.value);
    if (const auto* held = operations::inner(operation)) {
      return (is_execute && held->empty()) || has_unknown_effect(*held);
    }
    return std::holds_alternative<operations::Run>(operation.value);
  });
}

std::string in_few_words(const std::vector<std::string>& differences) {
  constexpr std::size_t shown = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(differences.size(), shown); ++i) {
    text += (i == 0 ? "" : "; ") + differences[i];
  }
  if (differences.size() > shown)
    text += "; and " + std::to_string(differences.size() - shown) + " more";
  return text;
}

// Applies all upgrades once. After each of them it applies the downgrade to the same schema, and
// then restores what the downgrade has changed. A copy of the schema for each revision would make
// this quadratic.
class Verifier {
 public:
  explicit Verifier(const Manifest& manifest) : manifest_(manifest), applier_(schema_) {}

  void revision(history::Graph::Index index) {
    const ManifestEntry& entry = manifest_.entries[index];
    const Operations upgrade = history::recorded_upgrade(manifest_, entry, schema_);
    Problems misread_ones = broken_ ? Problems() : misread(upgrade, schema_, is_known_);
    is_known_ = is_known_ && !has_unknown_effect(upgrade);
    follow(entry, upgrade);
    add(std::move(misread_ones));
  }

  Problems problems() && { return std::move(problems_); }

 private:
  void follow(const ManifestEntry& entry, const Operations& upgrade) {
    switch (broken_ ? Downgrade::Kind::none : entry.revision->downgrade.kind) {
      case Downgrade::Kind::operations:
        return up_down_up(entry, upgrade, operations::record(entry.revision->downgrade.step));
      case Downgrade::Kind::reverse_of_upgrade:
        return up_reversed_up(entry, upgrade);
      default:
        // There is no downgrade to check, or an earlier error has made the schema wrong.
        apply(upgrade);
    }
  }

  void add(Problems found) { std::move(found.begin(), found.end(), std::back_inserter(problems_)); }

  bool apply(const Operations& upgrade) {
    Problems found = applier_.apply(upgrade);
    broken_ = broken_ || !found.empty();
    add(std::move(found));
    return !broken_;
  }

  void up_reversed_up(const ManifestEntry& entry, const Operations& upgrade) {
    const AffectedObjects affected = affected_by(upgrade, schema_);
    schema::Schema before = part_of(schema_, affected);
    auto reversed = operations::reverse_and_apply(upgrade, applier_);
    if (auto* found = std::get_if<Problems>(&reversed)) {
      // The applier reports an upgrade that cannot be applied, because it knows which errors only
      // follow from others.
      put_back(affected, std::move(before));
      if (apply(upgrade)) add(std::move(*found));
      return;
    }
    judge(entry, affected, before, std::get<Operations>(reversed));
  }

  void up_down_up(const ManifestEntry& entry, const Operations& upgrade, Operations downgrade) {
    Operations both = upgrade;
    both.insert(both.end(), downgrade.begin(), downgrade.end());
    const AffectedObjects affected = affected_by(both, schema_);
    const schema::Schema before = part_of(schema_, affected);
    if (apply(upgrade)) judge(entry, affected, before, std::move(downgrade));
  }

  void judge(const ManifestEntry& entry, const AffectedObjects& affected,
             const schema::Schema& before, Operations downgrade) {
    history::give_names(manifest_, entry, downgrade, schema_);
    schema::Schema after = part_of(schema_, affected);
    if (entry.revision->downgrade.kind == Downgrade::Kind::operations)
      add(misread(downgrade, schema_, is_known_));
    Problems found = applier_.apply_apart(downgrade);
    if (found.empty() && !has_unknown_effect(downgrade)) {
      const schema::Schema back = part_of(schema_, affected);
      if (back != before && !equivalent(back, before) && !are_kept_alike(back, before)) {
        found.push_back({RuleId::operation,
                         "the downgrade of revision " + std::string(entry.id) +
                             " does not lead back to the schema before it: " +
                             in_few_words(differences(before, back)),
                         place_of(entry, downgrade)});
      }
    }
    put_back(affected, std::move(after));
    add(std::move(found));
  }

  // Whether all databases of the history store both in the same way: `numeric(10)`,
  // `numeric(10,0)`.
  bool are_kept_alike(const schema::Schema& a, const schema::Schema& b) const {
    for (std::size_t i = 0; i < manifest_.dialect_count; ++i) {
      const sql::FullDialect* dialect = sql::find_dialect(manifest_.dialects[i]);
      if (dialect == nullptr || !equivalent(dialect->lower(a), dialect->lower(b))) return false;
    }
    return manifest_.dialect_count > 0;
  }

  void put_back(const AffectedObjects& affected, schema::Schema part) {
    std::set<schema::Name> changed = affected.tables;
    const auto add_views = [&] {
      for (const schema::View& view : schema_.views) changed.insert(view.name);
    };
    if (affected.objects) add_views();
    restore(schema_, affected, std::move(part));
    if (affected.objects) add_views();
    for (const schema::Name& name : changed) applier_.changed(name);
  }

  static schema::Location place_of(const ManifestEntry& entry, const Operations& downgrade) {
    const bool own = entry.revision->downgrade.kind == Downgrade::Kind::operations;
    return own && !downgrade.empty() ? downgrade.front().location : history::location_of(entry);
  }

  const Manifest& manifest_;
  schema::Schema schema_;
  operations::Applier applier_;
  Problems problems_;
  bool is_known_ = true;  // all that has changed the schema is operations
  bool broken_ = false;   // an upgrade could not be applied: downgrades after it cannot be judged
};

}  // namespace

Problems verify(const Manifest& manifest, const history::Graph& graph) {
  Verifier verifier(manifest);
  for (const history::Graph::Index index : history::topological_order(graph))
    verifier.revision(index);
  return std::move(verifier).problems();
}

}  // namespace limbeck::state
