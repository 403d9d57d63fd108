// A network that can be cut.
#pragma once

#include <sys/types.h>

#include <string>

namespace limbeck::test {

/// Listens on a port of this host and forwards to a socket file, in a process of its own.
class Proxy {
 public:
  explicit Proxy(const std::string& socket);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  int port() const { return port_; }
  /// Nothing is forwarded any more, and nobody is told.
  void freeze();
  void thaw();
  /// All connections end.
  void cut();

 private:
  int port_ = 0;
  pid_t process_ = -1;
};

}  // namespace limbeck::test
