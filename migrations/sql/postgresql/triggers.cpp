// Triggers; their text is the user's.
#include <algorithm>
#include <iterator>

#include "migrations/sql/postgresql/render_as.h"
#include "migrations/sql/postgresql/statements.h"
#include "migrations/sql/postgresql/views.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

std::string trigger_sql(const schema::Trigger& trigger) {
  return concat({trigger.constraint ? "CONSTRAINT TRIGGER " : "TRIGGER ", quote(trigger.name), " ",
                 expression(trigger.fires), " ON ", quote(trigger.table), " ",
                 expression(trigger.definition)});
}

std::string_view enabling(schema::TriggerMode mode) {
  switch (mode) {
    case schema::TriggerMode::enabled:
      return "ENABLE TRIGGER ";
    case schema::TriggerMode::disabled:
      return "DISABLE TRIGGER ";
    case schema::TriggerMode::replica:
      return "ENABLE REPLICA TRIGGER ";
    case schema::TriggerMode::always:
      return "ENABLE ALWAYS TRIGGER ";
  }
  return {};
}

void set_mode(Writer& out, const schema::Name& table, const std::string& trigger,
              schema::TriggerMode mode) {
  out.add(alter_table(table) + std::string(enabling(mode)) + quote(trigger));
}

}  // namespace

void set_mode(Writer& out, const schema::Trigger& trigger, schema::TriggerMode mode) {
  set_mode(out, trigger.table, trigger.name, mode);
}

void create(Writer& out, const schema::Trigger& trigger) {
  out.add("CREATE " + trigger_sql(trigger));
  if (trigger.mode != schema::TriggerMode::enabled) {
    set_mode(out, trigger.table, trigger.name, trigger.mode);
  }
  if (!trigger.comment.empty()) {
    out.add(comment_on("TRIGGER", concat({quote(trigger.name), " ON ", quote(trigger.table)}),
                       trigger.comment));
  }
}

void drop(Writer& out, const schema::Trigger& trigger) {
  out.add(concat({"DROP TRIGGER ", quote(trigger.name), " ON ", quote(trigger.table)}));
}

std::vector<schema::Trigger> triggers_of(const schema::Schema& schema, const schema::Name& table) {
  std::vector<schema::Trigger> triggers;
  std::copy_if(schema.triggers.begin(), schema.triggers.end(), std::back_inserter(triggers),
               [&](const schema::Trigger& trigger) { return trigger.table == table; });
  return triggers;
}

bool reads_column(const schema::Trigger& trigger, const std::string& column) {
  return names(trigger.fires, {{}, column}) || names(trigger.definition, {{}, column});
}

static void render(Writer& out, const operations::CreateTrigger& operation) {
  create(out, operation.trigger);
}

// PostgreSQL replaces no constraint triggers, and fires a replaced one again in every session.
static void render(Writer& out, const operations::ReplaceTrigger& operation) {
  const schema::Trigger* old =
      schema::find_trigger(out.before(), operation.trigger.table, operation.trigger.name);
  if (old == nullptr) return;
  schema::Trigger trigger = operation.trigger;
  trigger.mode = old->mode;
  trigger.comment = old->comment;
  if (old->constraint || trigger.constraint) {
    drop(out, *old);
    return create(out, trigger);
  }
  out.add("CREATE OR REPLACE " + trigger_sql(trigger));
  if (trigger.mode != schema::TriggerMode::enabled) {
    set_mode(out, trigger.table, trigger.name, trigger.mode);
  }
}

static void render(Writer& out, const operations::AlterTrigger& operation) {
  set_mode(out, operation.table, operation.trigger, operation.mode);
}

static void render(Writer& out, const operations::DropTrigger& operation) {
  out.add(concat({"DROP TRIGGER ", quote(operation.trigger), " ON ", quote(operation.table)}));
}

template void render_as(Writer&, const operations::CreateTrigger&);
template void render_as(Writer&, const operations::ReplaceTrigger&);
template void render_as(Writer&, const operations::AlterTrigger&);
template void render_as(Writer&, const operations::DropTrigger&);

}  // namespace limbeck::sql::postgresql
