#include <string_view>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/column_change.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/visit.h"
#include "migrations/sql_text/secrets.h"
#include "migrations/text/concat.h"
#include "migrations/text/shown.h"

namespace limbeck::operations {
namespace {

std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}

// Describes the change of a field of a column.
std::string set_words(const char* name, const std::string& text) {
  if (text.empty()) return concat({"no ", name});
  return std::string_view(name) == "comment" ? name : concat({name, " ", text});
}
std::string set_words(const char* name, const schema::Type& type) {
  return concat({name, " ", to_string(type)});
}
std::string set_words(const char* name, const schema::Identity& identity) {
  switch (identity.mode) {
    case schema::Identity::Mode::by_default:
      break;
    case schema::Identity::Mode::always:
      return concat({name, " always"});
    case schema::Identity::Mode::serial:
      return concat({name, " serial"});
  }
  return concat({name, " by default"});
}
std::string set_words(const char* name, const schema::Generated& generated) {
  return concat({name, " as (", generated.expression, ")", generated.stored ? " stored" : ""});
}
template <class Value>
std::string set_words(const char* name, const std::optional<Value>& value) {
  return value ? set_words(name, *value) : concat({"no ", name});
}

std::string changes(const AlterColumn& op) {
  std::vector<std::string> parts;
  each_altered_field<AlterColumn>([&](const auto& field, const auto& part) {
    const auto& change = op.*part.change;
    if (!change) return;
    if constexpr (std::is_same_v<decltype(*change), const bool&>) {
      parts.emplace_back(*change ? field.words : field.default_words);
    } else {
      parts.push_back(set_words(field.name, *change));
    }
  });
  return parts.empty() ? "" : concat({" (", list(parts), ")"});
}

// ` users.email to address`: the subject, and its new name after a rename.
std::string words_of(const Subject& subject) {
  const std::string name = to_string(subject.name);
  const auto to_new = [&](const std::string& text) {
    return subject.verb == Verb::rename ? concat({text, " to ", subject.new_name}) : text;
  };
  switch (subject.on) {
    case On::nothing:
      return {};
    case On::rows:
      return " into " + name;
    case On::table:
    case On::enumeration:
      return to_new((subject.verb == Verb::comment ? " on " : " ") + name);
    case On::partition:
      return concat({" ", to_string(subject.partition),
                     subject.verb == Verb::attach ? " to " : " from ", name});
    case On::column:
      return to_new(concat({" ", name, ".", subject.part}));
    case On::primary_key:
    case On::constraint:
    case On::index:
      return to_new(concat({subject.part.empty() ? "" : " ", subject.part, " on ", name}));
    case On::value:
      if (subject.verb == Verb::create) return concat({" '", subject.part, "' to ", name});
      return concat({" '", subject.part, "' of ", name,
                     subject.verb == Verb::rename ? concat({" to '", subject.new_name, "'"}) : ""});
    case On::any_object:
      return concat({" on ", to_string(subject.object), " ", to_string(*object_in(subject))});
    case On::object:
      return to_new(" " + to_string(*object_in(subject)));
  }
  return {};
}

// Further details that some kinds add.
struct More {
  std::string operator()(const AlterTableSettings& op) const {
    std::vector<std::string> parts;
    for (const auto& [name, value] : op.settings) {
      parts.push_back(value.empty() ? "no " + name : concat({name, " = ", value}));
    }
    return parts.empty() ? "" : concat({" (", list(parts), ")"});
  }
  std::string operator()(const AlterColumn& op) const { return changes(op); }
  std::string operator()(const CreatePrimaryKey& op) const {
    return nameless(op.constraint.name, op.constraint.columns);
  }
  std::string operator()(const CreateUnique& op) const {
    return nameless(op.constraint.name, op.constraint.columns);
  }
  std::string operator()(const CreateForeignKey& op) const {
    return nameless(op.constraint.name, op.constraint.columns);
  }
  std::string operator()(const CreateCheck& op) const {
    return nameless(op.constraint.name, {op.constraint.expression});
  }
  std::string operator()(const CreateExclude& op) const {
    return nameless(op.constraint.name, {op.constraint.definition});
  }
  std::string operator()(const DropConstraint& op) const {
    std::vector<std::string> what = op.columns;
    if (!op.expression.empty()) what.push_back(op.expression);
    return nameless(op.name, what);
  }
  std::string operator()(const ReplaceEnum& op) const {
    return concat({" (", list(op.values), ")"});
  }
  std::string operator()(const AlterTrigger& op) const {
    const bool plain =
        op.mode == schema::TriggerMode::enabled || op.mode == schema::TriggerMode::disabled;
    return plain ? "" : concat({" (", to_string(op.mode), ")"});
  }
  std::string operator()(const Execute& op) const {
    constexpr std::size_t most = 60;
    if (op.sql.empty()) return {};
    const std::string sql = sql_text::hide_secrets(op.sql.begin()->second);
    std::string text = sql.substr(0, sql.find('\n'));
    if (text.size() > most || text.size() < sql.size()) {
      // Cut between characters, not inside one.
      std::size_t end = std::min(text.size(), most);
      while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
      text = text.substr(0, end) + " …";
    }
    return " " + text;
  }
  std::string operator()(const BulkInsert& op) const {
    return concat({" (", std::to_string(op.rows.size()), op.rows.size() == 1 ? " row)" : " rows)"});
  }
  std::string operator()(const Run& op) const {
    return op.description.empty() ? "" : " " + op.description;
  }
  std::string operator()(const AutocommitBlock& op) const {
    std::vector<std::string> inner;
    for (const Operation& operation : op.operations) inner.push_back(describe(operation));
    return concat({" (", list(inner), ")"});
  }

 private:
  // A constraint without a name is described by its columns or its expression.
  static std::string nameless(const std::string& name, const std::vector<std::string>& what) {
    return name.empty() && !what.empty() ? concat({" (", list(what), ")"}) : std::string();
  }
};

std::string more(const Operation& operation) {
  return operations::visit(
      []<class Kind>(const Kind& op) -> std::string {
        if constexpr (requires { Descriptor<Kind>::more(op); }) {
          return Descriptor<Kind>::more(op);
        } else if constexpr (std::is_invocable_v<More, const Kind&>) {
          return More()(op);
        } else {
          return {};
        }
      },
      operation.value);
}

}  // namespace

std::string describe(const Operation& operation) {
  return std::string(name_of(operation)) +
         one_line(words_of(subject_of(operation)) + more(operation));
}

}  // namespace limbeck::operations
