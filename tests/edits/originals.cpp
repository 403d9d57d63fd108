#include "tests/edits/originals.h"

#include <algorithm>
#include <iostream>

#include "migrations/diff/diff.h"
#include "tests/edits/fill.h"
#include "tests/edits/histories.h"

namespace limbeck::test {

Originals::Originals(EditedDatabase& database, const std::filesystem::path& schemas,
                     std::size_t most, std::uint64_t rows_seed, const std::filesystem::path& folder)
    : database_(database), rows_seed_(rows_seed) {
  std::vector<std::string> entries = database.entries();
  if (entries.size() > most) entries.resize(most);
  for (const std::string& entry : entries)
    read(entry, schemas / std::string(database.dialect_name()) / entry / "schema.sql");
  compile(folder);
  std::erase_if(originals_, [&](Original& original) {
    try {
      prepare(original);
      return false;
    } catch (const std::exception& why) {
      const auto may = database.may_be_left_out();
      if (std::find(may.begin(), may.end(), original.entry) == may.end()) throw;
      std::cout << original.entry << ": left out: " << why.what() << "\n";
      return true;
    }
  });
}

ManifestEntry Originals::first_revision(const Original& original) const {
  return entry_of(original.id, compiled_->revision(original.id));
}

void Originals::read(const std::string& entry, const std::filesystem::path& script) {
  database_.load(entry, script);
  Original original{.entry = entry, .id = "original" + entry};
  std::erase(original.id, '_');
  original.schema = database_.introspect();
  originals_.push_back(std::move(original));
  database_.keep(entry);
}

void Originals::compile(const std::filesystem::path& folder) {
  std::vector<std::string> sources;
  for (const Original& original : originals_) {
    sources.push_back(source_of({.id = original.id,
                                 .revises = {},
                                 .operations = diff::diff({}, original.schema),
                                 .before = {}}));
  }
  compiled_.emplace(sources, folder, "originals");
  for (Original& original : originals_) {
    const std::vector<ManifestEntry> entries{first_revision(original)};
    std::string_view head;
    original.schema = replayed(manifest_of(entries, head));
  }
}

// Stamped, verified, and with rows in it.
void Originals::prepare(Original& original) {
  database_.reopen(original.entry);
  const std::vector<ManifestEntry> entries{first_revision(original)};
  std::string_view head;
  database_.migrator(manifest_of(entries, head)).stamp("head");
  bool made_again = false;
  const std::string found = verified(database_, original.schema);
  if (!found.empty() || database_.differs_in_form()) {
    // What no revision says (SQLite's keys that may be NULL, types that limbeck does not know …)
    // is not in a database that its first revision makes.
    made_again = true;
    database_.load(original.entry, {});
    try {
      database_.migrator(manifest_of(entries, head)).upgrade();
    } catch (const Error& error) {
      throw Wrong(original.entry + ": " + error.what() + "\nand as published: " + found);
    }
    if (const std::string still = verified(database_, original.schema); !still.empty())
      throw Wrong(original.entry + ": verify: " + still + "and as published: " + found);
  }
  original.left_out = database_.left_out();
  Random random(rows_seed_);
  const std::size_t rows = fill(random, database_, original.schema);
  original.rows = database_.rows(original.schema);
  original.counters = database_.counters();
  original.dump = database_.dump();
  const auto is_part = [](const schema::Table& table) { return table.partition_of.has_value(); };
  const auto& tables = original.schema.tables;
  const auto parts = std::count_if(tables.begin(), tables.end(), is_part);
  std::size_t with_rows = 0;
  for (const auto& [table, found_rows] : original.rows)
    with_rows += found_rows.rows.empty() ? 0 : 1;
  std::cout << original.entry << ": " << tables.size() << " tables, " << parts
            << " of them partitions; " << with_rows << " others with " << rows << " rows, "
            << original.left_out.tables.size() << " tables and "
            << original.left_out.functions.size() << " functions left out of the edits"
            << (made_again ? "; made again from what was read\n" : "; as published\n");
  database_.keep(original.entry);
}

}  // namespace limbeck::test
