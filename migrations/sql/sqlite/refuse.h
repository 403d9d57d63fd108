#pragma once

#include <vector>

#include "migrations/sql/dialect.h"

namespace limbeck::sql::sqlite {

std::vector<Finding> refuse(const schema::Schema& schema);

}  // namespace limbeck::sql::sqlite
