#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "customer.h"
#include "track.h"
#include "types.h"

namespace chinook {

struct [[limbeck::table("Invoice"),
         limbeck::index(customer_id, name = "IFK_InvoiceCustomerId")]] Invoice {
  [[limbeck::primary_key, limbeck::column("InvoiceId")]] std::int32_t id;
  [[limbeck::column("CustomerId"), limbeck::references(Customer::id)]] std::int32_t customer_id;
  [[limbeck::column("InvoiceDate")]] WallTime date;
  [[limbeck::column("BillingAddress"), limbeck::length(70)]] std::optional<std::string>
      billing_address;
  [[limbeck::column("BillingCity"), limbeck::length(40)]] std::optional<std::string> billing_city;
  [[limbeck::column("BillingState"), limbeck::length(40)]] std::optional<std::string> billing_state;
  [[limbeck::column("BillingCountry"), limbeck::length(40)]] std::optional<std::string>
      billing_country;
  [[limbeck::column("BillingPostalCode"), limbeck::length(10)]] std::optional<std::string>
      billing_postal_code;
  [[limbeck::column("Total")]] Money total;
};

struct [[limbeck::table("InvoiceLine"),
         limbeck::index(invoice_id, name = "IFK_InvoiceLineInvoiceId"),
         limbeck::index(track_id, name = "IFK_InvoiceLineTrackId")]] InvoiceLine {
  [[limbeck::primary_key, limbeck::column("InvoiceLineId")]] std::int32_t id;
  [[limbeck::column("InvoiceId"), limbeck::references(Invoice::id)]] std::int32_t invoice_id;
  [[limbeck::column("TrackId"), limbeck::references(Track::id)]] std::int32_t track_id;
  [[limbeck::column("UnitPrice")]] Money unit_price;
  [[limbeck::column("Quantity")]] std::int32_t quantity;
};

}  // namespace chinook
