// The deployer's tool, run inside of the test.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "limbeck/command_line.h"

namespace limbeck::test {

struct Outcome {
  int code;
  std::string out, err;
  bool operator==(const Outcome&) const = default;
};

inline Outcome run_tool(const Manifest& manifest, std::vector<const char*> arguments,
                        const std::string& url) {
  arguments.insert(arguments.begin(), "shop-migrate");
  arguments.insert(arguments.end(), {"--url", url.c_str()});
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int code = command_line(manifest, static_cast<int>(arguments.size()), arguments.data());
  std::string out = testing::internal::GetCapturedStdout();
  return {code, out, testing::internal::GetCapturedStderr()};
}

}  // namespace limbeck::test
