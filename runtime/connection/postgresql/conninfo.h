// From the URLs that people write to what libpq takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::connection {

/// A PostgreSQL URL or keyword string that libpq's own parser has read.
struct Conninfo {
  /// Keywords for libpq, with the password: for libpq alone.
  std::string text;
  /// `app@db:5432/shop`: what messages call the database before it is connected.
  std::string place;
  /// Passwords, so that they can be taken out of what a library says.
  std::vector<std::string> secrets;

  /// More than one, of which the first that answers is taken.
  bool several_hosts = false;

  /// `text` with each secret in it replaced by `***`.
  std::string without_secrets(std::string_view text) const;
};

/// Reads a URL (SQLAlchemy's `postgresql+driver:` too) or a keyword string, with libpq's keywords
/// (PostgreSQL, "Connection Strings"). Adds what limbeck's sessions have unless the text says
/// otherwise: the client's encoding (UTF-8), a name to be seen by in pg_stat_activity, keepalives,
/// and a `connect_timeout` of 10 s a host, which PGCONNECT_TIMEOUT and a service replace. Options
/// that other drivers have in the place of libpq's are theirs (`ssl=require`).
///
/// Throws Error::Code::usage for what libpq cannot read, and for a URL whose password has
/// characters that are not encoded, so that its pieces would become a host, a port or a database.
/// The message says what kind of mistake it is and at which character, and never repeats any of the
/// text.
Conninfo parse_conninfo(std::string_view url);

}  // namespace limbeck::connection
