#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "types.h"

namespace chinook {

struct [[limbeck::table("Employee"),
         limbeck::index(reports_to, name = "IFK_EmployeeReportsTo")]] Employee {
  [[limbeck::primary_key, limbeck::column("EmployeeId")]] std::int32_t id;
  [[limbeck::column("LastName"), limbeck::length(20)]] std::string last_name;
  [[limbeck::column("FirstName"), limbeck::length(20)]] std::string first_name;
  [[limbeck::column("Title"), limbeck::length(30)]] std::optional<std::string> title;
  [[limbeck::column("ReportsTo"), limbeck::references(Employee::id)]] std::optional<std::int32_t>
      reports_to;
  [[limbeck::column("BirthDate")]] std::optional<WallTime> birth_date;
  [[limbeck::column("HireDate")]] std::optional<WallTime> hire_date;
  [[limbeck::column("Address"), limbeck::length(70)]] std::optional<std::string> address;
  [[limbeck::column("City"), limbeck::length(40)]] std::optional<std::string> city;
  [[limbeck::column("State"), limbeck::length(40)]] std::optional<std::string> state;
  [[limbeck::column("Country"), limbeck::length(40)]] std::optional<std::string> country;
  [[limbeck::column("PostalCode"), limbeck::length(10)]] std::optional<std::string> postal_code;
  [[limbeck::column("Phone"), limbeck::length(24)]] std::optional<std::string> phone;
  [[limbeck::column("Fax"), limbeck::length(24)]] std::optional<std::string> fax;
  [[limbeck::column("Email"), limbeck::length(60)]] std::optional<std::string> email;
};

}  // namespace chinook
