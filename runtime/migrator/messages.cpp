#include "runtime/migrator/messages.h"

#include <map>
#include <tuple>

#include "migrations/text/concat.h"
#include "migrations/text/shown.h"
#include "runtime/ledger/tables.h"

namespace limbeck::migrator {
namespace {

std::string heads_of(const Manifest& manifest) {
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < manifest.head_count; ++i) heads.emplace_back(manifest.heads[i]);
  if (heads.empty()) return "it is empty";
  return (heads.size() == 1 ? "its head is " : "its heads are ") + listed(heads);
}

std::string origin(const ledger::Entry& entry) {
  return concat({"on ", entry.started, " by ", entry.who,
                 entry.binary.empty() ? "" : " with " + entry.binary});
}

}  // namespace

std::string place_prefix(const schema::Location& location) {
  if (location.line == 0) return {};
  return concat({location.file, ":", std::to_string(location.line), ": "});
}

std::string revision_name(const ManifestEntry& entry) {
  std::string out(entry.id);
  if (!entry.revision->message.empty())
    out += concat({" \"", one_line(entry.revision->message), "\""});
  return out;
}

std::string listed(const std::vector<std::string>& items, std::size_t at_most) {
  std::string out;
  std::size_t shown = items.size() <= at_most ? items.size() : at_most;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  if (shown < items.size()) out += concat({" and ", std::to_string(items.size() - shown), " more"});
  return out;
}

Error unknown_revisions(const Manifest& manifest, const std::string& place,
                        const std::vector<std::string>& unknown,
                        const std::vector<std::string>& incompatible,
                        const std::vector<ledger::Entry>& entries) {
  std::string message =
      concat({"the database '", place, "' is at ", listed(unknown), ", which the history '",
              manifest.name, "' of this program does not have (", heads_of(manifest), ")."});
  const ledger::Entry* newest = nullptr;
  for (const std::string& id : unknown) {
    const ledger::Entry* entry = ledger::last_entry(entries, id);
    if (entry != nullptr && (newest == nullptr || entry->id > newest->id)) newest = entry;
  }
  if (newest != nullptr) {
    message += concat({"\n  ", newest->revision, " was applied ", origin(*newest), "."});
    if (!incompatible.empty()) {
      message +=
          concat({" Older programs cannot work with what ", listed(incompatible), " changed."});
    }
    message +=
        " This program is probably older than that one (an old build, or a roll-back), or was "
        "built "
        "from a branch without the revision: start the newer one, or let it downgrade the database "
        "first, or merge the branch."
        "\n  If the revision's file was removed or renamed, bring it back; a build that was not "
        "renewed"
        " after the file was added does not have it either. Where histories share a database, each "
        "needs its own VERSION_TABLE in CMake.";
  } else {
    message +=
        "\n  Either a newer program wrote that row, or one built from another branch or of another "
        "project, or the revision's file was removed or renamed, or this program was not rebuilt "
        "after it was added. Where histories share a database, each needs its own VERSION_TABLE "
        "in CMake."
        "\n  Start the program that has the revision, or, when sure that the schema is one that "
        "this history has,"
        " say which by 'stamp --purge REVISION'.";
  }
  return Error(Error::Code::history, message);
}

void throw_unresolved(const history::Unresolved& unresolved) {
  bool current = unresolved.reason == history::Unresolved::Reason::unknown_current;
  throw Error(current ? Error::Code::history : Error::Code::target, unresolved.message);
}

Error edited_revisions(const std::string& place, const std::vector<EditedRevision>& edited) {
  std::string message =
      concat({"revisions were changed after they were applied to '", place, "':"});
  std::string ids;
  for (const EditedRevision& item : edited) {
    schema::Location location{std::string(item.entry->file), item.entry->line, 0, 0};
    message += concat({"\n  ", place_prefix(location), revision_name(*item.entry),
                       ": applied with checksum ", item.applied.checksum, " (",
                       origin(item.applied), "), now ", item.entry->checksum});
    ids += " --accept-edited " + std::string(item.entry->id);
  }
  message +=
      "\n  Put the files back as they were applied and make the change in a new revision; or, "
      "where the change makes"
      " no difference to this database, accept it once:" +
      ids;
  return Error(Error::Code::history, message);
}

Error half_applied(const std::string& place, const ledger::Entry& half,
                   const ManifestEntry* known) {
  std::string message = concat({"the ", half.direction, " of revision ",
                                known == nullptr ? half.revision : revision_name(*known), " of '",
                                place, "' was interrupted (started ", origin(half), ") with ",
                                std::to_string(half.progress.value_or(0)),
                                " of its statements done, outside of a transaction. "});
  if (known == nullptr) {
    message += "This program does not have the revision; finish it with one that has.";
  } else if (half.checksum != known->checksum) {
    message += concat({"The revision was changed since (checksum ", half.checksum, ", now ",
                       known->checksum, "); put its file back as it was to finish it."});
  } else {
    message += concat({"Finish it first: '", half.direction, "' goes on where it stopped."});
  }
  message +=
      " To finish or undo it by hand, do so and then say by 'stamp REVISION' where the database "
      "is.";
  return Error(Error::Code::history, message);
}

Error half_applied_without_entry(const std::string& place) {
  return Error(
      Error::Code::history,
      concat({"the version table of '", place, "' has the row '", ledger::half_applied_row,
              "', but the history table does not say which revision is half applied. Find out "
              "how far the schema is, and say so by 'stamp REVISION'."}));
}

std::string half_applied_note(const ledger::Entry& half, const ManifestEntry* known) {
  return concat({"the ", half.direction, " of revision ",
                 known == nullptr ? half.revision : revision_name(*known),
                 " is under way, or was interrupted (started ", origin(half), "), with ",
                 std::to_string(half.progress.value_or(0)), " of its statements done"});
}

std::string describe(const std::vector<connection::ForeignKeyViolation>& violations) {
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::string>> by_key;
  for (const auto& violation : violations) {
    by_key[{violation.table, violation.columns, violation.parent}].push_back(violation.row);
  }
  std::string out;
  for (const auto& [key, rows] : by_key) {
    const auto& [table, columns, parent] = key;
    std::vector<std::string> named;
    for (const std::string& row : rows) {
      if (!row.empty()) named.push_back(row);
    }
    if (!out.empty()) out += "; ";
    out += concat({std::to_string(rows.size()), rows.size() == 1 ? " row of '" : " rows of '",
                   table, "' (", columns, ") without a row of '", parent, "'"});
    if (!named.empty()) out += ": rowid " + listed(named);
  }
  return out;
}

}  // namespace limbeck::migrator
