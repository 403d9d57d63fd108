#include "compiler/emit/file_name.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <optional>

namespace limbeck::compiler {
namespace {

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

using Value = std::variant<std::string, std::int64_t>;

// The formats of Python that are useful for file names: s, d, .2d and 02d.
struct Format {
  std::size_t digits = 0;
  char kind = 's';
};

std::optional<Format> read_format(std::string_view text, std::size_t& at) {
  Format format;
  std::size_t end = at;
  if (end < text.size() && text[end] == '.') ++end;
  const std::size_t digits = end;
  while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
  if (end > digits &&
      std::from_chars(text.data() + digits, text.data() + end, format.digits).ec != std::errc())
    return std::nullopt;
  if (end == text.size() || (text[end] != 's' && text[end] != 'd') || format.digits > 20)
    return std::nullopt;
  format.kind = text[end];
  at = end + 1;
  return format;
}

std::optional<std::string> shown(const Value& value, const Format& format) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    return format.kind == 's' ? std::optional(*text) : std::nullopt;
  }
  std::string digits = std::to_string(std::get<std::int64_t>(value));
  if (digits.size() < format.digits) digits.insert(0, format.digits - digits.size(), '0');
  return digits;
}

TemplateError wrong(std::string_view file_template, const std::string& why) {
  return {"the template for file names '" + std::string(file_template) + "' " + why +
          "; it is made of %(rev)s %(slug)s %(epoch)s %(year)d %(month).2d %(day).2d %(hour).2d "
          "%(minute).2d %(second).2d and what stands between them"};
}

}  // namespace

std::string slug_of(const std::string& message, std::size_t longest) {
  std::string slug;
  for (const char c : message) {
    if (is_word(c)) {
      slug += static_cast<char>(
          static_cast<unsigned char>(c) < 0x80 ? std::tolower(static_cast<unsigned char>(c)) : c);
    } else if (!slug.empty() && slug.back() != '_') {
      slug += '_';
    }
  }
  while (slug.ends_with('_')) slug.pop_back();
  if (slug.size() <= longest) return slug;
  std::size_t end = slug.rfind('_', longest);
  if (end == std::string::npos || end == 0) {
    end = longest;
    while (end > 0 && (static_cast<unsigned char>(slug[end]) & 0xC0U) == 0x80U)
      --end;  // whole characters
  }
  return slug.substr(0, end);
}

std::variant<std::string, TemplateError> revision_file_name(const history::Node& node,
                                                            const Timestamp& created,
                                                            std::string_view file_template,
                                                            std::size_t longest_slug) {
  std::string slug = slug_of(node.message, longest_slug);
  if (slug.empty() && file_template.find("%(rev)") == std::string_view::npos) slug = node.id;
  const std::map<std::string_view, Value> values = {
      {"rev", node.id},
      {"slug", slug},
      {"epoch", created.epoch},
      {"year", std::int64_t{created.year}},
      {"month", std::int64_t{created.month}},
      {"day", std::int64_t{created.day}},
      {"hour", std::int64_t{created.hour}},
      {"minute", std::int64_t{created.minute}},
      {"second", std::int64_t{created.second}},
  };
  std::string name;
  bool names_it = false;
  for (std::size_t at = 0; at < file_template.size();) {
    if (file_template[at] != '%') {
      name += file_template[at++];
      continue;
    }
    // In an ini file, where many templates come from, a percent sign is doubled.
    while (at < file_template.size() && file_template[at] == '%') ++at;
    const std::size_t end = file_template.find(')', at);
    if (at == file_template.size() || file_template[at] != '(' || end == std::string_view::npos)
      return wrong(file_template, "has a % that starts no token");
    const std::string_view token = file_template.substr(at + 1, end - at - 1);
    const auto value = values.find(token);
    if (value == values.end())
      return wrong(file_template, "has an unknown token '" + std::string(token) + "'");
    at = end + 1;
    const auto format = read_format(file_template, at);
    const auto text = format ? shown(value->second, *format) : std::nullopt;
    if (!text)
      return wrong(file_template, "does not say how to write '" + std::string(token) + "'");
    names_it = names_it || token == "rev" || token == "slug";
    name += *text;
  }
  if (!names_it) return wrong(file_template, "has neither %(rev)s nor %(slug)s");
  if (name.find('/') != std::string::npos)
    return wrong(file_template, "has a '/': revisions lie flat in their directory");
  while (name.ends_with('_')) name.pop_back();
  if (name.empty() || name.front() == '.')
    return wrong(file_template, "makes '" + name + "', which is no name for a file");
  return name + ".cpp";
}

}  // namespace limbeck::compiler
