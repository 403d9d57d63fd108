#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "employee.h"

namespace chinook {

struct [[limbeck::table("Customer"),
         limbeck::index(support_rep_id, name = "IFK_CustomerSupportRepId")]] Customer {
  [[limbeck::primary_key, limbeck::column("CustomerId")]] std::int32_t id;
  [[limbeck::column("FirstName"), limbeck::length(40)]] std::string first_name;
  [[limbeck::column("LastName"), limbeck::length(20)]] std::string last_name;
  [[limbeck::column("Company"), limbeck::length(80)]] std::optional<std::string> company;
  [[limbeck::column("Address"), limbeck::length(70)]] std::optional<std::string> address;
  [[limbeck::column("City"), limbeck::length(40)]] std::optional<std::string> city;
  [[limbeck::column("Region"), limbeck::renamed_from("State"),
    limbeck::length(40)]] std::optional<std::string>
      region;
  [[limbeck::column("Country"), limbeck::length(40)]] std::optional<std::string> country;
  [[limbeck::column("PostalCode"), limbeck::length(10)]] std::optional<std::string> postal_code;
  [[limbeck::column("Phone"), limbeck::length(24)]] std::optional<std::string> phone;
  [[limbeck::column("Fax"), limbeck::length(24)]] std::optional<std::string> fax;
  [[limbeck::column("Email"), limbeck::length(60)]] std::string email;
  /// What we write to them in. Older rows get the language of their country,
  /// where it has one we know.
  [[limbeck::column("Language"), limbeck::length(8),
    limbeck::fill("CASE \"Country\" WHEN 'Brazil' THEN 'pt' WHEN 'Portugal' THEN 'pt' "
                  "WHEN 'Germany' THEN 'de' WHEN 'Austria' THEN 'de' WHEN 'France' THEN "
                  "'fr' "
                  "ELSE 'en' END")]] std::string language;
  [[limbeck::column("SupportRepId"), limbeck::references(Employee::id)]] std::optional<std::int32_t>
      support_rep_id;
};

}  // namespace chinook
