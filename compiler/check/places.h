// Where the thing that an operation is about stands in the models or in the history.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "migrations/operations/operation.h"
#include "migrations/schema/location.h"

namespace limbeck::compiler {

/// The place of `path`, or of the nearest thing around it that has one; nowhere if nothing has.
schema::Location find_place(const schema::SourceMap& places, std::string path);

/// Today's names of tables and columns that operations rename, and those they had in the history.
class FormerNames {
 public:
  void follow(const operations::Operation& operation);
  schema::Name table(const schema::Name& now) const;
  std::string column(const schema::Name& table, const std::string& now) const;

 private:
  std::map<schema::Name, schema::Name> tables_;
  std::map<std::pair<schema::Name, std::string>, std::string> columns_;
};

}  // namespace limbeck::compiler
