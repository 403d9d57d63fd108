// The settings of PostgreSQL that change what a statement means, which value it writes or how a
// value is printed, and what limbeck does about each. The one place that says so: the driver's
// sessions, the scripts for psql and the table in docs/postgresql-launch.md are made from it.
#pragma once

/// X(name, value, why): limbeck's sessions and scripts set it. A revision may set another value,
/// which ends with it.
#define LIMBECK_PINNED_SETTINGS(X)                                                                \
  X(bytea_output, "hex", "how `bytea` is printed, which data migrations read")                    \
  X(extra_float_digits, "3",                                                                      \
    "fewer digits than a `real` or `double precision` has are another number")                    \
  X(DateStyle, "'ISO, MDY'", "how dates are printed, and whether `'03/04/2026'` is in March")     \
  X(IntervalStyle, "postgres", "how intervals are printed, and which parts of one a sign is for") \
  X(TimeZone, "'UTC'",                                                                            \
    "what a time without a zone means where one is asked for, and `current_date`")                \
  X(timezone_abbreviations, "'Default'", "what `EST` and the like mean in a time")                \
  X(lc_numeric, "'C'", "`to_number` and `to_char` with `D` and `G`")                              \
  X(lc_time, "'C'", "`to_char` and `to_date` with `TM`")                                          \
  X(xmloption, "content", "whether a text is read as XML content or as a document")               \
  X(xmlbinary, "base64", "how `bytea` is written in XML")                                         \
  X(standard_conforming_strings, "on", "whether a backslash in `'…'` is one")                     \
  X(backslash_quote, "safe_encoding", "whether `\\'` is a quote in `E'…'`")                       \
  X(array_nulls, "on", "whether `NULL` in the text of an array is one")                           \
  X(transform_null_equals, "off", "whether `= NULL` means `IS NULL`")                             \
  X(client_encoding, "'UTF8'", "what the bytes of SQL and of values stand for")                   \
  X(client_min_messages, "warning", "notices are nobody's")                                       \
  X(quote_all_identifiers, "off", "how the server writes names, which `verify` compares")         \
  X(check_function_bodies, "on", "whether a function's body is checked when it is made")          \
  X(row_security, "off", "rows that a policy hides are an error, and not left as they were")      \
  X(synchronize_seqscans, "off", "the order of rows that nobody ordered")                         \
  X(gin_fuzzy_search_limit, "0", "an index that leaves out rows")                                 \
  X(idle_in_transaction_session_timeout, "0", "a data migration that computes is not idle")

/// X(name, what limbeck does, why)
#define LIMBECK_OTHER_SETTINGS(X)                                                              \
  X(lc_monetary, "pinned to `C` where that has as many decimal places",                        \
    "how `money` is read and printed; with other places, as in yen, stored values would mean " \
    "others")                                                                                  \
  X(idle_session_timeout, "pinned to 0 where the server has it",                               \
    "a data migration that computes is not idle")                                              \
  X(transaction_timeout, "pinned to 0 where the server has it",                                \
    "a revision takes the time it takes, and a data migration may compute in it")              \
  X(session_replication_role, "refused: `replica`",                                            \
    "foreign keys and triggers would be passed over, and only a superuser can set it back")    \
  X(search_path, "as it is, or as `--search-path` says",                                       \
    "says where names without a schema are, on purpose")                                       \
  X(default_transaction_isolation, "as it is",                                                 \
    "right with each; what cannot be serialised is tried again")                               \
  X(default_transaction_read_only, "as it is",                                                 \
    "the database is meant to be read only, so the first write is an error")                   \
  X(default_transaction_deferrable, "as it is", "is for transactions that only read")          \
  X(statement_timeout, "as it is, or as `--statement-timeout` says",                           \
    "a statement that takes longer is an error, and rolled back")                              \
  X(lock_timeout, "as it is, or as `--table-lock-timeout` says", "the same")                   \
  X(default_tablespace, "as it is",                                                            \
    "where files are is the server's owner's to say; `temp_tablespaces` too")                  \
  X(default_table_access_method, "as it is", "the same; and `default_toast_compression`")      \
  X(default_text_search_config, "as it is",                                                    \
    "`to_tsvector` with one argument means what it means to the application")                  \
  X(escape_string_warning, "as it is", "warns only")                                           \
  X(default_with_oids, "as it is", "has had no effect since PostgreSQL 12")                    \
  X(lc_messages, "as it is", "errors are known by their SQLSTATE")

namespace limbeck::connection {

#define LIMBECK_SET(name, value, why) "SET " #name " = " value "; "
#define LIMBECK_SET_LOCAL(name, value, why) "SET LOCAL " #name " = " value "; "
#define LIMBECK_SET_LINE(name, value, why) "SET " #name " = " value ";\n"
inline constexpr const char* set_pinned = LIMBECK_PINNED_SETTINGS(LIMBECK_SET);
inline constexpr const char* set_pinned_local = LIMBECK_PINNED_SETTINGS(LIMBECK_SET_LOCAL);
inline constexpr const char* set_pinned_lines = LIMBECK_PINNED_SETTINGS(LIMBECK_SET_LINE);
#undef LIMBECK_SET
#undef LIMBECK_SET_LOCAL
#undef LIMBECK_SET_LINE

/// Those of them that a transaction pooler keeps for each of its clients: PgBouncer's are those
/// that the server reports (track_extra_parameters in its manual).
inline constexpr const char* set_kept_by_poolers =
    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET standard_conforming_strings = on; "
    "SET client_encoding = 'UTF8'";

// Those that only some databases and servers have another value for. `is_local`: true or false.
#define LIMBECK_SET_WHERE_IT_CAN_BE(is_local)                                        \
  "SELECT set_config('lc_monetary', CASE WHEN scale(1::money::numeric) = 2 THEN 'C'" \
  " ELSE current_setting('lc_monetary') END, " is_local                              \
  ") AS limbeck_money,"                                                              \
  " CASE WHEN current_setting('idle_session_timeout', true) IS NOT NULL"             \
  " THEN set_config('idle_session_timeout', '0', " is_local                          \
  ") END AS limbeck_idle,"                                                           \
  " CASE WHEN current_setting('transaction_timeout', true) IS NOT NULL"              \
  " THEN set_config('transaction_timeout', '0', " is_local ") END AS limbeck_time"
inline constexpr const char* set_where_it_can_be = LIMBECK_SET_WHERE_IT_CAN_BE("false");
inline constexpr const char* set_where_it_can_be_local = LIMBECK_SET_WHERE_IT_CAN_BE("true");
#undef LIMBECK_SET_WHERE_IT_CAN_BE

/// A condition: foreign keys and triggers are what they are.
inline constexpr const char* keys_are_enforced =
    "current_setting('session_replication_role') <> 'replica'";
inline constexpr const char* keys_are_not_enforced =
    "session_replication_role is 'replica' here, so that foreign keys and triggers would be passed "
    "over; the role that set it takes it back with ALTER ROLE or ALTER DATABASE … RESET "
    "session_replication_role";

}  // namespace limbeck::connection
