# What find_package(limbeck) needs for the driver.
find_dependency(SQLite3)
