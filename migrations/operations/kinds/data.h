// Operations that run SQL or C++ or insert rows, and the block of operations.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "migrations/operations/kinds/descriptor.h"

namespace limbeck::inline v1 {
class Connection;
}

namespace limbeck::operations {

struct Operation;

/// SQL by dialect. The text of `""` is for all databases without a text of their own.
struct Execute {
  std::map<std::string, std::string> sql = {};
  std::vector<Operation> effect;  ///< what it does to the schema
};
template <>
struct Descriptor<Execute> {
  static constexpr Facts facts{"execute", Verb::run, On::nothing, Rows::written,
                               OlderPrograms::may_stop};
  static const std::vector<Operation>& effect(const Execute& op) { return op.effect; }
};

using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;
struct BulkInsert {
  Name table = {};
  std::vector<std::string> columns = {};
  std::vector<std::vector<Value>> rows = {};
};
template <>
struct Descriptor<BulkInsert> {
  static constexpr Facts facts{"bulk_insert", Verb::run, On::rows, Rows::written,
                               OlderPrograms::go_on_if_new};
  static Subject subject(const BulkInsert& op) { return {op.table}; }
};

/// A C++ data migration. Changes rows, never the schema.
struct Run {
  void (*migration)(Connection&) = nullptr;
  std::string description = {};
};
template <>
struct Descriptor<Run> {
  static constexpr Facts facts{"run", Verb::run, On::nothing, Rows::written,
                               OlderPrograms::may_stop};
};

struct AutocommitBlock {
  std::vector<Operation> operations;
};
template <>
struct Descriptor<AutocommitBlock> {
  static constexpr Facts facts{"autocommit_block", Verb::run, On::nothing, Rows::untouched,
                               OlderPrograms::may_stop};
  static const std::vector<Operation>& block(const AutocommitBlock& op) { return op.operations; }
};

using DataKinds = Kinds<Execute, BulkInsert, Run, AutocommitBlock>;

}  // namespace limbeck::operations
