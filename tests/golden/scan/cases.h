// Cases as folders: `model.h`, what it is scanned with (`arguments`, one a line), and what must
// come of it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/scan/scan.h"

namespace limbeck::golden {

/// The folders in `parent` whose names begin with `prefix`, sorted.
std::vector<std::string> cases_in(const std::filesystem::path& parent, const std::string& prefix);

/// The case's models (model.h, or every *.h there is) and arguments, read as limbeckc reads them.
compiler::ScanOptions options_of(const std::filesystem::path& folder);

/// Scans in the case's own folder, so that no path of this machine is in the result.
compiler::Scan scan_case(const std::filesystem::path& folder,
                         diagnostics::Diagnostics& diagnostics);

}  // namespace limbeck::golden
