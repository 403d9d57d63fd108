// Sort artists by name.
#include <limbeck/connection.h>
#include <limbeck/revision.h>

#include <cstdint>
#include <string>

LIMBECK_REVISION(8404f81c8557) = {
    .revises = {"7424bd866adf"},
    .message = "sort artists by name",
    .created = "2026-05-11T11:03:27Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("Artist", {
                                      .name = "SortName",
                                      .type = limbeck::varchar(130),
                                      .nullable = true,
                                  });
          op.run(
              [](limbeck::Connection& connection) {
                const auto artists = connection.query(
                    R"(SELECT "ArtistId", "Name" FROM "Artist" WHERE "Name" IS NOT NULL)");
                for (const auto& row : artists.rows) {
                  std::string name = std::get<std::string>(row[1]);
                  for (const std::string article : {"The", "Les", "Os", "Los"}) {
                    if (name.size() > article.size() + 1 && name.starts_with(article + " ")) {
                      name = name.substr(article.size() + 1) + ", " + article;
                      break;
                    }
                  }
                  const limbeck::SqlValue values[] = {name, row[0]};
                  connection.execute(R"(UPDATE "Artist" SET "SortName" = ?1 WHERE "ArtistId" = ?2)",
                                     values);
                }
              },
              "give every artist its SortName");
        },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("Artist", "SortName"); },
};
