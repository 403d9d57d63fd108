// What SQLite says that stops limbeck, and what to do about it. The one place that says so: the
// errors' next steps and the table in docs/errors.md are made from it.
#pragma once

#include "runtime/connection/next_step.h"

/// X(code, words, what it means for limbeck, what to do, whether the next run may go better): the
/// first row whose code the extended result code begins with and whose words the message has.
/// (SQLite, "Result and Error Codes".)
#define LIMBECK_SQLITE_ERRORS(X)                                                                   \
  X("SQLITE_NOTADB", "", "the file is no SQLite database, or an encrypted one",                    \
    "correct the path; an encrypted database is opened by the application, which gives limbeck "   \
    "its "                                                                                         \
    "connection",                                                                                  \
    false)                                                                                         \
  X("SQLITE_READONLY_DIRECTORY", "", "no journal can be made beside the database",                 \
    "SQLite makes a journal beside the database, so its directory must be writable for this "      \
    "process",                                                                                     \
    false)                                                                                         \
  X("SQLITE_READONLY_DBMOVED", "", "the file was moved, deleted or replaced while it was open",    \
    "look what is at the path now, and run it again", true)                                        \
  X("SQLITE_READONLY", "", "the database may only be read",                                        \
    "let this process write the file and its directory, and open it without mode=ro", false)       \
  X("SQLITE_FULL", "", "the disk is full, or max_page_count is reached",                           \
    "make room, and run it again: what was committed stays, the rest was rolled back", false)      \
  X("SQLITE_CORRUPT", "", "the file is damaged",                                                   \
    "keep a copy; restore a backup, or get the rows out with the sqlite3 shell's .recover", false) \
  X("SQLITE_CANTOPEN", "", "the file, or its journal, cannot be opened",                           \
    "correct the path; SQLite makes a journal beside the database, so its directory must be "      \
    "there "                                                                                       \
    "and be writable for this process",                                                            \
    false)                                                                                         \
  X("SQLITE_IOERR", "", "the system failed to read or write the file",                             \
    "look at the disk and the system's log; network file systems fail so, too", false)             \
  X("SQLITE_BUSY", "", "another connection has the database locked",                               \
    "let it end; --lock-timeout says how long is waited", true)                                    \
  X("SQLITE_LOCKED", "", "another statement of this connection, or of its shared cache, is open",  \
    "end the application's statements on this connection before migrating", true)                  \
  X("SQLITE_PERM", "", "the system does not let this process have the file so",                    \
    "let this process read and write the file", false)                                             \
  X("SQLITE_AUTH", "", "the application's authorizer has refused the statement",                   \
    "take sqlite3_set_authorizer's callback off while migrating, or let it allow this", false)     \
  X("SQLITE_TOOBIG", "", "a text or blob is longer than SQLite's limit",                           \
    "raise it (sqlite3_limit, SQLITE_MAX_LENGTH), or make the value smaller", false)               \
  X("SQLITE_NOLFS", "", "the file system does not have files as large as that",                    \
    "move the database to a file system with large files", false)                                  \
  X("SQLITE_SCHEMA", "", "the schema changed repeatedly while a statement was prepared",           \
    "run it again when no other program changes the schema", true)                                 \
  X("SQLITE_NOMEM", "", "the process has no memory left",                                          \
    "give it more (or raise sqlite3_hard_heap_limit64), and run it again", false)                  \
  X("SQLITE_INTERRUPT", "", "the application broke the statement off with sqlite3_interrupt",      \
    "run it again: the revision was rolled back", false)                                           \
  X("SQLITE_ERROR", "no such column", "a column that the history made is not in the database",     \
    "`verify` names what the database has otherwise than its history says", false)                 \
  X("SQLITE_ERROR", "no such table", "a table that the history made is not in the database",       \
    "`verify` names what the database has otherwise than its history says", false)                 \
  X("SQLITE_ERROR", "already exists", "the database has a table or index that a revision makes",   \
    "where its version table was lost, or it was made without limbeck, `stamp REVISION` says at "  \
    "which revision it is; `verify` names the differences",                                        \
    false)                                                                                         \
  X("SQLITE_ERROR", "duplicate column name", "the database has a column that a revision makes",    \
    "where it was made without limbeck, `stamp REVISION` says at which revision the database is; " \
    "`verify` names the differences",                                                              \
    false)

namespace limbeck::connection {

#define LIMBECK_NEXT_STEP(code, words, means, step, retry) {code, words, step, retry},
inline constexpr NextStep sqlite_next_steps[] = {LIMBECK_SQLITE_ERRORS(LIMBECK_NEXT_STEP)};
#undef LIMBECK_NEXT_STEP

}  // namespace limbeck::connection
