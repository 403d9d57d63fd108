#include "tests/unit/runtime/support/locales.h"

#include <sys/stat.h>

#include <cstdlib>
#include <string>

#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test {

bool make_locales() {
  static const TemporaryDirectory directory;
  static const bool made = [] {
    // The server has a user of its own.
    ::chmod(directory.path().c_str(), 0755);
    for (const std::string name : {"de_DE", "ja_JP"}) {
      const std::string path = (directory.path() / (name + ".UTF-8")).string();
      const std::string command =
          "localedef -i " + name + " -f UTF-8 '" + path + "' > /dev/null 2>&1";
      if (std::system(command.c_str()) != 0) return false;  // NOLINT(cert-env33-c)
    }
    ::setenv("LOCPATH", directory.path().c_str(), 1);
    return true;
  }();
  return made;
}

}  // namespace limbeck::test
