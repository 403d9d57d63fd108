# cmake -DINPUT=… -DOUTPUT=… -P embed.cmake: a text file as a C++ function that returns it, so that limbeckc
# needs no file beside it. The bytes are numbers: a string literal's length is limited, and escaping it is not
# something to do in CMake's language.
file(READ "${INPUT}" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
get_filename_component(file "${INPUT}" NAME)
file(WRITE "${OUTPUT}" "// Made from ${file}.
#include <string_view>

namespace limbeck::compiler {
std::string_view revision_template();
std::string_view revision_template() {
  static constexpr char text[] = {${bytes}};
  return {text, sizeof(text)};
}
}  // namespace limbeck::compiler
")
