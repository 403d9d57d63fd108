// Index tracks by composer.
#include <limbeck/revision.h>

LIMBECK_REVISION(3ae810d6d4b3) = {
    .revises = {"452c73ec4fd0"},
    .message = "index tracks by composer",
    .created = "2025-06-19T15:22:10Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_index("IX_TrackComposer", "Track", {"Composer"},
                          {
                              .where = "\"Composer\" IS NOT NULL",
                          });
        },
    .downgrade = [](limbeck::Operations& op) { op.drop_index("IX_TrackComposer", "Track"); },
};
