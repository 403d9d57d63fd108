// The names that constraints and indexes get where a model or a revision gives none: patterns as
// SQLAlchemy's (its documentation, "Configuring Constraint Naming Conventions").
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::schema {

/// What a pattern's tokens stand for.
struct NameParts {
  std::string_view table = {};
  std::vector<std::string> columns = {};  ///< of an index, its expressions in words too
  std::string_view referred_table = {};
  std::vector<std::string> referred_columns = {};
};

/// Six patterns: `ix uq ck fk pk`, and `ex` for exclude constraints. A token that stands for
/// nothing takes the underscore before it along: `ck_%(table_name)s_%(constraint_name)s` of a check
/// that names no column is `ck_products`. A pattern that is empty leaves the name to the database.
/// A regular value.
class NamingConvention {
 public:
  /// `pk_users`, `uq_users_email_tenant`, `fk_posts_author_id_users`, `ck_products_price`,
  /// `ix_posts_author_id`, `ex_bookings`. A history relies on these: they never change.
  NamingConvention();

  /// Takes `ix=…`, where that is known to be right (schema/naming_pattern.h).
  void take(std::string_view entry);
  /// The pattern of a kind; null where there is no such kind.
  const std::string* pattern(std::string_view kind) const;

  /// The same parts always give the same name. One that is longer than PostgreSQL keeps names, 63
  /// bytes, is cut and ends in a hash of the whole: the same on every database, as one history may
  /// serve several.
  std::string name(std::string_view kind, const NameParts& parts) const;

 private:
  std::array<std::string, 6> patterns_;
};

/// `lower(email)` → `lower_email`: an expression as a part of a name.
std::string words_of(std::string_view expression);

/// A piece of a pattern: text as it stands, or the name inside `%(…)s`.
struct PatternPiece {
  enum class Kind : unsigned char { text, token, wrong };
  Kind kind = Kind::text;
  std::string_view text = {};
};
/// Takes the first piece off `pattern`, which is not empty. `wrong` is a % that starts neither
/// `%(…)s` nor `%%`, with all that follows.
PatternPiece take_piece(std::string_view& pattern);
/// What a token stands for; nothing where there is no such token.
std::optional<std::string> expand(std::string_view token, const NameParts& parts);

}  // namespace limbeck::schema
