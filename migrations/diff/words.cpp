#include "migrations/diff/words.h"

#include <algorithm>
#include <cctype>

namespace limbeck::diff {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

std::string deferrable_words(schema::Deferrable deferrable) {
  switch (deferrable) {
    case schema::Deferrable::no:
      return "";
    case schema::Deferrable::initially_immediate:
      return ", deferrable";
    case schema::Deferrable::initially_deferred:
      return ", initially deferred";
  }
  return "";
}

std::string default_words(const std::optional<std::string>& sql) {
  return sql ? "default " + *sql : "no default";
}

std::string identity_words(const std::optional<schema::Identity>& identity) {
  if (!identity) return "not numbered by the database";
  std::string words = identity->mode == schema::Identity::Mode::always
                          ? "always numbered by the database"
                          : "numbered by the database";
  if (identity->start != 1) words += " from " + std::to_string(identity->start);
  if (identity->increment != 1) words += " by " + std::to_string(identity->increment);
  if (identity->min) words += ", not below " + std::to_string(*identity->min);
  if (identity->max) words += ", not above " + std::to_string(*identity->max);
  if (identity->cache != 1) words += ", cache " + std::to_string(identity->cache);
  if (identity->cycle) words += ", in a cycle";
  return words;
}

std::string generated_words(const std::optional<schema::Generated>& generated) {
  if (!generated) return "a plain column";
  return "generated as " + generated->expression + (generated->stored ? ", stored" : ", virtual");
}

std::string collation_words(const std::string& collation) {
  return collation.empty() ? "no collation" : "collation '" + collation + "'";
}

std::string comment_words(const std::string& comment) {
  return comment.empty() ? "no comment" : "comment '" + comment.substr(0, comment.find('\n')) + "'";
}

std::string nullable_words(bool nullable) { return nullable ? "nullable" : "not null"; }

std::string element_words(const schema::IndexElement& element) {
  std::string words = element.expression.empty() ? element.column : element.expression;
  if (!element.collation.empty()) words += " collate " + element.collation;
  if (!element.opclass.empty()) words += " " + element.opclass;
  if (element.order == schema::Order::descending) words += " desc";
  if (element.nulls == schema::Nulls::first) words += " nulls first";
  if (element.nulls == schema::Nulls::last) words += " nulls last";
  return words;
}

}  // namespace

std::string words_for(const schema::Column& column) {
  std::string words = to_string(column.type) + ", " + nullable_words(column.nullable);
  if (column.default_sql) words += ", " + default_words(column.default_sql);
  if (column.identity) words += ", " + identity_words(column.identity);
  if (column.generated) words += ", " + generated_words(column.generated);
  if (!column.collation.empty()) words += ", " + collation_words(column.collation);
  return words;
}

std::string words_for(const std::vector<std::string>& names) {
  std::string words = "(";
  for (std::size_t i = 0; i < names.size(); ++i) words += (i == 0 ? "" : ", ") + names[i];
  return words + ")";
}

std::string words_for(const schema::Index& index) {
  std::vector<std::string> elements;
  for (const schema::IndexElement& element : index.elements)
    elements.push_back(element_words(element));
  std::string words = words_for(elements);
  if (index.unique) words += ", unique";
  if (!index.method.empty()) words += ", using " + index.method;
  if (!index.include.empty()) words += ", include " + words_for(index.include);
  if (!index.where.empty()) words += ", where " + index.where;
  if (index.nulls_not_distinct) words += ", nulls not distinct";
  if (!index.tablespace.empty()) words += ", tablespace " + index.tablespace;
  for (const auto& [name, value] : index.storage) words += ", " + name + " = " + value;
  if (!index.comment.empty()) words += ", " + comment_words(index.comment);
  return words;
}

std::string words_for(const schema::ForeignKey& key) {
  std::string words = words_for(key.columns) + " to '" + to_string(key.ref_table) + "' " +
                      words_for(key.ref_columns);
  if (key.on_delete != schema::Action::no_action)
    words += ", on delete " + lower(to_sql(key.on_delete));
  if (!key.on_delete_columns.empty()) words += " " + words_for(key.on_delete_columns);
  if (key.on_update != schema::Action::no_action)
    words += ", on update " + lower(to_sql(key.on_update));
  if (key.match == schema::Match::full) words += ", match full";
  if (key.not_valid) words += ", not valid";
  return words + deferrable_words(key.deferrable);
}

std::string words_for(const schema::PrimaryKey& key) {
  return words_for(key.columns) + deferrable_words(key.deferrable);
}

std::string words_for(const schema::Unique& unique) {
  return words_for(unique.columns) + (unique.nulls_not_distinct ? ", nulls not distinct" : "") +
         deferrable_words(unique.deferrable);
}

std::string words_for(const schema::Check& check) {
  return "(" + check.expression + ")" + (check.no_inherit ? ", no inherit" : "") +
         (check.not_valid ? ", not valid" : "");
}

std::string words_for(const schema::Exclude& exclude) {
  return exclude.definition + deferrable_words(exclude.deferrable);
}

std::vector<Aspect> aspects_of(const operations::AlterColumn& change,
                               const schema::Column& before) {
  std::vector<Aspect> aspects;
  if (change.type) aspects.push_back({"type", to_string(before.type), to_string(*change.type)});
  if (change.nullable) {
    aspects.push_back(
        {"nullability", nullable_words(before.nullable), nullable_words(*change.nullable)});
  }
  if (change.default_sql) {
    aspects.push_back(
        {"default", default_words(before.default_sql), default_words(*change.default_sql)});
  }
  if (change.identity) {
    aspects.push_back(
        {"numbering", identity_words(before.identity), identity_words(*change.identity)});
  }
  if (change.generated) {
    aspects.push_back(
        {"expression", generated_words(before.generated), generated_words(*change.generated)});
  }
  if (change.collation) {
    aspects.push_back(
        {"collation", collation_words(before.collation), collation_words(*change.collation)});
  }
  if (change.comment) {
    aspects.push_back({"comment", comment_words(before.comment), comment_words(*change.comment)});
  }
  return aspects;
}

}  // namespace limbeck::diff
