#include "compiler/scan/constant_times.h"

#include <clang/AST/APValue.h>
#include <clang/AST/DeclTemplate.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace limbeck::compiler {
namespace {

using schema::TypeKind;

// The integers within, in order: of a year_month_day three, of a time_point one.
void integers_of(const clang::APValue& value, std::vector<std::int64_t>& into) {
  if (value.isInt()) {
    into.push_back(value.getInt().getExtValue());
  } else if (value.isStruct()) {
    for (unsigned i = 0; i < value.getStructNumBases(); ++i) {
      integers_of(value.getStructBase(i), into);
    }
    for (unsigned i = 0; i < value.getStructNumFields(); ++i) {
      integers_of(value.getStructField(i), into);
    }
  }
}

struct Period {
  std::int64_t seconds = 1;
  std::int64_t per = 1;
};

std::optional<Period> period_of(const clang::CXXRecordDecl& time_point) {
  const auto* point = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&time_point);
  if (point == nullptr) return std::nullopt;
  const auto* duration = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      point->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl());
  if (duration == nullptr) return std::nullopt;
  const auto* ratio = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
      duration->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl());
  if (ratio == nullptr) return std::nullopt;
  return Period{ratio->getTemplateArgs()[0].getAsIntegral().getExtValue(),
                ratio->getTemplateArgs()[1].getAsIntegral().getExtValue()};
}

std::optional<std::string> date_text(const std::chrono::year_month_day& date) {
  const int year = static_cast<int>(date.year());
  if (!date.ok() || year < 1 || year > 9999) return std::nullopt;
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", year, static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return buffer;
}

}  // namespace

std::optional<std::string> sql_of_time(const clang::APValue& value,
                                       const clang::CXXRecordDecl& type, TypeKind kind) {
  std::vector<std::int64_t> parts;
  integers_of(value, parts);
  if (parts.size() == 3) {
    const auto text = date_text({std::chrono::year(static_cast<int>(parts[0])),
                                 std::chrono::month(static_cast<unsigned>(parts[1])),
                                 std::chrono::day(static_cast<unsigned>(parts[2]))});
    if (!text) return std::nullopt;
    return "'" + *text + "'";
  }
  const auto period = period_of(type);
  if (parts.size() != 1 || !period) return std::nullopt;
  // Nanoseconds of every year that has four digits do not fit 64 bits: seconds and the rest are
  // kept apart.
  const __int128 ticks = static_cast<__int128>(parts[0]) * period->seconds;
  __int128 whole = ticks / period->per;
  if (ticks % period->per < 0) --whole;
  constexpr __int128 limit = static_cast<__int128>(10'000) * 366 * 86'400;
  if (whole > limit || whole < -limit) return std::nullopt;
  const __int128 rest = ticks - whole * period->per;
  const std::chrono::sys_seconds second{std::chrono::seconds{static_cast<std::int64_t>(whole)}};
  const std::chrono::sys_days date = std::chrono::floor<std::chrono::days>(second);
  const auto text = date_text(std::chrono::year_month_day{date});
  if (!text) return std::nullopt;
  if (kind == TypeKind::date) return "'" + *text + "'";
  const std::chrono::hh_mm_ss time{second - date};
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, " %02d:%02d:%02d", static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  std::string result = "'" + *text + buffer;
  if (rest != 0) {
    std::snprintf(buffer, sizeof buffer, "%06lld",
                  static_cast<long long>(rest * 1'000'000 / period->per));
    std::string fraction = buffer;
    while (fraction.ends_with('0')) fraction.pop_back();
    if (!fraction.empty()) result += "." + fraction;
  }
  return result + (kind == TypeKind::timestamptz ? "+00'" : "'");
}

}  // namespace limbeck::compiler
