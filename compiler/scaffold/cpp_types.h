// The C++ type of a column, and the attributes that make it the column's type.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/cpp_writer.h"
#include "compiler/scaffold/model_names.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

struct CppType {
  std::string text;             ///< `std::vector<std::string>`; without std::optional
  std::vector<Cpp> attributes;  ///< `limbeck::length(320)`, or none
  std::string alias;            ///< a line that has to stand in front of the member, or empty
  std::set<std::string_view> headers;  ///< of the standard library: `string`
};

/// `member` is the name of the column's member, and `from` the schema that its struct is in.
CppType cpp_type(const schema::Type& type, const schema::Schema& schema, const ModelNames& names,
                 const std::string& from, const std::string& member);

}  // namespace limbeck::compiler
