#include "migrations/operations/compatible.h"
#include "migrations/operations/column_change.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/made.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"

namespace limbeck::operations {
namespace {

// Whether a delete or a change in the parent works for a program that does not know the key.
bool gives_way(const schema::ForeignKey& key) {
  return key.on_delete == schema::Action::cascade || key.on_delete == schema::Action::set_null;
}

/// What the operations have made themselves is of no concern to anybody older.
class GoesOn {
 public:
  GoesOn(const schema::Schema& before, const Made& made) : before_(before), made_(made) {}

  bool look_at(const Operation& operation) const {
    switch (facts_of(operation).older_programs) {
      case OlderPrograms::go_on:
        return true;
      case OlderPrograms::go_on_if_new:
        return is_new(subject_of(operation));
      case OlderPrograms::may_stop:
        return false;
      case OlderPrograms::depend:
        return visit_or(*this, operation.value, false);
    }
    return false;
  }

  bool operator()(const CreateTable& o) const {
    // Rows that went elsewhere come to the new partition.
    const bool takes_rows = o.table.partition_of && !is_new(o.table.partition_of->table);
    if (takes_rows && !(o.table.checks.empty() && o.table.uniques.empty() &&
                        o.table.excludes.empty() && !o.table.primary_key)) {
      return false;
    }
    return std::ranges::all_of(o.table.foreign_keys, [&](const schema::ForeignKey& key) {
      return key.ref_table == o.table.name || harmless(key);
    });
  }
  // Storage; but STRICT refuses values.
  bool operator()(const AlterTableSettings& o) const {
    return is_new(o.table) || std::ranges::none_of(o.settings, [](const auto& setting) {
             return setting.first.starts_with("sqlite.");
           });
  }
  bool operator()(const AddColumn& o) const {
    // Rows that an older program inserts do not name it.
    return is_new(o.table) || o.column.nullable || o.column.default_sql || o.column.generated ||
           o.column.identity;
  }
  bool operator()(const AlterColumn& o) const {
    // A new default is for rows that did not name the column before; taking one away would refuse
    // them.
    AlterColumn others = o;
    others.comment.reset();
    if (o.default_sql && o.default_sql->has_value()) others.default_sql.reset();
    return is_new(o.table) || !has_changes(others);
  }
  bool operator()(const CreateIndex& o) const { return is_new(o.table) || !o.index.unique; }
  bool operator()(const DropIndex& o) const {
    // INSERT … ON CONFLICT (columns) asks for a unique one.
    const std::vector<schema::Index>* indexes = nullptr;
    if (const schema::Table* table = schema::find_table(before_, o.table)) {
      indexes = &table->indexes;
    } else if (const schema::View* view = schema::find_view(before_, o.table)) {
      indexes = &view->indexes;
    }
    if (is_new(o.table) || indexes == nullptr) return is_new(o.table);
    return std::ranges::none_of(*indexes, [&](const schema::Index& index) {
      return index.name == o.index && index.unique;
    });
  }
  // INSERT … ON CONFLICT ON CONSTRAINT names one that keeps rows apart.
  bool operator()(const RenameConstraint& o) const {
    const schema::Table* table = schema::find_table(before_, o.table);
    if (is_new(o.table) || table == nullptr) return is_new(o.table);
    const auto is_named = [&](const auto& constraint) { return constraint.name == o.name; };
    return std::ranges::any_of(table->foreign_keys, is_named) ||
           std::ranges::any_of(table->checks, is_named);
  }
  bool operator()(const CreateForeignKey& o) const {
    return is_new(o.table) && harmless(o.constraint);
  }
  bool operator()(const CreateFunction& o) const {
    // Beside one of that name it can make a call mean another, or none.
    return std::ranges::none_of(before_.functions, [&](const schema::Function& function) {
      return function.name == o.function.name;
    });
  }

 private:
  bool is_new(const Subject& subject) const {
    if (subject.on == On::enumeration || subject.on == On::value)
      return made_.has_enum(subject.name);
    const auto table = table_in(subject);
    return table && is_new(*table);
  }
  bool is_new(const Name& table) const { return made_.has_table(table); }
  // A key can make a delete in its parent fail.
  bool harmless(const schema::ForeignKey& key) const {
    return is_new(key.ref_table) || gives_way(key);
  }

  const schema::Schema& before_;
  const Made& made_;
};

template <class Kind>
struct Depends {
  static constexpr bool value = Descriptor<Kind>::facts.older_programs == OlderPrograms::depend;
};
static_assert(Covers<GoesOn, Unsupported<>, Depends>::all);

}  // namespace

bool older_programs_go_on(const Operation& operation, const schema::Schema& before,
                          const Made& made) {
  return GoesOn(before, made).look_at(operation);
}

bool older_programs_go_on(const std::vector<Operation>& operations, const schema::Schema& before) {
  Made made;
  return !any_of_runs(operations, [&](const Operation& each) {
    if (!older_programs_go_on(each, before, made)) return true;
    made.follow(each);
    return false;
  });
}

}  // namespace limbeck::operations
