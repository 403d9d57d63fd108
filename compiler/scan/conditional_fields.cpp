#include "compiler/scan/tables.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclFriend.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>
#include <set>

#include "compiler/scan/branch_text.h"
#include "compiler/scan/conditions.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

// Whether a macro depends on the compiler, which is an error; all others are warnings.
bool by_compiler(const VaryingMacros& macros) {
  return std::any_of(macros.begin(), macros.end(),
                     [](const auto& macro) { return macro.second == MacroVariation::by_compiler; });
}

bool in_every_build(const VaryingMacros& macros) {
  return std::all_of(macros.begin(), macros.end(),
                     [](const auto& macro) { return macro.second == MacroVariation::by_compiler; });
}

class ConditionCheck {
 public:
  explicit ConditionCheck(const Reading& reading)
      : reading_(reading), sources_(reading.ast.getSourceManager()) {}

  void check(const TableOfStruct& table) {
    table_ = table.record;
    std::set<const clang::CXXRecordDecl*> records{table.record};
    for (const clang::CXXRecordDecl* part : with_mixins(*table.record)) records.insert(part);
    for (const ColumnOfField& column : table.columns) {
      records.insert(column.home);
      around(column.field(), false);
      check_type(column.field().getType());
      check_type(column.mapped.value);
      check_macro_field(column.field());
      if (const clang::EnumDecl* enumeration = column.mapped.enumeration) {
        around(*enumeration, false);
        within(*enumeration, enumeration->getBraceRange(), true);
        for (const clang::EnumConstantDecl* value : enumeration->enumerators())
          around(*value, false);
      }
    }
    for (const clang::CXXRecordDecl* record : records) {
      around(*record, false);
      within(*record, record->getBraceRange(), false);
    }
  }

 private:
  // The conditions around a declaration.
  void around(const clang::NamedDecl& declaration, bool only_configuration) {
    const auto [file, offset] = place_of(declaration.getLocation());
    for (const Condition& condition : reading_.conditions.conditions) {
      if (!is_in(file, condition) || condition.directives.front() >= offset ||
          offset >= condition.directives.back()) {
        continue;
      }
      if (only_configuration && in_every_build(condition.macros)) continue;
      warn(condition.start, condition.macros);
    }
  }

  // The aliases that a field's type is written with: one may be another in another build.
  void check_type(clang::QualType type) {
    while (!type.isNull()) {
      const auto* alias = type->getAs<clang::TypedefType>();
      if (alias == nullptr) return;
      const clang::TypedefNameDecl& declaration = *alias->getDecl();
      if (!sources_.isInSystemHeader(declaration.getLocation())) around(declaration, true);
      type = declaration.getUnderlyingType();
    }
  }

  // A field that a macro declares.
  void check_macro_field(const clang::FieldDecl& field) {
    if (!field.getLocation().isMacroID()) return;
    const clang::SourceLocation place = sources_.getFileLoc(field.getLocation());
    for (const VaryingMacroUse& use : reading_.conditions.uses) {
      if (use.place == sources_.getExpansionLoc(field.getLocation()) || use.place == place) {
        warn(use.place, use.macros);
      }
    }
  }

  // The conditions, and the macros that depend on some, between a struct's braces.
  void within(const clang::TagDecl& owner, clang::SourceRange braces, bool enumerators) {
    if (braces.isInvalid()) return;
    const auto [file, first] = place_of(braces.getBegin());
    const auto [last_file, last] = place_of(braces.getEnd());
    if (file != last_file) return;
    for (const Condition& condition : reading_.conditions.conditions) {
      if (!is_in(file, condition) || condition.directives.front() <= first ||
          condition.directives.back() >= last ||
          in_no_column(owner, file, condition.directives.front())) {
        continue;
      }
      const BranchText text = worst_branch(file, condition, enumerators);
      const bool part_matters = !in_every_build(condition.macros);
      if (text == BranchText::field || (text == BranchText::part && part_matters)) {
        warn(condition.start, condition.macros);
      }
    }
    for (const VaryingMacroUse& use : reading_.conditions.uses) {
      const auto [use_file, offset] = place_of(use.place);
      // A condition that hides an attribute from other compilers is intended.
      if (use_file != file || offset <= first || offset >= last || in_every_build(use.macros)) {
        continue;
      }
      if (!in_no_column(owner, file, offset)) warn(use.place, use.macros);
    }
  }

  BranchText worst_branch(clang::FileID file, const Condition& condition, bool enumerators) {
    BranchText worst = BranchText::nothing;
    const llvm::StringRef text = sources_.getBufferData(file);
    for (std::size_t i = 0; i + 1 < condition.directives.size(); ++i) {
      std::size_t from = text.find('\n', condition.directives[i]);
      while (from != llvm::StringRef::npos && from > 0 && text[from - 1] == '\\') {
        from = text.find('\n', from + 1);
      }
      const std::size_t to = condition.directives[i + 1];
      if (from == llvm::StringRef::npos || from >= to) continue;
      worst = std::max(
          worst, text_of_branch(text.slice(from, to), enumerators, reading_.ast.getLangOpts()));
    }
    return worst;
  }

  // A condition in the body of a function, for example, does not concern a column.
  bool in_no_column(const clang::TagDecl& owner, clang::FileID file, unsigned offset) const {
    const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&owner);
    if (record == nullptr) return false;
    return std::any_of(record->decls_begin(), record->decls_end(), [&](const clang::Decl* member) {
      if (!llvm::isa<clang::FunctionDecl, clang::FunctionTemplateDecl, clang::VarDecl,
                     clang::FriendDecl, clang::TagDecl>(member)) {
        return false;
      }
      if (member->isImplicit()) return false;
      const auto [member_file, begin] = place_of(member->getSourceRange().getBegin());
      const auto [end_file, end] = place_of(member->getSourceRange().getEnd());
      return member_file == file && end_file == file && begin < offset && offset < end;
    });
  }

  void warn(clang::SourceLocation place, const VaryingMacros& macros) {
    if (!reported_.insert(place).second) return;
    const bool error = by_compiler(macros);
    // A macro that depends on the compiler is the reason, if there is one.
    const auto reason = std::find_if(macros.begin(), macros.end(), [&](const auto& macro) {
      return error == (macro.second == MacroVariation::by_compiler);
    });
    const std::string& name = reason->first;
    Finding diagnostic;
    diagnostic.severity = error ? findings::Severity::error : findings::Severity::warning;
    diagnostic.rule = RuleId::conditional_field;
    diagnostic.location = reading_.locator.at(place);
    diagnostic.message =
        "what table '" + table_->getName().str() + "' has depends here on '" + name + "', ";
    switch (reason->second) {
      case MacroVariation::by_configuration:
        diagnostic.message += "which is not the same in every configuration of the build";
        diagnostic.notes = {
            {"a database is used by programs of each: declare it in all of them, or "
             "keep it out of the table with [[limbeck::transient]]"}};
        break;
      case MacroVariation::by_target:
        diagnostic.message += "which only the sources of a target in LINK are compiled with";
        diagnostic.notes = {
            {"make the definition PUBLIC or INTERFACE: then every program that uses "
             "the models has it, and the scan too"}};
        break;
      case MacroVariation::by_compiler:
        diagnostic.message += "which limbeck's Clang defines in another way than " +
                              reading_.options.command->compiler;
        diagnostic.notes = {
            {"SCAN_OPTIONS of limbeck_add_migrations tells the scan what the "
             "compiler says, as in SCAN_OPTIONS -U" +
             name + " or -D" + name + "=1"}};
        break;
    }
    reading_.diagnostics.report(std::move(diagnostic));
  }

  std::pair<clang::FileID, unsigned> place_of(clang::SourceLocation place) const {
    return sources_.getDecomposedLoc(sources_.getFileLoc(place));
  }

  bool is_in(clang::FileID file, const Condition& condition) const {
    return sources_.getFileID(condition.start) == file;
  }

  const Reading& reading_;
  const clang::SourceManager& sources_;
  const clang::CXXRecordDecl* table_ = nullptr;
  std::set<clang::SourceLocation> reported_;
};

}  // namespace

void check_conditions(const Reading& reading, const std::vector<TableOfStruct>& tables) {
  if (reading.conditions.conditions.empty() && reading.conditions.uses.empty()) return;
  ConditionCheck check(reading);
  for (const TableOfStruct& table : tables) check.check(table);
}

}  // namespace limbeck::compiler
