#include "migrations/operations/compatible.h"

#include <algorithm>
#include <set>

#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"

namespace limbeck::operations {
namespace {

// Whether a delete or a change in the parent goes well for whoever does not know the key.
bool gives_way(const schema::ForeignKey& key) {
  return key.on_delete == schema::Action::cascade || key.on_delete == schema::Action::set_null;
}

// What the operations have made themselves is of no concern to anybody older.
class Walk {
 public:
  explicit Walk(const schema::Schema& before) : before_(before) {}

  void walk(const std::vector<Operation>& operations) {
    for (const Operation& operation : operations) {
      for_each_run(operation, [&](const Operation& each, bool) {
        if (!operations::visit(*this, each.value)) found_.push_back(&each);
      });
    }
  }
  std::vector<const Operation*> found() && { return std::move(found_); }

  bool operator()(const CreateTable& o) {
    tables_.insert(o.table.name);
    // Rows that went elsewhere come to the new partition.
    const bool takes_rows = o.table.partition_of && !is_new(o.table.partition_of->table);
    if (takes_rows && !(o.table.checks.empty() && o.table.uniques.empty() &&
                        o.table.excludes.empty() && !o.table.primary_key)) {
      return false;
    }
    return std::ranges::all_of(o.table.foreign_keys,
                               [&](const schema::ForeignKey& key) { return harmless(key); });
  }
  bool operator()(const DropTable& o) { return tables_.erase(o.table) > 0; }
  bool operator()(const RenameTable& o) {
    if (tables_.erase(o.table) == 0) return false;
    tables_.insert({o.table.schema, o.new_name});
    return true;
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
    const bool only_adds = !o.type && !o.nullable && !o.identity && !o.generated && !o.collation &&
                           (!o.default_sql || o.default_sql->has_value());
    return is_new(o.table) || only_adds;
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
  bool operator()(const RenameIndex&) const { return true; }
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
  bool operator()(const RenameEnum& o) {
    if (enums_.erase(o.name) == 0) return false;
    enums_.insert({o.name.schema, o.new_name});
    return true;
  }
  bool operator()(const AddEnumValue& o) const { return enums_.contains(o.name); }
  bool operator()(const CreateEnum& o) {
    enums_.insert(o.type.name);
    return true;
  }
  bool operator()(const CreateFunction& o) const {
    // Beside one of that name it can make a call mean another, or none.
    return std::ranges::none_of(before_.functions, [&](const schema::Function& function) {
      return function.name == o.function.name;
    });
  }
  bool operator()(const CreateTrigger& o) const { return is_new(o.trigger.table); }

  bool operator()(const RenameColumn& o) const { return is_new(o.table); }
  bool operator()(const DropColumn& o) const { return is_new(o.table); }
  bool operator()(const CreatePrimaryKey& o) const { return is_new(o.table); }
  bool operator()(const CreateUnique& o) const { return is_new(o.table); }
  bool operator()(const CreateCheck& o) const { return is_new(o.table); }
  bool operator()(const CreateExclude& o) const { return is_new(o.table); }
  bool operator()(const DropConstraint& o) const { return is_new(o.table); }
  bool operator()(const BulkInsert& o) const { return is_new(o.table); }

  bool operator()(const AlterTableComment&) const { return true; }
  bool operator()(const CommentOn&) const { return true; }
  bool operator()(const ValidateConstraint&) const { return true; }
  bool operator()(const CreateSchema&) const { return true; }
  bool operator()(const CreateExtension&) const { return true; }
  bool operator()(const CreateSequence&) const { return true; }
  bool operator()(const CreateDomain&) const { return true; }
  bool operator()(const CreateView&) const { return true; }

  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  bool is_new(const Name& table) const { return tables_.contains(table); }
  // A key can make a delete in its parent fail.
  bool harmless(const schema::ForeignKey& key) const {
    return is_new(key.ref_table) || gives_way(key);
  }

  const schema::Schema& before_;
  std::set<Name> tables_, enums_;
  std::vector<const Operation*> found_;
};

}  // namespace

std::vector<const Operation*> incompatible_operations(const std::vector<Operation>& operations,
                                                      const schema::Schema& before) {
  Walk walk(before);
  walk.walk(operations);
  return std::move(walk).found();
}

}  // namespace limbeck::operations
