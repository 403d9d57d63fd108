#pragma once

#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// Whether all values of `from` are in `to`, in the same order.
bool only_adds(const std::vector<std::string>& from, const std::vector<std::string>& to);

/// The changes of enums, in three parts for different places in the list of operations. Comments
/// of enums are not compared: no operation sets them.
struct EnumChanges {
  std::vector<operations::Operation>
      creates;  ///< new enums and new values, before everything that uses them
  std::vector<const schema::Enum*> replaced;  ///< enums of `to` that lose or move values
  std::vector<operations::Operation> drops;   ///< after everything that used them
};
EnumChanges compare_enums(const schema::Schema& from, const schema::Schema& to);

/// The enum of `from` that became `type`, possibly under another name, or null.
const schema::Enum* former_enum(const schema::Schema& from, const schema::Enum& type,
                                const Hints& hints);

/// Replaces the values of the enum in `work`. What uses a value that the enum loses is dropped
/// before. `former` is the enum before values were renamed.
void replace(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
             const schema::Schema& to, std::vector<operations::Operation>& operations);

// Drops what uses a value of an enum before the value is removed.

/// Removes from `work` what uses a value that `wanted` does not have. A default is replaced by the
/// one of `to` if that is valid before and after the change, and dropped otherwise. Constraints,
/// indexes, generated columns, views, triggers and functions are dropped. The comparison with `to`,
/// after the values have changed, creates them again. `former` is the enum before its values were
/// renamed; the texts of views, triggers and functions still have the old names.
void let_go_of_values(schema::Schema& work, const schema::Enum& wanted, const schema::Enum* former,
                      const schema::Schema& to, std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
