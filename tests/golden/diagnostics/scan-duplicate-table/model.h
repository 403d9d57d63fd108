#pragma once

namespace a {
struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] int id;
};
}  // namespace a

namespace b {
struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] int id;
};
struct [[limbeck::table("users", schema = "b")]] Other {
  [[limbeck::references(User::id)]] int user_id;
};
}  // namespace b
