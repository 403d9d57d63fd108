// --sql: what a command would do as a script for the database's own shell, without a database.
#pragma once

#include "migrations/history/plan.h"
#include "runtime/deployer/context.h"

namespace limbeck::deployer {

int print_move(Context& context, history::Direction direction, std::string_view fallback);
int print_stamp(Context& context);
int print_ensure_version(Context& context);

/// Throws Error::Code::usage for options that only --sql has, and for a range, without it.
void refuse_without_sql(const Options& options);

}  // namespace limbeck::deployer
