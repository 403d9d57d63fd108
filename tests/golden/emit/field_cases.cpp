// Operations that make each struct of a schema with each of its fields changed. The golden is
// compiled, and what it records is compared with these: a field that is lost on the way to C++ and
// back is named.
#include "migrations/operations/altered_fields.h"
#include "migrations/operations/column_change.h"
#include "tests/golden/emit/cases.h"
#include "tests/support/every_field.h"

namespace limbeck::golden {
namespace {

const schema::Name table{"", "t"};

// The operation that makes the thing.
operations::AnyOperation making(const schema::Column& it) {
  return operations::AddColumn{table, it};
}
operations::AnyOperation making(const schema::Identity& it) {
  return making(schema::Column{.name = "c", .identity = it});
}
operations::AnyOperation making(const schema::Generated& it) {
  return making(schema::Column{.name = "c", .generated = it});
}
operations::AnyOperation making(const schema::PrimaryKey& it) {
  return operations::CreatePrimaryKey{table, it};
}
operations::AnyOperation making(const schema::Unique& it) {
  return operations::CreateUnique{table, it};
}
operations::AnyOperation making(const schema::ForeignKey& it) {
  return operations::CreateForeignKey{table, it};
}
operations::AnyOperation making(const schema::Check& it) {
  return operations::CreateCheck{table, it};
}
operations::AnyOperation making(const schema::Exclude& it) {
  return operations::CreateExclude{table, it};
}
operations::AnyOperation making(const schema::Index& it) {
  return operations::CreateIndex{table, it};
}
operations::AnyOperation making(const schema::IndexElement& it) {
  return making(schema::Index{.name = "ix", .elements = {it}});
}
operations::AnyOperation making(const schema::Table& it) { return operations::CreateTable{it}; }
operations::AnyOperation making(const schema::PartitionOf& it) {
  return making(schema::Table{.name = table, .partition_of = it});
}
operations::AnyOperation making(const schema::Enum& it) { return operations::CreateEnum{it}; }
operations::AnyOperation making(const schema::Extension& it) {
  return operations::CreateExtension{it};
}
operations::AnyOperation making(const schema::Sequence& it) {
  return operations::CreateSequence{it};
}
operations::AnyOperation making(const schema::OwnedBy& it) {
  return making(schema::Sequence{.owned_by = it});
}
operations::AnyOperation making(const schema::Domain& it) { return operations::CreateDomain{it}; }
operations::AnyOperation making(const schema::View& it) { return operations::CreateView{it}; }
operations::AnyOperation making(const schema::Function& it) {
  return operations::CreateFunction{it};
}
operations::AnyOperation making(const schema::Trigger& it) { return operations::CreateTrigger{it}; }

operations::AnyOperation making(const schema::OtherObject& it) {
  return operations::CreateOther{it};
}

template <class Struct>
void add(std::vector<operations::Operation>& operations) {
  test::each_changed<Struct>([&](const char*, Struct thing) {
    // An extension's name has no schema.
    if constexpr (std::is_same_v<Struct, schema::Extension>) thing.name.schema.clear();
    operations.push_back({making(thing), {}});
  });
}

template <class... Structs>
std::vector<operations::Operation> making_all() {
  std::vector<operations::Operation> operations;
  (add<Structs>(operations), ...);
  return operations;
}

}  // namespace

std::vector<operations::Operation> field_operations() {
  auto operations =
      making_all<schema::Identity, schema::Generated, schema::Column, schema::PrimaryKey,
                 schema::Unique, schema::ForeignKey, schema::Check, schema::Exclude,
                 schema::IndexElement, schema::Index, schema::PartitionOf, schema::Table,
                 schema::Enum, schema::Extension, schema::OwnedBy, schema::Sequence, schema::Domain,
                 schema::View, schema::Function, schema::Trigger, schema::OtherObject>();
  operations::each_altered_field<operations::AlterColumn>([&](const auto& field, const auto& part) {
    schema::Column column = test::plain<schema::Column>();
    test::change(column.*field.member);
    operations::AlterColumn change;
    change.table = table;
    change.column = column.name;
    (change.*part.change).emplace(column.*field.member);
    change.fill = change.nullable == false ? "0" : "";
    operations.push_back({std::move(change), {}});
  });
  return operations;
}

}  // namespace limbeck::golden
