#include "compiler/limbeckc/command_options.h"

#include "compiler/limbeckc/session.h"

namespace limbeck::compiler {

void add_filter_options(CLI::App& command, schema::Filter& filter) {
  command
      .add_option("--exclude-tables", filter.exclude,
                  "A pattern for tables of the database that belong to other programs")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  command
      .add_option("--include-schemas", filter.schemas,
                  "A pattern for the database's schemas that are looked at")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
}

void refuse_bad_patterns(const schema::Filter& filter) {
  if (const auto problem = filter.problem("EXCLUDE_TABLES", "INCLUDE_SCHEMAS"))
    throw Failure(*problem, exit_usage);
}

}  // namespace limbeck::compiler
