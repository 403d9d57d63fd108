#pragma once
#include <cstdint>
using Identifier = std::int64_t;
