#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "json.h"
#include "queue.h"

namespace dispatch {

enum class [[limbeck::enum_type("job_state")]] JobState{queued, running, done, failed, cancelled};

using Time = std::chrono::sys_time<std::chrono::microseconds>;

struct [[limbeck::table("jobs"), limbeck::index(queue_id, run_at, where = "state = 'queued'",
                                                name = "ix_jobs_ready")]] Job {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(Queue::id, on_delete = cascade,
                        on_update = cascade)]] std::int64_t queue_id;
  JobState state = JobState::queued;
  Json payload;
  [[limbeck::default_sql("now()")]] Time run_at;
  std::int16_t attempts = 0;
  std::optional<std::string> error;
  /// The failed job that this one is another try of.
  [[limbeck::references(Job::id, on_delete = set_null)]] std::optional<std::int64_t> retry_of;
  [[limbeck::index(using = gin), limbeck::default_sql("'{}'")]] std::vector<std::string> tags;
  [[limbeck::generated("payload ->> 'title'", stored)]] std::optional<std::string> title;
};

}  // namespace dispatch
