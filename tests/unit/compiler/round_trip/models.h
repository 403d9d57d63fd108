// Models with all that SQLite can hold: what autogenerate writes for them must replay to exactly
// them.
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

enum class [[limbeck::enum_type("order_status")]] Status{open, paid};

struct [[limbeck::table("users", comment = "people"), limbeck::index(name, desc(age)),
         limbeck::index("lower(email)", unique, name = "ix_users_lower_email"),
         limbeck::check("age >= 0 AND name <> ''")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique, limbeck::length(320)]] std::string email;
  std::string name = "it's \"new\"\\";
  std::optional<std::int16_t> age;
  [[limbeck::comment("in two\nlines")]] double score = 0.5;
  bool is_active = true;
  [[limbeck::precision(10, 2), limbeck::type("numeric(10,2)")]] std::string price;
  [[limbeck::generated("age + 1", stored)]] std::int32_t next_age;
  std::vector<std::byte> photo;
  std::array<std::byte, 16> token;
  [[limbeck::default_sql("now()")]] std::chrono::sys_time<std::chrono::microseconds> created_at;
  std::optional<std::chrono::year_month_day> born;
  [[limbeck::type(postgresql = "inet", sqlite = "TEXT", mysql = "varbinary(16)",
                  mariadb = "inet6")]] std::string address;
};

struct [[limbeck::table("orders"), limbeck::primary_key(user_id, number)]] Order {
  [[limbeck::references(User::id, on_delete = cascade)]] std::int64_t user_id;
  std::int32_t number;
  Status status = Status::open;
  [[limbeck::index]] std::optional<std::string> note;
};
