// A server that takes a connection and never says a word.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "limbeck/command_line.h"
#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test::connecting_test {
namespace {

using namespace std::chrono_literals;

class SilentServer : public testing::Test {
 protected:
  SilentServer() {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(listener_, 8), 0);
    EXPECT_EQ(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    url_ = "postgresql://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/shop";
  }
  ~SilentServer() override { ::close(listener_); }

  int listener_ = -1;
  std::string url_;
};

TEST_F(SilentServer, is_given_up_when_connect_timeout_is_over) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THROW(connection::open(url_ + "?connect_timeout=2"), Error);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 9s) << "the default is 10 s";
}

TEST_F(SilentServer, does_not_keep_a_signal_from_ending_the_program) {
  History history = std::move(History().on_postgresql());
  const Manifest manifest = history.manifest();
  for (const char* command : {"upgrade", "current"}) {
    const pid_t child = ::fork();
    if (child == 0) {
      const char* arguments[] = {"tool", command, "--url", url_.c_str()};
      ::_exit(command_line(manifest, 4, arguments));
    }
    std::this_thread::sleep_for(500ms);
    ::kill(child, SIGTERM);
    int status = 0;
    pid_t ended = 0;
    for (int tries = 0; tries < 50 && ended == 0; ++tries) {
      ended = ::waitpid(child, &status, WNOHANG);
      if (ended == 0) std::this_thread::sleep_for(100ms);
    }
    if (ended == 0) {
      ::kill(child, SIGKILL);
      ::waitpid(child, &status, 0);
    }
    EXPECT_EQ(ended, child) << command << " was still connecting 5 s after SIGTERM";
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM) << command;
  }
}

}  // namespace
}  // namespace limbeck::test::connecting_test
