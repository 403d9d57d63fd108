#pragma once
#include <optional>
#include <string>

#include "identifier.h"

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] Identifier id;
  [[limbeck::unique, limbeck::length(SHOP_EMAIL_LENGTH)]] std::string email;
  std::optional<std::string> display_name;
};
