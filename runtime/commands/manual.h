// Manual pages, made from the definitions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/commands/command.h"

namespace limbeck::commands {

/// The tool's page, for man(7): `limbeck.1`.
std::string manual(const Tool& tool, std::string_view version);
/// A command's: `limbeck-upgrade.1`.
std::string manual(const Tool& tool, const Command& command, std::string_view version);

struct Page {
  std::string file;  ///< `limbeck-upgrade.1`
  std::string text;
};
std::vector<Page> manual_pages(const Tool& tool, std::string_view version);

}  // namespace limbeck::commands
