// Names are looked up as C++ would: from the inside out, through aliases and using.
#pragma once

#include <cstdint>

namespace accounts {
inline namespace v2 {
struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
};
}  // namespace v2
struct Holder {
  struct [[limbeck::table("nested")]] Nested {
    [[limbeck::primary_key]] std::int64_t id;
  };
};
}  // namespace accounts

namespace shop {
struct [[limbeck::table("shop_users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
};
namespace a = accounts;
using Customer = accounts::User;
using accounts::Holder;

namespace orders {
struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(User::id)]] std::int64_t nearest;
  [[limbeck::references(shop::User::id)]] std::int64_t qualified;
  [[limbeck::references(::accounts::User::id)]] std::int64_t from_the_top;
  [[limbeck::references(a::User::id)]] std::int64_t through_a_namespace_alias;
  [[limbeck::references(Customer::id)]] std::int64_t through_an_alias;
  [[limbeck::references(Holder::Nested::id)]] std::int64_t through_using;
  [[limbeck::references(Later::id)]] std::int64_t declared_later;
  [[limbeck::references(Order::id)]] std::int64_t itself;
};
}  // namespace orders
}  // namespace shop

namespace other {
using namespace accounts;
struct [[limbeck::table("other"), limbeck::index(Other::id), limbeck::primary_key(other::Other::id)]] Other {
  [[limbeck::references(User::id)]] std::int64_t id;
};
}  // namespace other

namespace shop {
struct [[limbeck::table("later")]] Later {
  [[limbeck::primary_key]] std::int64_t id;
};
}  // namespace shop
