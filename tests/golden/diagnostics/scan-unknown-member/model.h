#pragma once

#include <string>

struct Undefined;

struct Address {
  std::string city;
};

namespace people {
struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] int id;
  std::string name;
  [[limbeck::transient]] int scratch;
  Address address;
};
}  // namespace people

struct [[limbeck::table("posts"), limbeck::index(titel), limbeck::unique(title, people::User::name),
         limbeck::primary_key(nothing), limbeck::index(address.town), limbeck::index(address),
         limbeck::index(title.length), limbeck::index(cache), limbeck::index(desc(Post::boddy)),
         limbeck::index(title, include(tittle), name = "covering"),
         limbeck::foreign_key((title, nowhere), references(people::User::name, people::User::id)),
         limbeck::partition_by(range(created))]] Post {
  int id;
  std::string title;
  std::string body;
  Address address;
  [[limbeck::transient]] int cache;
  [[limbeck::references(User::id)]] int not_in_scope;
  [[limbeck::references(people::Usr::id)]] int misspelt_struct;
  [[limbeck::references(peple::User::id)]] int misspelt_namespace;
  [[limbeck::references(people::User::idd)]] int misspelt_member;
  [[limbeck::references(people::User::scratch)]] int to_transient;
  [[limbeck::references(people::User::address)]] int to_embedded;
  [[limbeck::references(people::User::address.cty)]] int within_embedded;
  [[limbeck::references(Undefined::id)]] int undefined;
  [[limbeck::references(people::user_id)]] int no_member_at_all;
  [[limbeck::references(::nowhere)]] int from_the_top;
};
