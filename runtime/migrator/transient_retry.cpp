#include "runtime/migrator/transient_retry.h"

#include <algorithm>
#include <random>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/pause.h"
#include "runtime/migrator/messages.h"

namespace limbeck::migrator {

bool TransientRetry::pause() {
  using namespace std::chrono_literals;
  const Clock::time_point now = Clock::now();
  if (tries_ == 0) deadline_ = connection::WaitPolicy::in(session_.lock_wait);
  std::string holder =
      concat({"sessions that use what revision ", revision_name(*step_.entry), " changes"});
  if (const std::string seen = blockers(); !seen.empty()) holder += ": " + seen;
  if (holder != reported_ && session_.wait_policy.on_wait) session_.wait_policy.on_wait(holder);
  reported_ = std::move(holder);
  watch();
  // The sessions that queued behind the failed try go first.
  const auto longest = std::min<std::chrono::milliseconds>(100ms * (1 << std::min(tries_, 5)), 2s);
  std::random_device random;
  std::uniform_int_distribution<std::int64_t> length(longest.count() / 2, longest.count());
  const Clock::time_point end = now + std::chrono::milliseconds(length(random));
  ++tries_;
  if (end >= deadline_) return false;
  if (!connection::sleep_until(end, session_.wait_policy.stop)) {
    throw Error(Error::Code::interrupted,
                "asked to stop while waiting for other sessions; stopped before revision " +
                    revision_name(*step_.entry));
  }
  return true;
}

std::string TransientRetry::account() const {
  std::string out = blockers();
  if (!out.empty()) out = "\n  in the way: " + out;
  const auto took = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - begun_);
  const auto asked = std::chrono::duration_cast<std::chrono::seconds>(session_.lock_wait);
  if (took <= asked) return out;
  return concat(
      {out, "\n  given up after ", std::to_string(took.count()), " s, with a lock_timeout of ",
       std::to_string(asked.count()),
       " s: a try under way then is not cut short, and another says which statement waits "
       "and for whom"});
}

void TransientRetry::watch() {
  if (!watched_) watch_ = session_.driver.watch_blockers();
  watched_ = true;
}

}  // namespace limbeck::migrator
