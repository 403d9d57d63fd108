// The declarations in the text of a model header, found without a compiler: where a scan has said
// that a struct or a member is, this says what belongs to it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// From one byte of a text to the byte after another.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// `limbeck::index(a, b)` in a list of attributes.
struct WrittenPiece {
  Piece where;
  std::string tokens;  ///< its text without layout and comments, for comparisons
};

/// A member, a struct or an enum.
struct WrittenDeclaration {
  Piece whole;                       ///< from its first token to its last, `;` included
  Piece with_comments;               ///< the same with the comments in front, whole lines
  std::optional<Piece> doc_comment;  ///< the lines of `///` in front of it
  std::optional<Piece> attributes;   ///< `[[…]]`
  std::vector<WrittenPiece> attribute_list;
  Piece type;  ///< of a member: in front of its name
  std::string type_tokens;
  std::optional<Piece> body;  ///< of a struct or enum: between the brackets
};

class CppSource {
 public:
  explicit CppSource(std::string text);

  const std::string& text() const { return text_; }
  std::string all_tokens() const { return joined(0, tokens_.size()); }
  /// The byte at a line and a column, which both start with 1.
  std::size_t offset(int line, int column) const;
  /// The identifier that begins there.
  std::string name_at(std::size_t offset) const;
  /// The struct or enum whose name begins there, or nullopt if its text is not understood.
  std::optional<WrittenDeclaration> type_at(std::size_t name) const;
  /// The member of `type` whose name begins there.
  std::optional<WrittenDeclaration> member_at(const WrittenDeclaration& type,
                                              std::size_t name) const;
  /// The beginning of the next line if only space or a comment follows in this one, else `at`.
  std::size_t end_of_line(std::size_t at) const;
  /// Where the enumerator ends whose name begins at `name`, with its comma.
  std::size_t end_of_enumerator(const WrittenDeclaration& type, std::size_t name) const;

 private:
  struct Token {
    Piece where;
    bool is_word = false;
  };
  std::string_view text_of(const Token& token) const {
    return std::string_view(text_).substr(token.where.begin, token.where.end - token.where.begin);
  }
  void read_tokens();
  std::size_t token_at(std::size_t offset) const;
  /// The token that closes the bracket at `open`, or none.
  std::size_t closing(std::size_t open) const;
  std::string joined(std::size_t first, std::size_t last) const;
  void read_attributes(std::size_t first, std::size_t last, WrittenDeclaration& into) const;
  void add_comments(WrittenDeclaration& into) const;

  std::string text_;
  std::vector<Token> tokens_;
  std::vector<std::size_t> lines_;
};

/// The tokens of C++ text, each with a space behind it: equal for texts that differ in layout only.
std::string tokens_of(std::string_view text);

}  // namespace limbeck::compiler
