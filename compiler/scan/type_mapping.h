// Translates C++ types to column types.
#pragma once

#include <clang/AST/Type.h>

#include <string>

#include "compiler/scan/reading.h"
#include "migrations/schema/type.h"

namespace limbeck::compiler {

struct MappedType {
  schema::Type type;
  bool nullable = false;
  std::string collation;
  clang::QualType value;                           ///< within std::optional
  const clang::EnumDecl* enumeration = nullptr;    ///< the enum whose values the column has
  const clang::CXXRecordDecl* embedded = nullptr;  ///< an embedded struct, whose fields are columns
  bool given = false;                              ///< by `type` or TYPE_MAP, not by the C++ type
  std::string problem;  ///< why there is no column type, and what to do, or empty
};

/// What is nearest to the field has precedence: the `type` of an alias over that of the aliased
/// type, and TYPE_MAP over limbeck's own types.
MappedType map_type(const Reading& reading, clang::QualType type);

/// The type that `type("…")` gives.
schema::Type given_type(const Attribute& attribute);

/// Applies `length` and `precision`. Returns a message if they are invalid for the type, or an
/// empty text.
std::string apply_length(schema::Type& type, int length);
std::string apply_precision(schema::Type& type, const Attribute& precision);

}  // namespace limbeck::compiler
