#include "compiler/limbeckc/filter_options.h"

#include "compiler/limbeckc/session.h"

namespace limbeck::compiler {

void add_filter_options(CLI::App& command, schema::Filter& filter) {
  command
      .add_option("--exclude-tables", filter.exclude,
                  "A pattern for tables of the database that are somebody else's")
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
  for (const std::string& pattern : filter.exclude) {
    if (const auto problem = schema::problem_of_name_pattern(pattern))
      throw Failure("EXCLUDE_TABLES: the pattern '" + pattern + "' " + *problem, exit_usage);
  }
  for (const std::string& pattern : filter.schemas) {
    if (const auto problem = schema::problem_of_schema_pattern(pattern))
      throw Failure("INCLUDE_SCHEMAS: the pattern '" + pattern + "' " + *problem, exit_usage);
  }
}

}  // namespace limbeck::compiler
