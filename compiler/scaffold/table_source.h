// A table or an enum as the source of a struct or an `enum class`.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/scaffold/attribute_source.h"
#include "compiler/scaffold/model_names.h"

namespace limbeck::compiler {

/// A declaration, and the headers of the standard library that it needs.
struct TypeSource {
  std::string text;
  std::set<std::string_view> headers;
  bool has_comments = false;  ///< doc comments say comments of the database
};

/// What all declarations of a schema are written with. It refers to values that outlive it.
struct SourceContext {
  const schema::Schema& schema;
  const ModelNames& names;
  const schema::NamingConvention& convention;
};

TypeSource source_of_enum(const schema::Enum& type, const SourceContext& context);
/// `unsaid` gets what no attribute says.
TypeSource source_of_table(const schema::Table& table, const SourceContext& context,
                           std::vector<Unsaid>& unsaid);

}  // namespace limbeck::compiler
