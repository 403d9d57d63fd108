#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// Whether all values of `from` are in `to`, in the same order.
bool only_adds(const std::vector<std::string>& from, const std::vector<std::string>& to);

/// What changes in the enums, in three parts that stand at different places of the whole. Comments
/// of enums are not compared: no operation sets them.
struct EnumChanges {
  std::vector<operations::Operation>
      creates;  ///< new enums and new values: before all that uses them
  std::vector<const schema::Enum*> replaced;  ///< as they are to be: values gone or moved
  std::vector<operations::Operation> drops;   ///< after all that used them
};
EnumChanges compare_enums(const schema::Schema& from, const schema::Schema& to);

/// The enum of `from` that `type` is, maybe under another name; or null.
const schema::Enum* former_enum(const schema::Schema& from, const schema::Enum& type,
                                const Hints& hints);

/// Replaces the values of the enum in `work`; what says one that it loses goes before. `former` is
/// the enum before values were renamed.
void replace(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
             const schema::Schema& to, std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
