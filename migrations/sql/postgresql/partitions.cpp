// Renders the attaching and detaching of partitions.
#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {

static void render(Writer& out, const operations::AttachPartition& operation) {
  out.add(concat({alter_table(operation.table), "ATTACH PARTITION ", quote(operation.partition),
                  " ", expression(operation.bound)}));
}

static void render(Writer& out, const operations::DetachPartition& operation) {
  out.add(concat({alter_table(operation.table), "DETACH PARTITION ", quote(operation.partition)}));
}

template void render_as(Writer&, const operations::AttachPartition&);
template void render_as(Writer&, const operations::DetachPartition&);

}  // namespace limbeck::sql::postgresql
