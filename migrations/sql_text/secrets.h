// Secrets in SQL: what messages, plans and errors show of a statement.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::sql_text {

/// The statement with `'***'` for each text that may be a secret: one after a word that names
/// secrets
/// (`PASSWORD 'x'`, `IDENTIFIED BY 'x'`, `api_token => 'x'`, `PRAGMA key = 'x'`), and one that
/// holds a password itself (`CONNECTION 'host=db password=x'`, a URL with a password). A secret
/// that nothing names, such as a row's value, is not known to be one.
std::string hide_secrets(std::string_view sql);

}  // namespace limbeck::sql_text
