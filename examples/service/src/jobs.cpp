#include "jobs.h"

#include <cstdio>

namespace dispatch {

long long submit(pqxx::connection& database, const std::string& queue, const std::string& payload) {
  pqxx::work transaction(database);
  transaction.exec_params("INSERT INTO queues (name) VALUES ($1) ON CONFLICT (name) DO NOTHING",
                          queue);
  const pqxx::result job = transaction.exec_params(
      "INSERT INTO jobs (queue_id, payload) SELECT id, $2 FROM queues WHERE name = $1 RETURNING id",
      queue, payload);
  transaction.commit();
  return job[0][0].as<long long>();
}

bool work(pqxx::connection& database) {
  pqxx::work transaction(database);
  // SKIP LOCKED leaves out jobs that another process is running.
  const pqxx::result next = transaction.exec(
      "SELECT id, payload->>'print' FROM jobs WHERE state = 'queued' AND run_at <= now() "
      "ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED");
  if (next.empty()) return false;
  const bool known = !next[0][1].is_null();
  if (known) std::printf("%s\n", next[0][1].c_str());
  transaction.exec_params(
      "UPDATE jobs SET state = $2::job_state, attempts = attempts + 1 WHERE id = $1",
      next[0][0].as<long long>(), known ? "done" : "failed");
  transaction.commit();
  return true;
}

std::string summary(pqxx::connection& database) {
  pqxx::read_transaction transaction(database);
  std::string lines;
  for (const auto& row :
       transaction.exec("SELECT state, count(*) FROM jobs GROUP BY state ORDER BY state")) {
    lines += std::string(row[0].c_str()) + " " + row[1].c_str() + "\n";
  }
  return lines;
}

}  // namespace dispatch
