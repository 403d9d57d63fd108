// The names that limbeck gives where a model gives none. All of them are made here, so that a
// project's own conventions can take their place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// `OrderLine` → `order_line`, `HTTPRequest` → `http_request`, `Utf8Text` → `utf8_text`.
std::string snake_case(std::string_view name);

/// SQLAlchemy's convention: `pk_users`, `uq_users_email_tenant`, `fk_posts_author_id_users`,
/// `ck_products_price`, `ix_posts_author_id`. `about` is a check's column, or what its expression
/// names.
std::string primary_key_name(std::string_view table);
std::string unique_name(std::string_view table, const std::vector<std::string>& columns);
std::string foreign_key_name(std::string_view table, const std::vector<std::string>& columns,
                             std::string_view ref_table);
std::string check_name(std::string_view table, const std::vector<std::string>& about);
std::string exclude_name(std::string_view table);
std::string index_name(std::string_view table, const std::vector<std::string>& elements);

/// The column of a member of an embedded struct: `address` and `city` give `address_city`.
std::string embedded_name(std::string_view prefix, std::string_view column);

/// `lower(email)` → `lower_email`: an expression as a part of a name.
std::string words_of(std::string_view expression);

}  // namespace limbeck::compiler
