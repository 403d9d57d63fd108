#include <limbeck/migrate.h>
#include <shop_migrations.h>

#include <iostream>

int main(int argc, char** argv) {
  const auto report = limbeck::migrate(shop_migrations, argc > 1 ? argv[1] : "sqlite:shop.db");
  std::cout << "applied " << report.applied.size() << '\n';
  for (const auto& head : report.heads) std::cout << "at " << head << '\n';
}
