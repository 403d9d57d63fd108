#include "migrations/diff/match.h"

#include "migrations/sql_text/expression.h"

namespace limbeck::diff {
namespace {

bool same_sql(const std::string& a, const std::string& b) {
  return a == b || sql_text::canonical_sql(a) == sql_text::canonical_sql(b);
}

}  // namespace

bool same(const schema::PrimaryKey& a, const schema::PrimaryKey& b) { return a == b; }
bool same(const schema::Unique& a, const schema::Unique& b) { return a == b; }
bool same(const schema::ForeignKey& a, const schema::ForeignKey& b) { return a == b; }

bool same(const schema::Check& a, const schema::Check& b) {
  if (!same_sql(a.expression, b.expression)) return false;
  schema::Check other = b;
  other.expression = a.expression;
  return a == other;
}

bool same(const schema::Exclude& a, const schema::Exclude& b) {
  if (!same_sql(a.definition, b.definition)) return false;
  schema::Exclude other = b;
  other.definition = a.definition;
  return a == other;
}

bool same(const schema::Index& a, const schema::Index& b) {
  if (a == b) return true;
  if (a.elements.size() != b.elements.size() || !same_sql(a.where, b.where)) return false;
  schema::Index other = b;
  other.where = a.where;
  for (std::size_t i = 0; i < a.elements.size(); ++i) {
    if (!same_sql(a.elements[i].expression, b.elements[i].expression)) return false;
    other.elements[i].expression = a.elements[i].expression;
  }
  return a == other;
}

bool same(const schema::Generated& a, const schema::Generated& b) {
  return a.stored == b.stored && same_sql(a.expression, b.expression);
}

}  // namespace limbeck::diff
