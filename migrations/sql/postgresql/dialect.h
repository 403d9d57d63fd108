// The parts of the dialect, put together in render.cpp.
#pragma once

#include "migrations/sql/postgresql/postgresql.h"

namespace limbeck::sql::postgresql {

Script render(const std::vector<operations::Operation>& operations, const schema::Schema& before);
Script render_and_apply(const std::vector<operations::Operation>& operations,
                        operations::Applier& applier);
std::vector<Finding> refuse(const schema::Schema& schema);
schema::Schema lower(const schema::Schema& schema);

}  // namespace limbeck::sql::postgresql
