#include "tests/edits/round_trip.h"

#include <algorithm>
#include <set>

#include "migrations/diff/diff.h"
#include "migrations/operations/recorder.h"
#include "tests/edits/histories.h"

namespace limbeck::test {
namespace {

std::string first_difference(const std::string& wanted, const std::string& got) {
  const auto lines_of = [](const std::string& text) {
    std::multiset<std::string> lines;
    std::size_t start = 0;
    for (std::size_t end = 0; (end = text.find('\n', start)) != std::string::npos; start = end + 1)
      lines.insert(text.substr(start, end - start));
    return lines;
  };
  const auto was = lines_of(wanted), is = lines_of(got);
  std::string text;
  for (const std::string& line : was) {
    if (is.count(line) != was.count(line)) text += "- " + line + "\n";
  }
  for (const std::string& line : is) {
    if (is.count(line) != was.count(line)) text += "+ " + line + "\n";
  }
  return text.empty() ? "in another order:\n" + got : text.substr(0, 4000);
}

// SQLite's triggers are in no revision, and go with their table.
std::string still_known(const std::string& dump, const Places& places) {
  std::string text;
  std::size_t start = 0;
  for (std::size_t end = 0; (end = dump.find('\n', start)) != std::string::npos; start = end + 1) {
    const std::string line = dump.substr(start, end - start);
    const std::string of = line.starts_with("trigger ") ? line.substr(8, line.find(':') - 8) : "";
    if (of.empty() || !places.is_lost(schema::Name{"", of})) text += line + "\n";
  }
  return text;
}

std::vector<std::vector<std::string>> picked(const TableRows& rows,
                                             const std::vector<std::string>& columns) {
  std::vector<std::size_t> places;
  for (const std::string& column : columns) {
    const auto at = std::find(rows.columns.begin(), rows.columns.end(), column);
    if (at == rows.columns.end()) throw Wrong("column " + column + " is gone");
    places.push_back(static_cast<std::size_t>(at - rows.columns.begin()));
  }
  std::vector<std::vector<std::string>> result;
  for (const auto& row : rows.rows) {
    auto& values = result.emplace_back();
    for (const std::size_t place : places) values.push_back(row[place]);
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

Outcome RoundTrip::run() {
  const std::vector<ManifestEntry> entries{first_, entry_of(edit_.id, revision_)};
  std::string_view head;
  const Manifest manifest = manifest_of(entries, head);

  // `check`: nothing is left to do.
  const schema::Schema after = replayed(manifest);
  if (const auto left = diff::diff(after, edit_.schema); !left.empty())
    throw Wrong("check: " + operations::describe(left.front()));
  const auto up = operations::record(revision_.upgrade);

  database_.reset(original_.entry);
  const auto wanted = known_values();
  Migrator migrator = database_.migrator(manifest);
  try {
    migrator.upgrade();
  } catch (const Error& error) {
    return refused(error, original_.dump, "upgrade");
  }
  if (const std::string found = verified(database_, after); !found.empty())
    throw Wrong("verify after upgrade: " + found);
  compare_values(wanted);

  if (revision_.downgrade.kind == Downgrade::Kind::irreversible) {
    ++counts_.why["irreversible: " + std::string(revision_.downgrade.reason).substr(0, 60)];
    return Outcome::irreversible;
  }
  const auto down = operations::record(revision_.downgrade.step);
  const std::string middle = database_.dumps_by_program() ? std::string() : database_.dump();
  try {
    migrator.downgrade(original_.id);
  } catch (const Error& error) {
    const Outcome outcome = refused(error, middle, "downgrade");
    if (const std::string found = verified(database_, after); !found.empty())
      throw Wrong("downgrade failed, and left something behind: verify: " + found);
    return outcome == Outcome::refused ? Outcome::refused_back : outcome;
  }
  Places places(original_.schema);
  places.follow(up);
  places.follow(down);
  compare_schema(places);
  compare_rows(places);
  compare_counters(places);
  return Outcome::done;
}

RoundTrip::KnownValues RoundTrip::known_values() {
  KnownValues wanted;
  for (const auto& [column, value] : edit_.values)
    wanted[column] = database_.values(value.table, value.expression);
  return wanted;
}

void RoundTrip::compare_values(const KnownValues& wanted) {
  for (const auto& [column, values] : wanted) {
    const auto now = database_.values(column.first, database_.dialect().quote(column.second));
    ++counts_.values;
    if (now == values) continue;
    std::string text = "other values in " + to_string(column.first) + "." + column.second + ":\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(5, values.size()); ++i)
      text += values[i] + " is " + (i < now.size() ? now[i] : "gone") + "\n";
    throw Wrong(text);
  }
}

Outcome RoundTrip::refused(const Error& error, const std::string& dump, const std::string& what) {
  const std::string text = error.sqlstate() + " " + error.what() + " " + error.detail();
  const bool about_rows = database_.is_about_what_is_there(error);
  const bool about_using = text.find("cannot be cast automatically") != std::string::npos;
  // No cast is missing that the revision did not ask about.
  if (about_using) throw Wrong(what + ": " + text);
  if (!about_rows) {
    const std::string why = database_.cannot_be_made(edit_.schema);
    if (why.empty() || what == "downgrade") throw Wrong(what + ": " + text);
    ++counts_.why["no such schema: " + why.substr(0, 150)];
    return Outcome::no_schema;
  }
  // Nothing is changed, but by what cannot be in a transaction with what uses it: a new enum value.
  const bool goes_on = text.find("the next run goes on from there") != std::string::npos;
  if (!dump.empty() && !goes_on) {
    if (const std::string now = database_.dump(); now != dump)
      throw Wrong(what + " failed, and left something behind: " + text + "\n" +
                  first_difference(dump, now));
  }
  if (what == "upgrade") compare_rows(Places(original_.schema));
  ++counts_
        .why[what + " refused: " + (error.sqlstate().empty() ? "by its rows" : error.sqlstate())];
  return Outcome::refused;
}

void RoundTrip::compare_schema(const Places& places) {
  const std::string dump = database_.dump();
  if (dump == original_.dump && database_.dumps_by_program()) return;
  if (const std::string found = verified(database_, original_.schema); !found.empty())
    throw Wrong("verify after downgrade: " + found);
  if (dump != original_.dump && still_known(dump, places) != still_known(original_.dump, places)) {
    throw Wrong("the schema is another after downgrade:\n" +
                first_difference(original_.dump, dump));
  }
}

// What is another was announced.
void RoundTrip::compare_rows(const Places& places) {
  counts_.announced += places.announced().size();
  const AllRows now = database_.rows(original_.schema);
  for (const auto& [table, was] : original_.rows) {
    if (was.rows.empty()) continue;
    const TableRows& is = now.at(table);
    if (places.is_lost(table)) {
      ++counts_.lost;
      continue;
    }
    std::vector<std::string> columns;
    for (const std::string& column : was.columns) {
      if (!places.is_lost(table, column)) {
        columns.push_back(column);
      } else if (picked(was, {column}) != picked(is, {column})) {
        ++counts_.lost;
      }
    }
    if (was.rows.size() != is.rows.size())
      throw Wrong(to_string(table) + " has " + std::to_string(is.rows.size()) +
                  " rows after downgrade, and had " + std::to_string(was.rows.size()));
    const auto picked_was = picked(was, columns), picked_is = picked(is, columns);
    if (picked_was != picked_is) {
      std::string text = "other rows in " + to_string(table) + ":\n";
      for (std::size_t i = 0; i < picked_was.size(); ++i) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
          if (picked_was[i][c] != picked_is[i][c])
            text += columns[c] + ": " + picked_was[i][c] + " is " + picked_is[i][c] + "\n";
        }
      }
      throw Wrong(text);
    }
    ++counts_.tables;
  }
}

// The next row gets a number that no row has.
void RoundTrip::compare_counters(const Places& places) {
  const Counters now = database_.counters();
  for (const auto& [of, was] : original_.counters) {
    const auto& [table, column] = of;
    // limbeck's own tables are in no schema.
    if (!original_.rows.contains(table)) continue;
    if (places.is_lost(table) || places.is_lost(table, column)) continue;
    std::int64_t highest = 0;
    for (const auto& row : picked(original_.rows.at(table), {column}))
      highest = std::max<std::int64_t>(highest, std::atoll(row.at(0).c_str()));
    if (highest == 0) continue;  // no row has a number
    const auto is = now.find(of);
    if (is == now.end() || is->second < std::min(was, highest)) {
      throw Wrong("the numbers of " + to_string(table) + "." + column + " go on after " +
                  (is == now.end() ? "none" : std::to_string(is->second)) +
                  " after downgrade, and did after " + std::to_string(was));
    }
  }
}

}  // namespace limbeck::test
