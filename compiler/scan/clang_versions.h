// What LLVM's versions, from 16 to 22, spell differently. Includes Clang's headers.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Basic/Version.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/TextDiagnosticPrinter.h>
#include <clang/Frontend/Utils.h>
#include <llvm/Option/ArgList.h>
#include <llvm/Option/OptTable.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <memory>
#include <utility>

#if CLANG_VERSION_MAJOR >= 22
#include <clang/Driver/CreateInvocationFromArgs.h>
#include <clang/Options/Options.h>
#else
#include <clang/Driver/Options.h>
#endif
#if CLANG_VERSION_MAJOR >= 17
#include <clang/Basic/ParsedAttrInfo.h>
#else
#include <clang/Sema/ParsedAttr.h>
#endif

namespace limbeck::compiler {

#if CLANG_VERSION_MAJOR >= 22
namespace driver_options = clang::options;
#else
namespace driver_options = clang::driver::options;
#endif

/// As the program clang++ reads its options.
inline llvm::opt::InputArgList parse_driver_options(llvm::ArrayRef<const char*> arguments,
                                                    unsigned& missing, unsigned& missing_count) {
#if CLANG_VERSION_MAJOR >= 22
  const llvm::opt::OptTable& table = clang::getDriverOptTable();
#else
  const llvm::opt::OptTable& table = clang::driver::getDriverOptTable();
#endif
#if CLANG_VERSION_MAJOR >= 18
  return table.ParseArgs(arguments, missing, missing_count,
                         llvm::opt::Visibility(driver_options::ClangOption));
#else
  return table.ParseArgs(arguments, missing, missing_count, 0,
                         driver_options::NoDriverOption | driver_options::CLOption);
#endif
}

/// Errors go to standard error.
class ErrorPrinter {
 public:
  explicit ErrorPrinter(bool in_colour) {
    options().ShowColors = in_colour;
#if CLANG_VERSION_MAJOR >= 21
    auto* printer = new clang::TextDiagnosticPrinter(llvm::errs(), options_);
    engine_ = clang::CompilerInstance::createDiagnostics(*llvm::vfs::getRealFileSystem(), options_,
                                                         printer);
#else
    auto* printer = new clang::TextDiagnosticPrinter(llvm::errs(), options_.get());
#if CLANG_VERSION_MAJOR >= 20
    engine_ = clang::CompilerInstance::createDiagnostics(*llvm::vfs::getRealFileSystem(),
                                                         options_.get(), printer);
#else
    engine_ = clang::CompilerInstance::createDiagnostics(options_.get(), printer);
#endif
#endif
    engine_->setIgnoreAllWarnings(true);
  }
  clang::DiagnosticsEngine& engine() { return *engine_; }
  void use_in(clang::CompilerInstance& compiler) {
#if CLANG_VERSION_MAJOR >= 22
    compiler.setDiagnostics(engine_);
#else
    compiler.setDiagnostics(engine_.get());
#endif
  }

 private:
#if CLANG_VERSION_MAJOR >= 21
  clang::DiagnosticOptions& options() { return options_; }
  clang::DiagnosticOptions options_;
#else
  clang::DiagnosticOptions& options() { return *options_; }
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> options_{new clang::DiagnosticOptions};
#endif
  llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> engine_;
};

inline std::unique_ptr<clang::CompilerInstance> make_compiler(
    std::shared_ptr<clang::CompilerInvocation> invocation) {
#if CLANG_VERSION_MAJOR >= 21
  return std::make_unique<clang::CompilerInstance>(std::move(invocation));
#else
  auto compiler = std::make_unique<clang::CompilerInstance>();
  compiler->setInvocation(std::move(invocation));
  return compiler;
#endif
}

inline clang::QualType type_of(const clang::ASTContext& ast,
                               const clang::ClassTemplateSpecializationDecl& declaration) {
#if CLANG_VERSION_MAJOR >= 22
  return ast.getCanonicalTagType(&declaration);
#else
  return ast.getTypeDeclType(&declaration);
#endif
}

}  // namespace limbeck::compiler
