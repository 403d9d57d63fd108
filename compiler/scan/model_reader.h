// Makes a Model of the parsed models, step by step.
#pragma once

#include "compiler/scan/reading.h"

namespace limbeck::compiler {

Model read_model(const Reading& reading);

}  // namespace limbeck::compiler
