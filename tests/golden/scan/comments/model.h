// With --comments doc comments become the database's; others never do.
#pragma once

#include <string>

/// People who can sign in.
/// One row a person.
struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] int id;  ///< Never reused.
  /** Where we write to. */
  std::string email;
  // Not for the database.
  std::string note;
  /// Overruled by the attribute.
  [[limbeck::comment("As shown to others.")]] std::string name;
  /// Of the user's own making.
  [[limbeck::default_sql("'{}'")]] std::string settings;
  int plain() const { return id; }
  [[limbeck::check("a <> '\\\"};'")]] std::string a;
  /// Read although a raw text ends with more.
  [[limbeck::default_sql(R"x('";#)')x")]] std::string b;
};

/// How loud.
enum class [[limbeck::enum_type("volume")]] Volume { low, high };

struct [[limbeck::table("radios", comment = "from the attribute")]] Radio {
  Volume volume;
};
