// The tables of fields of all structs (see fields.h).
#pragma once

#include "migrations/schema/schema.h"
#include "migrations/schema/table_fields.h"
