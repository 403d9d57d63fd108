// Enums.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e7) = {
    .revises = {"3f9c2a71d04e"},
    .message = "enums",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_enum({"audit", "colour"}, {"red", "green \"light\""}, "of lights");
      op.add_enum_value({"audit", "colour"}, "blue");
      op.add_enum_value({"audit", "colour"}, "yellow", "red");
      op.rename_enum_value({"audit", "colour"}, "blue", "azure");
      op.rename_enum({"audit", "colour"}, "light");
      // Destroys the values 'yellow', 'green "light"', 'azure' of enum 'audit.light' in the rows
      // that hold them.
      op.replace_enum({"audit", "light"}, {"red"});
      op.drop_enum({"audit", "light"});
    },
    .downgrade = [](limbeck::Operations& op) {
      op.create_enum({"audit", "light"}, {"red"}, "of lights");
      op.replace_enum({"audit", "light"}, {"yellow", "red", "green \"light\"", "azure"});
      op.rename_enum({"audit", "light"}, "colour");
      op.rename_enum_value({"audit", "colour"}, "azure", "blue");
      op.replace_enum({"audit", "colour"}, {"red", "green \"light\"", "blue"});
      op.replace_enum({"audit", "colour"}, {"red", "green \"light\""});
      op.drop_enum({"audit", "colour"});
    },
};
