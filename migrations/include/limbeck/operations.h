// The operations of a revision, under Alembic's names. The functions of limbeck::Operations only
// record what a revision asks for. limbeck then checks the whole revision against the schema that
// it starts from, shows it (`plan`), and runs it.
//
// The values that are recorded are in the namespace limbeck::operations (migrations/operations/),
// under the same names as the structs of this header. Revision files need this header only.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <source_location>
#include <string_view>

#include "limbeck/objects.h"
#include "limbeck/table.h"

namespace limbeck {

namespace operations {
class Recorder;
}

inline namespace v1 {

class Connection;
class BatchOperations;
class Operations;

/// SQL that is the same in every database.
struct Sql {
  std::string_view text = {};
  constexpr Sql(const char* same) : text(same) {}       // NOLINT: op.execute("…")
  constexpr Sql(std::string_view same) : text(same) {}  // NOLINT
};

/// A value of `bulk_insert`: NULL (`nullptr`), a boolean, a number or a text.
struct Value {
  enum class Kind : unsigned char { null, boolean, integer, real, text };
  Kind kind = Kind::null;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text = {};
  constexpr Value() = default;
  constexpr Value(decltype(nullptr)) {}                                         // NOLINT
  constexpr Value(bool value) : kind(Kind::boolean), integer(value ? 1 : 0) {}  // NOLINT
  constexpr Value(int value) : kind(Kind::integer), integer(value) {}           // NOLINT
  constexpr Value(long value) : kind(Kind::integer), integer(value) {}          // NOLINT
  constexpr Value(long long value) : kind(Kind::integer), integer(value) {}     // NOLINT
  constexpr Value(double value) : kind(Kind::real), real(value) {}              // NOLINT
  constexpr Value(const char* value) : kind(Kind::text), text(value) {}         // NOLINT
  constexpr Value(std::string_view value) : kind(Kind::text), text(value) {}    // NOLINT
};

/// The kind of a constraint.
enum class ConstraintType : unsigned char { any, primary, unique, foreign_key, check, exclude };

/// Identifies the constraint that `drop_constraint` drops where its name does not: constraints of
/// SQLite may have none.
struct DropConstraint {
  ConstraintType type = ConstraintType::any;
  /// The columns of a unique constraint or a foreign key without a name.
  std::initializer_list<std::string_view> columns = {};
  /// The expression of a check, or the definition of an exclusion constraint, without a name.
  std::string_view expression = {};
};

/// How `drop_index` drops an index.
struct DropIndex {
  /// DROP INDEX CONCURRENTLY, which does not block readers and writers. PostgreSQL allows it only
  /// outside of a transaction, in an `autocommit_block`.
  bool concurrently = false;
};

/// The `upgrade` or `downgrade` of a revision: a function or a lambda without captures.
using RevisionStep = void (*)(Operations&);
/// The operations of a `batch_alter_table`.
using BatchStep = void (*)(BatchOperations&);
/// C++ code that changes rows (`Operations::run`).
using DataMigration = void (*)(Connection&);

/// Records the operations of a revision in the order of the calls, each with the source line of its
/// call, which errors name. The names of functions and parameters are those of Alembic.
///
/// Nothing is sent to a database, and nothing is checked, when a function is called. An operation
/// that does not fit the schema, or that one of the target's databases cannot express, is an error
/// of the build at the line of the call. What the database rejects when the revision runs is a
/// limbeck::Error that names that line.
///
/// Arguments are copied. The object exists for one call of a revision's `upgrade` or `downgrade`
/// and must not be kept. Not thread-safe.
class Operations {
 public:
  using Where = std::source_location;
  explicit Operations(operations::Recorder& recorder) : recorder_(&recorder) {}

  /// Creates a table with its constraints. Indexes are operations of their own.
  void create_table(Name table, const Table& definition, Where where = Where::current());
  /// Drops a table and everything that belongs to it: its rows, constraints, indexes and triggers.
  void drop_table(Name table, Where where = Where::current());
  /// Renames a table. It stays in its schema, and foreign keys follow it.
  void rename_table(Name table, std::string_view new_name, Where where = Where::current());
  /// Sets the comment of a table, or removes it (`drop_table_comment`).
  void create_table_comment(Name table, std::string_view comment, Where where = Where::current());
  void drop_table_comment(Name table, Where where = Where::current());
  /// Sets settings of a table that belong to one database (limbeck::Setting). An empty value
  /// removes the setting.
  void alter_table_settings(Name table, std::initializer_list<Setting> settings,
                            Where where = Where::current());

  /// Adds a column. Rows that the table already has get `column.fill`, or else its default, its
  /// generated value or NULL.
  void add_column(Name table, const Column& column, Where where = Where::current());
  /// Drops a column with its values.
  void drop_column(Name table, std::string_view column, Where where = Where::current());
  /// Changes properties of a column, and renames it if `change.new_column_name` is given.
  void alter_column(Name table, std::string_view column, const AlterColumn& change,
                    Where where = Where::current());
  /// Renames a column. Constraints and indexes follow it.
  void rename_column(Name table, std::string_view column, std::string_view new_name,
                     Where where = Where::current());

  /// Creates an index. If `name` is empty, the target's NAMING_CONVENTION gives it one.
  void create_index(std::string_view name, Name table, std::initializer_list<IndexElement> elements,
                    const IndexOptions& options = {}, Where where = Where::current());
  /// Drops an index.
  void drop_index(std::string_view name, Name table, const DropIndex& options = {},
                  Where where = Where::current());
  /// Renames an index. SQLite cannot rename an index, so limbeck drops it there and creates it
  /// again under the new name.
  void rename_index(std::string_view name, Name table, std::string_view new_name,
                    Where where = Where::current());

  /// Adds a constraint to an existing table. If the name is empty, the target's NAMING_CONVENTION
  /// gives it one. SQLite has no ALTER TABLE for constraints, so limbeck rebuilds the table there.
  void create_primary_key(std::string_view name, Name table,
                          std::initializer_list<std::string_view> columns,
                          Deferrable deferrable = Deferrable::no, Where where = Where::current());
  /// As above, with everything that a primary key has.
  void create_primary_key(Name table, const PrimaryKey& constraint, Where where = Where::current());
  /// As `create_primary_key`.
  void create_unique_constraint(Name table, const UniqueConstraint& constraint,
                                Where where = Where::current());
  /// As `create_primary_key`.
  void create_foreign_key(Name table, const ForeignKey& constraint, Where where = Where::current());
  /// As `create_primary_key`.
  void create_check_constraint(Name table, const CheckConstraint& constraint,
                               Where where = Where::current());
  /// As `create_primary_key`. SQLite has no exclusion constraints; it is an error of the build
  /// there.
  void create_exclude_constraint(Name table, const ExcludeConstraint& constraint,
                                 Where where = Where::current());
  /// Drops a constraint of any kind. `which` identifies it if `name` is empty.
  void drop_constraint(std::string_view name, Name table, const DropConstraint& which = {},
                       Where where = Where::current());
  /// Renames a constraint of any kind, together with the index behind it. limbeck rebuilds the
  /// table on SQLite.
  void rename_constraint(std::string_view name, Name table, std::string_view new_name,
                         Where where = Where::current());

  /// Checks the rows of a foreign key or a check that was created with `not_valid`. The constraint
  /// is valid afterwards.
  void validate_constraint(std::string_view name, Name table, Where where = Where::current());

  /// Makes an existing table a partition of `table`. `bound` is written as Table::partition_bound.
  void attach_partition(Name table, Name partition, std::string_view bound,
                        Where where = Where::current());
  /// Makes a partition an independent table, which keeps its rows.
  void detach_partition(Name table, Name partition, Where where = Where::current());

  /// Creates an enum type with these values in this order. On SQLite, which has no enum types,
  /// columns of the type get a check.
  void create_enum(Name name, std::initializer_list<std::string_view> values,
                   std::string_view comment = {}, Where where = Where::current());
  /// Drops an enum type. No column may use it.
  void drop_enum(Name name, Where where = Where::current());
  /// Renames an enum type. Columns that use it follow.
  void rename_enum(Name name, std::string_view new_name, Where where = Where::current());
  /// Adds `value` in front of the value `before`, or at the end if that is empty.
  void add_enum_value(Name name, std::string_view value, std::string_view before = {},
                      Where where = Where::current());
  /// Renames a value, in the rows as well.
  void rename_enum_value(Name name, std::string_view value, std::string_view new_value,
                         Where where = Where::current());
  /// Replaces all values of an enum type by these. Rows must not have a value that is not one of
  /// them.
  void replace_enum(Name name, std::initializer_list<std::string_view> values,
                    Where where = Where::current());

  /// Creates a schema of the database (a namespace of tables and other objects).
  void create_schema(std::string_view name, std::string_view comment = {},
                     Where where = Where::current());
  /// Drops a schema, which must be empty.
  void drop_schema(std::string_view name, Where where = Where::current());

  /// Creates an extension of the database.
  void create_extension(std::string_view name, const Extension& extension = {},
                        Where where = Where::current());
  /// Moves an extension to another schema, updates it to another version, or both.
  void alter_extension(std::string_view name, const Extension& change,
                       Where where = Where::current());
  /// Drops an extension.
  void drop_extension(std::string_view name, Where where = Where::current());

  /// Creates a sequence.
  void create_sequence(Name name, const Sequence& sequence = {}, Where where = Where::current());
  /// Changes properties of a sequence.
  void alter_sequence(Name name, const AlterSequence& change, Where where = Where::current());
  /// Drops a sequence. No default may use it.
  void drop_sequence(Name name, Where where = Where::current());

  /// Creates a domain. A column has it as its type by `limbeck::native("name")`.
  void create_domain(Name name, const Domain& domain, Where where = Where::current());
  /// Changes properties of a domain.
  void alter_domain(Name name, const AlterDomain& change, Where where = Where::current());
  /// Drops a domain. No column may use it.
  void drop_domain(Name name, Where where = Where::current());

  /// Creates an object of a kind that has no operation of its own, by its SQL. `name` begins with
  /// the kind: `"policy own_rows ON accounts"`, `"aggregate median(numeric)"`.
  void create_object(Name name, const ObjectSql& sql, Where where = Where::current());
  /// Drops an object that `create_object` made.
  void drop_object(Name name, Where where = Where::current());

  /// Creates a view.
  void create_view(Name name, const View& view, Where where = Where::current());
  /// Replaces the query of a view. Its comment and its indexes are kept.
  void replace_view(Name name, const View& view, Where where = Where::current());
  /// Drops a view.
  void drop_view(Name name, Where where = Where::current());

  /// Creates a function or a procedure.
  void create_function(Name name, const Function& function, Where where = Where::current());
  /// Replaces the definition of the function with this name and these argument types. Its comment
  /// is kept.
  void replace_function(Name name, const Function& function, Where where = Where::current());
  /// Drops a function. `arguments` are written as they were declared, or as their types alone.
  void drop_function(Name name, std::string_view arguments = {}, Where where = Where::current());

  /// Creates a trigger.
  void create_trigger(std::string_view name, Name table, const Trigger& trigger,
                      Where where = Where::current());
  /// Replaces a trigger by another of the same name. Its comment is kept, and whether it is
  /// enabled.
  void replace_trigger(std::string_view name, Name table, const Trigger& trigger,
                       Where where = Where::current());
  /// Enables a trigger, in the sessions that `mode` names.
  void enable_trigger(std::string_view name, Name table, TriggerMode mode = TriggerMode::enabled,
                      Where where = Where::current());
  /// Disables a trigger without dropping it.
  void disable_trigger(std::string_view name, Name table, Where where = Where::current());
  /// Drops a trigger.
  void drop_trigger(std::string_view name, Name table, Where where = Where::current());

  /// Sets the comment of an object: `create_comment(limbeck::on_view("v"), "…")`. Tables have
  /// `create_table_comment` and columns AlterColumn::comment.
  void create_comment(const Object& object, std::string_view comment,
                      Where where = Where::current());
  /// Removes the comment of an object.
  void drop_comment(const Object& object, Where where = Where::current());

  /// Runs SQL as it is written. limbeck does not look at what the SQL does to the schema: if it
  /// changes it, `effect` has to record operations that make the same change. Those are not run.
  void execute(Sql sql, RevisionStep effect = nullptr, Where where = Where::current());
  void execute(SqlByDialect sql, RevisionStep effect = nullptr, Where where = Where::current());
  /// Inserts rows. Each row has one value for each of `columns`.
  void bulk_insert(Name table, std::initializer_list<std::string_view> columns,
                   std::initializer_list<std::initializer_list<Value>> rows,
                   Where where = Where::current());
  /// Calls `migration` in the revision's transaction. Exceptions that it throws roll the revision
  /// back and reach the caller of `migrate`. `description` is shown by `plan`.
  void run(DataMigration migration, std::string_view description = {},
           Where where = Where::current());
  /// Runs the operations of `block` outside of a transaction. The operations in front of it are
  /// committed first, so a failure inside of the block does not undo them.
  void autocommit_block(RevisionStep block, Where where = Where::current());
  /// Alembic's batch mode: records the operations of `block` for `table`. It is a shorthand only.
  /// limbeck rebuilds a table of SQLite once for a sequence of operations, in a batch or not.
  void batch_alter_table(Name table, BatchStep block);

 private:
  operations::Recorder* recorder_;
};

/// The argument of the function that is passed to `batch_alter_table`. Its functions are those of
/// Operations without the parameter `table`. Not thread-safe, and not to be kept.
class BatchOperations {
 public:
  using Where = std::source_location;
  BatchOperations(Operations& op, Name table) : op_(&op), table_(table) {}

  void add_column(const Column& column, Where where = Where::current()) {
    op_->add_column(table_, column, where);
  }
  void drop_column(std::string_view column, Where where = Where::current()) {
    op_->drop_column(table_, column, where);
  }
  void alter_column(std::string_view column, const AlterColumn& change,
                    Where where = Where::current()) {
    op_->alter_column(table_, column, change, where);
  }
  void create_index(std::string_view name, std::initializer_list<IndexElement> elements,
                    const IndexOptions& options = {}, Where where = Where::current()) {
    op_->create_index(name, table_, elements, options, where);
  }
  void drop_index(std::string_view name, const DropIndex& options = {},
                  Where where = Where::current()) {
    op_->drop_index(name, table_, options, where);
  }
  void rename_index(std::string_view name, std::string_view new_name,
                    Where where = Where::current()) {
    op_->rename_index(name, table_, new_name, where);
  }
  void create_primary_key(std::string_view name, std::initializer_list<std::string_view> columns,
                          Deferrable deferrable = Deferrable::no, Where where = Where::current()) {
    op_->create_primary_key(name, table_, columns, deferrable, where);
  }
  void create_primary_key(const PrimaryKey& constraint, Where where = Where::current()) {
    op_->create_primary_key(table_, constraint, where);
  }
  void create_unique_constraint(const UniqueConstraint& constraint,
                                Where where = Where::current()) {
    op_->create_unique_constraint(table_, constraint, where);
  }
  void create_foreign_key(const ForeignKey& constraint, Where where = Where::current()) {
    op_->create_foreign_key(table_, constraint, where);
  }
  void create_check_constraint(const CheckConstraint& constraint, Where where = Where::current()) {
    op_->create_check_constraint(table_, constraint, where);
  }
  void drop_constraint(std::string_view name, const DropConstraint& which = {},
                       Where where = Where::current()) {
    op_->drop_constraint(name, table_, which, where);
  }
  void rename_constraint(std::string_view name, std::string_view new_name,
                         Where where = Where::current()) {
    op_->rename_constraint(name, table_, new_name, where);
  }

 private:
  Operations* op_;
  Name table_;
};

}  // namespace v1
}  // namespace limbeck
