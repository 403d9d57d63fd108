// The operations of a revision, under Alembic's names. Each is recorded, not run: a whole revision
// is planned, checked against the schema it starts from, shown and sent at once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <source_location>
#include <string_view>

#include "limbeck/objects.h"
#include "limbeck/table.h"

namespace limbeck {

class Connection;
class BatchOperations;
class Operations;

namespace operations {
class Recorder;
}

/// An identity that may be left alone, set, or taken away (`limbeck::none`).
struct OptionalIdentity {
  OptionalText::State state = OptionalText::State::untouched;
  IdentitySpec identity = {};
  constexpr OptionalIdentity() = default;
  constexpr OptionalIdentity(None) : state(OptionalText::State::dropped) {}  // NOLINT
  constexpr OptionalIdentity(IdentitySpec value)                             // NOLINT
      : state(OptionalText::State::set), identity(value) {}
};

/// SQL that differs by database: `op.execute({.postgresql = "…", .sqlite = "…"})`. A database
/// without a text runs nothing.
struct SqlByDialect {
  std::string_view postgresql = {};
  std::string_view sqlite = {};
  std::string_view mysql = {};
  std::string_view mariadb = {};
};

/// How a row's old value becomes the new one, in SQL: one text for all databases, or
/// `limbeck::SqlByDialect{.postgresql = "…", .sqlite = "…"}`. A database without a text converts by
/// itself.
struct UsingExpression {
  std::string_view same = {};
  SqlByDialect by_dialect = {};
  constexpr UsingExpression() = default;
  constexpr UsingExpression(const char* text) : same(text) {}           // NOLINT
  constexpr UsingExpression(std::string_view text) : same(text) {}      // NOLINT
  constexpr UsingExpression(SqlByDialect texts) : by_dialect(texts) {}  // NOLINT
};

/// The changes `alter_column` makes; what is not named stays as it is.
struct AlterColumn {
  TypeSpec type = {};
  OptionalFlag nullable = {};
  OptionalText server_default = {};
  OptionalIdentity identity = {};
  OptionalText generated = {};  ///< the expression, or none to keep the values as a plain column
  bool generated_stored = true;
  OptionalText collation = {};
  OptionalText comment = {};
  std::string_view new_column_name = {};  ///< renames the column, after its other changes
  UsingExpression using_expression = {};  ///< with `type`: how old values become new ones
  std::string_view fill =
      {};  ///< with `nullable = false`: the SQL expression that NULLs become first
};

/// SQL that is the same in every database.
struct Sql {
  std::string_view text = {};
  constexpr Sql(const char* same) : text(same) {}       // NOLINT: op.execute("…")
  constexpr Sql(std::string_view same) : text(same) {}  // NOLINT
};

/// A value of `bulk_insert`.
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

enum class ConstraintType : unsigned char { any, primary, unique, foreign_key, check, exclude };

/// Which constraint `drop_constraint` means beyond its name.
struct DropConstraint {
  ConstraintType type = ConstraintType::any;
  /// For a constraint without a name: the columns (unique, foreign key) it stands on.
  std::initializer_list<std::string_view> columns = {};
  /// The same for a check: its expression, and for an exclude constraint: its definition.
  std::string_view expression = {};
};

/// How an index goes.
struct DropIndex {
  bool concurrently =
      false;  ///< PostgreSQL: without a lock that stops readers, and outside a transaction
};

using RevisionStep = void (*)(Operations&);
using BatchStep = void (*)(BatchOperations&);
using DataMigration = void (*)(Connection&);

/// Records a revision's operations in order, each with the line that asked for it.
/// Not thread-safe; lives as long as one call of a revision's `upgrade` or `downgrade`.
class Operations {
 public:
  using Where = std::source_location;
  explicit Operations(operations::Recorder& recorder) : recorder_(&recorder) {}

  void create_table(Name table, const Table& definition, Where where = Where::current());
  void drop_table(Name table, Where where = Where::current());
  void rename_table(Name table, std::string_view new_name, Where where = Where::current());
  void create_table_comment(Name table, std::string_view comment, Where where = Where::current());
  void drop_table_comment(Name table, Where where = Where::current());
  /// Sets (or with an empty value takes away) settings that only some databases know.
  void alter_table_settings(Name table, std::initializer_list<Setting> settings,
                            Where where = Where::current());

  void add_column(Name table, const Column& column, Where where = Where::current());
  void drop_column(Name table, std::string_view column, Where where = Where::current());
  void alter_column(Name table, std::string_view column, const AlterColumn& change,
                    Where where = Where::current());
  void rename_column(Name table, std::string_view column, std::string_view new_name,
                     Where where = Where::current());

  void create_index(std::string_view name, Name table, std::initializer_list<IndexElement> elements,
                    const IndexOptions& options = {}, Where where = Where::current());
  void drop_index(std::string_view name, Name table, const DropIndex& options = {},
                  Where where = Where::current());
  /// SQLite has no such thing: there the index is built again.
  void rename_index(std::string_view name, Name table, std::string_view new_name,
                    Where where = Where::current());

  void create_primary_key(std::string_view name, Name table,
                          std::initializer_list<std::string_view> columns,
                          Deferrable deferrable = Deferrable::no, Where where = Where::current());
  void create_unique_constraint(Name table, const UniqueConstraint& constraint,
                                Where where = Where::current());
  void create_foreign_key(Name table, const ForeignKey& constraint, Where where = Where::current());
  void create_check_constraint(Name table, const CheckConstraint& constraint,
                               Where where = Where::current());
  void create_exclude_constraint(Name table, const ExcludeConstraint& constraint,
                                 Where where = Where::current());
  void drop_constraint(std::string_view name, Name table, const DropConstraint& which = {},
                       Where where = Where::current());
  /// Of any kind; with it the index of a key, unique or exclude constraint. SQLite rebuilds the
  /// table.
  void rename_constraint(std::string_view name, Name table, std::string_view new_name,
                         Where where = Where::current());

  /// Checks the rows that were there before a constraint that was made not valid.
  void validate_constraint(std::string_view name, Name table, Where where = Where::current());

  /// Makes a table that is there a partition of `table`, with a bound as in Table.
  void attach_partition(Name table, Name partition, std::string_view bound,
                        Where where = Where::current());
  void detach_partition(Name table, Name partition, Where where = Where::current());

  void create_enum(Name name, std::initializer_list<std::string_view> values,
                   std::string_view comment = {}, Where where = Where::current());
  void drop_enum(Name name, Where where = Where::current());
  void rename_enum(Name name, std::string_view new_name, Where where = Where::current());
  /// Adds `value` before `before`, or at the end.
  void add_enum_value(Name name, std::string_view value, std::string_view before = {},
                      Where where = Where::current());
  void rename_enum_value(Name name, std::string_view value, std::string_view new_value,
                         Where where = Where::current());
  /// Gives the enum exactly these values, whatever it had.
  void replace_enum(Name name, std::initializer_list<std::string_view> values,
                    Where where = Where::current());

  /// A schema of the database.
  void create_schema(std::string_view name, std::string_view comment = {},
                     Where where = Where::current());
  void drop_schema(std::string_view name, Where where = Where::current());

  void create_extension(std::string_view name, const Extension& extension = {},
                        Where where = Where::current());
  /// Moves it to the schema and version that are said.
  void alter_extension(std::string_view name, const Extension& change,
                       Where where = Where::current());
  void drop_extension(std::string_view name, Where where = Where::current());

  void create_sequence(Name name, const Sequence& sequence = {}, Where where = Where::current());
  void alter_sequence(Name name, const AlterSequence& change, Where where = Where::current());
  void drop_sequence(Name name, Where where = Where::current());

  void create_domain(Name name, const Domain& domain, Where where = Where::current());
  void alter_domain(Name name, const AlterDomain& change, Where where = Where::current());
  void drop_domain(Name name, Where where = Where::current());

  void create_view(Name name, const View& view, Where where = Where::current());
  /// Another query for a view that is there; its comment and indexes stay.
  void replace_view(Name name, const View& view, Where where = Where::current());
  void drop_view(Name name, Where where = Where::current());

  void create_function(Name name, const Function& function, Where where = Where::current());
  /// Another body for the function of that name and those argument types; its comment stays.
  void replace_function(Name name, const Function& function, Where where = Where::current());
  /// `arguments` as they were declared, or their types alone.
  void drop_function(Name name, std::string_view arguments = {}, Where where = Where::current());

  void create_trigger(std::string_view name, Name table, const Trigger& trigger,
                      Where where = Where::current());
  /// Another trigger under a name that is there; its comment stays, and whether it is enabled.
  void replace_trigger(std::string_view name, Name table, const Trigger& trigger,
                       Where where = Where::current());
  void enable_trigger(std::string_view name, Name table, TriggerMode mode = TriggerMode::enabled,
                      Where where = Where::current());
  void disable_trigger(std::string_view name, Name table, Where where = Where::current());
  void drop_trigger(std::string_view name, Name table, Where where = Where::current());

  /// The comment of anything but a table or a column: `create_comment(limbeck::on_view("v"), "…")`.
  void create_comment(const Object& object, std::string_view comment,
                      Where where = Where::current());
  void drop_comment(const Object& object, Where where = Where::current());

  /// Runs SQL as it stands. `effect`, where given, says in operations what it does to the schema.
  void execute(Sql sql, RevisionStep effect = nullptr, Where where = Where::current());
  void execute(SqlByDialect sql, RevisionStep effect = nullptr, Where where = Where::current());
  /// Inserts rows, a value a column each.
  void bulk_insert(Name table, std::initializer_list<std::string_view> columns,
                   std::initializer_list<std::initializer_list<Value>> rows,
                   Where where = Where::current());
  /// Runs a C++ data migration in the revision's transaction.
  void run(DataMigration migration, std::string_view description = {},
           Where where = Where::current());
  /// Runs the operations of `block` outside a transaction; what stands before it is committed
  /// first.
  void autocommit_block(RevisionStep block, Where where = Where::current());
  /// Alembic's batch mode: the operations of `block` are on `table`. SQLite makes one rebuild of
  /// all operations of a revision on a table with or without it.
  void batch_alter_table(Name table, BatchStep block);

 private:
  operations::Recorder* recorder_;
};

/// `batch_alter_table`'s argument: Operations without the table.
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

}  // namespace limbeck
