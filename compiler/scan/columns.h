// Translates the fields of a struct to columns: those of mixins first, then its own, with those of
// embedded structs at their places.
#pragma once

#include <string>
#include <vector>

#include "compiler/scan/reading.h"
#include "compiler/scan/type_mapping.h"
#include "migrations/schema/table.h"

namespace clang {
class CXXRecordDecl;
class FieldDecl;
}  // namespace clang

namespace limbeck::compiler {

struct ColumnOfField {
  schema::Column column;
  schema::Location location;  ///< of the field's name
  std::vector<const clang::FieldDecl*>
      path;  ///< from the table's struct; it has several fields in embedded structs
  const clang::CXXRecordDecl* home = nullptr;  ///< the struct that declares the field
  MappedType mapped;
  std::string renamed_from;
  std::string fill;
  bool has_fill = false;

  const clang::FieldDecl& field() const { return *path.back(); }
};

/// The columns of `record` in their order. Fields that cannot be columns are reported and left out.
std::vector<ColumnOfField> columns_of(const Reading& reading, const clang::CXXRecordDecl& record);

/// `record` and its mixins, bases first.
std::vector<const clang::CXXRecordDecl*> with_mixins(const clang::CXXRecordDecl& record);

}  // namespace limbeck::compiler
