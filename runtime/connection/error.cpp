#include "limbeck/error.h"

#include "migrations/text/shown.h"

namespace limbeck {

Error::Error(Code code, const std::string& message)
    : std::runtime_error(shown(message)), code_(code) {}

}  // namespace limbeck
