#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// What changes in the enums, in three parts that stand at different places of the whole. Comments
/// of enums are not compared: no operation sets them.
struct EnumChanges {
  std::vector<operations::Operation>
      creates;  ///< new enums and new values: before all that uses them
  std::vector<const schema::Enum*> replaced;  ///< as they are to be: values gone or moved
  std::vector<operations::Operation> drops;   ///< after all that used them
};
EnumChanges compare_enums(const schema::Schema& from, const schema::Schema& to);

/// Replaces the values of the enum in `work`; defaults that it loses are changed or taken away
/// before.
void replace(schema::Schema& work, const schema::Enum& wanted, const schema::Schema& to,
             std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
