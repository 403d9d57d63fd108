// C++ types → column types.
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
  clang::QualType value;                         ///< within std::optional
  const clang::EnumDecl* enumeration = nullptr;  ///< whose values the column has
  const clang::CXXRecordDecl* embedded =
      nullptr;          ///< a plain struct: a column for each of its fields
  bool given = false;   ///< by `type` or TYPE_MAP, not by what C++ type it is
  std::string problem;  ///< why it has no column type, and what to do; empty if it has
};

/// The nearest to the field wins: an alias's `type` before that of what it stands for, TYPE_MAP
/// before what limbeck knows itself.
MappedType map_type(const Reading& reading, clang::QualType type);

/// The type that `type("…")` gives.
schema::Type given_type(const Attribute& attribute);

/// `length` and `precision`; returns what is wrong with them for this type, or nothing.
std::string apply_length(schema::Type& type, int length);
std::string apply_precision(schema::Type& type, const Attribute& precision);

}  // namespace limbeck::compiler
