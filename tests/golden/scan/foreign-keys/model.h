#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct Comment;

struct [[limbeck::table("authors", schema = "people"), limbeck::unique(first, last)]] Author {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique]] std::string email;
  std::string first;
  std::string last;
  // Declared above, defined below.
  [[limbeck::references(Comment::id, on_delete = set_null, deferrable)]] std::optional<std::int64_t> pinned;
};

struct [[limbeck::table("comments"),
         limbeck::foreign_key((first, last), references(Author::first, Author::last),
                              on_update = cascade, match = full, name = "by_name")]] Comment {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(Author::id, on_delete = cascade, on_update = restrict)]] std::int64_t author_id;
  [[limbeck::references(Author, on_delete = set_default, initially_deferred)]] std::int64_t reviewer_id = 1;
  [[limbeck::references(id, on_delete = no_action)]] std::optional<std::int64_t> parent_id;
  [[limbeck::references(Author::email, name = "by_email", not_valid)]] std::string email;
  std::string first;
  std::string last;
};

// One key of several columns, of which only one is set when the row it names goes.
struct [[limbeck::table("rooms"), limbeck::primary_key(site, number)]] Room {
  int site;
  int number;
};
struct [[limbeck::table("desks"),
         limbeck::foreign_key((site, room), references(Room), on_delete = set_null,
                              on_delete_columns(room))]] Desk {
  [[limbeck::primary_key]] int id;
  int site;
  std::optional<int> room;
  // A column that cannot be null, and would have to be: as it is in the database.
  [[limbeck::not_null, limbeck::references(Author::id, on_delete = set_null)]] std::int64_t owner_id;
};
