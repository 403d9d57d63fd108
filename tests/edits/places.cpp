#include "tests/edits/places.h"

#include "migrations/operations/apply.h"
#include "migrations/rules/rules.h"

namespace limbeck::test {

using operations::Operation;

Places::Places(const schema::Schema& schema) : schema_(schema) {
  for (const schema::Table& table : schema.tables) {
    tables_[table.name] = table.name;
    for (const schema::Column& column : table.columns) {
      const Place place{table.name, column.name};
      now_[place] = place;
    }
  }
}

void Places::follow(const std::vector<Operation>& operations) {
  schema::Schema work = schema_;
  const auto losses = rules::losses(operations, work);
  for (std::size_t i = 0; i < operations.size(); ++i) {
    for (const Finding& loss : losses) {
      if (loss.operation != i) continue;
      announced_.emplace_back(fact(loss, "destroys"));
      lose(operations[i]);
    }
    move(operations[i]);
    apply(operations[i], schema_);
  }
}

void Places::lose_column(const Place& now) {
  for (const auto& [first, place] : now_) {
    if (place == now) lost_columns_.insert(first);
  }
}

void Places::lose(const Operation& operation) {
  if (const auto* op = std::get_if<operations::DropTable>(&operation.value)) {
    for (const auto& [first, now] : tables_) {
      if (now == op->table) lost_tables_.insert(first);
    }
  } else if (const auto* op = std::get_if<operations::DropColumn>(&operation.value)) {
    lose_column({op->table, op->column});
  } else if (const auto* op = std::get_if<operations::AlterColumn>(&operation.value)) {
    lose_column({op->table, op->column});
  } else if (const auto* op = std::get_if<operations::ReplaceEnum>(&operation.value)) {
    for (const schema::Table& table : schema_.tables) {
      for (const schema::Column& column : table.columns) {
        if (column.type.kind == schema::TypeKind::enumeration && column.type.name == op->name)
          lose_column({table.name, column.name});
      }
    }
  }
}

void Places::move(const Operation& operation) {
  if (const auto* op = std::get_if<operations::DropTable>(&operation.value)) {
    std::erase_if(tables_, [&](const auto& entry) { return entry.second == op->table; });
    std::erase_if(now_, [&](const auto& entry) { return entry.second.first == op->table; });
  } else if (const auto* op = std::get_if<operations::DropColumn>(&operation.value)) {
    std::erase_if(now_, [&](const auto& entry) {
      return entry.second == Place{op->table, op->column};
    });
  } else if (const auto* op = std::get_if<operations::AlterColumn>(&operation.value)) {
    // Whoever wrote the fill said what the NULLs become.
    if (!op->fill.empty()) lose_column({op->table, op->column});
  } else if (const auto* op = std::get_if<operations::RenameTable>(&operation.value)) {
    const schema::Name renamed{op->table.schema, op->new_name};
    for (auto& [first, now] : tables_) {
      if (now == op->table) now = renamed;
    }
    for (auto& [first, now] : now_) {
      if (now.first == op->table) now.first = renamed;
    }
  } else if (const auto* op = std::get_if<operations::RenameColumn>(&operation.value)) {
    for (auto& [first, now] : now_) {
      if (now == Place{op->table, op->column}) now.second = op->new_name;
    }
  }
}

}  // namespace limbeck::test
