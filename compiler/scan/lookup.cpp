#include "compiler/scan/lookup.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/Sema/Lookup.h>
#include <clang/Sema/Sema.h>

#include "compiler/scan/columns.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {
namespace {

clang::NamedDecl* find_in(const Reading& reading, clang::DeclContext* context,
                          const std::string& name, clang::Sema::LookupNameKind kind) {
  clang::LookupResult result(reading.sema, &reading.ast.Idents.get(name), clang::SourceLocation(),
                             kind);
  result.suppressDiagnostics();
  reading.sema.LookupQualifiedName(result, context);
  if (result.empty() || result.isAmbiguous()) return nullptr;
  return result.getRepresentativeDecl()->getUnderlyingDecl();
}

// The declaration to search for members: a namespace, or a struct after resolving aliases.
clang::DeclContext* context_of(clang::NamedDecl* declaration) {
  if (declaration == nullptr) return nullptr;
  if (auto* alias = llvm::dyn_cast<clang::NamespaceAliasDecl>(declaration)) {
    return alias->getNamespace();
  }
  if (auto* space = llvm::dyn_cast<clang::NamespaceDecl>(declaration)) return space;
  if (auto* type = llvm::dyn_cast<clang::TypeDecl>(declaration)) {
    const clang::QualType named(type->getTypeForDecl(), 0);
    auto* record =
        llvm::isa<clang::TypedefNameDecl>(type)
            ? llvm::cast<clang::TypedefNameDecl>(type)->getUnderlyingType()->getAsCXXRecordDecl()
            : llvm::dyn_cast<clang::CXXRecordDecl>(type);
    if (record == nullptr) return nullptr;
    if (record->isInjectedClassName()) {  // a struct's own name, found within it
      record = llvm::cast<clang::CXXRecordDecl>(record->getDeclContext());
    }
    return record->getDefinition() != nullptr ? record->getDefinition() : record;
  }
  return nullptr;
}

bool is_complete(const clang::DeclContext* context) {
  const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(context);
  return record == nullptr || record->isCompleteDefinition();
}

// The names of a context's types and namespaces, for suggestions.
void add_types(const clang::DeclContext& context, std::vector<std::string>& names) {
  for (const clang::Decl* declaration : context.decls()) {
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(declaration);
    if (named == nullptr || !named->getDeclName().isIdentifier()) continue;
    if (llvm::isa<clang::CXXRecordDecl, clang::TypedefNameDecl, clang::NamespaceDecl>(named)) {
      names.push_back(named->getName().str());
    }
  }
}

void add_members(const clang::CXXRecordDecl& record, std::vector<std::string>& names) {
  for (const clang::CXXRecordDecl* part : with_mixins(record)) {
    for (const clang::FieldDecl* field : part->fields()) names.push_back(field->getName().str());
  }
}

Found unknown(RuleId rule, std::string message, std::string_view wrong,
              const std::vector<std::string>& candidates) {
  Found found;
  const bool elsewhere =
      candidates.size() == 1 && candidates[0].ends_with("::" + std::string(wrong));
  const std::string near = elsewhere ? candidates[0] : schema::nearest(wrong, candidates);
  if (!near.empty()) message += "; did you mean '" + near + "'?";
  found.problem = std::move(message);
  found.rule = rule;
  return found;
}

// Suggests a table of that name in another namespace before names with a similar spelling.
void add_elsewhere(const Reading& reading, const std::string& name,
                   std::vector<std::string>& names) {
  for (const clang::CXXRecordDecl* record : reading.attributes.structs()) {
    if (record->getName() == name) names = {plain_name(*record)};
  }
}

// The namespaces and structs around `record`, from the inside out.
template <typename Visit>
void each_around(const clang::CXXRecordDecl& record, Visit visit) {
  auto* context = const_cast<clang::CXXRecordDecl*>(&record);  // Clang's lookup fills caches
  for (clang::DeclContext* at = context; at != nullptr; at = at->getParent()) {
    if (llvm::isa<clang::LinkageSpecDecl>(at)) continue;
    if (visit(at)) return;
  }
}

// The struct or namespace that the names in front of the last one denote.
struct Scope {
  clang::DeclContext* context = nullptr;
  Found failure;
};

Scope scope_of(const Reading& reading, const std::vector<std::string>& names,
               const clang::CXXRecordDecl& record) {
  Scope scope;
  std::vector<std::string> candidates;
  for (std::size_t i = 0; i < names.size(); ++i) {
    clang::DeclContext* next = nullptr;
    candidates.clear();
    if (i == 0 && names[0].empty()) {
      next = reading.ast.getTranslationUnitDecl();
    } else if (i == 0) {
      each_around(record, [&](clang::DeclContext* around) {
        add_types(*around, candidates);
        next = context_of(
            find_in(reading, around, names[0], clang::Sema::LookupNestedNameSpecifierName));
        return next != nullptr;
      });
    } else {
      if (is_complete(scope.context)) {
        next = context_of(
            find_in(reading, scope.context, names[i], clang::Sema::LookupNestedNameSpecifierName));
      }
      add_types(*scope.context, candidates);
    }
    if (next == nullptr) {
      add_elsewhere(reading, names[i], candidates);
      scope.failure = unknown(RuleId::unknown_member, "there is no struct '" + names[i] + "' here",
                              names[i], candidates);
      scope.context = nullptr;
      return scope;
    }
    scope.context = next;
  }
  return scope;
}

// A member of `record` by name, its bases' included.
const clang::FieldDecl* find_member(const Reading& reading, const clang::CXXRecordDecl& record,
                                    const std::string& name) {
  auto* context = const_cast<clang::CXXRecordDecl*>(&record);
  return llvm::dyn_cast_or_null<clang::FieldDecl>(
      find_in(reading, context, name, clang::Sema::LookupMemberName));
}

Found no_member(const clang::CXXRecordDecl& record, const std::string& name) {
  std::vector<std::string> members;
  add_members(record, members);
  return unknown(RuleId::unknown_member,
                 "'" + record.getName().str() + "' has no member '" + name + "'", name, members);
}

Found walk(const Reading& reading, const clang::CXXRecordDecl& record, const std::string& first,
           const std::vector<std::string>& rest) {
  Found found;
  found.record = &record;
  const clang::FieldDecl* field = find_member(reading, record, first);
  if (field == nullptr) return no_member(record, first);
  found.path.push_back(field);
  for (const std::string& name : rest) {
    MappedType mapped = map_type(reading, field->getType());
    if (mapped.embedded == nullptr) {
      return unknown(RuleId::unknown_member,
                     "'" + field->getName().str() + "' is no struct with a member '" + name + "'",
                     name, {});
    }
    field = find_member(reading, *mapped.embedded, name);
    if (field == nullptr) return no_member(*mapped.embedded, name);
    found.path.push_back(field);
  }
  return found;
}

}  // namespace

Found look_up(const Reading& reading, const Argument& path, const clang::CXXRecordDecl& record,
              bool allow_struct) {
  std::vector<std::string> scope_names = path.scope;
  const std::string last = scope_names.back();
  if (allow_struct && path.members.empty()) {
    if (scope_names.size() > 1 || find_member(reading, record, last) == nullptr) {
      const Scope whole = scope_of(reading, scope_names, record);
      const auto* named = llvm::dyn_cast_or_null<clang::CXXRecordDecl>(whole.context);
      if (named != nullptr) {
        Found found;
        found.record = named;
        return found;
      }
    }
  }
  scope_names.pop_back();
  if (scope_names.empty()) return walk(reading, record, last, path.members);
  const Scope scope = scope_of(reading, scope_names, record);
  if (scope.context == nullptr) return scope.failure;
  const auto* named = llvm::dyn_cast<clang::CXXRecordDecl>(scope.context);
  if (named == nullptr) {
    return unknown(RuleId::unknown_member, "'" + path.text + "' names no member of a struct", last,
                   {});
  }
  if (!named->isCompleteDefinition()) {
    return unknown(RuleId::unknown_member,
                   "'" + named->getName().str() +
                       "' is only declared here; include the header that defines it",
                   last, {});
  }
  return walk(reading, *named, last, path.members);
}

}  // namespace limbeck::compiler
