#include "tests/bench/runtime/measure.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace limbeck::bench {
namespace {

Cost median(const std::vector<Cost>& costs) {
  std::vector<double> wall, processor;
  for (const Cost& cost : costs) {
    wall.push_back(cost.wall);
    processor.push_back(cost.processor);
  }
  std::sort(wall.begin(), wall.end());
  std::sort(processor.begin(), processor.end());
  return {wall[wall.size() / 2], processor[processor.size() / 2]};
}

double least(const std::vector<Cost>& costs) {
  return std::min_element(costs.begin(), costs.end(),
                          [](const Cost& a, const Cost& b) { return a.wall < b.wall; })
      ->wall;
}

double processor_milliseconds() {
  double sum = 0;
  for (int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    ::getrusage(who, &usage);
    for (const timeval& time : {usage.ru_utime, usage.ru_stime}) {
      sum += static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    }
  }
  return sum;
}

}  // namespace

Cost cost(const std::function<void()>& action) {
  const auto start = std::chrono::steady_clock::now();
  const double processor = processor_milliseconds();
  action();
  return {
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(),
      processor_milliseconds() - processor};
}

void compare(const char* what, const std::vector<Cost>& own, const char* peer,
             const std::vector<Cost>& others) {
  const Cost a = median(own);
  const Cost b = median(others);
  const double shortest = least(own) / least(others);
  std::printf(
      "%s: %.3f ms (processor %.3f ms); %s: %.3f ms (%.3f ms); %.3fx (%.3fx); shortest %.3fx\n",
      what, a.wall, a.processor, peer, b.wall, b.processor, a.wall / b.wall,
      a.processor / b.processor, shortest);
}

}  // namespace limbeck::bench
