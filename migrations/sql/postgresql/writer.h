// What the renderers of single operations share: where their statements go, and the schema the
// operation starts from.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"

namespace limbeck::sql::postgresql {

/// Collects the statements of one operation. Refers to all it was made of; lives as long as the
/// call.
class Writer {
 public:
  Writer(Script& script, const schema::Schema& before, std::size_t operation, bool transactional,
         std::span<const operations::Operation> later)
      : script_(script),
        before_(before),
        operation_(operation),
        transactional_(transactional),
        later_(later) {}

  /// The schema the operation starts from.
  const schema::Schema& before() const { return before_; }
  /// The operations of the revision that follow.
  std::span<const operations::Operation> later() const { return later_; }

  void add(std::string sql) {
    script_.statements.push_back(
        {Statement::Kind::sql, std::move(sql), operation_, transactional_});
  }
  /// For what PostgreSQL refuses to run in a transaction; `before` and `after` as in Statement.
  void add_alone(std::string sql, std::string before = {}, std::string after = {}) {
    script_.statements.push_back({Statement::Kind::sql, std::move(sql), operation_, false,
                                  std::move(before), std::move(after)});
  }
  void add_run() {
    script_.statements.push_back({Statement::Kind::run, {}, operation_, transactional_});
  }

 private:
  Script& script_;
  const schema::Schema& before_;
  std::size_t operation_;
  bool transactional_;
  std::span<const operations::Operation> later_;
};

// An operation each.
void render(Writer& out, const operations::CreateTable& operation);
void render(Writer& out, const operations::DropTable& operation);
void render(Writer& out, const operations::RenameTable& operation);
void render(Writer& out, const operations::AlterTableComment& operation);
void render(Writer& out, const operations::AlterTableSettings& operation);
void render(Writer& out, const operations::AddColumn& operation);
void render(Writer& out, const operations::DropColumn& operation);
void render(Writer& out, const operations::RenameColumn& operation);
void render(Writer& out, const operations::AlterColumn& operation);
void render(Writer& out, const operations::CreateIndex& operation);
void render(Writer& out, const operations::DropIndex& operation);
void render(Writer& out, const operations::CreatePrimaryKey& operation);
void render(Writer& out, const operations::CreateUnique& operation);
void render(Writer& out, const operations::CreateForeignKey& operation);
void render(Writer& out, const operations::CreateCheck& operation);
void render(Writer& out, const operations::CreateExclude& operation);
void render(Writer& out, const operations::DropConstraint& operation);
void render(Writer& out, const operations::RenameIndex& operation);
void render(Writer& out, const operations::RenameConstraint& operation);
void render(Writer& out, const operations::ValidateConstraint& operation);
void render(Writer& out, const operations::AttachPartition& operation);
void render(Writer& out, const operations::DetachPartition& operation);
void render(Writer& out, const operations::CreateEnum& operation);
void render(Writer& out, const operations::DropEnum& operation);
void render(Writer& out, const operations::AddEnumValue& operation);
void render(Writer& out, const operations::RenameEnum& operation);
void render(Writer& out, const operations::RenameEnumValue& operation);
void render(Writer& out, const operations::ReplaceEnum& operation);
void render(Writer& out, const operations::CreateSchema& operation);
void render(Writer& out, const operations::DropSchema& operation);
void render(Writer& out, const operations::CreateExtension& operation);
void render(Writer& out, const operations::AlterExtension& operation);
void render(Writer& out, const operations::DropExtension& operation);
void render(Writer& out, const operations::CreateSequence& operation);
void render(Writer& out, const operations::AlterSequence& operation);
void render(Writer& out, const operations::DropSequence& operation);
void render(Writer& out, const operations::CreateDomain& operation);
void render(Writer& out, const operations::AlterDomain& operation);
void render(Writer& out, const operations::DropDomain& operation);
void render(Writer& out, const operations::CreateView& operation);
void render(Writer& out, const operations::ReplaceView& operation);
void render(Writer& out, const operations::DropView& operation);
void render(Writer& out, const operations::CreateFunction& operation);
void render(Writer& out, const operations::ReplaceFunction& operation);
void render(Writer& out, const operations::DropFunction& operation);
void render(Writer& out, const operations::CreateTrigger& operation);
void render(Writer& out, const operations::ReplaceTrigger& operation);
void render(Writer& out, const operations::AlterTrigger& operation);
void render(Writer& out, const operations::DropTrigger& operation);
void render(Writer& out, const operations::CommentOn& operation);
void render(Writer& out, const operations::Execute& operation);
void render(Writer& out, const operations::BulkInsert& operation);

}  // namespace limbeck::sql::postgresql
