#pragma once

#include <optional>
#include <string>

struct [[limbeck::table("users"), limbeck::table("people"), limbeck::primary_key(id)]] User {
  [[limbeck::primary_key]] int id;
};

struct [[limbeck::table("members")]] Member : User {
  int number;
};

struct [[limbeck::table("posts"), limbeck::index(title, title), limbeck::index(title),
         limbeck::unique(title, name = "one"), limbeck::check("title <> ''", name = "one")]] Post {
  [[limbeck::primary_key]] int id;
  [[limbeck::primary_key]] int other_id;
  [[limbeck::index]] std::string title;
  [[limbeck::check("price > 0"), limbeck::check("price < 9")]] int price;
  [[limbeck::references(User::id, on_delete = set_null)]] int author;
};

struct [[limbeck::table("notes"), limbeck::primary_key(id), limbeck::unique(text, text)]] Note {
  std::optional<int> id;
  [[limbeck::index(name = "ix_posts_title")]] std::string text;
};
