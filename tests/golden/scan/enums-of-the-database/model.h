// enum_type makes a database enum; each is one type however many columns have it.
#pragma once

#include <optional>

namespace shop {

enum class [[limbeck::enum_type("order_status", comment = "where an order is")]] OrderStatus {
  fresh [[limbeck::value("new")]],
  in_progress [[limbeck::value("in-progress"), limbeck::renamed_from("working")]],
  done,
};

enum class [[limbeck::enum_type(schema = "shop")]] PaymentKind { card, cash = 7, invoice };

// No column has it: functions and domains may.
enum class [[limbeck::enum_type]] Mood { good, bad };

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] int id;
  OrderStatus status = OrderStatus::fresh;
  std::optional<OrderStatus> previous_status;
  PaymentKind payment = PaymentKind::invoice;
};

}  // namespace shop
