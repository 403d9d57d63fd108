#pragma once

#include <pqxx/pqxx>
#include <string>

namespace dispatch {

/// Adds a job to the end of a queue, and creates the queue if it does not exist.
long long submit(pqxx::connection& database, const std::string& queue, const std::string& payload);

/// Takes the next job that is due and runs it. Any number of processes may do so at once. False if
/// there was none.
bool work(pqxx::connection& database);

/// The number of jobs in each state, one in each line.
std::string summary(pqxx::connection& database);

}  // namespace dispatch
