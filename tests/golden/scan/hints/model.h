// What is said about the way from the old schema to this one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

enum class [[limbeck::enum_type("state")]] State {
  open,
  shut [[limbeck::renamed_from("closed")]],
};

enum class Grade { low, high [[limbeck::renamed_from("top")]] };

struct [[limbeck::table("people", schema = "crm"), limbeck::renamed_from("persons")]] Person {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::renamed_from("fullname")]] std::string full_name;
  [[limbeck::fill("'unknown'")]] std::string origin;
  [[limbeck::fill("''")]] std::string note;
  [[limbeck::column("mail"), limbeck::renamed_from("email"), limbeck::fill("''")]] std::string mail_address;
  State state = State::open;
  Grade grade = Grade::low;
};
