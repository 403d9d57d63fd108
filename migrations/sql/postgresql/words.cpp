#include "migrations/sql/postgresql/words.h"

#include "migrations/sql/quoting.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
std::string quote(std::string_view identifier) { return enclose(identifier, '"', "a name"); }

std::string collation_sql(std::string_view collation) {
  return collation.starts_with('"') ? expression(collation) : quote(collation);
}

std::string quote_literal(std::string_view text) { return enclose(text, '\'', "a text"); }

std::string dollar_quoted(std::string_view text) {
  std::string tag = "$limbeck$";
  for (int i = 1; text.find(tag) != std::string_view::npos; ++i) {
    tag = concat({"$limbeck", std::to_string(i), "$"});
  }
  return tag + std::string(text) + tag;
}

std::string quote(const schema::Name& name) {
  return name.schema.empty() ? quote(name.name)
                             : concat({quote(name.schema), ".", quote(name.name)});
}

std::string quote_beside(const schema::Name& beside, std::string_view name) {
  return quote(schema::Name{beside.schema, std::string(name)});
}

std::string quote_all(const std::vector<std::string>& identifiers) {
  std::string out;
  for (const std::string& identifier : identifiers) {
    if (!out.empty()) out += ", ";
    out += quote(identifier);
  }
  return out;
}

std::string expression(std::string_view sql) {
  return std::string(sql) + (sql.find("--") == std::string_view::npos ? "" : "\n");
}

std::string_view deferral(schema::Deferrable deferrable) {
  switch (deferrable) {
    case schema::Deferrable::no:
      return "";
    case schema::Deferrable::initially_immediate:
      return " DEFERRABLE";
    case schema::Deferrable::initially_deferred:
      return " DEFERRABLE INITIALLY DEFERRED";
  }
  return "";
}

std::string storage_parameters(const std::map<std::string, std::string>& parameters) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : parameters) {
    // `toast.` is a namespace of parameters, not part of the name.
    const bool toast = name.starts_with("toast.");
    const std::string bare = toast ? name.substr(6) : name;
    parts.push_back(
        concat({toast ? "toast." : "", sql_text::is_plain_name(bare) ? bare : quote(bare), " = ",
                quote_literal(value)}));
  }
  return join(parts, ", ");
}

}  // namespace limbeck::sql::postgresql
