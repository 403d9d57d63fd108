#include "compiler/scan/scan.h"

#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendAction.h>
#include <clang/Frontend/TextDiagnosticPrinter.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Sema/Sema.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <memory>

#include "compiler/scan/model_reader.h"

namespace limbeck::compiler {
namespace {

// The one file that Clang parses; it exists in memory only.
constexpr const char* umbrella_name = "<models>";

std::string absolute(const std::string& path) {
  llvm::SmallString<256> result(path);
  llvm::sys::fs::make_absolute(result);
  llvm::sys::path::remove_dots(result);
  return result.str().str();
}

// Every file, system headers too: a new compiler's library is a reason to scan again.
class Dependencies : public clang::DependencyCollector {
 public:
  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef name, bool, bool, bool is_module, bool is_missing) override {
    return !is_module && !is_missing && !name.starts_with("<");
  }
};

class ModelConsumer : public AttributeConsumer {
 public:
  ModelConsumer(const ScanOptions& options, diagnostics::Diagnostics& diagnostics, Scan& result)
      : options_(options), diagnostics_(diagnostics), result_(result) {}

  void InitializeSema(clang::Sema& sema) override {
    sema_ = &sema;
    tokens_ = std::make_unique<AttributeTokens>(sema.getPreprocessor());
  }

  void HandleTranslationUnit(clang::ASTContext& ast) override {
    // After an error of Clang's own the models are not what was written: ours would only follow
    // from it.
    if (ast.getDiagnostics().hasErrorOccurred()) return;
    const bool relative = std::any_of(options_.models.begin(), options_.models.end(),
                                      [](const std::string& model) { return model[0] != '/'; });
    const Locator locator(ast.getSourceManager(), ast.getLangOpts(),
                          relative ? absolute(".") : std::string());
    attributes.read(*tokens_, sema_->getPreprocessor(), locator, diagnostics_);
    result_.model = read_model({*sema_, ast, options_, attributes, locator, diagnostics_});
    result_.parsed = true;
  }

 private:
  const ScanOptions& options_;
  diagnostics::Diagnostics& diagnostics_;
  Scan& result_;
  clang::Sema* sema_ = nullptr;
  std::unique_ptr<AttributeTokens> tokens_;
};

class ScanAction : public clang::ASTFrontendAction {
 public:
  ScanAction(const ScanOptions& options, diagnostics::Diagnostics& diagnostics, Scan& result)
      : options_(options), diagnostics_(diagnostics), result_(result) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance&,
                                                        llvm::StringRef) override {
    return std::make_unique<ModelConsumer>(options_, diagnostics_, result_);
  }

 private:
  const ScanOptions& options_;
  diagnostics::Diagnostics& diagnostics_;
  Scan& result_;
};

bool all_there(const std::vector<std::string>& models, diagnostics::Diagnostics& diagnostics) {
  bool all = true;
  for (const std::string& model : models) {
    const bool quotable = model.find_first_of("\"\n") == std::string::npos;
    if (quotable && llvm::sys::fs::is_regular_file(model)) continue;
    diagnostics.error("limbeck-missing-model",
                      quotable ? "there is no such file" : "an #include cannot name this file",
                      {model});
    all = false;
  }
  return all;
}

std::string umbrella(const std::vector<std::string>& models) {
  std::string text;
  std::vector<std::string> seen;
  for (const std::string& model : models) {
    std::string path = absolute(model);
    if (std::find(seen.begin(), seen.end(), path) != seen.end()) continue;
    text += "#include \"" + path + "\"\n";
    seen.push_back(std::move(path));
  }
  return text;
}

std::vector<std::string> arguments_of(const ScanOptions& options) {
  std::vector<std::string> arguments{LIMBECK_CLANG, "-fsyntax-only", "-x", "c++"};
  const bool standard = std::any_of(
      options.clang_arguments.begin(), options.clang_arguments.end(),
      [](const std::string& one) { return one.starts_with("-std=") || one.starts_with("--std"); });
  if (!standard) arguments.emplace_back("-std=c++20");
  arguments.insert(arguments.end(), options.clang_arguments.begin(), options.clang_arguments.end());
  arguments.emplace_back("-w");
  arguments.emplace_back("-resource-dir");
  arguments.push_back(options.resource_directory.empty() ? LIMBECK_CLANG_RESOURCES
                                                         : options.resource_directory);
  arguments.emplace_back(umbrella_name);
  return arguments;
}

}  // namespace

Scan scan(const ScanOptions& options, diagnostics::Diagnostics& diagnostics) {
  Scan result;
  result.parsed = false;
  if (!all_there(options.models, diagnostics)) return result;
  register_attributes();

  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> output(new clang::DiagnosticOptions);
  output->ShowColors = diagnostics::wants_colour(2);
  clang::CompilerInstance compiler;
  compiler.createDiagnostics(new clang::TextDiagnosticPrinter(llvm::errs(), output.get()), true);
  compiler.getDiagnostics().setIgnoreAllWarnings(true);

  const std::vector<std::string> arguments = arguments_of(options);
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  clang::CreateInvocationOptions creation;
  creation.Diags = &compiler.getDiagnostics();
  std::shared_ptr<clang::CompilerInvocation> invocation =
      clang::createInvocation(pointers, creation);
  if (invocation == nullptr || compiler.getDiagnostics().hasErrorOccurred()) return result;

  const std::string text = umbrella(options.models);
  invocation->getPreprocessorOpts().addRemappedFile(
      umbrella_name, llvm::MemoryBuffer::getMemBufferCopy(text, umbrella_name).release());
  invocation->getDiagnosticOpts().ShowColors = output->ShowColors;
  compiler.setInvocation(std::move(invocation));
  const auto dependencies = std::make_shared<Dependencies>();
  compiler.addDependencyCollector(dependencies);

  ScanAction action(options, diagnostics, result);
  if (!compiler.ExecuteAction(action)) result.parsed = false;
  for (const std::string& file : dependencies->getDependencies()) {
    result.dependencies.push_back(absolute(file));
  }
  return result;
}

}  // namespace limbeck::compiler
