// What limbeck, the developer's command, understands.
#include <algorithm>

#include "runtime/commands/shared.h"

namespace limbeck::commands {
namespace {

constexpr std::string_view group = "Writing revisions";

Option message() {
  return {"-m,--message", "TEXT", "What it does, in a few words; its file is named after it"};
}
Option rev_id() { return {"--rev-id", "ID", "Its identifier, instead of a new one"}; }
Option splice() { return {"--splice", "", "Let it follow a revision that is no head: a branch"}; }
Option branch_label() {
  return {.names = "--branch-label",
          .value = "LABEL",
          .help = "A name for the branch that starts here",
          .repeated = true};
}
Option version_path() {
  return {.names = "--version-path",
          .value = "DIR",
          .help =
              "Which of the target's directories it goes to (default: that of the revision it "
              "follows)",
          .completes = Completes::directory};
}
Option quiet() { return {"-q,--quiet", "", "Say nothing but errors"}; }

Command revision_command() {
  Option revision_message = message();
  revision_message.help =
      "What it does, in a few words; its file is named after it. With --autogenerate it may be "
      "left out, and is made up";
  return {
      "revision",
      group,
      "Write a new revision",
      "Empty, or with --autogenerate the one that the models need: limbeck rebuilds what it "
      "compares first. Read it before you commit it.",
      {},
      {revision_message,
       {"--autogenerate", "", "Fill it with what the models need beyond the history"},
       {"--empty", "", "With --autogenerate: write it even if there is nothing to do"},
       {"--against", "URL",
        "With --autogenerate: compare the models with this database, not with the history"},
       {.names = "--exclude",
        .value = "PATTERN",
        .help = "With --against: what has such a name (tmp_*, audit.*, index:dba_*, "
                "column:users.old_*) and no model declares belongs to others, beside the "
                "target's EXCLUDE_TABLES",
        .repeated = true},
       {.names = "--include-schema",
        .value = "PATTERN",
        .help = "With --against: schemas to compare, beside the target's INCLUDE_SCHEMAS",
        .repeated = true},
       {"--sql", "",
        "With --autogenerate: write nothing, and print what it would run in each of the target's "
        "databases"},
       {.names = "--head",
        .value = "REVISION",
        .help = "What it follows (default: head); base starts a new root, several are a merge",
        .completes = Completes::revision,
        .repeated = true},
       splice(),
       branch_label(),
       {.names = "--depends-on",
        .value = "REVISION",
        .help = "A revision of another branch that must be there before",
        .completes = Completes::revision,
        .repeated = true},
       version_path(),
       rev_id(),
       quiet(),
       json()}};
}

Command merge_command() {
  return {
      "merge",
      group,
      "Write a revision that joins several heads",
      "It may stay empty. The next build replays the branches into it, one after the other: what "
      "cannot be applied any more is an error at its line.",
      {{.name = "REVISION",
        .help = "Which to join (default: heads)",
        .completes = Completes::revision,
        .required = false,
        .repeated = true}},
      {message(), branch_label(), version_path(), rev_id(), splice(), quiet(), json()}};
}

std::vector<Command> writing() {
  return {
      {"init",
       group,
       "Make the directory for revisions, and say what to add to CMakeLists.txt",
       "Changes nothing that exists.",
       {{.name = "DIRECTORY",
         .help = "Where the revisions will be (default: migrations)",
         .completes = Completes::directory,
         .required = false}},
       {{.names = "-t,--template",
         .value = "NAME",
         .help = "What kind of history (default: generic); list_templates lists them",
         .completes = Completes::words,
         .words = template_words()},
        {"--package", "", "Does nothing: for Alembic's sake. C++ has no packages to mark"}}},
      {"list_templates", group, "List the kinds of history that init can start", "", {}, {json()}},
      revision_command(),
      merge_command(),
      {"edit",
       group,
       "Open a revision's file in $VISUAL or $EDITOR",
       "Works while the revision does not compile: files are found by reading them. 'current' "
       "asks the database.",
       {{.name = "REVISION", .help = "Which", .completes = Completes::revision, .repeated = true}},
       {{"--url", "URL", "The database that 'current' asks"}}},
      {"check",
       group,
       "Compare the models with the history's head; exit with 3 if they differ",
       "The comparison that the build makes, after bringing up to date what it compares. No "
       "database is needed. Whether a database is at head: current --check-heads.",
       {},
       {json(),
        {.names = "--sarif",
         .value = "FILE",
         .help = "Write what is wrong to it as SARIF 2.1.0, with the edits that would mend it",
         .completes = Completes::file}}},
  };
}

Command scaffold_command() {
  return {
      "scaffold",
      "A database that is there",
      "Write the models and SQL files that say what a database has",
      "Reads the database in one snapshot and changes nothing in it. Tables and enums become "
      "headers, everything else files for SQL_OBJECTS. What neither of them can say is listed, and "
      "then nothing is written unless --omit accepts it. A file that scaffold did not write is "
      "never replaced.",
      {{.name = "URL",
        .help = "The database; else LIMBECK_DATABASE_URL names it",
        .required = false}},
      {{.names = "-o,--output",
        .value = "DIR",
        .help = "The folder for the files (default: models)",
        .completes = Completes::directory},
       {.names = "--headers",
        .value = "HOW",
        .help = "One header for each table, for each schema, or one for all (default: table)",
        .completes = Completes::words,
        .words = "table schema one"},
       {"--namespace", "NAME", "The C++ namespace of the models, such as shop::db"},
       {.names = "--include",
        .value = "PATTERN",
        .help = "Only what has such a name (shop_*, audit.*)",
        .repeated = true},
       {.names = "--exclude",
        .value = "PATTERN",
        .help = "Leave out what has such a name (tmp_*, audit.*, index:dba_*, column:users.old_*)",
        .repeated = true},
       {.names = "--include-schema",
        .value = "PATTERN",
        .help = "The schemas to read (default: all)",
        .repeated = true},
       {.names = "--omit",
        .value = "KIND",
        .help = "Leave out what is of that kind and cannot be said; * is everything",
        .repeated = true},
       {"--keep-names", "", "Structs have the names of their tables: no singular, no capitals"},
       {"--cmake", "", "Write a CMakeLists.txt with the call of limbeck_add_migrations as well"},
       {"--force", "", "Replace files that scaffold wrote and somebody edited"},
       {"--update", "",
        "Change the headers of the target's MODELS where the database differs, and nothing else in "
        "them; it builds what it needs, and --exclude and --include-schema mean what they mean to "
        "verify"},
       {"--dry-run", "", "Write nothing, and say what would be written"}}};
}

Command inspect_command() {
  return {
      "inspect",
      "Binaries",
      "Print the history that a program carries, and what it would do to a database",
      "Reads the program's bytes and does not run it, so it may be stripped, or built for another "
      "machine. With --url it says which revisions the program would apply when it starts, or why "
      "it would not start: 0 if it would apply none, 3 if some, 1 if it would not start. Nothing "
      "is changed. limbeck-inspect does the same where limbeck is not installed.",
      {{.name = "BINARY", .help = "The program, or a library of it", .completes = Completes::file}},
      {{"--url", "URL",
        "The database to compare with; - is the one that LIMBECK_DATABASE_URL names"},
       {"--version-table", "NAME", "The table that the ledger keeps the revisions in"},
       {"--version-table-schema", "NAME", "The schema of that table"},
       {"--history-table", "NAME", "The table of what was run in the database"},
       json()}};
}

std::vector<Command> about() {
  constexpr std::string_view heading = "limbeck itself";
  return {
      {"completion",
       heading,
       "Print what makes a shell complete limbeck's command lines",
       "For bash: source <(limbeck completion bash). Installed packages bring it.",
       {{.name = "SHELL",
         .help = "bash, zsh or fish",
         .completes = Completes::words,
         .words = "bash zsh fish",
         .required = false}},
       {{.names = "--output",
         .value = "FILE",
         .help = "Write it there instead",
         .completes = Completes::file},
        {"--revisions", "", "Print what can be named as a revision here: what the scripts ask"}}},
      {"man",
       heading,
       "Print a manual page",
       "As in: limbeck man merge | man -l -. Installed packages bring them.",
       {{.name = "COMMAND", .help = "Whose page (default: limbeck's own)", .required = false}},
       {{.names = "--directory",
         .value = "DIR",
         .help = "Write all pages there instead",
         .completes = Completes::directory}}},
  };
}

}  // namespace

Tool developers_tool() {
  Tool tool{
      "limbeck",
      "Database migrations for C++, checked by the compiler",
      "limbeck finds the build tree, brings what it needs up to date through cmake --build, and "
      "then acts, so it never works from a stale scan. For what has to do with a database it "
      "builds the target's own tool, <name>-migrate, and runs it.",
      {{.names = "--build",
        .value = "DIR",
        .help = "The build tree; else LIMBECK_BUILD_DIR, else it is looked for around the "
                "current directory",
        .completes = Completes::directory},
       {"-n,--name,--target", "NAME",
        "The limbeck_add_migrations target, where the build has several"},
       {"--config", "NAME", "The configuration, where the build has several"},
       {"--build-output", "",
        "Show the build's output as it comes; else only when the build fails"},
       help_flag(),
       {"-V,--version", "", "The version"}},
      writing()};
  tool.environment = environment();
  tool.environment.push_back(
      {"LIMBECK_BUILD_DIR", "The build tree, where --build does not say it"});
  tool.environment.push_back(
      {"LIMBECK_SAFE_DIRECTORY",
       "Build trees that are run although they belong to another user: absolute "
       "paths separated by colons, or * for all"});
  tool.environment.push_back({"VISUAL, EDITOR", "What edit opens files with"});
  for (Command& command : database_commands()) {
    if (command.name == "check") continue;  // the models' takes its place
    const auto options = database_options();
    command.options.insert(command.options.end(), options.begin(), options.end());
    tool.commands.push_back(std::move(command));
  }
  tool.commands.push_back(scaffold_command());
  tool.commands.push_back(inspect_command());
  for (Command& command : about()) tool.commands.push_back(std::move(command));
  return tool;
}

Tool inspect_tool() {
  return {"limbeck",
          "Database migrations for C++, checked by the compiler",
          "",
          {help_flag(), {"-V,--version", "", "The version"}},
          {inspect_command()}};
}

}  // namespace limbeck::commands
