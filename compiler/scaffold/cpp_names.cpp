#include "compiler/scaffold/cpp_names.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
char upper(char c) { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view word_of(NameUse use) {
  switch (use) {
    case NameUse::structure:
      return "Table";
    case NameUse::enumeration:
      return "Enum";
    case NameUse::enumerator:
      return "value";
    case NameUse::field:
      return "column";
    case NameUse::space:
      return "schema";
  }
  return {};
}

// The letters from U+00C0 to U+017F without their marks.
constexpr std::string_view latin[] = {
    "A", "A", "A",  "A",  "Ae", "A", "Ae", "C", "E", "E", "E",  "E",  "I",  "I", "I",  "I",
    "D", "N", "O",  "O",  "O",  "O", "Oe", "",  "O", "U", "U",  "U",  "Ue", "Y", "Th", "ss",
    "a", "a", "a",  "a",  "ae", "a", "ae", "c", "e", "e", "e",  "e",  "i",  "i", "i",  "i",
    "d", "n", "o",  "o",  "o",  "o", "oe", "",  "o", "u", "u",  "u",  "ue", "y", "th", "y",
    "A", "a", "A",  "a",  "A",  "a", "C",  "c", "C", "c", "C",  "c",  "C",  "c", "D",  "d",
    "D", "d", "E",  "e",  "E",  "e", "E",  "e", "E", "e", "E",  "e",  "G",  "g", "G",  "g",
    "G", "g", "G",  "g",  "H",  "h", "H",  "h", "I", "i", "I",  "i",  "I",  "i", "I",  "i",
    "I", "i", "Ij", "ij", "J",  "j", "K",  "k", "k", "L", "l",  "L",  "l",  "L", "l",  "L",
    "l", "L", "l",  "N",  "n",  "N", "n",  "N", "n", "n", "Ng", "ng", "O",  "o", "O",  "o",
    "O", "o", "Oe", "oe", "R",  "r", "R",  "r", "R", "r", "S",  "s",  "S",  "s", "S",  "s",
    "S", "s", "T",  "t",  "T",  "t", "T",  "t", "U", "u", "U",  "u",  "U",  "u", "U",  "u",
    "U", "u", "U",  "u",  "W",  "w", "Y",  "y", "Y", "Z", "z",  "Z",  "z",  "Z", "z",  "s"};

// A name in letters, digits and underscores, and whether a letter of it had none for it.
struct Plain {
  std::string text;
  bool lost = false;
};

Plain plain(std::string_view name) {
  Plain result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const auto byte = static_cast<unsigned char>(c);
    if (is_letter(c) || is_digit(c) || c == '_') {
      result.text += c;
    } else if (byte < 0x80) {
      result.text += '_';
    } else if (byte >= 0xC3 && byte <= 0xC5 && i + 1 < name.size()) {
      const unsigned code = (byte & 0x1FU) << 6U | (static_cast<unsigned char>(name[++i]) & 0x3FU);
      const std::string_view letters = latin[code - 0xC0];
      result.text += letters.empty() ? "_" : letters;
    } else {
      result.lost = true;
    }
  }
  return result;
}

// Reserved are names with two underscores and names with one in front of a capital letter.
std::string without_reserved_underscores(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != '_' || !result.ends_with('_')) result += c;
  }
  while (result.size() > 1 && result[0] == '_' && !is_lower(result[1])) result.erase(0, 1);
  return result == "_" ? std::string() : result;
}

std::string finished(std::string text, bool lost, std::string_view name, NameUse use) {
  const bool empty = text.empty() || text == "_";
  if (empty || is_digit(text[0])) {
    const std::string word(word_of(use));
    const bool capital = use == NameUse::structure || use == NameUse::enumeration;
    text = empty ? word : word + (capital ? "" : "_") + text;
  }
  if (lost || empty) text += "_" + short_hash(name);
  if (is_reserved_name(text)) text += '_';
  return text;
}

// The words of a name: `order_items`, `orderItems` and `ORDER ITEMS` have the same two.
std::vector<std::string> words_of_name(std::string_view name) {
  std::vector<std::string> words;
  bool fresh = true;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_letter(c) && !is_digit(c)) {
      fresh = true;
      continue;
    }
    const bool begins = is_upper(c) && i > 0 &&
                        (is_lower(name[i - 1]) || is_digit(name[i - 1]) ||
                         (is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1])));
    if (fresh || begins) words.emplace_back();
    words.back() += lower(c);
    fresh = false;
  }
  return words;
}

}  // namespace

std::string short_hash(std::string_view text) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  std::string digits;
  for (int shift = 28; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(hash >> shift) & 15U];
  return digits;
}

std::string identifier_of(std::string_view name, NameUse use) {
  const Plain text = plain(name);
  std::string result = without_reserved_underscores(text.text);
  // A name with an underscore at its beginning is reserved outside of a class.
  if (use == NameUse::space && result.starts_with('_')) result.erase(0, 1);
  if (result != name) {
    while (result.ends_with('_')) result.pop_back();
    while (result.starts_with('_')) result.erase(0, 1);
  }
  return finished(std::move(result), text.lost, name, use);
}

std::string type_name_of(std::string_view name, NameUse use, bool in_singular) {
  const Plain text = plain(name);
  std::vector<std::string> words = words_of_name(text.text);
  if (in_singular && !words.empty() && !text.lost) words.back() = singular(words.back());
  std::string result;
  for (std::string& word : words) {
    word[0] = upper(word[0]);
    // Digits of two words would become one number.
    if (!result.empty() && is_digit(result.back()) && is_digit(word[0])) result += '_';
    result += word;
  }
  return finished(std::move(result), text.lost, name, use);
}

std::vector<std::string> distinct(const std::vector<std::string>& names,
                                  std::vector<std::string> identifiers,
                                  const std::vector<std::string>& taken) {
  std::map<std::string, int> wanted;
  for (const std::string& one : identifiers) ++wanted[one];
  std::set<std::string> used(taken.begin(), taken.end());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (identifiers[i] == names[i] && !used.contains(names[i])) used.insert(names[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string& own = identifiers[i];
    const bool keeps = own == names[i] && std::ranges::find(taken, own) == taken.end();
    if (keeps) continue;
    if (wanted[own] == 1 && used.insert(own).second) continue;
    const bool clashes = wanted[own] > 1;
    own += clashes ? concat({"_", short_hash(names[i])}) : "_";
    while (!used.insert(own).second) own += clashes ? concat({"_", short_hash(own)}) : "_";
    if (own.find("__") != std::string::npos)
      own = concat({"n_", short_hash(concat({names[i], own}))});
  }
  return identifiers;
}

}  // namespace limbeck::compiler
