#include "compiler/scaffold/found_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "migrations/schema/naming_pattern.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::compiler {
namespace {

using schema::NameParts;

struct Sample {
  NameParts parts;
  std::string name;
};

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (&name == &names.front() ? "" : "_") + name;
  return text;
}

// The patterns that usual tools follow: PostgreSQL itself, SQLAlchemy, Rails, Django, EF, Prisma.
// `wanted` of each is one pattern of a kind.
constexpr std::pair<std::string_view, std::string_view> usual[] = {
    {"pk", "%(table_name)s_pkey"},
    {"pk", "PK_%(table_name)s"},
    {"uq", "%(table_name)s_%(column_0_N_name)s_key"},
    {"uq", "UQ_%(table_name)s_%(column_0_N_name)s"},
    {"fk", "%(table_name)s_%(column_0_N_name)s_fkey"},
    {"fk", "FK_%(table_name)s_%(referred_table_name)s_%(column_0_N_name)s"},
    {"ck", "%(table_name)s_%(column_0_N_name)s_check"},
    {"ix", "%(table_name)s_%(column_0_N_name)s_idx"},
    {"ix", "idx_%(table_name)s_%(column_0_N_name)s"},
    {"ix", "index_%(table_name)s_on_%(column_0_N_name)s"},
    {"ix", "IX_%(table_name)s_%(column_0_N_name)s"},
    {"ex", "%(table_name)s_excl"},
};

// A name in which values are replaced by the tokens that stand for them.
class Replaced {
 public:
  explicit Replaced(std::string_view name) : pieces_{{std::string(name), false}} {}

  // A whole word rather than a part of one: a table `a` is hardly a part of `idx_data`.
  void put(const std::string& value, std::string_view token) {
    if (value.empty()) return;
    for (const bool whole : {true, false}) {
      for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (!pieces_[i].second && put(i, value, token, whole)) return;
      }
    }
  }

  std::string pattern() const {
    std::string text;
    for (const auto& [piece, is_token] : pieces_) {
      for (const char c : piece)
        text += c == '%' && !is_token ? std::string("%%") : std::string(1, c);
    }
    return text;
  }

 private:
  bool put(std::size_t piece, const std::string& value, std::string_view token, bool whole) {
    const std::string text = pieces_[piece].first;
    for (std::size_t at = text.find(value); at != std::string::npos;
         at = text.find(value, at + 1)) {
      const std::size_t end = at + value.size();
      const bool is_word =
          (at == 0 || text[at - 1] == '_') && (end == text.size() || text[end] == '_');
      if (whole && !is_word) continue;
      pieces_[piece].first = text.substr(0, at);
      pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(piece) + 1,
                     {{concat({"%(", token, ")s"}), true}, {text.substr(end), false}});
      return true;
    }
    return false;
  }

  std::vector<std::pair<std::string, bool>> pieces_;
};

void add_patterns(const Sample& sample, std::map<std::string, int>& into) {
  const NameParts& parts = sample.parts;
  const std::string all = joined(parts.columns);
  const std::string first = parts.columns.empty() ? std::string() : parts.columns.front();
  std::set<std::string> found;
  for (const bool table_first : {true, false}) {
    for (const bool every : {true, false}) {
      Replaced name(sample.name);
      const auto table = [&] { name.put(std::string(parts.table), "table_name"); };
      if (table_first) table();
      if (every) name.put(all, "column_0_N_name");
      if (!every) name.put(first, "column_0_name");
      if (!table_first) table();
      name.put(std::string(parts.referred_table), "referred_table_name");
      if (!parts.referred_columns.empty())
        name.put(parts.referred_columns.front(), "referred_column_0_name");
      found.insert(name.pattern());
    }
  }
  for (const std::string& pattern : found) {
    if (pattern.find(")s") != std::string::npos) ++into[pattern];
  }
}

std::size_t matches(std::string_view kind, const std::string& pattern,
                    const std::vector<Sample>& samples) {
  schema::NamingConvention convention;
  convention.take(concat({kind, "=", pattern}));
  return static_cast<std::size_t>(std::ranges::count_if(samples, [&](const Sample& sample) {
    return convention.name(kind, sample.parts) == sample.name;
  }));
}

// The pattern for a kind, or that of `convention` where no other one is better.
std::string best(std::string_view kind, const std::vector<Sample>& samples,
                 const schema::NamingConvention& convention) {
  std::string chosen = *convention.pattern(kind);
  std::size_t most = matches(kind, chosen, samples);
  const auto consider = [&](const std::string& pattern, std::size_t least) {
    if (schema::problem_of_naming(concat({kind, "=", pattern}))) return;
    const std::size_t count = matches(kind, pattern, samples);
    if (count > most && count >= least) {
      most = count;
      chosen = pattern;
    }
  };
  consider("", 1);
  for (const auto& [of, pattern] : usual) {
    if (of == kind) consider(std::string(pattern), 1);
  }
  std::map<std::string, int> seen;
  for (const Sample& sample : samples) {
    if (!sample.name.empty()) add_patterns(sample, seen);
  }
  std::vector<std::pair<int, std::string>> often;
  for (const auto& [pattern, count] : seen) often.emplace_back(-count, pattern);
  std::ranges::sort(often);
  constexpr std::size_t tried = 8;
  for (std::size_t i = 0; i < std::min(tried, often.size()); ++i) consider(often[i].second, 2);
  return chosen;
}

}  // namespace

std::vector<std::string> columns_in(const schema::Table& table, std::string_view expression) {
  std::vector<std::string> names;
  for (const schema::Column& column : table.columns) {
    if (sql_text::mentions_column(expression, column.name)) names.push_back(column.name);
  }
  return names;
}

NameParts parts_of_name(const schema::Table& table, const schema::PrimaryKey& key) {
  return {.table = table.name.name, .columns = key.columns};
}
NameParts parts_of_name(const schema::Table& table, const schema::Unique& unique) {
  return {.table = table.name.name, .columns = unique.columns};
}
NameParts parts_of_name(const schema::Table& table, const schema::ForeignKey& key) {
  return {table.name.name, key.columns, key.ref_table.name, key.ref_columns};
}
NameParts parts_of_name(const schema::Table& table, const schema::Check& check) {
  return {.table = table.name.name, .columns = columns_in(table, check.expression)};
}
NameParts parts_of_name(const schema::Table& table, const schema::Exclude& /*exclude*/) {
  return {.table = table.name.name};
}
NameParts parts_of_name(const schema::Table& table, const schema::Index& index) {
  NameParts parts{.table = table.name.name};
  for (const schema::IndexElement& element : index.elements) {
    parts.columns.push_back(element.column.empty() ? schema::words_of(element.expression)
                                                   : element.column);
  }
  return parts;
}

FoundNames found_names(const schema::Schema& schema) {
  std::map<std::string_view, std::vector<Sample>> samples;
  for (const schema::Table& table : schema.tables) {
    const auto add = [&](std::string_view kind, const auto& one) {
      samples[kind].push_back({parts_of_name(table, one), one.name});
    };
    if (table.primary_key) add("pk", *table.primary_key);
    for (const auto& one : table.uniques) add("uq", one);
    for (const auto& one : table.foreign_keys) add("fk", one);
    for (const auto& one : table.checks) add("ck", one);
    for (const auto& one : table.excludes) add("ex", one);
    for (const auto& one : table.indexes) add("ix", one);
  }
  FoundNames found;
  const schema::NamingConvention own;
  for (const auto& [kind, of_kind] : samples) {
    const std::string pattern = best(kind, of_kind, own);
    if (pattern == *own.pattern(kind)) continue;
    found.entries.push_back(concat({kind, "=", pattern}));
    found.convention.take(found.entries.back());
  }
  return found;
}

}  // namespace limbeck::compiler
