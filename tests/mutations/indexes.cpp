#include "tests/mutations/kinds.h"

namespace limbeck::test {
namespace {

using schema::Index;
using schema::IndexElement;
using schema::Schema;
using schema::Table;
using schema::TypeKind;

constexpr char c_collation[] = "C";
constexpr char nocase_collation[] = "NOCASE";

using Change = bool (*)(Random& random, Table& table, Index& index);

/// A unique index may be what a foreign key needs.
bool is_referenced(const Schema& schema, const schema::Name& table) {
  for (const Table& one : schema.tables)
    for (const schema::ForeignKey& key : one.foreign_keys)
      if (key.ref_table == table) return true;
  return false;
}

template <Change change>
std::string index(Random& random, Schema& schema) {
  const PartOf<Index> one =
      one_of(random, schema, &Table::indexes, [&](const Table& table, const Index& index) {
        if (index.unique && is_referenced(schema, table.name)) return false;
        Table copy = table;
        Index changed = index;
        Random tried = random;
        // `left out` changes the table, whose index stands elsewhere in the copy.
        Index* there = copy.indexes.data() + (&index - table.indexes.data());
        return change(tried, copy, *there);
      });
  if (!one) return {};
  const std::string name = one->name;
  change(random, *one.table, *one.part);
  return name;
}

bool is_btree(const Index& index) { return index.method.empty() || index.method == "btree"; }

bool left_out(Random&, Table& table, Index& index) {
  take_out(table.indexes, &index);
  return true;
}
bool unique(Random&, Table& table, Index& index) {
  if (!is_btree(index) || !table.partition_by.empty() || table.partition_of) return false;
  index.unique = !index.unique;
  if (!index.unique) index.nulls_not_distinct = false;
  return true;
}
bool predicate_lost(Random&, Table&, Index& index) {
  if (index.where.empty()) return false;
  index.where.clear();
  return true;
}
bool predicate(Random&, Table&, Index& index) {
  index.where = index.where.empty() ? "1 < 2" : "(" + index.where + ") OR 1 > 2";
  return true;
}
bool method(Random&, Table&, Index& index) {
  if (!is_btree(index) || index.unique || index.elements.size() != 1 || !index.include.empty())
    return false;
  IndexElement& element = index.elements.front();
  if (element.column.empty() || !element.opclass.empty()) return false;
  element.order = schema::Order::ascending;
  element.nulls = schema::Nulls::standard;
  index.method = "hash";
  return true;
}
bool include(Random& random, Table& table, Index& index) {
  if (!is_btree(index) || table.columns.empty()) return false;
  if (!index.include.empty()) {
    index.include.pop_back();
    return true;
  }
  index.include.push_back(random.of(table.columns).name);
  return true;
}
bool nulls_not_distinct(Random&, Table&, Index& index) {
  if (!index.unique) return false;
  index.nulls_not_distinct = !index.nulls_not_distinct;
  return true;
}
bool order_of_elements(Random&, Table&, Index& index) {
  if (index.elements.size() < 2) return false;
  std::swap(index.elements[0], index.elements[1]);
  return true;
}
bool order(Random& random, Table&, Index& index) {
  if (!is_btree(index)) return false;
  IndexElement& element = index.elements[random.below(index.elements.size())];
  element.order = element.order == schema::Order::ascending ? schema::Order::descending
                                                            : schema::Order::ascending;
  return true;
}
bool nulls(Random& random, Table&, Index& index) {
  if (!is_btree(index)) return false;
  IndexElement& element = index.elements[random.below(index.elements.size())];
  const bool down = element.order == schema::Order::descending;
  const bool is_first =
      element.nulls == schema::Nulls::first || (element.nulls == schema::Nulls::standard && down);
  element.nulls = is_first ? schema::Nulls::last : schema::Nulls::first;
  return true;
}
IndexElement* of_text(Table& table, Index& index) {
  if (!is_btree(index)) return nullptr;
  for (IndexElement& element : index.elements) {
    const schema::Column* column = schema::find_column(table, element.column);
    if (column != nullptr && column->type.dimensions == 0 && column->type.kind == TypeKind::text)
      return &element;
  }
  return nullptr;
}
bool opclass(Random&, Table& table, Index& index) {
  IndexElement* element = of_text(table, index);
  if (element == nullptr) return false;
  element->opclass = element->opclass.empty() ? "text_pattern_ops" : "";
  return true;
}
template <const char* Collation>
bool collation(Random&, Table& table, Index& index) {
  IndexElement* element = of_text(table, index);
  if (element == nullptr) return false;
  element->collation = element->collation.empty() ? Collation : "";
  return true;
}
bool expression(Random&, Table& table, Index& index) {
  IndexElement* element = of_text(table, index);
  if (element == nullptr || !element->collation.empty() || !element->opclass.empty()) return false;
  std::string quoted = "\"";
  for (const char c_collation : element->column)
    quoted += std::string(c_collation == '"' ? 2 : 1, c_collation);
  element->expression = "lower(" + quoted + "\")";
  element->column.clear();
  return true;
}
bool storage(Random&, Table& table, Index& index) {
  if (!is_btree(index) || !table.partition_by.empty()) return false;
  if (!index.storage.erase("fillfactor")) index.storage["fillfactor"] = "42";
  return true;
}
bool comment(Random&, Table&, Index& index) {
  index.comment = index.comment.empty() ? "not what was said" : "";
  return true;
}
bool name(Random&, Table&, Index& index) {
  index.name += "_x";
  return true;
}
bool one_more(Random& random, Table& table, Index&) {
  if (table.columns.empty()) return false;
  Index more{.name = "ix_left_over"};
  more.elements.push_back({.column = random.of(table.columns).name});
  table.indexes.push_back(std::move(more));
  return true;
}

std::string more(Random& random, Schema& schema) {
  return index<one_more>(random, schema).empty() ? "" : "ix_left_over";
}

}  // namespace

const std::vector<MutationKind>& index_mutations() {
  static const std::vector<MutationKind> kinds{
      {"index: left out", index<left_out>},
      {"index: one more", more},
      {"index: unique", index<unique>},
      {"index: predicate lost", index<predicate_lost>},
      {"index: predicate", index<predicate>},
      {"index: method", index<method>},
      {"index: include", index<include>},
      {"index: nulls not distinct", index<nulls_not_distinct>},
      {"index: order of elements", index<order_of_elements>},
      {"index: descending", index<order>},
      {"index: nulls first", index<nulls>},
      {"index: operator class", index<opclass>},
      {"index: collation", index<collation<c_collation>>, "postgresql"},
      {"index: collation", index<collation<nocase_collation>>, "sqlite"},
      {"index: expression", index<expression>},
      {"index: storage", index<storage>},
      {"index: comment", index<comment>},
      {"index: name", index<name>},
  };
  return kinds;
}

}  // namespace limbeck::test
