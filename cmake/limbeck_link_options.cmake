# limbeck_link_options(TARGET): what every program that links limbeck is linked with, where its linker takes it.
# Here and not in the exported target, as the linker is the user's.
include_guard(GLOBAL)
include(CheckCXXSourceCompiles)
include(CheckLinkerFlag)

option(LIMBECK_LINK_OPTIONS "Link programs with what keeps limbeck small in them and their start short" ON)

function(limbeck_link_options target)
  if(NOT LIMBECK_LINK_OPTIONS)
    return()
  endif()
  # limbeck's functions have sections of their own: what a program does not call stays out of it, such as the SQL of a
  # database that it has not, which is compiled together with what it calls.
  check_linker_flag(CXX "LINKER:--gc-sections" LIMBECK_HAS_GC_SECTIONS)
  if(LIMBECK_HAS_GC_SECTIONS)
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_OPTIONS
      "$<BUILD_INTERFACE:LINKER:--gc-sections>")
  endif()
  # A history is constant data full of pointers, which are relocated when the program starts: a bit each instead
  # of 24 bytes. Asked of the C library, too: one older than glibc 2.36 does not start such a program. (ld only
  # warns of a -z that it does not know.)
  check_linker_flag(CXX "LINKER:--fatal-warnings,-z,pack-relative-relocs" LIMBECK_HAS_RELR_LINKER)
  check_cxx_source_compiles("#include <features.h>
#if !defined(__GLIBC__) || !__GLIBC_PREREQ(2, 36)
#error
#endif
int main() {}" LIMBECK_HAS_RELR_LIBC)
  if(LIMBECK_HAS_RELR_LINKER AND LIMBECK_HAS_RELR_LIBC)
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_OPTIONS
      "$<BUILD_INTERFACE:LINKER:-z,pack-relative-relocs>")
  endif()
endfunction()
