#include "runtime/connection/pause.h"

#include <unistd.h>

#include <algorithm>
#include <thread>

#include "limbeck/error.h"

namespace limbeck::connection {

using namespace std::chrono_literals;

bool pause(const Patience& patience, int tries, std::chrono::milliseconds longest) {
  using Clock = Patience::Clock;
  const auto refuse = [&] {
    if (patience.stop.stop_requested())
      throw Error(Error::Code::interrupted, "asked to stop while waiting for another process");
  };
  refuse();
  const Clock::time_point now = Clock::now();
  if (now >= patience.deadline) return false;
  const auto plain = std::min(std::min(tries, 1000) * 5ms + 5ms, longest);
  // Different from process to process, so that those who wait do not come all at once.
  const auto length = plain + plain * ((::getpid() + tries * 7) % 16) / 64;
  for (const auto end = std::min(now + length, patience.deadline); Clock::now() < end; refuse())
    std::this_thread::sleep_for(std::min<Clock::duration>(50ms, end - Clock::now()));
  return true;
}

}  // namespace limbeck::connection
