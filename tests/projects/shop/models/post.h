#pragma once
#include "user.h"

struct [[limbeck::table("posts")]] Post {
  [[limbeck::primary_key]] Identifier id;
  [[limbeck::references(User::id, on_delete = cascade)]] Identifier author_id;
  std::string body;
};
