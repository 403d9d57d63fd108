// `type` on a field, an alias, a class or an enum; the one nearest to the field counts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using Email [[limbeck::type("citext")]] = std::string;
using Title [[limbeck::length(200), limbeck::collate("C")]] = std::string;
using ShortTitle [[limbeck::length(20)]] = Title;
using Price [[limbeck::precision(12, 2)]] = double;
using WorkEmail = Email;

class [[limbeck::type(postgresql = "ltree", sqlite = "TEXT")]] Path {
 public:
  explicit Path(std::string text) : text_(std::move(text)) {}

 private:
  std::string text_;
};

struct [[limbeck::type("point")]] Point {
  double x;
  double y;
};

struct [[limbeck::table("contacts")]] Contact {
  Email email;
  std::optional<Email> other_email;
  std::vector<Email> all_emails;
  WorkEmail work_email;
  Title title;
  ShortTitle short_title;
  [[limbeck::length(5)]] Title shortest_title;
  Price price;
  std::optional<Price> old_price;
  Path path;
  Point point;
  [[limbeck::type("numeric(20, 0)")]] std::uint64_t big;
  [[limbeck::type("character varying(12)")]] std::string synonym;
  [[limbeck::type("tsvector")]] std::optional<std::string> words;
  [[limbeck::type("text", sqlite = "TEXT COLLATE NOCASE")]] std::string per_dialect;
  [[limbeck::type(postgresql = "inet", mysql = "varbinary(16)", mariadb = "inet6")]] std::string address;
};
