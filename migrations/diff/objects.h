// Compares schemas, extensions, sequences, domains, views, functions and triggers.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/schema/mentions.h"

namespace limbeck::diff {

using Operations = std::vector<operations::Operation>;

/// A new type, and what it is made of.
struct NewType {
  schema::Made made;
  operations::AnyOperation create;
};

/// The changes in the order of execution. Those of enums and tables are executed between them.
struct ObjectChanges {
  Operations first;            ///< drops of triggers and views, creation of schemas and extensions
  std::vector<NewType> types;  ///< not in `before` or `after` yet, which depends on their parts
  Operations before;  ///< after new enums: types, sequences and functions that tables may use
  Operations after;   ///< after the tables: views, functions on them, triggers
  Operations last;    ///< drops of what tables may have used, before drops of enums
  Operations schemas_dropped;  ///< after everything else
};

/// `tables` are the operations that change the tables, and `earlier` are those before them: renames
/// and replaced enums. A view is dropped before and created again if it no longer reads what is
/// dropped, or if its query has old names and a dialect may have to create it again.
ObjectChanges compare_objects(const schema::Schema& from, const schema::Schema& to,
                              const Operations& earlier, const Operations& tables);

}  // namespace limbeck::diff
