// The file name of a new revision.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "compiler/emit/revision_source.h"

namespace limbeck::compiler {

/// A time in some time zone, as a file name shows it.
struct Timestamp {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::int64_t epoch = 0;
};

/// The same as Alembic's file_template. Its tokens are rev, slug, epoch, year, month, day, hour,
/// minute and second: `%(year)d`, `%(month).2d`, `%(rev)s`, ….
inline constexpr std::string_view default_file_template =
    "%(year)d%(month).2d%(day).2d%(hour).2d%(minute).2d_%(slug)s";
inline constexpr std::size_t default_slug_length = 40;

/// The message as Alembic puts it into a file's name: words in lower case joined by `_`, cut at the
/// last `_` within `longest` bytes.
std::string slug_of(const std::string& message, std::size_t longest);

/// `202611201431_add_display_name.cpp`. The id replaces the slug of a message without letters and
/// digits.
std::variant<std::string, TemplateError> revision_file_name(
    const history::Node& node, const Timestamp& created,
    std::string_view file_template = default_file_template,
    std::size_t longest_slug = default_slug_length);

}  // namespace limbeck::compiler
