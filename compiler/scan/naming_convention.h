// The names that constraints and indexes get where a model gives none: patterns as SQLAlchemy's
// (its documentation, "Configuring Constraint Naming Conventions").
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// What a pattern's tokens stand for.
struct NameParts {
  std::string_view table = {};
  std::vector<std::string> columns = {};  ///< of an index, its expressions in words too
  std::string_view referred_table = {};
  std::vector<std::string> referred_columns = {};
};

/// Six patterns: `ix uq ck fk pk`, and `ex` for exclude constraints. A token that stands for
/// nothing takes the underscore before it along: `ck_%(table_name)s_%(constraint_name)s` of a check
/// that names no column is `ck_products`. A regular value.
class NamingConvention {
 public:
  /// `pk_users`, `uq_users_email_tenant`, `fk_posts_author_id_users`, `ck_products_price`,
  /// `ix_posts_author_id`, `ex_bookings`.
  NamingConvention();

  /// Takes `ix=…`; or says what is wrong with it.
  std::optional<std::string> set(std::string_view entry);

  /// The same parts always give the same name. One that is longer than PostgreSQL keeps names, 63
  /// bytes, is cut and ends in a hash of the whole: the same on every database, as one history may
  /// serve several.
  std::string name(std::string_view kind, const NameParts& parts) const;

 private:
  std::map<std::string, std::string, std::less<>> patterns_;
};

}  // namespace limbeck::compiler
