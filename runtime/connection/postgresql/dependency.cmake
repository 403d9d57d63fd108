# What find_package(limbeck) needs for the driver.
find_dependency(PkgConfig)
if(NOT TARGET PkgConfig::libpqxx)
  pkg_check_modules(libpqxx REQUIRED QUIET IMPORTED_TARGET libpqxx libpq)
endif()
