#include "tests/faults/proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <utility>
#include <vector>

namespace limbeck::test {
namespace {

int connect_to(const std::string& path) {
  const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  if (::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return server;
  ::close(server);
  return -1;
}

/// False at the end of either.
bool forward(int from, int to) {
  char bytes[16384];
  const ssize_t size = ::read(from, bytes, sizeof bytes);
  if (size <= 0) return false;
  for (ssize_t sent = 0; sent < size;) {
    const ssize_t now =
        ::send(to, bytes + sent, static_cast<std::size_t>(size - sent), MSG_NOSIGNAL);
    if (now < 0) return false;
    sent += now;
  }
  return true;
}

[[noreturn]] void serve(int listening, const std::string& socket) {
  std::vector<std::pair<int, int>> pairs;
  for (;;) {
    std::vector<pollfd> waiting{{listening, POLLIN, 0}};
    for (const auto& [client, server] : pairs) {
      waiting.push_back({client, POLLIN, 0});
      waiting.push_back({server, POLLIN, 0});
    }
    if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
    for (std::size_t i = pairs.size(); i-- > 0;) {
      const auto [client, server] = pairs[i];
      const bool open = (waiting[2 * i + 1].revents == 0 || forward(client, server)) &&
                        (waiting[2 * i + 2].revents == 0 || forward(server, client));
      if (open) continue;
      ::close(client);
      ::close(server);
      pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (waiting[0].revents == 0) continue;
    const int client = ::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = client < 0 ? -1 : connect_to(socket);
    if (server >= 0) {
      pairs.emplace_back(client, server);
    } else if (client >= 0) {
      ::close(client);
    }
  }
}

}  // namespace

Proxy::Proxy(const std::string& socket) {
  const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listening, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listening, 64) != 0 ||
      ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no port to listen on");
  }
  port_ = ::ntohs(address.sin_port);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    serve(listening, socket);
  }
  ::close(listening);
}

Proxy::~Proxy() { cut(); }

void Proxy::freeze() { ::kill(process_, SIGSTOP); }

void Proxy::thaw() { ::kill(process_, SIGCONT); }

void Proxy::cut() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

}  // namespace limbeck::test
