#include "compiler/scan/declared_attributes.h"

#include <clang/AST/DeclCXX.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Sema/ParsedAttr.h>
#include <clang/Sema/Sema.h>

#include <algorithm>
#include <string>

#include "compiler/scan/attribute_tokens.h"
#include "compiler/scan/clang_versions.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {
namespace {

std::vector<std::string> full_names() {
  std::vector<std::string> names = attribute_names();
  for (std::string& name : names) name = "limbeck::" + name;
  return names;
}

class Handler : public clang::ParsedAttrInfo {
 public:
  Handler() : names_(full_names()) {
    for (const std::string& name : names_) {
      spellings_.push_back({clang::AttributeCommonInfo::AS_CXX11, name.c_str()});
    }
    Spellings = spellings_;
  }

  AttrHandling handleDeclAttribute(clang::Sema& sema, clang::Decl* declaration,
                                   const clang::ParsedAttr& attribute) const override {
    auto& consumer = static_cast<AttributeConsumer&>(sema.getASTConsumer());
    consumer.attributes.attach(declaration, attribute.getRange().getEnd());
    return AttributeApplied;
  }

 private:
  std::vector<std::string> names_;
  std::vector<Spelling> spellings_;
};

Target target_of(const clang::Decl& declaration) {
  if (llvm::isa<clang::FieldDecl>(declaration)) return on_field;
  if (llvm::isa<clang::EnumConstantDecl>(declaration)) return on_enumerator;
  if (llvm::isa<clang::EnumDecl>(declaration)) return on_enum;
  if (llvm::isa<clang::TypedefNameDecl>(declaration)) return on_alias;
  if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&declaration)) {
    return record->isUnion() ? on_other : on_struct;
  }
  return on_other;
}

const clang::FieldDecl* same_field(const clang::RecordDecl& pattern,
                                   const clang::FieldDecl& field) {
  for (const clang::FieldDecl* candidate : pattern.fields()) {
    if (candidate->getFieldIndex() == field.getFieldIndex()) return candidate;
  }
  return nullptr;
}

// The declaration that attributes were attached to: a template's own for what is made from it, the
// first declaration of a struct or enum for each of the others.
const clang::Decl* written(const clang::Decl& declaration) {
  if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(&declaration)) {
    if (const auto* pattern = record->getTemplateInstantiationPattern()) record = pattern;
    return record->getCanonicalDecl();
  }
  if (const auto* field = llvm::dyn_cast<clang::FieldDecl>(&declaration)) {
    const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(field->getParent());
    const auto* pattern = record == nullptr ? nullptr : record->getTemplateInstantiationPattern();
    if (pattern != nullptr) {
      if (const auto* original = same_field(*pattern, *field)) return original;
    }
  }
  return declaration.getCanonicalDecl();
}

// Checks one attribute where it stands; false if it cannot be used.
bool check(Attribute& attribute, Target target, const Locator& locator,
           diagnostics::Diagnostics& diagnostics) {
  attribute.rule = find_rule(attribute.name, target);
  if (attribute.rule == nullptr) {
    diagnostics.error(
        RuleId::misplaced_attribute,
        "'" + attribute.name + "' goes on " + places_of(attribute.name) +
            (target == on_other ? std::string() : ", not on " + std::string(to_string(target))),
        locator.at(attribute.span));
    return false;
  }
  return check_arguments(attribute, [&](std::string message, const Span& span) {
    diagnostics.error(RuleId::wrong_argument, std::move(message), locator.at(span),
                      {{"it is written " + std::string(attribute.rule->usage)}});
  });
}

std::string unknown(std::string_view name) {
  std::string message = "unknown attribute 'limbeck::" + std::string(name) + "'";
  const std::string near = schema::nearest(name, attribute_names());
  if (!near.empty()) message += "; did you mean '" + near + "'?";
  return message;
}

}  // namespace

void register_attributes() {
  static const clang::ParsedAttrInfoRegistry::Add<Handler> added("limbeck", "models");
}

void DeclaredAttributes::attach(const clang::Decl* declaration, clang::SourceLocation name) {
  attached_.emplace_back(declaration, name);
}

void DeclaredAttributes::read(const AttributeTokens& tokens,
                              const clang::Preprocessor& preprocessor, const Locator& locator,
                              diagnostics::Diagnostics& diagnostics) {
  const std::vector<std::string> names = attribute_names();
  struct Spelled {
    Attribute attribute;
    bool usable = false;
    bool attached = false;
  };
  std::vector<Spelled> spelled(tokens.all().size());
  for (std::size_t i = 0; i < spelled.size(); ++i) {
    Spelled& one = spelled[i];
    std::optional<AttributeSyntaxError> syntax_error =
        spell(tokens.all()[i], preprocessor, one.attribute);
    if (!std::binary_search(names.begin(), names.end(), one.attribute.name)) {
      diagnostics.error(RuleId::unknown_attribute, unknown(one.attribute.name),
                        locator.at(one.attribute.span));
      one.attached = true;  // reported already
    } else if (syntax_error) {
      diagnostics.error(RuleId::wrong_argument, syntax_error->message,
                        locator.at(syntax_error->span));
    } else {
      one.usable = true;
    }
  }
  for (const auto& [declaration, name] : attached_) {
    const int index = tokens.find(name);
    if (index < 0) continue;
    Spelled& one = spelled[static_cast<std::size_t>(index)];
    one.attached = true;
    if (!one.usable) continue;
    Attribute attribute = one.attribute;
    if (!check(attribute, target_of(*declaration), locator, diagnostics)) continue;
    const clang::Decl* key = declaration->getCanonicalDecl();
    std::vector<Attribute>& there = attributes_[key];
    const auto same = std::find_if(there.begin(), there.end(), [&](const Attribute& other) {
      return other.name == attribute.name;
    });
    if (same != there.end() && !attribute.rule->repeatable) {
      diagnostics.error(RuleId::clash, "'" + attribute.name + "' is given twice",
                        locator.at(attribute.span),
                        {{"it was given here", locator.at(same->span)}});
      continue;
    }
    if (const auto* record = llvm::dyn_cast<clang::CXXRecordDecl>(key);
        record != nullptr && there.empty()) {
      structs_.push_back(record);
    }
    if (const auto* type = llvm::dyn_cast<clang::EnumDecl>(key); type != nullptr && there.empty()) {
      enums_.push_back(type);
    }
    there.push_back(std::move(attribute));
  }
  for (const Spelled& one : spelled) {
    if (one.attached) continue;
    diagnostics.error(RuleId::misplaced_attribute,
                      "'" + one.attribute.name + "' applies to nothing here: it goes on " +
                          places_of(one.attribute.name) +
                          ", before the declaration or after the name",
                      locator.at(one.attribute.span));
  }
}

const std::vector<Attribute>& DeclaredAttributes::of(const clang::Decl& declaration) const {
  static const std::vector<Attribute> none;
  const auto found = attributes_.find(written(declaration));
  return found == attributes_.end() ? none : found->second;
}

const Attribute* DeclaredAttributes::find(const clang::Decl& declaration,
                                          std::string_view name) const {
  for (const Attribute& attribute : of(declaration)) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

}  // namespace limbeck::compiler
