#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

class Secret {
 public:
  explicit Secret(int value) : value_(value) {}
  int value() const { return value_; }

 private:
  int value_;
};

struct Inner {
  std::map<int, int> lookup;
};

struct Empty {};
struct Declared;
enum class Later : int;
enum class Text { a, b };
union Either {
  int a;
  float b;
};

struct [[limbeck::table("others")]] Other {
  int id;
};

struct [[limbeck::table("users"), limbeck::index(secret), limbeck::unique(big, id)]] User {
  int id;
  std::uint64_t big;
  long double wide;
  int* pointer;
  const int& reference;
  int plain_array[4];
  std::unique_ptr<int> owner;
  std::map<std::string, int> map;
  std::variant<int, std::string> variant;
  std::function<void()> function;
  std::wstring wide_text;
  wchar_t wide_char;
  std::array<int, 3> numbers;
  std::chrono::steady_clock::time_point ticks;
  Secret secret;
  Inner inner;
  Empty empty;
  Declared* declared;
  Later later;
  Either either;
  Other other;
  std::vector<Inner> rows;
  std::vector<Text> texts;
  std::optional<Secret> maybe;
  std::byte byte;
  void (*callback)(int);
  int User::* member;
};
