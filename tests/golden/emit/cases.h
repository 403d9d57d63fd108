// Operations of every kind, each with the revision that limbeckc writes for it.
#pragma once

#include <string>
#include <vector>

#include "compiler/emit/revision_source.h"

namespace limbeck::golden {

struct EmitCase {
  std::string name;  ///< of the golden: cases/<name>.cpp
  compiler::NewRevision revision;
  bool compiles = true;  ///< false: it has a place that somebody has to fill in
};

const std::vector<EmitCase>& emit_cases();

std::vector<operations::Operation> object_operations();
std::vector<operations::Operation> partition_operations();
/// Each field of each struct of a schema, by the tables of fields.
std::vector<operations::Operation> field_operations();

}  // namespace limbeck::golden
