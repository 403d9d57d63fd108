// C++ names for the names of a database.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::compiler {

/// What an identifier is for. A name without a letter that C++ can have gets the word of its use in
/// front.
enum class NameUse : unsigned char { structure, enumeration, enumerator, field, space };

/// An identifier that C++ takes in every header: no keyword, no reserved name and no macro of a
/// usual system header. It depends on `name` and `use` only. A name that is fine stays as it is.
std::string identifier_of(std::string_view name, NameUse use);

/// The name of a struct or an enum: `order_items` becomes `OrderItems`, and `OrderItem` if
/// `singular`.
std::string type_name_of(std::string_view name, NameUse use, bool singular);

/// The English singular of the last word of a name in lower case: `addresses` becomes `address`.
/// Words that are none or whose singular is not known stay as they are.
std::string singular(std::string_view word);

/// Eight hexadecimal digits that depend on the text only.
std::string short_hash(std::string_view text);

/// Identifiers for names of one scope: two names never have the same one. The identifiers do not
/// depend on the order of `names`. A name that is its own identifier keeps it; others that clash
/// get a hash of their name at the end. `taken` are identifiers that no name may have.
std::vector<std::string> distinct(const std::vector<std::string>& names,
                                  std::vector<std::string> identifiers,
                                  const std::vector<std::string>& taken);

// Names that an identifier of a model cannot have.

/// Whether the name is a keyword or an alternative token of C++, a macro of the C library, of
/// Linux, Windows or Qt, or a function of the C library, which a namespace cannot have the name of.
bool is_reserved_name(std::string_view name);

}  // namespace limbeck::compiler
