#include "migrations/schema/other_objects.h"
#include "migrations/operations/apply/plain_objects.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

static void check_object(Change& change, const schema::OtherObject& object) {
  if (schema::kind_of_other(object.name.name) == nullptr) {
    change.fail(concat({"the name of object ", quoted(object.name),
                        " begins with no kind of object that limbeck knows, such as 'policy'; run "
                        "other SQL by op.execute()"}));
  }
  if (object.create.empty())
    change.fail("object " + quoted(object.name) + " has no SQL that makes it");
  if (object.drop.empty())
    change.fail("object " + quoted(object.name) + " has no SQL that drops it");
}

template void apply_as<CreateOther>(Change&, const AnyOperation&);
template void apply_as<DropOther>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
