#pragma once

#include <cstdint>

struct [[limbeck::table("tenants")]] Tenant {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::table("members"),
         limbeck::primary_key(tenant_id, number, name = "members_key", deferrable, include(since)),
         limbeck::unique(number, include(since, tenant_id))]] Member {
  [[limbeck::references(Tenant::id)]] std::int64_t tenant_id;
  std::int64_t number;
  int since;
};
