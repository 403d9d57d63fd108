#include "tests/mutations/mutation.h"

#include "migrations/sql/dialect.h"
#include "tests/mutations/kinds.h"

namespace limbeck::test {

const std::vector<MutationKind>& mutation_kinds() {
  static const std::vector<MutationKind> all = [] {
    std::vector<MutationKind> kinds;
    for (const auto* some : {&table_mutations(), &column_mutations(), &constraint_mutations(),
                             &index_mutations(), &object_mutations(), &text_mutations()})
      kinds.insert(kinds.end(), some->begin(), some->end());
    return kinds;
  }();
  return all;
}

std::optional<Mutation> mutated(Random& random, const schema::Schema& schema,
                                std::string_view dialect, const MutationKind& kind) {
  if (!kind.dialect.empty() && kind.dialect != dialect) return std::nullopt;
  Mutation mutation{kind.name, {}, schema};
  mutation.named = kind.mutate(random, mutation.schema);
  if (mutation.named.empty()) return std::nullopt;
  schema::sort(mutation.schema);
  const sql::FullDialect& sql = *sql::find_dialect(dialect);
  if (!sql.refuse(mutation.schema).empty()) return std::nullopt;
  if (equivalent(sql.lower(mutation.schema), sql.lower(schema))) return std::nullopt;
  return mutation;
}

}  // namespace limbeck::test
