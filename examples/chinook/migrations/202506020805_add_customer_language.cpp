// Add customer language.
#include <limbeck/revision.h>

LIMBECK_REVISION(452c73ec4fd0) = {
    .revises = {"3214ecc753ab"},
    .message = "add customer language",
    .created = "2025-06-02T08:05:31Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column(
              "Customer",
              {
                  .name = "Language",
                  .type = limbeck::varchar(8),
                  .fill = "CASE \"Country\" WHEN 'Brazil' THEN 'pt' WHEN 'Portugal' THEN 'pt' WHEN "
                          "'Germany' THEN 'de' WHEN 'Austria' THEN 'de' WHEN 'France' THEN 'fr' "
                          "ELSE 'en' "
                          "END",
              });
        },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("Customer", "Language"); },
};
