#include <limbeck/revision.h>

LIMBECK_REVISION(5b0a3c9d1e2f) = {
    .message = "initial",
    .created = "2026-01-01T12:00:00Z",
    .upgrade = [](limbeck::Operations&) {},
    .downgrade = [](limbeck::Operations&) {},
};
