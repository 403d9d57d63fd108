#include "migrations/operations/apply/catalog.h"

#include <algorithm>

namespace limbeck::operations {
namespace {

using schema::Name;

template <class Keys>
void add_indexes(Keys& keys, const std::string& in_schema,
                 const std::vector<schema::Index>& indexes) {
  for (const schema::Index& index : indexes) {
    keys.emplace_back(Link::relation, Name{in_schema, index.name});
  }
}

template <class Keys>
void add_column(Keys& keys, const schema::Column& column) {
  if (column.type.kind == schema::TypeKind::enumeration) {
    keys.emplace_back(Link::type, column.type.name);
  } else if (auto named = schema::named_type(column.type)) {
    keys.emplace_back(Link::type, *std::move(named));
  }
  if (!column.default_sql) return;
  if (auto sequence = schema::sequence_of_default(*column.default_sql)) {
    keys.emplace_back(Link::sequence, *std::move(sequence));
  }
}

}  // namespace

std::vector<Catalog::Key> Catalog::keys_of(const Name& owner) const {
  std::vector<Key> keys;
  if (const schema::View* view = schema::find_view(*schema_, owner)) {
    keys.emplace_back(Link::relation, owner);
    add_indexes(keys, owner.schema, view->indexes);
  }
  if (const schema::Table* table = schema::find_table(*schema_, owner)) {
    keys.emplace_back(Link::relation, owner);
    add_indexes(keys, owner.schema, table->indexes);
    for (const schema::ForeignKey& key : table->foreign_keys) {
      keys.emplace_back(Link::reference, key.ref_table);
    }
    if (table->partition_of) keys.emplace_back(Link::partition, table->partition_of->table);
    for (const schema::Column& column : table->columns) add_column(keys, column);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

void Catalog::add(const Name& owner, std::vector<Key> keys) {
  if (keys.empty()) return;
  for (const Key& key : keys) holders_[key].insert(owner);
  held_[owner] = std::move(keys);
}

const std::set<Name>& Catalog::holders(Link link, const Name& name) {
  if (!made_) {
    made_ = true;
    for (const schema::View& view : schema_->views) add(view.name, keys_of(view.name));
    for (const schema::Table& table : schema_->tables) add(table.name, keys_of(table.name));
  }
  static const std::set<Name> none;
  const auto found = holders_.find({link, name});
  return found == holders_.end() ? none : found->second;
}

void Catalog::update(const Name& owner) {
  if (!made_) return;
  std::vector<Key> keys = keys_of(owner);
  const auto held = held_.find(owner);
  if (held != held_.end()) {
    if (held->second == keys) return;
    for (const Key& key : held->second) {
      const auto holders = holders_.find(key);
      holders->second.erase(owner);
      if (holders->second.empty()) holders_.erase(holders);
    }
    held_.erase(held);
  }
  add(owner, std::move(keys));
}

void Catalog::forget() {
  made_ = false;
  holders_.clear();
  held_.clear();
}

}  // namespace limbeck::operations
