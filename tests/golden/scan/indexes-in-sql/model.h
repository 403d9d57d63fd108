#pragma once

#include <cstdint>
#include <string>

// Elements in SQL are taken apart: a database takes an order, a collation or an operator class
// beside an expression, not within it.
struct [[limbeck::table("pages"), limbeck::index("lower(title) DESC NULLS LAST"),
         limbeck::index("meta jsonb_path_ops", using = gin),
         limbeck::index("title COLLATE \"C\" text_pattern_ops"),
         limbeck::index("Size desc", "(title)", name = "ix_columns"),
         limbeck::index(desc("lower(title)"), "title || 'a' text_pattern_ops", name = "ix_both"),
         limbeck::index("title ext.gist_trgm_ops(siglen = 32)", using = gist,
                        name = "ix_parameters")]] Page {
  [[limbeck::primary_key]] std::int64_t id;
  std::string title;
  [[limbeck::type("jsonb")]] std::string meta;
  std::int32_t size;
};
