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
#include "migrations/operations/visit.h"

namespace limbeck::compiler {
namespace {

using operations::Operation;

constexpr std::size_t member_indent = 4;

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + cpp_line_string(text);
  return "{" + list + "}";
}

// The message's first line as a sentence, fit for a // comment: a backslash at its end would go on
// to the next line.
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

Cpp step_source(const std::vector<Operation>& operations, Step step, const Remarks& remarks) {
  if (operations.empty()) return Cpp::lambda("[]([[maybe_unused]] limbeck::Operations& op)", {});
  return Cpp::lambda("[](limbeck::Operations& op)", statements_of(operations, step, remarks));
}

// The operations that make a column NOT NULL which the database computes.
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

std::vector<sql::Undecided> undecided(const std::vector<Operation>& operations,
                                      schema::Schema schema, const NewRevision& revision) {
  operations::Applier applier(schema);
  return sql::undecided_conversions(operations, sql::find_dialects(revision.dialects), applier);
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
  for (const operations::Problem& problem : std::get<std::vector<operations::Problem>>(reversed)) {
    const bool known = std::find(reasons.begin(), reasons.end(), problem.message) != reasons.end();
    if (!known) reasons.push_back(problem.message);
  }
  std::string why;
  for (const std::string& reason : reasons) why += (why.empty() ? "" : "; ") + reason;
  return Cpp::call("limbeck::irreversible", {cpp_line_string(why)});
}

// Triggers and indexes by their own name, functions without their arguments.
std::string name_of(const schema::Object& object) {
  using Kind = schema::ObjectKind;
  const bool part = object.kind == Kind::trigger || object.kind == Kind::index;
  return part ? object.part : to_string(object.name);
}

// The verb and the thing, for operations that a message can name.
struct Phrase {
  using Result = std::optional<std::string>;
  Result operator()(const operations::CreateTable& o) const {
    return "create " + to_string(o.table.name);
  }
  Result operator()(const operations::DropTable& o) const { return "drop " + to_string(o.table); }
  Result operator()(const operations::RenameTable& o) const {
    return "rename " + to_string(o.table) + " to " + o.new_name;
  }
  Result operator()(const operations::AddColumn& o) const {
    return "add " + to_string(o.table) + "." + o.column.name;
  }
  Result operator()(const operations::DropColumn& o) const {
    return "drop " + to_string(o.table) + "." + o.column;
  }
  Result operator()(const operations::RenameColumn& o) const {
    return "rename " + to_string(o.table) + "." + o.column + " to " + o.new_name;
  }
  Result operator()(const operations::AlterColumn& o) const {
    return "change " + to_string(o.table) + "." + o.column;
  }
  Result operator()(const operations::CreateIndex& o) const { return "add " + o.index.name; }
  Result operator()(const operations::DropIndex& o) const { return "drop " + o.index; }
  Result operator()(const operations::RenameIndex& o) const {
    return "rename " + o.index + " to " + o.new_name;
  }
  Result operator()(const operations::RenameConstraint& o) const {
    return "rename " + o.name + " to " + o.new_name;
  }
  Result operator()(const operations::CreateEnum& o) const {
    return "create " + to_string(o.type.name);
  }
  Result operator()(const operations::DropEnum& o) const { return "drop " + to_string(o.name); }
  Result operator()(const operations::AddEnumValue& o) const {
    return "add " + o.value + " to " + to_string(o.name);
  }
  Result operator()(const operations::RenameEnum& o) const {
    return "rename " + to_string(o.name) + " to " + o.new_name;
  }
  Result operator()(const operations::RenameEnumValue& o) const {
    return "rename " + o.value + " of " + to_string(o.name);
  }
  Result operator()(const operations::ReplaceEnum& o) const {
    return "change " + to_string(o.name);
  }
  Result operator()(const operations::DropConstraint& o) const {
    return o.name.empty() ? Result() : "drop " + o.name;
  }
  Result operator()(const operations::CreatePrimaryKey& o) const {
    return added(o.constraint.name);
  }
  Result operator()(const operations::CreateUnique& o) const { return added(o.constraint.name); }
  Result operator()(const operations::CreateForeignKey& o) const {
    return added(o.constraint.name);
  }
  Result operator()(const operations::CreateCheck& o) const { return added(o.constraint.name); }
  Result operator()(const operations::CreateExclude& o) const { return added(o.constraint.name); }
  Result operator()(const operations::ValidateConstraint& o) const { return "validate " + o.name; }
  Result operator()(const operations::AttachPartition& o) const {
    return "attach " + to_string(o.partition);
  }
  Result operator()(const operations::DetachPartition& o) const {
    return "detach " + to_string(o.partition);
  }
  template <class Other>
  Result operator()(const Other& o) const {
    const auto change = operations::object_of({o, {}});
    if (!change) return std::nullopt;
    constexpr const char* verbs[] = {"create ", "change ", "drop "};
    return verbs[static_cast<int>(change->verb)] + name_of(change->object);
  }
  Result operator()(const operations::AlterTableComment&) const { return std::nullopt; }
  Result operator()(const operations::AlterTableSettings&) const { return std::nullopt; }
  Result operator()(const operations::Execute&) const { return std::nullopt; }
  Result operator()(const operations::BulkInsert&) const { return std::nullopt; }
  Result operator()(const operations::Run&) const { return std::nullopt; }
  Result operator()(const operations::AutocommitBlock&) const { return std::nullopt; }
  static Result added(const std::string& name) { return name.empty() ? Result() : "add " + name; }
};

std::optional<std::string> phrase_of(const Operation& operation) {
  return operations::visit(Phrase{}, operation.value);
}

// The table or enum that an operation is about.
std::string thing_of(const Operation& operation) {
  if (const auto change = operations::object_of(operation)) return name_of(change->object);
  if (const auto table = operations::table_of(operation)) return to_string(*table);
  if (const auto* o = std::get_if<operations::CreateEnum>(&operation.value))
    return to_string(o->type.name);
  if (const auto* o = std::get_if<operations::DropEnum>(&operation.value))
    return to_string(o->name);
  if (const auto* o = std::get_if<operations::AddEnumValue>(&operation.value))
    return to_string(o->name);
  if (const auto* o = std::get_if<operations::RenameEnum>(&operation.value))
    return to_string(o->name);
  if (const auto* o = std::get_if<operations::RenameEnumValue>(&operation.value))
    return to_string(o->name);
  if (const auto* o = std::get_if<operations::ReplaceEnum>(&operation.value))
    return to_string(o->name);
  return {};
}

}  // namespace

std::vector<operations::Loss> losses_of(const NewRevision& revision) {
  if (std::none_of(revision.operations.begin(), revision.operations.end(), operations::can_destroy))
    return {};
  schema::Schema schema = revision.before;
  return operations::losses(revision.operations, schema);
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
