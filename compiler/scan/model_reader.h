// The parsed models → Model: the steps of the reading, in their order.
#pragma once

#include "compiler/scan/reading.h"

namespace limbeck::compiler {

Model read_model(const Reading& reading);

}  // namespace limbeck::compiler
