#pragma once

#include <pqxx/pqxx>
#include <string>

namespace dispatch {

/// Puts a job at the end of a queue, which it makes if there is none of that name.
long long submit(pqxx::connection& database, const std::string& queue, const std::string& payload);

/// Takes the next job that is due and runs it. Any number of processes may do so at once. False if
/// there was none.
bool work(pqxx::connection& database);

/// How many jobs of each state there are, a line each.
std::string summary(pqxx::connection& database);

}  // namespace dispatch
