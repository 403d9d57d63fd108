// Locales that a test needs and a machine need not have.
#pragma once

namespace limbeck::test {

/// Makes de_DE.UTF-8 and ja_JP.UTF-8 in a directory of the process's, for this process and the
/// servers that it starts from then on; false where it cannot. Before the first setlocale.
bool make_locales();

}  // namespace limbeck::test
