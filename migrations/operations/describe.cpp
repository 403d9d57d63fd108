#include <string_view>

#include "migrations/operations/visit.h"
#include "migrations/schema/secrets.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"

namespace limbeck::operations {
namespace {

struct NameOf {
  std::string_view operator()(const CreateTable&) const { return "create_table"; }
  std::string_view operator()(const DropTable&) const { return "drop_table"; }
  std::string_view operator()(const RenameTable&) const { return "rename_table"; }
  std::string_view operator()(const AlterTableComment& op) const {
    return op.comment.empty() ? "drop_table_comment" : "create_table_comment";
  }
  std::string_view operator()(const AlterTableSettings&) const { return "alter_table_settings"; }
  std::string_view operator()(const AddColumn&) const { return "add_column"; }
  std::string_view operator()(const DropColumn&) const { return "drop_column"; }
  std::string_view operator()(const RenameColumn&) const { return "rename_column"; }
  std::string_view operator()(const AlterColumn&) const { return "alter_column"; }
  std::string_view operator()(const CreateIndex&) const { return "create_index"; }
  std::string_view operator()(const DropIndex&) const { return "drop_index"; }
  std::string_view operator()(const RenameIndex&) const { return "rename_index"; }
  std::string_view operator()(const RenameConstraint&) const { return "rename_constraint"; }
  std::string_view operator()(const CreatePrimaryKey&) const { return "create_primary_key"; }
  std::string_view operator()(const CreateUnique&) const { return "create_unique_constraint"; }
  std::string_view operator()(const CreateForeignKey&) const { return "create_foreign_key"; }
  std::string_view operator()(const CreateCheck&) const { return "create_check_constraint"; }
  std::string_view operator()(const CreateExclude&) const { return "create_exclude_constraint"; }
  std::string_view operator()(const DropConstraint&) const { return "drop_constraint"; }
  std::string_view operator()(const ValidateConstraint&) const { return "validate_constraint"; }
  std::string_view operator()(const AttachPartition&) const { return "attach_partition"; }
  std::string_view operator()(const DetachPartition&) const { return "detach_partition"; }
  std::string_view operator()(const CreateSchema&) const { return "create_schema"; }
  std::string_view operator()(const DropSchema&) const { return "drop_schema"; }
  std::string_view operator()(const CreateExtension&) const { return "create_extension"; }
  std::string_view operator()(const DropExtension&) const { return "drop_extension"; }
  std::string_view operator()(const CreateSequence&) const { return "create_sequence"; }
  std::string_view operator()(const DropSequence&) const { return "drop_sequence"; }
  std::string_view operator()(const CreateDomain&) const { return "create_domain"; }
  std::string_view operator()(const DropDomain&) const { return "drop_domain"; }
  std::string_view operator()(const CreateView&) const { return "create_view"; }
  std::string_view operator()(const DropView&) const { return "drop_view"; }
  std::string_view operator()(const CreateFunction&) const { return "create_function"; }
  std::string_view operator()(const DropFunction&) const { return "drop_function"; }
  std::string_view operator()(const CreateTrigger&) const { return "create_trigger"; }
  std::string_view operator()(const DropTrigger&) const { return "drop_trigger"; }
  std::string_view operator()(const AlterExtension&) const { return "alter_extension"; }
  std::string_view operator()(const AlterSequence&) const { return "alter_sequence"; }
  std::string_view operator()(const AlterDomain&) const { return "alter_domain"; }
  std::string_view operator()(const ReplaceView&) const { return "replace_view"; }
  std::string_view operator()(const ReplaceFunction&) const { return "replace_function"; }
  std::string_view operator()(const ReplaceTrigger&) const { return "replace_trigger"; }
  std::string_view operator()(const AlterTrigger& op) const {
    return op.mode == schema::TriggerMode::disabled ? "disable_trigger" : "enable_trigger";
  }
  std::string_view operator()(const CommentOn& op) const {
    return op.comment.empty() ? "drop_comment" : "create_comment";
  }
  std::string_view operator()(const CreateEnum&) const { return "create_enum"; }
  std::string_view operator()(const DropEnum&) const { return "drop_enum"; }
  std::string_view operator()(const AddEnumValue&) const { return "add_enum_value"; }
  std::string_view operator()(const RenameEnum&) const { return "rename_enum"; }
  std::string_view operator()(const RenameEnumValue&) const { return "rename_enum_value"; }
  std::string_view operator()(const ReplaceEnum&) const { return "replace_enum"; }
  std::string_view operator()(const Execute&) const { return "execute"; }
  std::string_view operator()(const BulkInsert&) const { return "bulk_insert"; }
  std::string_view operator()(const Run&) const { return "run"; }
  std::string_view operator()(const AutocommitBlock&) const { return "autocommit_block"; }
};

std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}

// ` fk_posts_author on posts`; nameless: ` on posts (author_id)`.
std::string on_table(const std::string& name, const Name& table,
                     const std::vector<std::string>& columns = {}) {
  std::string text = name.empty() ? "" : " " + name;
  text += " on " + to_string(table);
  if (name.empty() && !columns.empty()) text += concat({" (", list(columns), ")"});
  return text;
}

std::string changes(const AlterColumn& op) {
  std::vector<std::string> parts;
  const auto set = [&](const char* what, const auto& change, const auto& value) {
    if (change)
      parts.push_back(*change ? concat({what, " ", value(**change)}) : "no " + std::string(what));
  };
  const auto text = [&](const char* what, const std::optional<std::string>& change) {
    if (change)
      parts.push_back(change->empty() ? "no " + std::string(what) : concat({what, " ", *change}));
  };
  if (op.type) parts.push_back("type " + to_string(*op.type));
  if (op.nullable) parts.push_back(*op.nullable ? "nullable" : "not null");
  set("default", op.default_sql, [](const std::string& sql) { return sql; });
  set("identity", op.identity, [](const schema::Identity& identity) {
    return std::string(identity.mode == schema::Identity::Mode::always ? "always" : "by default");
  });
  set("generated", op.generated, [](const schema::Generated& generated) {
    return concat({"as (", generated.expression, ")", generated.stored ? " stored" : ""});
  });
  text("collation", op.collation);
  if (op.comment) parts.emplace_back(op.comment->empty() ? "no comment" : "comment");
  return parts.empty() ? "" : concat({" (", list(parts), ")"});
}

struct Rest {
  std::optional<ObjectChange> object;  ///< what most of those on no table work on

  std::string operator()(const CreateTable& op) const { return " " + to_string(op.table.name); }
  std::string operator()(const DropTable& op) const { return " " + to_string(op.table); }
  std::string operator()(const RenameTable& op) const {
    return concat({" ", to_string(op.table), " to ", op.new_name});
  }
  std::string operator()(const AlterTableComment& op) const { return " on " + to_string(op.table); }
  std::string operator()(const AlterTableSettings& op) const {
    std::vector<std::string> parts;
    for (const auto& [name, value] : op.settings) {
      parts.push_back(value.empty() ? "no " + name : concat({name, " = ", value}));
    }
    return concat(
        {" ", to_string(op.table), parts.empty() ? "" : concat({" (", list(parts), ")"})});
  }
  std::string operator()(const AddColumn& op) const { return column(op.table, op.column.name); }
  std::string operator()(const DropColumn& op) const { return column(op.table, op.column); }
  std::string operator()(const RenameColumn& op) const {
    return concat({column(op.table, op.column), " to ", op.new_name});
  }
  std::string operator()(const AlterColumn& op) const {
    return column(op.table, op.column) + changes(op);
  }
  std::string operator()(const CreateIndex& op) const { return on_table(op.index.name, op.table); }
  std::string operator()(const DropIndex& op) const { return on_table(op.index, op.table); }
  std::string operator()(const RenameIndex& op) const {
    return concat({on_table(op.index, op.table), " to ", op.new_name});
  }
  std::string operator()(const RenameConstraint& op) const {
    return concat({on_table(op.name, op.table), " to ", op.new_name});
  }
  std::string operator()(const CreatePrimaryKey& op) const {
    return on_table(op.constraint.name, op.table, op.constraint.columns);
  }
  std::string operator()(const CreateUnique& op) const {
    return on_table(op.constraint.name, op.table, op.constraint.columns);
  }
  std::string operator()(const CreateForeignKey& op) const {
    return on_table(op.constraint.name, op.table, op.constraint.columns);
  }
  std::string operator()(const CreateCheck& op) const {
    return on_table(op.constraint.name, op.table, {op.constraint.expression});
  }
  std::string operator()(const CreateExclude& op) const {
    return on_table(op.constraint.name, op.table, {op.constraint.definition});
  }
  std::string operator()(const DropConstraint& op) const {
    std::vector<std::string> what = op.columns;
    if (!op.expression.empty()) what.push_back(op.expression);
    return on_table(op.name, op.table, what);
  }
  std::string operator()(const CreateEnum& op) const { return " " + to_string(op.type.name); }
  std::string operator()(const DropEnum& op) const { return " " + to_string(op.name); }
  std::string operator()(const RenameEnum& op) const {
    return concat({" ", to_string(op.name), " to ", op.new_name});
  }
  std::string operator()(const AddEnumValue& op) const {
    std::string text = concat({" '", op.value, "' to ", to_string(op.name)});
    if (!op.before.empty()) text += concat({" before '", op.before, "'"});
    return text;
  }
  std::string operator()(const RenameEnumValue& op) const {
    return concat({" '", op.value, "' of ", to_string(op.name), " to '", op.new_value, "'"});
  }
  std::string operator()(const ReplaceEnum& op) const {
    return concat({" ", to_string(op.name), " (", list(op.values), ")"});
  }
  std::string operator()(const ValidateConstraint& op) const { return on_table(op.name, op.table); }
  std::string operator()(const AttachPartition& op) const {
    return concat({" ", to_string(op.partition), " to ", to_string(op.table), " ", op.bound});
  }
  std::string operator()(const DetachPartition& op) const {
    return concat({" ", to_string(op.partition), " from ", to_string(op.table)});
  }
  std::string operator()(const AlterTrigger& op) const {
    const bool plain =
        op.mode == schema::TriggerMode::enabled || op.mode == schema::TriggerMode::disabled;
    return on_table(op.trigger, op.table) + (plain ? "" : concat({" (", to_string(op.mode), ")"}));
  }
  std::string operator()(const CommentOn& op) const {
    return concat({" on ", to_string(op.object.kind), " ", to_string(op.object)});
  }
  template <class Other>
  requires(!requires(const Other& op) { op.sql; }) std::string operator()(const Other&) const {
    return object ? " " + to_string(object->object) : std::string();
  }
  std::string operator()(const Execute& op) const {
    constexpr std::size_t most = 60;
    if (op.sql.empty()) return {};
    const std::string sql = schema::hide_secrets(op.sql.begin()->second);
    std::string text = sql.substr(0, sql.find('\n'));
    if (text.size() > most || text.size() < sql.size()) {
      // Cut between characters, not inside one.
      std::size_t end = std::min(text.size(), most);
      while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
      text = text.substr(0, end) + " …";
    }
    return " " + text;
  }
  std::string operator()(const BulkInsert& op) const {
    return concat({" into ", to_string(op.table), " (", std::to_string(op.rows.size()),
                   op.rows.size() == 1 ? " row)" : " rows)"});
  }
  std::string operator()(const Run& op) const {
    return op.description.empty() ? "" : " " + op.description;
  }
  std::string operator()(const AutocommitBlock& op) const {
    std::vector<std::string> inner;
    for (const Operation& operation : op.operations) inner.push_back(describe(operation));
    return concat({" (", list(inner), ")"});
  }

 private:
  static std::string column(const Name& table, const std::string& column) {
    return concat({" ", to_string(table), ".", column});
  }
};

}  // namespace

std::string_view name_of(const Operation& operation) {
  return operations::visit(NameOf{}, operation.value);
}

std::string describe(const Operation& operation) {
  return std::string(name_of(operation)) +
         one_line(operations::visit(Rest{object_of(operation)}, operation.value));
}

std::optional<Name> table_of(const Operation& operation) {
  return operations::visit(
      [](const auto& op) -> std::optional<Name> {
        if constexpr (requires { op.table.columns; }) {
          return op.table.name;
        } else if constexpr (requires { op.trigger.table; }) {
          return op.trigger.table;
        } else if constexpr (requires { op.table; }) {
          return op.table;
        } else {
          return std::nullopt;
        }
      },
      operation.value);
}

}  // namespace limbeck::operations
