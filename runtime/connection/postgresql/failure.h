// libpqxx's exceptions as limbeck::Error.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "limbeck/error.h"

namespace limbeck::connection {

/// What the server says of a failure, in its parts: `ERROR:  …`, `DETAIL:  …`, `HINT:  …`.
struct ServerMessage {
  std::string message, detail, hint;
};
ServerMessage parse_message(std::string_view text);

/// Runs `work`, which connects; what libpqxx throws becomes an Error of `place`.
void connected(const std::string& place, const std::function<void()>& work);

/// Runs `work` on a connection; what libpqxx throws becomes an Error with `sql` as its statement.
/// `place` names the database in messages about the connection.
void translated(std::string_view sql, const std::string& place, const std::function<void()>& work);

}  // namespace limbeck::connection
