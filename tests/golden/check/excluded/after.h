#include <cstdint>
#include <string>

enum class [[limbeck::enum_type("tmp_mood")]] Mood { good, bad };

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  Mood mood;
};

struct [[limbeck::table("tmp_import")]] Import {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("log", schema = "audit")]] Log {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("lines", schema = "shop")]] Line {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("Tmp_kept", schema = "shop")]] Kept {
  [[limbeck::primary_key]] std::int64_t id;
};
