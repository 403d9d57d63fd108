#include <shop_migrations.h>

#include <iostream>

int main() { std::cout << shop_migrations.size << " revisions\n"; }
