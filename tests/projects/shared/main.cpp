#include <billing_migrations.h>
#include <limbeck/migrate.h>
#include <shop_migrations.h>

#include <iostream>

int main(int, char** argv) {
  for (const limbeck::Manifest* history : {&shop_migrations, &billing_migrations}) {
    std::cout << history->name << " applied " << limbeck::migrate(*history, argv[1]).applied.size()
              << "\n";
  }
}
