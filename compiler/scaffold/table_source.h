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

/// The schema with columns in partitions: those of their tables, whose structs theirs derive from.
schema::Schema with_columns_of_partitions(schema::Schema schema);

/// A declaration in its parts: a struct, or a member of one.
struct DeclarationParts {
  std::string comment;  ///< the doc comment, or empty
  std::string alias;    ///< a line in front of a member, or empty
  std::vector<Cpp> attributes;
  std::string type;  ///< of a member: `std::optional<std::string>`
  std::string name;  ///< of the struct or the member
};
struct TableParts {
  DeclarationParts own;
  std::string base;                       ///< of a partition: the struct that it derives from
  std::vector<DeclarationParts> members;  ///< in the order of the columns
  std::set<std::string_view> headers;
};
/// `unsaid` gets what no attribute says.
TableParts parts_of_table(const schema::Table& table, const SourceContext& context,
                          std::vector<Unsaid>& unsaid);

/// `[[a, b]]` with each attribute on a line of its own where they do not fit on one. `column` is
/// where it begins, and `after` how much has to follow on its last line.
std::string attributes_text(const std::vector<Cpp>& attributes, std::size_t column,
                            std::size_t after);
/// The lines of a doc comment.
std::string doc_comment(std::string_view text, std::string_view margin);
/// A member with its doc comment and line end.
std::string member_text(const DeclarationParts& member);
/// One enumerator, without margin and comma.
std::string enumerator_text(const std::string& name, const std::string& value);

TypeSource source_of_enum(const schema::Enum& type, const SourceContext& context);
/// `unsaid` gets what no attribute says.
TypeSource source_of_table(const schema::Table& table, const SourceContext& context,
                           std::vector<Unsaid>& unsaid);

}  // namespace limbeck::compiler
