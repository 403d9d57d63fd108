#include "compiler/scan/defaults.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Sema/Sema.h>

#include <charconv>
#include <cmath>

#include "compiler/scan/constant_times.h"
#include "compiler/scan/enumerations.h"

namespace limbeck::compiler {
namespace {

using schema::TypeKind;

std::size_t arguments_given(const clang::CXXConstructExpr& call) {
  std::size_t count = 0;
  for (const clang::Expr* argument : call.arguments()) {
    if (!llvm::isa<clang::CXXDefaultArgExpr>(argument)) ++count;
  }
  return count;
}

// Whether it says `{}`, `T()`, or `std::nullopt`.
bool is_empty(const clang::Expr* expression) {
  if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(expression)) {
    return list->getNumInits() == 0;
  }
  if (const auto* call = llvm::dyn_cast<clang::CXXConstructExpr>(expression)) {
    return arguments_given(*call) == 0;
  }
  return llvm::isa<clang::ImplicitValueInitExpr, clang::CXXScalarValueInitExpr>(expression);
}

// Through the braces, conversions and constructors of one argument that stand around the value
// itself.
const clang::Expr* innermost(const clang::Expr* expression) {
  for (;;) {
    const clang::Expr* inner = expression->IgnoreParens();
    if (const auto* full = llvm::dyn_cast<clang::FullExpr>(inner)) {
      inner = full->getSubExpr();
    } else if (const auto* made = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(inner)) {
      inner = made->getSubExpr();
    } else if (const auto* bound = llvm::dyn_cast<clang::CXXBindTemporaryExpr>(inner)) {
      inner = bound->getSubExpr();
    } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(inner);
               list != nullptr && list->getNumInits() == 1) {
      inner = list->getInit(0);
    } else if (const auto* call = llvm::dyn_cast<clang::CXXConstructExpr>(inner);
               call != nullptr && arguments_given(*call) == 1) {
      inner = call->getArg(0);
    } else if (const auto* cast = llvm::dyn_cast<clang::CastExpr>(inner);
               cast != nullptr && (cast->getCastKind() == clang::CK_ConstructorConversion ||
                                   cast->getCastKind() == clang::CK_UserDefinedConversion ||
                                   cast->getCastKind() == clang::CK_NoOp)) {
      inner = cast->getSubExpr();
    }
    if (inner == expression) return inner;
    expression = inner;
  }
}

std::optional<clang::APValue> evaluate(const Reading& reading, const clang::Expr& expression) {
  clang::Expr::EvalResult result;
  if (expression.isValueDependent() ||
      !expression.EvaluateAsRValue(result, reading.ast, /*InConstantContext=*/true) ||
      result.HasSideEffects) {
    return std::nullopt;
  }
  return result.Val;
}

template <typename Number>
std::string shortest(Number value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::optional<std::string> sql_of_float(const llvm::APFloat& value, bool single) {
  if (!value.isFinite()) return std::nullopt;
  if (single) {
    llvm::APFloat narrow = value;
    bool lost = false;
    narrow.convert(llvm::APFloat::IEEEsingle(), llvm::APFloat::rmNearestTiesToEven, &lost);
    return shortest(narrow.convertToFloat());
  }
  llvm::APFloat wide = value;
  bool lost = false;
  wide.convert(llvm::APFloat::IEEEdouble(), llvm::APFloat::rmNearestTiesToEven, &lost);
  return shortest(wide.convertToDouble());
}

std::optional<std::string> sql_of_integer(const Reading& reading, const llvm::APSInt& value,
                                          const MappedType& mapped) {
  llvm::SmallString<32> digits;
  value.toString(digits, 10);
  const bool number =
      mapped.type.kind == TypeKind::smallint || mapped.type.kind == TypeKind::integer ||
      mapped.type.kind == TypeKind::bigint || mapped.type.kind == TypeKind::numeric ||
      mapped.type.kind == TypeKind::real || mapped.type.kind == TypeKind::double_precision;
  if (const auto* type = mapped.value->getAs<clang::EnumType>(); type != nullptr && !number) {
    const auto label = value_of(reading, *type->getDecl()->getDefinition(), value.getExtValue());
    if (!label) return std::nullopt;
    return sql_string(*label);
  }
  if (mapped.value->isBooleanType() && !number) return value.getBoolValue() ? "true" : "false";
  if (mapped.value->isCharType() && !number) {
    if (value == 0) return std::nullopt;
    return sql_string(std::string(1, static_cast<char>(value.getExtValue())));
  }
  return std::string(digits);
}

// A std::string_view constant as the evaluator sees it: a length, and a place in a literal.
std::optional<std::string> text_of_view(const clang::APValue& value) {
  if (!value.isStruct() || value.getStructNumFields() != 2) return std::nullopt;
  const clang::APValue* size = &value.getStructField(0);
  const clang::APValue* data = &value.getStructField(1);
  if (!size->isInt()) std::swap(size, data);
  if (!size->isInt() || !data->isLValue()) return std::nullopt;
  const auto* base = data->getLValueBase().dyn_cast<const clang::Expr*>();
  const auto* literal = llvm::dyn_cast_or_null<clang::StringLiteral>(base);
  if (literal == nullptr || literal->getCharByteWidth() != 1) return std::nullopt;
  return literal->getString()
      .substr(static_cast<std::size_t>(data->getLValueOffset().getQuantity()),
              size->getInt().getZExtValue())
      .str();
}

std::optional<std::string> text_of_constant(const Reading& reading, const clang::Expr& value) {
  if (const auto* literal = llvm::dyn_cast<clang::UserDefinedLiteral>(&value)) {
    const auto* text = llvm::dyn_cast_or_null<clang::StringLiteral>(
        literal->getLiteralOperatorKind() == clang::UserDefinedLiteral::LOK_String
            ? literal->getCookedLiteral()
            : nullptr);
    const clang::FunctionDecl* callee = literal->getDirectCallee();
    const bool standard =
        callee != nullptr &&
        callee->getASTContext().getSourceManager().isInSystemHeader(callee->getLocation());
    if (text == nullptr || !standard || text->getCharByteWidth() != 1) return std::nullopt;
    return text->getString().str();
  }
  const clang::QualType type = value.getType();
  if (const auto* literal = llvm::dyn_cast<clang::StringLiteral>(&value)) {
    if (literal->getCharByteWidth() != 1) return std::nullopt;
    return literal->getString().str();
  }
  if (type->isPointerType() || type->isArrayType()) return value.tryEvaluateString(reading.ast);
  if (!type->isRecordType()) return std::nullopt;
  const auto constant = evaluate(reading, value);
  return constant ? text_of_view(*constant) : std::nullopt;
}

}  // namespace

std::optional<std::string> default_of(const Reading& reading, const clang::FieldDecl& field,
                                      const MappedType& mapped) {
  if (field.hasInClassInitializer() && field.getInClassInitializer() == nullptr) {
    // A member of what was made from a template gets its initialiser when one is asked for.
    reading.sema.BuildCXXDefaultInitExpr(field.getLocation(),
                                         const_cast<clang::FieldDecl*>(&field));
  }
  const clang::Expr* written = field.getInClassInitializer();
  if (written == nullptr || written->isValueDependent() || mapped.embedded != nullptr ||
      mapped.type.dimensions > 0) {
    return std::nullopt;
  }
  const clang::Expr* value = innermost(written);
  if (is_empty(value)) return std::nullopt;
  if (mapped.value->isScalarType()) {
    // The initialiser of a plain field has been converted to the field's type; that of an optional
    // has not.
    const bool plain = field.getType()->isScalarType();
    const clang::Expr* whole = plain ? written->IgnoreParens() : value;
    if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(whole)) whole = list->getInit(0);
    const auto constant = evaluate(reading, *whole);
    if (!constant) return std::nullopt;
    if (constant->isInt()) return sql_of_integer(reading, constant->getInt(), mapped);
    if (constant->isFloat()) {
      return sql_of_float(constant->getFloat(), mapped.type.kind == TypeKind::real);
    }
    return std::nullopt;
  }
  const auto* record = mapped.value->getAsCXXRecordDecl();
  if (record == nullptr || !record->getDeclName().isIdentifier()) return std::nullopt;
  const std::string name = plain_name(*record);
  if (name == "std::basic_string") {
    const auto text = text_of_constant(reading, *value);
    if (!text || text->find('\0') != std::string::npos) return std::nullopt;
    return sql_string(*text);
  }
  if (name == "std::chrono::year_month_day" || name == "std::chrono::time_point") {
    const auto constant = evaluate(reading, *written);
    return constant ? sql_of_time(*constant, *record, mapped.type.kind) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace limbeck::compiler
