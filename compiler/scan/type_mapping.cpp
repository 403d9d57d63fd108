#include "compiler/scan/type_mapping.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>
#include <optional>

#include "compiler/scan/clang_versions.h"
#include "compiler/scan/enumerations.h"

namespace limbeck::compiler {
namespace {

using schema::TypeKind;

MappedType of_kind(TypeKind kind) {
  MappedType mapped;
  mapped.type.kind = kind;
  return mapped;
}

MappedType problem(std::string text) {
  MappedType mapped;
  mapped.problem = std::move(text);
  return mapped;
}

std::string without_spaces(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ') result += c;
  }
  return result;
}

MappedType map_builtin(const Reading& reading, const clang::BuiltinType& type) {
  const auto width = reading.ast.getTypeSize(&type);
  if (type.getKind() == clang::BuiltinType::Bool) return of_kind(TypeKind::boolean);
  if (type.isFloatingPoint()) {
    if (type.getKind() == clang::BuiltinType::Float) return of_kind(TypeKind::real);
    if (type.getKind() == clang::BuiltinType::Double) return of_kind(TypeKind::double_precision);
    return problem("no database keeps all of it");
  }
  if (type.getKind() == clang::BuiltinType::Char_S ||
      type.getKind() == clang::BuiltinType::Char_U) {
    MappedType mapped = of_kind(TypeKind::character);
    mapped.type.length = 1;
    return mapped;
  }
  const bool wide_character =
      type.isWideCharType() || type.isChar8Type() || type.isChar16Type() || type.isChar32Type();
  if (!type.isInteger() || wide_character) return problem("no database has a type like it");
  // An unsigned one needs the next larger signed type to hold all of its values.
  const auto needed = type.isUnsignedInteger() ? width * 2 : width;
  if (needed <= 16) return of_kind(TypeKind::smallint);
  if (needed <= 32) return of_kind(TypeKind::integer);
  if (needed <= 64) return of_kind(TypeKind::bigint);
  return problem("no signed integer type holds all of its values");
}

class Mapper {
 public:
  explicit Mapper(const Reading& reading) : reading_(reading) {}

  // Resolves one alias at a time, so that the attributes of each are found.
  MappedType map(clang::QualType type) {
    const Attribute* length = nullptr;
    const Attribute* precision = nullptr;
    std::string collation;
    MappedType mapped;
    for (;;) {
      if (const auto* alias = llvm::dyn_cast<clang::TypedefType>(type.getTypePtr())) {
        const clang::TypedefNameDecl& declaration = *alias->getDecl();
        if (length == nullptr) length = reading_.attributes.find(declaration, "length");
        if (precision == nullptr) precision = reading_.attributes.find(declaration, "precision");
        if (collation.empty()) {
          collation = only_text(reading_.attributes.find(declaration, "collate"));
        }
        if (take_given(declaration, mapped)) break;
      } else if (const auto* tag = llvm::dyn_cast<clang::TagType>(type.getTypePtr())) {
        if (take_given(*tag->getDecl(), mapped)) break;
      }
      if (take_standard_template(type, mapped)) break;
      const clang::QualType next = type.getSingleStepDesugaredType(reading_.ast);
      if (next == type) {
        mapped = map_canonical(type);
        break;
      }
      type = next;
    }
    if (mapped.value.isNull()) mapped.value = type;
    refine(mapped, length, precision, std::move(collation));
    return mapped;
  }

 private:
  static void refine(MappedType& mapped, const Attribute* length, const Attribute* precision,
                     std::string collation) {
    if (!mapped.problem.empty()) return;
    if (length != nullptr) {
      mapped.problem = apply_length(mapped.type, static_cast<int>(positional(*length)[0]->number));
    }
    if (precision != nullptr && mapped.problem.empty()) {
      mapped.problem = apply_precision(mapped.type, *precision);
    }
    if (!collation.empty()) mapped.collation = std::move(collation);
  }

  // The type that TYPE_MAP or a `type` attribute gives to an alias, a class or an enum.
  bool take_given(const clang::NamedDecl& declaration, MappedType& mapped) {
    if (const Attribute* attribute = reading_.attributes.find(declaration, "type")) {
      mapped.type = given_type(*attribute);
      mapped.given = true;
      return true;
    }
    if (reading_.options.type_map.empty() || !declaration.getDeclName().isIdentifier()) {
      return false;
    }
    const std::string name = plain_name(declaration);
    std::string full = name;
    if (const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(&declaration)) {
      full = type_of(reading_.ast, *made).getAsString(reading_.ast.getPrintingPolicy());
    }
    // `Fixed<long, 2>` before `Fixed`.
    for (const std::string& wanted : {without_spaces(full), name}) {
      for (const auto& [from, to] : reading_.options.type_map) {
        if (without_spaces(from) != wanted) continue;
        mapped.type = schema::parse_type(to);
        mapped.given = true;
        return true;
      }
    }
    return false;
  }

  // The arguments as written keep their aliases, which those of the canonical type have lost.
  bool take_standard_template(clang::QualType type, MappedType& mapped) {
    const clang::TemplateDecl* made_from = nullptr;
    llvm::ArrayRef<clang::TemplateArgument> arguments;
    if (const auto* written =
            llvm::dyn_cast<clang::TemplateSpecializationType>(type.getTypePtr())) {
      if (written->isTypeAlias()) return false;
      made_from = written->getTemplateName().getAsTemplateDecl();
      arguments = written->template_arguments();
      if (made_from != nullptr && take_given_template(*made_from, type, mapped)) return true;
    } else if (const auto* record = type->getAsCXXRecordDecl();
               llvm::isa<clang::RecordType>(type.getTypePtr())) {
      const auto* made = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
      if (made == nullptr) return false;
      made_from = made->getSpecializedTemplate();
      arguments = made->getTemplateArgs().asArray();
    }
    if (made_from == nullptr || !made_from->isInStdNamespace()) {
      // std::chrono is within std, not std itself.
      if (made_from == nullptr || !plain_name(*made_from).starts_with("std::")) return false;
    }
    return map_standard(plain_name(*made_from), arguments, type, mapped);
  }

  bool take_given_template(const clang::TemplateDecl& declaration, clang::QualType type,
                           MappedType& mapped) {
    if (reading_.options.type_map.empty()) return false;
    const auto* record = type->getAsCXXRecordDecl();
    return record != nullptr && declaration.getDeclName().isIdentifier() &&
           take_given(*record, mapped);
  }

  bool map_standard(const std::string& name, llvm::ArrayRef<clang::TemplateArgument> arguments,
                    clang::QualType type, MappedType& mapped) {
    const auto argument = [&](std::size_t i) {
      return i < arguments.size() && arguments[i].getKind() == clang::TemplateArgument::Type
                 ? arguments[i].getAsType()
                 : clang::QualType();
    };
    if (name == "std::basic_string") {
      const bool bytes =
          !argument(0).isNull() && (argument(0)->isCharType() || argument(0)->isChar8Type());
      mapped = bytes ? of_kind(TypeKind::text) : problem("only strings of char are text");
    } else if (name == "std::optional") {
      if (argument(0).isNull()) return false;
      mapped = map(argument(0));
      mapped.nullable = true;
    } else if (name == "std::vector") {
      mapped = map_vector(argument(0));
    } else if (name == "std::array") {
      mapped = map_array(type);
    } else if (name == "std::chrono::time_point") {
      mapped = map_time_point(type);
    } else if (name == "std::chrono::duration") {
      mapped = of_kind(TypeKind::interval);
    } else if (name == "std::chrono::hh_mm_ss") {
      mapped = of_kind(TypeKind::time);
    } else {
      return false;
    }
    return true;
  }

  bool is_byte(clang::QualType type) const { return !type.isNull() && type->isStdByteType(); }

  MappedType map_vector(clang::QualType element) {
    if (element.isNull()) return problem("no database has a type like it");
    if (is_byte(element)) return of_kind(TypeKind::bytes);
    MappedType mapped = map(element);
    if (!mapped.problem.empty()) return mapped;
    if (mapped.embedded != nullptr) {
      return problem("rows within a row: give the elements a table of their own");
    }
    if (mapped.enumeration != nullptr && mapped.type.kind != TypeKind::enumeration &&
        !mapped.given) {
      return problem("an array of an enum needs [[limbeck::enum_type]] on the enum");
    }
    mapped.nullable = false;
    ++mapped.type.dimensions;
    return mapped;
  }

  MappedType map_array(clang::QualType type) {
    const auto* made =
        llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    const auto& arguments = made->getTemplateArgs();
    if (!is_byte(arguments[0].getAsType())) {
      return problem("only arrays of std::byte are column types; a std::vector is an array");
    }
    const auto size = arguments[1].getAsIntegral().getZExtValue();
    if (size == 16) return of_kind(TypeKind::uuid);
    MappedType mapped = of_kind(TypeKind::bytes);
    mapped.type.length = static_cast<int>(size);
    return mapped;
  }

  // sys_time is an instant, local_time a reading of some clock on a wall; in whole days both are
  // dates.
  MappedType map_time_point(clang::QualType type) {
    const auto* made =
        llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
    const auto* clock = made->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
    const std::string name = clock == nullptr ? std::string() : plain_name(*clock);
    const bool days = in_days(made->getTemplateArgs()[1].getAsType());
    if (name == "std::chrono::system_clock") {
      return of_kind(days ? TypeKind::date : TypeKind::timestamptz);
    }
    if (name == "std::chrono::local_t") return of_kind(days ? TypeKind::date : TypeKind::timestamp);
    return problem("its clock means nothing to a database; use sys_time or local_time");
  }

  static bool in_days(clang::QualType duration) {
    const auto* made = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
        duration->getAsCXXRecordDecl());
    if (made == nullptr || made->getTemplateArgs().size() < 2) return false;
    const auto* ratio = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
        made->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl());
    if (ratio == nullptr || ratio->getTemplateArgs().size() < 2) return false;
    return ratio->getTemplateArgs()[0].getAsIntegral() == 86400 &&
           ratio->getTemplateArgs()[1].getAsIntegral() == 1;
  }

  MappedType map_canonical(clang::QualType type) {
    if (const auto* builtin = type->getAs<clang::BuiltinType>()) {
      return map_builtin(reading_, *builtin);
    }
    if (type->isReferenceType() || type->isAnyPointerType() || type->isMemberPointerType()) {
      return problem("a column holds a value; std::optional makes it nullable");
    }
    if (type->isArrayType()) return problem("use std::string, std::array or std::vector");
    if (const auto* enumeration = type->getAs<clang::EnumType>()) {
      return map_enum(*enumeration->getDecl());
    }
    if (const auto* record = type->getAsCXXRecordDecl()) return map_record(*record);
    return problem("no database has a type like it");
  }

  MappedType map_enum(const clang::EnumDecl& declared) {
    const clang::EnumDecl* type = declared.getDefinition();
    if (type == nullptr)
      return problem("the enum is declared, but its enumerators are not known here");
    if (plain_name(*type).starts_with("std::")) return problem("no database has a type like it");
    MappedType mapped;
    mapped.enumeration = type;
    if (const auto name = database_enum(reading_, *type)) {
      mapped.type.kind = TypeKind::enumeration;
      mapped.type.name = *name;
      return mapped;
    }
    std::size_t longest = 0;
    for (const std::string& value : values_of(reading_, *type)) {
      longest = std::max(longest, value.size());
    }
    if (longest == 0) return problem("the enum has no enumerators");
    mapped.type.kind = TypeKind::varchar;
    mapped.type.length = static_cast<int>(longest);
    return mapped;
  }

  MappedType map_record(const clang::CXXRecordDecl& declared) {
    const clang::CXXRecordDecl* record = declared.getDefinition();
    if (record == nullptr) return problem("it is declared, but not defined here");
    const std::string name = plain_name(*record);
    if (name == "std::chrono::year_month_day") return of_kind(TypeKind::date);
    const bool foreign = name.starts_with("std::") ||
                         reading_.ast.getSourceManager().isInSystemHeader(record->getLocation());
    if (foreign) return problem("give it [[limbeck::type(\"…\")]], or its type a line in TYPE_MAP");
    if (reading_.attributes.find(*record, "table") != nullptr) {
      return problem("it is a table of its own; keep its key and say [[limbeck::references(…)]]");
    }
    const bool plain = !record->isUnion() && !record->isPolymorphic() && !record->isLambda() &&
                       std::all_of(record->field_begin(), record->field_end(),
                                   [](const clang::FieldDecl* field) {
                                     return field->getAccess() == clang::AS_public ||
                                            field->getAccess() == clang::AS_none;
                                   }) &&
                       (!record->field_empty() || record->getNumBases() > 0);
    if (!plain) {
      return problem(
          "it is no plain struct; give it [[limbeck::type(\"…\")]] here or on the class");
    }
    MappedType mapped;
    mapped.embedded = record;
    return mapped;
  }

  const Reading& reading_;
};

}  // namespace

MappedType map_type(const Reading& reading, clang::QualType type) {
  return Mapper(reading).map(type);
}

schema::Type given_type(const Attribute& attribute) {
  const std::string common = only_text(&attribute);
  schema::Type type;
  for (const Argument& argument : attribute.arguments) {
    if (!argument.key.empty()) type.per_dialect[argument.key] = argument.text;
  }
  if (type.per_dialect.empty()) return schema::parse_type(common);
  type.kind = TypeKind::native;
  type.name.name = common;
  return type;
}

std::string apply_length(schema::Type& type, int length) {
  if (length < 1) return "'length' is at least 1";
  switch (type.kind) {
    case TypeKind::text:
      type.kind = TypeKind::varchar;
      [[fallthrough]];
    case TypeKind::varchar:
    case TypeKind::character:
    case TypeKind::bytes:
      type.length = length;
      return {};
    default:
      return "'length' is for text and bytes, and this is " + to_string(type);
  }
}

std::string apply_precision(schema::Type& type, const Attribute& precision) {
  const std::vector<const Argument*> arguments = positional(precision);
  switch (type.kind) {
    case TypeKind::real:
    case TypeKind::double_precision:
      type.kind = TypeKind::numeric;
      [[fallthrough]];
    case TypeKind::numeric:
      type.precision = static_cast<int>(arguments[0]->number);
      if (arguments.size() > 1) type.scale = static_cast<int>(arguments[1]->number);
      return {};
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      if (arguments.size() > 1)
        return "'precision' of a time is one number: its digits after the second";
      type.precision = static_cast<int>(arguments[0]->number);
      return {};
    default:
      return "'precision' is for numbers with digits after the point and for times, and this is " +
             to_string(type);
  }
}

}  // namespace limbeck::compiler
