// What shop-migrate, and an app with limbeck::command_line, understand.
#include "runtime/commands/shared.h"

namespace limbeck::commands {
namespace {

constexpr std::string_view identifiers =
    "Revisions are named as in Alembic: head, heads, base, an identifier or an unambiguous "
    "beginning of one, a branch label, label@head, +2 and -1 from where the database is, "
    "ae10+2 and head-1 from a revision.";

Option tag() {
  return {"--tag", "TAG", "For data migrations: connection.argument(\"tag\") gives it to them"};
}

Option accept_edited() {
  return {.names = "--accept-edited",
          .value = "REVISION",
          .help =
              "A revision whose change since it was applied makes no difference to this "
              "database; recorded in limbeck_history",
          .completes = Completes::revision,
          .repeated = true};
}

Option sql() {
  return {
      "--sql", "",
      "Print a script for sqlite3 or psql instead, with the ledger's rows, and open no database"};
}
Option dialect() {
  return {.names = "--dialect",
          .value = "NAME",
          .help = "With --sql: for which database (default: the URL's)",
          .completes = Completes::words,
          .words = dialect_words()};
}
Option skip_callbacks() {
  return {"--skip-callbacks", "",
          "With --sql: a comment in the place of each data migration in C++, which is an error "
          "otherwise"};
}

Option exclude(std::string_view help) {
  return {.names = "--exclude", .value = "PATTERN", .help = help, .repeated = true};
}

Option include_schema() {
  return {.names = "--include-schema",
          .value = "PATTERN",
          .help =
              "Compare what is in schemas of such names (tenant_*), beside the target's "
              "INCLUDE_SCHEMAS (default: those that the history has something in)",
          .repeated = true};
}

Argument revision(std::string_view help, bool required = true) {
  return {.name = "REVISION", .help = help, .completes = Completes::revision, .required = required};
}

std::vector<Command> moving() {
  constexpr std::string_view group = "Moving a database";
  return {
      {"upgrade",
       group,
       "Run the revisions up to one",
       identifiers,
       {revision("Up to which (default: heads); with --sql also FROM:TO", false)},
       {sql(), dialect(), skip_callbacks(), tag(), accept_edited(), json()}},
      {"downgrade",
       group,
       "Undo the revisions down to one, which stays",
       "base undoes all, -1 the newest. What depends on a revision that goes, goes with it, on "
       "other branches too; label@base takes away one branch only. A revision that is declared "
       "irreversible is refused, with its reason, before anything runs.",
       {revision("Down to which; with --sql FROM:TO")},
       {sql(), dialect(), skip_callbacks(), tag(), accept_edited(), json()}},
      {"stamp",
       group,
       "Say at which revision the database is, and run nothing",
       "For a database that was made by other means, or repaired by hand. With several revisions, "
       "one a branch. It is refused where the database lacks what the revisions make, or has it "
       "otherwise.",
       {{.name = "REVISION",
         .help = "At which; with --sql also FROM:TO",
         .completes = Completes::revision,
         .repeated = true}},
       {{"--purge", "", "Forget what the version table says first, known or not"},
        {"--no-verify", "", "Do not compare the database with the revisions first"},
        sql(),
        dialect(),
        tag(),
        json()}},
      {"ensure_version",
       group,
       "Make the version table if it is not there",
       "Makes the history table as well. Changes nothing that exists.",
       {},
       {sql(), dialect(), json()}},
  };
}

std::vector<Command> looking() {
  constexpr std::string_view group = "Looking at a database";
  return {
      {"current",
       group,
       "Show the revisions the database is at",
       "Also those of branches that are applied only because another revision depends on them.",
       {},
       {verbose("Show all of each revision"),
        {"-c,--check-heads", "", "Exit with 3 if the database is not at head"},
        json()}},
      {"check", group, "Exit with 3 if revisions are pending, and list them", "", {}, {json()}},
      {"plan",
       group,
       "Show what an upgrade would do, and do nothing",
       "Each revision with its operations, and what to know before: what destroys rows, rebuilds "
       "a table or runs outside a transaction.",
       {revision("Up to which (default: heads); with --downgrade down to which (default: -1)",
                 false)},
       {{"--downgrade", "", "Show a downgrade instead"}, verbose("Show the SQL"), json()}},
      {"verify",
       group,
       "Compare the database with its history; exit with 3 if they differ",
       "Looks at the database itself, not at what the version table says was run, and names each "
       "difference. The schema that the history says is made beside it, in a transaction that is "
       "rolled back (SQLite: in memory), so that the database writes both in its own way; nothing "
       "stays. PostgreSQL asks for CREATE on the database for that.",
       {},
       {exclude("What has such a name (tmp_*, audit.*, index:dba_*, column:users.old_*) and no "
                "revision made belongs to others, beside the target's EXCLUDE_TABLES"),
        include_schema(),
        {"--ignore-extra", "",
         "All tables and enums that no revision made belong to other programs"},
        {"--sql", "", "Print the SQL that would undo the differences; runs nothing"},
        verbose("Name all of what is not looked at"),
        json()}},
      {"introspect",
       group,
       "Print the schema that the database has, as JSON",
       "The same JSON as a scan of models gives. limbeck revision --against reads it.",
       {},
       {{.names = "--like",
         .value = "FILE",
         .help = "A schema as JSON: what is as it says is said in its words, not the database's",
         .completes = Completes::file},
        exclude("Leave out what has such a name (tmp_*, audit.*, index:dba_*) and --like does "
                "not have, beside the target's EXCLUDE_TABLES"),
        include_schema(),
        {.names = "-o,--output",
         .value = "FILE",
         .help = "Write it there instead",
         .completes = Completes::file},
        json()}},
  };
}

std::vector<Command> history() {
  constexpr std::string_view group = "The history";
  return {
      {"history",
       group,
       "List the revisions, newest first",
       "Without a database, unless 'current' is in the range or --indicate-current is given. On a "
       "terminal --graph cuts each line at its width.",
       {},
       {{.names = "-r,--rev-range",
         .value = "START:END",
         .help = "Only these; each side may be left out, be relative (-3:) or be 'current'",
         .completes = Completes::revision},
        {"-g,--graph", "", "Draw the history as a tree"},
        {"-i,--indicate-current", "", "Mark what the database is at"},
        verbose("Show all of each revision"),
        json()}},
      {"heads",
       group,
       "List the heads: revisions that none follows",
       "",
       {},
       {verbose("Show all of each revision"),
        {"--resolve-dependencies", "", "Leave out heads that another one depends on"},
        json()}},
      {"branches",
       group,
       "List the revisions that several follow",
       "",
       {},
       {verbose("Show all of each revision"), json()}},
      {"show",
       group,
       "Show all of a revision",
       identifiers,
       {{.name = "REVISION",
         .help = "Which; 'current' asks the database",
         .completes = Completes::revision,
         .repeated = true}},
       {json()}},
      {"test",
       group,
       "Try the history on databases of its own",
       "On new, empty databases that are removed after: one head; every revision up; at every "
       "revision up, down and up again; the head as the models say. CTest runs the same. Never "
       "looks at the database that --url or the environment name. Exits with 77 if nothing could "
       "be run.",
       {},
       {{.names = "--only",
         .value = "CHECK",
         .help = "One of one_head, up, up_down_up and models",
         .completes = Completes::words,
         .words = "one_head up up_down_up models"},
        {.names = "--dialect",
         .value = "NAME",
         .help = "On this database only (default: those the history was built for)",
         .completes = Completes::words,
         .words = dialect_words()},
        {"--scratch", "URL",
         "A PostgreSQL server, by any of its databases, beside which others are made; else "
         "LIMBECK_TEST_DATABASE"},
        {.names = "--models",
         .value = "FILE",
         .help = "The schema of the models, as the build writes it: NAME.schema.json",
         .completes = Completes::file},
        {"--multiple-heads", "", "Several heads are meant"},
        json()}},
  };
}

}  // namespace

std::vector<Option> database_options() {
  return {
      {"--url", "URL",
       "The database: postgresql://user@host/name, sqlite:shop.db, or as SQLAlchemy writes them. "
       "Else LIMBECK_DATABASE_URL, else the DATABASE that the build names"},
      {"--version-table", "NAME",
       "The table of the revisions the database is at (default: the target's, else "
       "limbeck_version)"},
      {"--version-table-schema", "SCHEMA", "The schema of that table and of the next"},
      {"--history-table", "NAME",
       "The table of what was run (default: the target's, else limbeck_history)"},
      {"--lock-timeout", "SECONDS", "How long to wait for other processes (default: 300)"},
      {"--table-lock-timeout", "SECONDS",
       "PostgreSQL: how long a statement may wait for a table while others wait behind it; the "
       "revision is then tried again (default: 2; 0: as the database has it)"},
      {"--statement-timeout", "SECONDS",
       "PostgreSQL: how long a statement of a revision may run (default: as the database has it)"},
      {"--role", "ROLE", "PostgreSQL: the role to work as (SET ROLE), which owns what is made"},
      {.names = "--search-path",
       .value = "SCHEMA",
       .help = "PostgreSQL: a schema for names without one; with several, new tables go to the "
               "first",
       .repeated = true},
      {.names = "-x",
       .value = "KEY=VALUE",
       .help = "An argument for data migrations: connection.argument(\"KEY\") gives it to them",
       .repeated = true},
      {"-q,--quiet", "", "Say nothing but what was asked for, and errors"},
  };
}

std::vector<Command> database_commands() {
  std::vector<Command> all = moving();
  for (const auto& more : {looking(), history()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

Tool deployers_tool(std::string_view name) {
  Tool tool{name, "Migrates a database along the history that this program carries",
            "It needs no compiler and no source: the revisions are in it.", database_options(),
            database_commands()};
  tool.environment = environment();
  tool.options.push_back(help_flag());
  tool.options.push_back({"-V,--version", "", "The history's heads, and limbeck's version"});
  return tool;
}

}  // namespace limbeck::commands
