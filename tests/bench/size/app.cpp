// An application, with limbeck and without.
#include <cstdio>
#include <map>
#include <string>
#include <vector>
#ifdef DIALECT
#include <limbeck/migrate.h>
extern const limbeck::Manifest size_history;
#endif

int main(int argc, char** argv) {
  std::map<std::string, std::vector<int>> arguments;
  for (int i = 0; i < argc; ++i) arguments[argv[i]].push_back(i);
#ifdef DIALECT
  try {
    limbeck::migrate(size_history, argv[argc - 1]);
  } catch (const limbeck::Error& error) {
    std::puts(error.what());
  }
#endif
  std::printf("%zu\n", arguments.size());
}
