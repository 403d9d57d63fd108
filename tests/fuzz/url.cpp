// Database URLs: no text that is shown holds a piece of the password, whatever mistake is in it;
// and what was understood is understood as the same again.
//
// The input is a digit for the form, and a text for the password. Its letters are made into pieces
// that no message of limbeck's has in it, so that a piece that is shown is one of the password's.
#include <algorithm>
#include <exception>

#include "limbeck/error.h"
#include "runtime/connection/postgresql/conninfo.h"
#include "runtime/connection/url.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

namespace {

constexpr std::string_view piece = "Zq7";

std::string password_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out += letter ? std::string(piece) + c : std::string(1, c);
  }
  return out;
}

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    out += plain ? std::string(1, c) : std::string{'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

std::string given(char form, const std::string& password) {
  switch (form) {
    case '0':
      return "postgresql://app:" + password + "@db.example/shop";
    case '1':
      return "postgresql://app:" + encoded(password) + "@db.example/shop?sslmode=require";
    case '2':
      return "host=db.example password='" + escaped(password, "'\\") + "' dbname=shop";
    case '3':
      return "host=db.example password=" + escaped(password, "'\\ \t\r\n\f\v") + " dbname=shop";
    case '4':
      return "postgresql://app@db.example/shop?password=" + password;
    case '5':
      return "sqlite:shop.db?key=" + password;
    case '6':
      return "postgresql:app:" + password + "@db.example/shop";
    case '7':
      return "app:" + password + "@db.example/shop";
    case '8':
      return "//app:" + password + "@db.example/shop";
    case '9':
      return "oracle:app/" + password + "@db.example";
    case 'a':
      return "postgresql+psycopg2://app@server:" + password + "@db.example/shop";
    case 'b':
      return "host=db.example passwd=" + password;
    case 'c':
      return "'postgresql://app:" + password + "@db.example/shop'";
    case 'd':
      return "postgresql://app:" + password + "@[::1]:5432/shop";
    default:
      // Without an '@' a password may be a port and a database.
      return password.starts_with(piece) && password.find('@') == std::string::npos
                 ? "postgresql://app:" + password
                 : std::string();
  }
}

void hides(std::string_view shown, const std::string& url) {
  fuzz::require(shown.find(piece) == std::string_view::npos,
                "no message repeats a piece of a password", std::string(shown) + "\nof " + url);
}

void try_conninfo(const connection::Url& url, bool hide) {
  try {
    const connection::Conninfo read = connection::parse_conninfo(url.text);
    if (hide) {
      hides(read.place, url.text);
      for (const std::string& secret : read.secrets) {
        hides(read.without_secrets("could not connect with \"" + secret + "\""), url.text);
      }
    }
    // libpq has an order of its own for what limbeck adds.
    const connection::Conninfo again = connection::parse_conninfo(read.text);
    fuzz::require(again.place == read.place && again.secrets == read.secrets &&
                      connection::parse_conninfo(again.text).text == again.text,
                  "a conninfo is read as it was written", read.text + "\n" + again.text);
  } catch (const Error& error) {
    fuzz::require(error.code() == Error::Code::usage, "a URL that cannot be read is wrong usage");
    if (hide) hides(error.what(), url.text);
  }
}

void try_url(const std::string& text, bool hide) {
  connection::Url url;
  try {
    url = connection::parse_url(text);
  } catch (const Error& error) {
    fuzz::require(error.code() == Error::Code::usage,
                  "a URL that is not understood is wrong usage");
    if (hide) hides(error.what(), text);
    return;
  }
  if (hide) hides(url.shown, text);
  if (url.dialect == "postgresql") return try_conninfo(url, hide);
  if (url.dialect != "sqlite" || url.path.empty()) return;
  std::string path;
  for (const char c : url.path)
    path += c == '/' ? std::string("/") : encoded(std::string_view(&c, 1));
  const connection::Url again =
      connection::parse_url((path.starts_with('/') ? "sqlite:///" : "sqlite:") + path);
  fuzz::require(again.path == url.path || url.path.find(":memory:") == 0,
                "a path is read as it was written", url.path + "\n" + again.path);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest = fuzz::text_of(data + 1, size - 1);
  const char form = static_cast<char>(data[0]);
  if (form == 'u') {
    try_url(std::string(rest), false);
  } else {
    try_url(given(form, password_of(rest)), true);
  }
  return 0;
}
