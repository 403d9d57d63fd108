// What changes in schemas, extensions, sequences, domains, views, functions and triggers.
#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

using Operations = std::vector<operations::Operation>;

/// In the order in which they are done, the changes of enums and tables between them.
struct ObjectChanges {
  Operations first;   ///< triggers and views that go, schemas and extensions that come
  Operations before;  ///< after new enums: domains, sequences, functions that tables may use
  Operations after;   ///< after the tables: views, functions on them, triggers
  Operations last;    ///< what tables may have used, and goes; before enums that go
  Operations schemas_dropped;  ///< after everything else
};

/// `tables` are the operations that change the tables from one to the other, `earlier` those before
/// them: renames, and enums with other values. A view that no longer reads what goes, or that has
/// old names in its query where a dialect may have to make it again, goes before and comes again.
ObjectChanges compare_objects(const schema::Schema& from, const schema::Schema& to,
                              const Operations& earlier, const Operations& tables);

}  // namespace limbeck::diff
