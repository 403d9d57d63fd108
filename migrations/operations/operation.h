// The operations as values: what a revision records, what diff computes, what a dialect renders.
// A value of its own for each kind of change; a feature is a new struct here, its cases in apply,
// reverse, describe and json, and its SQL in each dialect.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"

namespace limbeck {
class Connection;
}

namespace limbeck::operations {

using schema::Location;
using schema::Name;

struct Operation;

struct CreateTable {
  schema::Table table = {};
};
struct DropTable {
  Name table = {};
};
struct RenameTable {
  Name table = {};
  std::string new_name = {};
};
/// An empty comment takes it away.
struct AlterTableComment {
  Name table = {};
  std::string comment = {};
};
/// An empty value takes the setting away.
struct AlterTableSettings {
  Name table = {};
  std::map<std::string, std::string> settings = {};
};

struct AddColumn {
  Name table = {};
  schema::Column column = {};
  std::string fill = {};  ///< the expression that rows already there get; empty is none
};
struct DropColumn {
  Name table = {};
  std::string column = {};
};
struct RenameColumn {
  Name table = {};
  std::string column = {};
  std::string new_name = {};
};
/// What is absent stays as it is. The inner optionals: present sets, absent takes away.
struct AlterColumn {
  Name table = {};
  std::string column = {};
  std::optional<schema::Type> type = {};
  std::optional<bool> nullable = {};
  std::optional<std::optional<std::string>> default_sql = {};
  std::optional<std::optional<schema::Identity>> identity = {};
  std::optional<std::optional<schema::Generated>> generated = {};
  std::optional<std::string> collation = {};  ///< empty takes it away
  std::optional<std::string> comment = {};    ///< empty takes it away
  std::string using_expression = {};          ///< with type: the new value in terms of the old row
  std::map<std::string, std::string> using_by_dialect = {};  ///< the same, where databases differ
  std::string fill = {};  ///< with nullable = false: what NULLs become first
};

/// The using expression that a database takes; empty is none.
std::string_view using_expression(const AlterColumn& change, std::string_view dialect);
/// Whether it has one for any.
bool has_using_expression(const AlterColumn& change);

struct CreateIndex {
  Name table = {};
  schema::Index index = {};
  bool concurrently = false;
};
struct DropIndex {
  Name table = {};
  std::string index = {};
  bool concurrently = false;
};
struct RenameIndex {
  Name table = {};
  std::string index = {};
  std::string new_name = {};
};

struct CreatePrimaryKey {
  Name table = {};
  schema::PrimaryKey constraint = {};
};
struct CreateUnique {
  Name table = {};
  schema::Unique constraint = {};
};
struct CreateForeignKey {
  Name table = {};
  schema::ForeignKey constraint = {};
};
struct CreateCheck {
  Name table = {};
  schema::Check constraint = {};
};
struct CreateExclude {
  Name table = {};
  schema::Exclude constraint = {};
};
struct DropConstraint {
  Name table = {};
  std::string name = {};
  schema::ConstraintKind kind = schema::ConstraintKind::any;
  std::vector<std::string> columns = {};  ///< which of the nameless ones is meant: keys, uniques
  std::string expression = {};  ///< the same for checks, and for excludes their definition
};
struct RenameConstraint {
  Name table = {};
  std::string name = {};
  std::string new_name = {};
};
/// A foreign key or check that is NOT VALID holds for the rows that were there before too.
struct ValidateConstraint {
  Name table = {};
  std::string name = {};
};

/// Makes a table a partition of `table`: from then on its columns are those of `table`.
struct AttachPartition {
  Name table = {};
  Name partition = {};
  std::string bound = {};
};
/// Makes a partition a table of its own, with the columns and constraints it had.
struct DetachPartition {
  Name table = {};
  Name partition = {};
};

struct CreateEnum {
  schema::Enum type = {};
};
struct DropEnum {
  Name name = {};
};
/// In the schema that it is in; what is of the type stays so.
struct RenameEnum {
  Name name = {};
  std::string new_name = {};
};
struct AddEnumValue {
  Name name = {};
  std::string value = {};
  std::string before = {};  ///< empty: at the end
};
struct RenameEnumValue {
  Name name = {};
  std::string value = {};
  std::string new_value = {};
};
/// Any other change of the values: some gone, others in another order.
struct ReplaceEnum {
  Name name = {};
  std::vector<std::string> values = {};
};

struct CreateSchema {
  schema::Namespace schema = {};
};
struct DropSchema {
  Name name = {};
};

struct CreateExtension {
  schema::Extension extension = {};
};
/// What is absent stays as it is.
struct AlterExtension {
  Name name = {};
  std::optional<std::string> in_schema = {};
  std::optional<std::string> version = {};
};
struct DropExtension {
  Name name = {};
};

struct CreateSequence {
  schema::Sequence sequence = {};
};
/// What is absent stays as it is. The inner optionals: present sets, absent takes away.
struct AlterSequence {
  Name name = {};
  std::optional<schema::Type> type = {};
  std::optional<std::optional<std::int64_t>> start = {};
  std::optional<std::int64_t> increment = {};
  std::optional<std::optional<std::int64_t>> min = {};
  std::optional<std::optional<std::int64_t>> max = {};
  std::optional<std::int64_t> cache = {};
  std::optional<bool> cycle = {};
  std::optional<std::optional<schema::OwnedBy>> owned_by = {};
};
struct DropSequence {
  Name name = {};
};

struct CreateDomain {
  schema::Domain domain = {};
};
/// What is absent stays as it is. Checks go before others come. Its type and collation stay for
/// good.
struct AlterDomain {
  Name name = {};
  std::optional<std::optional<std::string>> default_sql = {};
  std::optional<bool> not_null = {};
  std::vector<std::string> drop_checks = {};
  std::vector<schema::Check> add_checks = {};
};
struct DropDomain {
  Name name = {};
};

struct CreateView {
  schema::View view = {};
};
/// Another query and other storage parameters. Its comment and indexes stay; those in `view` are
/// empty.
struct ReplaceView {
  schema::View view = {};
};
struct DropView {
  Name name = {};
};

struct CreateFunction {
  schema::Function function = {};
};
/// Another body for a function of that name and those argument types. Its comment stays.
struct ReplaceFunction {
  schema::Function function = {};
};
struct DropFunction {
  Name name = {};
  std::string arguments = {};
};

struct CreateTrigger {
  schema::Trigger trigger = {};
};
/// Another trigger under the same name. Its comment and mode stay.
struct ReplaceTrigger {
  schema::Trigger trigger = {};
};
struct AlterTrigger {
  Name table = {};
  std::string trigger = {};
  schema::TriggerMode mode = schema::TriggerMode::enabled;
};
struct DropTrigger {
  Name table = {};
  std::string trigger = {};
};

/// The comment of anything but a table or column; an empty one takes it away.
struct CommentOn {
  schema::Object object = {};
  std::string comment = {};
};

/// SQL as it stands, by dialect (`""` is for every database that has no own text).
struct Execute {
  std::map<std::string, std::string> sql = {};
  std::vector<Operation> effect;  ///< what it does to the schema
};
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;
struct BulkInsert {
  Name table = {};
  std::vector<std::string> columns = {};
  std::vector<std::vector<Value>> rows = {};
};
/// A C++ data migration. Changes rows, never the schema.
struct Run {
  void (*migration)(Connection&) = nullptr;
  std::string description = {};
};
struct AutocommitBlock {
  std::vector<Operation> operations;
};

struct Change;
class AnyOperation;

/// Changes a schema as the operation does. Each is compiled beside its operation's apply_to: a
/// program links those of the operations that it can make, and a history makes few of them.
template <class Kind>
void apply_as(Change& change, const AnyOperation& operation);

using OperationKinds =
    std::variant<CreateTable, DropTable, RenameTable, AlterTableComment, AlterTableSettings,
                 AddColumn, DropColumn, RenameColumn, AlterColumn, CreateIndex, DropIndex,
                 CreatePrimaryKey, CreateUnique, CreateForeignKey, CreateCheck, CreateExclude,
                 DropConstraint, RenameIndex, RenameConstraint, ValidateConstraint, AttachPartition,
                 DetachPartition, CreateEnum, DropEnum, RenameEnum, AddEnumValue, RenameEnumValue,
                 ReplaceEnum, CreateSchema, DropSchema, CreateExtension, AlterExtension,
                 DropExtension, CreateSequence, AlterSequence, DropSequence, CreateDomain,
                 AlterDomain, DropDomain, CreateView, ReplaceView, DropView, CreateFunction,
                 ReplaceFunction, DropFunction, CreateTrigger, ReplaceTrigger, AlterTrigger,
                 DropTrigger, CommentOn, Execute, BulkInsert, Run, AutocommitBlock>;

/// An operation of any kind: a variant that knows how to apply what it holds.
class AnyOperation : public OperationKinds {
 public:
  AnyOperation();
  template <class Kind>
  requires(!std::is_same_v<std::remove_cvref_t<Kind>, AnyOperation>)
      AnyOperation(Kind&& operation)  // NOLINT(google-explicit-constructor): as std::variant's
      : OperationKinds(std::forward<Kind>(operation)),
        apply_(&apply_as<std::remove_cvref_t<Kind>>) {}

  void apply_to(Change& change) const { apply_(change, *this); }

 private:
  void (*apply_)(Change&, const AnyOperation&);
};

struct Operation {
  AnyOperation value = {};
  Location location = {};  ///< where it was written; nowhere for one that diff made
};

inline AnyOperation::AnyOperation() : AnyOperation(CreateTable()) {}

/// Alembic's name of the operation, as it stands in a revision: `add_column`, `create_foreign_key`
/// …
std::string_view name_of(const Operation& operation);
/// In a few words, as the terminal shows it: `add_column users.display_name`.
std::string describe(const Operation& operation);
/// The table it works on; none for execute and run, and for what stands beside tables. The index of
/// a materialised view is on that view.
std::optional<Name> table_of(const Operation& operation);

/// What an operation makes of an object that is neither a table nor part of one.
enum class Verb : unsigned char { create, alter, drop };
struct ObjectChange {
  schema::Object object;
  Verb verb = Verb::alter;
};
/// Nothing for operations on tables, enums (but for their comments) and rows.
std::optional<ObjectChange> object_of(const Operation& operation);

}  // namespace limbeck::operations
