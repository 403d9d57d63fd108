#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

struct [[limbeck::table("articles"),
         limbeck::index(author, desc(written)),
         limbeck::index("lower(title)", unique),
         limbeck::index(title, "length(body)", name = "ix_title_and_length"),
         limbeck::index(tags, using = gin),
         limbeck::index(body, using = "gin", opclass = gin_trgm_ops),
         limbeck::index(nulls_first(asc(written)), where = "published", name = "ix_published"),
         limbeck::index(desc(nulls_last(written)), include(title, author), name = "ix_covering"),
         limbeck::index(opclass(title, text_pattern_ops), collate(author, "C"),
                        name = "ix_patterns"),
         limbeck::index(author, written, unique, nulls_not_distinct, tablespace = "fast",
                        with(fillfactor = 70), comment = "one a day",
                        name = "ix_everything")]] Article {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::index]] std::string title;
  std::string body;
  [[limbeck::index(name = "ix_by_author", using = hash)]] std::string author;
  std::optional<std::int64_t> written;
  std::vector<std::string> tags;
  [[limbeck::index(unique, where = "published")]] bool published = false;
};
