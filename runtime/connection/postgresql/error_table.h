// What PostgreSQL, its poolers and libpq say that stops limbeck, and what to do about it. The one
// place that says so: the errors' next steps and the table in docs/errors.md are made from it.
#pragma once

#include <span>

#include "runtime/connection/next_step.h"

/// X(code, words, what it means for limbeck, what to do, whether the next run may go better): the
/// first row whose code the SQLSTATE begins with and whose words the message has. Where a session
/// or a try to connect ends, libpq says the server's words alone: then the words find the row and
/// its code. (PostgreSQL, "PostgreSQL Error Codes"; PgBouncer's words are in its source.)
#define LIMBECK_POSTGRESQL_ERRORS(X)                                                               \
  X("08P01", "query_wait_timeout", "PgBouncer had no session of the server's free in time",        \
    "the pool is used up: raise PgBouncer's pool_size (a migration needs two sessions) or its "    \
    "query_wait_timeout, or give the migration a direct connection",                               \
    true)                                                                                          \
  X("08P01", "statement pooling mode", "the pooler hands out sessions by the statement",           \
    "limbeck needs transactions: use a pool with pool_mode = transaction or session, or a direct " \
    "connection",                                                                                  \
    false)                                                                                         \
  X("28P01", "password authentication failed", "the password is not the role's",                   \
    "correct it in the URL, PGPASSWORD or ~/.pgpass; ALTER ROLE … PASSWORD sets another", false)   \
  X("28000", "pg_hba.conf", "the server accepts no connection from this host for this role",       \
    "add a line for this host, role and database to the server's pg_hba.conf, or connect as it "   \
    "asks (sslmode, another role)",                                                                \
    false)                                                                                         \
  X("28000", "is not permitted to log in", "the role is one for rights only",                      \
    "connect as a role with LOGIN, and take this one with --role (MigrateOptions::role)", false)   \
  X("53300", "too many", "all of the server's, the role's or the database's connections are used", \
    "wait, or end some: SELECT * FROM pg_stat_activity lists them; a pooler or a larger "          \
    "max_connections (ALTER ROLE/DATABASE … CONNECTION LIMIT) makes room",                         \
    true)                                                                                          \
  X("53300", "connection slots are reserved",                                                      \
    "all connections are used but those kept for administrators",                                  \
    "wait, or end some: SELECT * FROM pg_stat_activity lists them; a pooler or a larger "          \
    "max_connections makes room",                                                                  \
    true)                                                                                          \
  X("28000", "role \"", "there is no such role",                                                   \
    "correct the user in the URL (without one it is the system's user), or CREATE ROLE … LOGIN",   \
    false)                                                                                         \
  X("55000", "not currently accepting connections", "the database does not allow connections",     \
    "ALTER DATABASE … ALLOW_CONNECTIONS true opens it", false)                                     \
  X("57P03", "the database system is", "the server is starting, stopping or recovering",           \
    "wait until it is up; the next run goes on from there", true)                                  \
  X("57P01", "administrator command",                                                              \
    "an administrator ended the session, or the server is stopping",                               \
    "run it again: what was committed stays, the rest was rolled back", true)                      \
  X("57P02", "crash of another server process", "a process of the server's crashed",               \
    "the server restarts by itself; look at its log, and run it again", true)                      \
  X("57P05", "idle-session timeout", "idle_session_timeout ended the session",                     \
    "limbeck sets it to 0 in its own sessions: leave it so in revisions", true)                    \
  X("25P03", "idle-in-transaction timeout",                                                        \
    "idle_in_transaction_session_timeout ended the session while a data migration computed",       \
    "limbeck sets it to 0 in its own sessions: leave it so in revisions", false)                   \
  X("25P04", "transaction timeout", "transaction_timeout ended the session",                       \
    "limbeck sets it to 0 in its own sessions: leave it so in revisions", false)                   \
  X("40001", "conflict with recovery", "a standby ended the query to go on with recovery",         \
    "run it again, better on the primary", true)                                                   \
  X("3D000", "does not exist", "there is no such database",                                        \
    "correct its name in the URL, or CREATE DATABASE", false)                                      \
  X("3D000", "no such database", "the pooler has no such database",                                \
    "correct its name in the URL, or add it to the [databases] of pgbouncer.ini", false)           \
  X("08", "", "the server cannot be reached, or the connection was lost",                          \
    "look whether the server runs and can be reached there; the next run looks where the "         \
    "database is, and goes on from there",                                                         \
    true)                                                                                          \
  X("25006", "standby", "the server is a standby, which is read-only",                             \
    "connect to the primary; with several hosts in the URL, target_session_attrs=read-write "      \
    "finds it",                                                                                    \
    false)                                                                                         \
  X("25006", "", "the session is read-only, as the database or the role is set so",                \
    "default_transaction_read_only is on: unset it with ALTER DATABASE, ALTER "                    \
    "ROLE or ALTER SYSTEM … RESET default_transaction_read_only, or connect to the primary if "  \
    "this is a standby",                                                                           \
    false)                                                                                         \
  X("0A000", "serializable mode in a hot standby",                                                 \
    "default_transaction_isolation is serializable, which a standby does not have",                \
    "connect to the primary, or add "                                                              \
    "options=-c%20default_transaction_isolation%3Drepeatable%5C%20read "                           \
    "to the URL",                                                                                  \
    false)                                                                                         \
  X("42501", "", "the role has no right to what the message names",                                \
    "GRANT it (USAGE and CREATE on a schema, SELECT, INSERT, UPDATE and DELETE on a table; only "  \
    "an "                                                                                          \
    "owner may alter or drop), or migrate as the owner with --role (MigrateOptions::role)",        \
    false)                                                                                         \
  X("3F000", "", "the schema is not there",                                                        \
    "CREATE SCHEMA it, or name another with --search-path or --version-table-schema", false)       \
  X("42P01", "", "a table that the history made is not in the database",                           \
    "`verify` names what the database has otherwise than its history says; look at search_path, "  \
    "too",                                                                                         \
    false)                                                                                         \
  X("42703", "", "a column that the history made is not in the database",                          \
    "`verify` names what the database has otherwise than its history says", false)                 \
  X("42P07", "", "the database has a table or index that a revision makes",                        \
    "where its version table was lost, or it was made without limbeck, `stamp REVISION` says at "  \
    "which revision it is; `verify` names the differences",                                        \
    false)                                                                                         \
  X("42701", "", "the database has a column that a revision makes",                                \
    "where it was made without limbeck, `stamp REVISION` says at which revision the database is; " \
    "`verify` names the differences",                                                              \
    false)                                                                                         \
  X("42710", "", "the database has a type, constraint or trigger that a revision makes",           \
    "where its version table was lost, or it was made without limbeck, `stamp REVISION` says at "  \
    "which revision it is; `verify` names the differences",                                        \
    false)                                                                                         \
  X("42P06", "", "the database has a schema that a revision makes",                                \
    "where its version table was lost, or it was made without limbeck, `stamp REVISION` says at "  \
    "which revision it is; `verify` names the differences",                                        \
    false)                                                                                         \
  X("53100", "", "the server's disk is full",                                                      \
    "make room on it, and run it again: what was committed stays, the rest was rolled back",       \
    false)                                                                                         \
  X("53200", "", "the server has no memory left, or no room for more locks",                       \
    "with 'out of shared memory' raise the server's max_locks_per_transaction, else give it more " \
    "memory or lower work_mem and maintenance_work_mem",                                           \
    false)                                                                                         \
  X("53300", "", "all connections are used",                                                       \
    "wait, or end some: SELECT * FROM pg_stat_activity lists them", true)                          \
  X("53400", "", "a limit of the server's configuration is reached, such as temp_file_limit",      \
    "raise what the message names, for the role that migrates", false)                             \
  X("55P03", "", "others have what is to be changed in use for longer than the lock timeout",      \
    "let them end, or end them; --table-lock-timeout and the role's lock_timeout say how long is " \
    "waited",                                                                                      \
    true)                                                                                          \
  X("40P01", "", "two sessions waited for each other",                                             \
    "run it again; where it comes back, migrate while the others rest", true)                      \
  X("40001", "", "another transaction changed the same rows",                                      \
    "run it again; where it comes back, migrate while the others rest", true)                      \
  X("55006", "pending trigger events", "rows changed before have checks that wait for the commit", \
    "say op.execute(\"SET CONSTRAINTS ALL IMMEDIATE\") between the two, or make two revisions",    \
    false)                                                                                         \
  X("55006", "", "others have the object open",                                                    \
    "end the sessions that use it: SELECT * FROM pg_stat_activity lists them", false)              \
  X("57014", "", "a statement timeout or an administrator cancelled the statement",                \
    "--statement-timeout says how long a statement may take; without it the role's, the "          \
    "database's and the server's statement_timeout do",                                            \
    false)                                                                                         \
  X("22021", "", "a text has bytes that are no characters",                                        \
    "write the revision's file, and what a data migration sends, in UTF-8 and without NUL", false) \
  X("22P05", "", "the database's encoding does not have a character of the text",                  \
    "leave the character out, or move to a database with ENCODING 'UTF8'", false)

namespace limbeck::connection {

#define LIMBECK_NEXT_STEP(code, words, means, step, retry) {code, words, step, retry},
inline constexpr NextStep postgresql_next_steps[] = {LIMBECK_POSTGRESQL_ERRORS(LIMBECK_NEXT_STEP)};
#undef LIMBECK_NEXT_STEP

}  // namespace limbeck::connection
