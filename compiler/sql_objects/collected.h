// What the files declare, put beside the models' tables as it is read.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/sql_objects/statement_reader.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/schema/kinds.h"

namespace limbeck::compiler {

/// Takes each object once, with its place, and reports a second of the same name.
class Collected {
 public:
  Collected(Model& model, Spelling spelling, diagnostics::Diagnostics& diagnostics)
      : model_(model), spelling_(spelling), diagnostics_(diagnostics) {}

  template <class Thing>
  void add(const StatementReader& in, std::string_view at, Thing thing) {
    if (take(in, at, schema::object_of(thing)))
      schema::list_of<Thing>(model_.schema).push_back(std::move(thing));
  }
  /// An object that a file declares by `-- limbeck: object`.
  void add(schema::OtherObject object, const schema::Location& place);
  /// Of a materialised view.
  void add_index(const StatementReader& in, const NameThere& view, schema::Index index);

  /// The object as declared so far; null where there is none.
  schema::View* view(const schema::Name& name);
  schema::OtherObject* other(const schema::Name& name);
  schema::Trigger* trigger(const schema::Name& table, std::string_view name);
  schema::Domain* domain(const schema::Name& name);
  /// The table as its model calls it: where names keep their case, that does not count.
  schema::Name table_called(const schema::Name& name) const;
  /// The comment of an object declared so far.
  std::string* comment_of(const schema::Object& object);

  const schema::Schema& schema() const { return model_.schema; }

 private:
  /// Whether the object is the first of its name, which it then has.
  bool take(const StatementReader& in, std::string_view at, const schema::Object& object);
  bool take_path(const StatementReader& in, std::string_view at, const std::string& path,
                 const std::string& what);
  /// Tables, views, sequences and indexes share their names.
  bool take_relation(const StatementReader& in, std::string_view at, const schema::Name& name,
                     const std::string& path, const std::string& what);

  Model& model_;
  Spelling spelling_;
  diagnostics::Diagnostics& diagnostics_;
};

}  // namespace limbeck::compiler
