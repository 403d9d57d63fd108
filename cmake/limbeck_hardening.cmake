# What makes a fault in limbeck's own code harder to use. PRIVATE to limbeck's targets: a project that links limbeck
# decides for itself. Measured over 123 KB of the runtime library (g++ 12, -Os): _FORTIFY_SOURCE and
# -fstack-clash-protection add nothing, -fcf-protection 2.5 %, -fstack-protector-strong 3.8 %, _GLIBCXX_ASSERTIONS 15 %.
# So what applications link has the first two only: its size is limited (docs/deploying.md).
include(CheckCXXCompilerFlag)
include(CheckCXXSourceCompiles)
include(CheckLinkerFlag)
option(LIMBECK_HARDENING "Harden what is built with optimisation, and limbeck's programs" ON)

set(limbeck_hardening "")          # of everything
set(limbeck_hardening_of_tools "") # beside, of what no application links
set(limbeck_hardening_of_programs "")
# Sanitizers look at more than these do, and do not go with _FORTIFY_SOURCE.
if(LIMBECK_HARDENING AND NOT LIMBECK_SANITIZE)
  set(CMAKE_REQUIRED_FLAGS "-O2 -Werror -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3")
  check_cxx_source_compiles("#include <cstdlib>\n#if __USE_FORTIFY_LEVEL < 3\n#error\n#endif\nint main() {}"
    LIMBECK_FORTIFY_3)
  unset(CMAKE_REQUIRED_FLAGS)
  set(level 2)
  if(LIMBECK_FORTIFY_3)
    set(level 3)
  endif()
  list(APPEND limbeck_hardening -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=${level})
  foreach(flag -fstack-clash-protection -fstack-protector-strong -fcf-protection)
    string(MAKE_C_IDENTIFIER "LIMBECK_HAS${flag}" has)
    check_cxx_compiler_flag("-Werror ${flag}" ${has})
    if(NOT ${has})
      continue()
    endif()
    if(flag STREQUAL "-fstack-clash-protection")
      list(APPEND limbeck_hardening ${flag})
    else()
      list(APPEND limbeck_hardening_of_tools ${flag})
    endif()
  endforeach()
  list(APPEND limbeck_hardening_of_tools -D_GLIBCXX_ASSERTIONS)
  foreach(flag -pie -Wl,-z,relro -Wl,-z,now)
    string(MAKE_C_IDENTIFIER "LIMBECK_HAS${flag}" has)
    check_linker_flag(CXX "${flag}" ${has})
    if(${has})
      list(APPEND limbeck_hardening_of_programs ${flag})
    endif()
  endforeach()
endif()

# limbeck_harden(TARGET [IN_APPS]): where it is optimised; _FORTIFY_SOURCE does nothing without.
function(limbeck_harden target)
  set(flags ${limbeck_hardening})
  if(NOT "IN_APPS" IN_LIST ARGN)
    list(APPEND flags ${limbeck_hardening_of_tools})
  endif()
  target_compile_options(${target} PRIVATE "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:${flags}>")
endfunction()

# limbeck_harden_program(TARGET): one that is installed. Its code can stand anywhere, and what the loader has written
# is read-only before it starts.
function(limbeck_harden_program target)
  target_link_options(${target} PRIVATE ${limbeck_hardening_of_programs})
endfunction()
