#include "compiler/emit/revision_source.h"

#include <algorithm>
#include <cctype>
#include <kainjow/mustache.hpp>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>

#include "compiler/emit/cpp_writer.h"
#include "compiler/emit/operation_source.h"
#include "compiler/emit/undo.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/subject.h"
#include "migrations/rules/rules.h"
#include "migrations/sql/dialect.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;

constexpr std::size_t member_indent = 4;

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + cpp_line_string(text);
  return "{" + list + "}";
}

// The first line of the message as a sentence for a // comment. A backslash at its end would extend
// the comment to the next line.
std::string title_of(const std::string& message) {
  std::string title = message.substr(0, message.find('\n'));
  for (char& c : title) {
    if (static_cast<unsigned char>(c) < 32) c = ' ';
  }
  while (!title.empty() && (title.back() == ' ' || title.back() == '\\')) title.pop_back();
  if (title.empty()) return "A revision.";
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  const char last = title.back();
  return last == '.' || last == '!' || last == '?' ? title : title + ".";
}

std::string member_source(std::string_view member, const Cpp& value) {
  const std::size_t column = member_indent + member.size() + std::string_view(". = ").size();
  return value.layout(member_indent, column, 1);
}

Cpp step_source(const std::vector<Operation>& operations, Step step,
                const Annotations& annotations) {
  if (operations.empty()) return Cpp::lambda("[]([[maybe_unused]] limbeck::Operations& op)", {});
  return Cpp::lambda("[](limbeck::Operations& op)", statements_of(operations, step, annotations));
}

// The operations that make a generated column NOT NULL.
std::set<std::size_t> of_computed_columns(const NewRevision& revision) {
  const auto makes_not_null = [](const Operation& operation) {
    const auto* alter = std::get_if<operations::AlterColumn>(&operation.value);
    return alter != nullptr && alter->nullable == false && alter->fill.empty();
  };
  std::set<std::size_t> found;
  const auto& operations = revision.operations;
  if (std::none_of(operations.begin(), operations.end(), makes_not_null)) return found;
  schema::Schema schema = revision.before;
  operations::Applier applier(schema);
  for (std::size_t i = 0; i < operations.size(); ++i) {
    if (makes_not_null(operations[i])) {
      const auto& alter = std::get<operations::AlterColumn>(operations[i].value);
      const schema::Table* table = schema::find_table(std::as_const(schema), alter.table);
      const auto* column = table == nullptr ? nullptr : schema::find_column(*table, alter.column);
      if (column != nullptr && column->generated && !alter.generated) found.insert(i);
    }
    applier.apply(operations[i]);
  }
  return found;
}

std::vector<Finding> undecided(const std::vector<Operation>& operations, schema::Schema schema,
                               const NewRevision& revision) {
  operations::Applier applier(schema);
  return rules::check({operations, false, sql::find_dialects(revision.dialects)}, applier,
                      rules::Concern::conversion);
}

Cpp downgrade_source(const NewRevision& revision) {
  const auto reversed = undoing(revision.operations, revision.before);
  if (const auto* operations = std::get_if<std::vector<Operation>>(&reversed)) {
    schema::Schema after = revision.before;
    operations::apply(revision.operations, after);
    return step_source(*operations, Step::downgrade,
                       {.losses = {},
                        .undecided = undecided(*operations, std::move(after), revision),
                        .computed = {},
                        .notes = moved_away(*operations, revision.operations)});
  }
  std::vector<std::string> reasons;
  for (const Finding& problem : std::get<std::vector<Finding>>(reversed)) {
    const bool known = std::find(reasons.begin(), reasons.end(), problem.message) != reasons.end();
    if (!known) reasons.push_back(problem.message);
  }
  std::string why;
  for (const std::string& reason : reasons) why += (why.empty() ? "" : "; ") + reason;
  return Cpp::call("limbeck::irreversible", {cpp_line_string(why)});
}

// Triggers and indexes by their own name, functions without their arguments.
std::string name_of(const schema::Object& object) {
  const bool on_table = schema::facts_of(object.kind).belongs_to == schema::BelongsTo::table;
  return on_table ? object.part : to_string(object.name);
}

// The name of the subject in a message, or empty.
std::string name_of(const operations::Subject& subject) {
  using operations::On;
  using operations::Verb;
  switch (subject.on) {
    case On::nothing:
    case On::rows:
      return {};
    case On::table:
    case On::enumeration:
      return to_string(subject.name);
    case On::partition:
      return to_string(subject.partition);
    case On::column:
      return to_string(subject.name) + "." + subject.part;
    case On::primary_key:
    case On::constraint:
    case On::index:
      return subject.part;
    case On::value:
      return subject.part + (subject.verb == Verb::create ? " to " : " of ") +
             to_string(subject.name);
    case On::object:
    case On::any_object:
      return name_of(*object_in(subject));
  }
  return {};
}

std::string verb_of(const operations::Subject& subject) {
  using operations::On;
  using operations::Verb;
  switch (subject.verb) {
    case Verb::create: {
      const bool is_part = subject.on == On::column || subject.on == On::primary_key ||
                           subject.on == On::constraint || subject.on == On::index ||
                           subject.on == On::value;
      return is_part ? "add" : "create";
    }
    case Verb::alter:
    case Verb::comment:
    case Verb::run:
      return "change";
    case Verb::rename:
      return "rename";
    case Verb::drop:
      return "drop";
    case Verb::attach:
      return "attach";
    case Verb::detach:
      return "detach";
    case Verb::validate:
      return "validate";
  }
  return {};
}

// The verb and the subject, for operations that a message can name.
std::optional<std::string> phrase_of(const Operation& operation) {
  const operations::Subject subject = subject_of(operation);
  const std::string name = name_of(subject);
  if (name.empty()) return std::nullopt;
  const bool says_new_name =
      subject.verb == operations::Verb::rename && subject.on != operations::On::value;
  return verb_of(subject) + " " + name + (says_new_name ? " to " + subject.new_name : "");
}

// The table, enum or object that an operation is about.
std::string thing_of(const Operation& operation) {
  const operations::Subject subject = subject_of(operation);
  if (const auto object = object_in(subject)) return name_of(*object);
  return to_string(subject.name);
}

}  // namespace

std::vector<Finding> losses_of(const NewRevision& revision) {
  if (std::none_of(revision.operations.begin(), revision.operations.end(), operations::can_destroy))
    return {};
  schema::Schema schema = revision.before;
  return rules::losses(revision.operations, schema);
}

std::variant<std::string, TemplateError> revision_source(const NewRevision& revision,
                                                         const std::string& mustache) {
  namespace km = kainjow::mustache;
  const history::Node& node = revision.node;
  km::data data;
  data.set("title", title_of(node.message));
  data.set("id", node.id);
  data.set("revises", list_of(node.revises));
  data.set("has_depends_on", !node.depends_on.empty());
  data.set("depends_on", list_of(node.depends_on));
  data.set("has_branch_labels", !node.branch_labels.empty());
  data.set("branch_labels", list_of(node.branch_labels));
  data.set("message", member_source("message", cpp_line_string(node.message)));
  data.set("created", cpp_line_string(node.created));
  data.set("upgrade",
           member_source("upgrade", step_source(revision.operations, Step::upgrade,
                                                {.losses = losses_of(revision),
                                                 .undecided = undecided(revision.operations,
                                                                        revision.before, revision),
                                                 .computed = of_computed_columns(revision),
                                                 .notes = {}})));
  data.set("downgrade", member_source("downgrade", downgrade_source(revision)));
  km::mustache page(mustache);
  if (!page.is_valid()) return TemplateError{page.error_message()};
  page.set_custom_escape([](const std::string& text) { return text; });  // C++, not HTML
  std::string source = page.render(data);
  if (!page.is_valid()) return TemplateError{page.error_message()};
  return source;
}

std::string suggested_message(const std::vector<Operation>& operations, bool first_revision) {
  if (first_revision) return "initial";
  if (operations.size() == 1) {
    if (auto phrase = phrase_of(operations.front())) return *phrase;
  }
  std::vector<std::string> names;
  std::unordered_set<std::string> known;
  for (const Operation& operation : operations) {
    std::string name = thing_of(operation);
    if (!name.empty() && known.insert(name).second) names.push_back(std::move(name));
  }
  if (names.empty()) return "change the schema";
  constexpr std::size_t most = 3;
  std::string message = "change " + names.front();
  for (std::size_t i = 1; i < std::min(names.size(), most); ++i) {
    message += (i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  if (names.size() > most) message += " and " + std::to_string(names.size() - most) + " more";
  return message;
}

}  // namespace limbeck::compiler
