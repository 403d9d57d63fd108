#include "compiler/check/places.h"

namespace limbeck::compiler {

schema::Location find_place(const schema::SourceMap& places, std::string path) {
  while (!path.empty()) {
    if (const auto found = places.find(path); found != places.end()) return found->second;
    const auto slash = path.rfind('/');
    path.resize(slash == std::string::npos ? 0 : slash);
  }
  return {};
}

void FormerNames::follow(const operations::Operation& operation) {
  if (const auto* rename = std::get_if<operations::RenameTable>(&operation.value)) {
    tables_[{rename->table.schema, rename->new_name}] = table(rename->table);
  }
  if (const auto* rename = std::get_if<operations::RenameColumn>(&operation.value)) {
    columns_[{rename->table, rename->new_name}] = column(rename->table, rename->column);
  }
}

schema::Name FormerNames::table(const schema::Name& now) const {
  const auto found = tables_.find(now);
  return found == tables_.end() ? now : found->second;
}

std::string FormerNames::column(const schema::Name& table, const std::string& now) const {
  const auto found = columns_.find({table, now});
  return found == columns_.end() ? now : found->second;
}

}  // namespace limbeck::compiler
