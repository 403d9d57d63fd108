// Operations with arguments that somebody may well write, and that some database does not take.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::tests {

struct HostileCase {
  std::string group;  ///< what of an operation or attribute it tries
  std::string name;
  std::vector<operations::Operation> operations;
  /// Why no build can know that a server refuses it; empty where it has to.
  std::string unknowable = {};
};

/// What stands in the database before each case: tables `base` and `other`, an enum `mood`.
/// `others` are what only PostgreSQL has.
std::vector<operations::Operation> hostile_base(bool others);

std::vector<HostileCase> cases_of_types();
std::vector<HostileCase> cases_of_names();
std::vector<HostileCase> cases_of_indexes();
std::vector<HostileCase> cases_of_expressions();
std::vector<HostileCase> cases_of_constraints();
std::vector<HostileCase> cases_of_objects();

}  // namespace limbeck::tests
