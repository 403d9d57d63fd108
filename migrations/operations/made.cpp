#include "migrations/operations/made.h"

#include "migrations/operations/subject.h"

namespace limbeck::operations {
namespace {

// Renames an element of `things`, if it is one.
template <class Thing>
void rename(std::set<Thing>& things, const Thing& from, const Thing& to) {
  if (things.erase(from) > 0) things.insert(to);
}

}  // namespace

void Made::follow(const Operation& operation) {
  const Subject subject = subject_of(operation);
  const Subject now = renamed(subject);
  const bool makes = subject.verb == Verb::create, drops = subject.verb == Verb::drop;
  switch (subject.on) {
    case On::table:
      if (makes) tables_.insert(subject.name);
      if (drops) tables_.erase(subject.name);
      if (subject.verb == Verb::rename) rename_table(subject.name, now.name);
      break;
    case On::column:
      if (makes) columns_.insert({subject.name, subject.part});
      if (drops) columns_.erase({subject.name, subject.part});
      if (subject.verb == Verb::rename)
        rename(columns_, {subject.name, subject.part}, {now.name, now.part});
      break;
    case On::enumeration:
      if (makes) enums_.insert(subject.name);
      if (drops) enums_.erase(subject.name);
      if (subject.verb == Verb::rename) rename(enums_, subject.name, now.name);
      break;
    default:  // has_table, has_column and has_enum need no other things
      break;
  }
}

void Made::rename_table(const Name& from, const Name& to) {
  rename(tables_, from, to);
  std::set<std::pair<Name, std::string>> columns;
  for (const auto& [table, column] : columns_) columns.insert({table == from ? to : table, column});
  columns_ = std::move(columns);
}

}  // namespace limbeck::operations
