// The names of constraints and indexes that a model or a revision does not name: patterns like
// those of SQLAlchemy (its documentation, "Configuring Constraint Naming Conventions").
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::schema {

/// The values of the tokens of a pattern.
struct NameParts {
  std::string_view table = {};
  std::vector<std::string> columns = {};  ///< of an index also words for its expressions
  std::string_view referred_table = {};
  std::vector<std::string> referred_columns = {};
};

/// Six patterns: `ix uq ck fk pk`, and `ex` for exclusion constraints. If the value of a token is
/// empty, the underscore in front of it is left out: `ck_%(table_name)s_%(constraint_name)s`
/// becomes `ck_products` for a check that names no column. With an empty pattern the database
/// chooses the name. A regular value.
class NamingConvention {
 public:
  /// `pk_users`, `uq_users_email_tenant`, `fk_posts_author_id_users`, `ck_products_price`,
  /// `ix_posts_author_id`, `ex_bookings`. Histories depend on these names, so they never change.
  NamingConvention();

  /// Adds a pattern `ix=…`, which has to be valid (schema/naming_pattern.h).
  void take(std::string_view entry);
  /// The pattern of a kind, or null for an unknown kind.
  const std::string* pattern(std::string_view kind) const;

  /// The same parts always have the same name. A name of more than 63 bytes, PostgreSQL's limit, is
  /// cut and ends with a hash of the whole name. This is the same on all databases, because one
  /// history may be for several.
  std::string name(std::string_view kind, const NameParts& parts) const;

 private:
  std::array<std::string, 6> patterns_;
};

/// `lower(email)` → `lower_email`: an expression as a part of a name.
std::string words_of(std::string_view expression);

/// A piece of a pattern: literal text, or the name inside of `%(…)s`.
struct PatternPiece {
  enum class Kind : unsigned char { text, token, wrong };
  Kind kind = Kind::text;
  std::string_view text = {};
};
/// Removes the first piece from `pattern`, which must not be empty. A piece of kind `wrong` starts
/// with a % that begins neither `%(…)s` nor `%%`, and has the rest of the pattern.
PatternPiece take_piece(std::string_view& pattern);
/// The value of a token, or nullopt for an unknown token.
std::optional<std::string> expand(std::string_view token, const NameParts& parts);

}  // namespace limbeck::schema
