#include "compiler/scan/scan.h"

#include <clang/Frontend/FrontendAction.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Sema/Sema.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <memory>

#include "compiler/scan/clang_options.h"
#include "compiler/scan/clang_versions.h"
#include "compiler/scan/model_reader.h"
#include "migrations/findings/rule_id.h"

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

// All files, including system headers: a new standard library is a reason to scan again.
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
    conditions_ = watch_conditions(sema.getPreprocessor(), options_);
  }

  void HandleTranslationUnit(clang::ASTContext& ast) override {
    // After an error of Clang the parsed models are incomplete, so limbeck's errors would only be
    // consequences.
    if (ast.getDiagnostics().hasErrorOccurred()) return;
    const bool relative = std::any_of(options_.models.begin(), options_.models.end(),
                                      [](const std::string& model) { return model[0] != '/'; });
    const Locator locator(ast.getSourceManager(), ast.getLangOpts(),
                          relative ? absolute(".") : std::string());
    attributes.read(*tokens_, sema_->getPreprocessor(), locator, diagnostics_);
    result_.model =
        read_model({*sema_, ast, options_, attributes, locator, diagnostics_, *conditions_});
    result_.parsed = true;
  }

 private:
  const ScanOptions& options_;
  diagnostics::Diagnostics& diagnostics_;
  Scan& result_;
  clang::Sema* sema_ = nullptr;
  std::unique_ptr<AttributeTokens> tokens_;
  std::shared_ptr<const Conditions> conditions_;
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
    diagnostics.error(RuleId::missing_model,
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

std::vector<std::string> arguments_of(const ScanOptions& options, const ClangOptions& command) {
  std::vector<std::string> arguments{command.program.empty() ? LIMBECK_CLANG : command.program,
                                     "-fsyntax-only", "-x", "c++"};
  const auto add = [&](const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
  };
  add(command.arguments);
  add(options.clang_arguments);
  if (std::none_of(arguments.begin(), arguments.end(), [](const std::string& one) {
        return one.starts_with("-std=") || one.starts_with("--std") || one == "-ansi";
      })) {
    arguments.emplace_back("-std=c++20");
  }
  arguments.emplace_back("-w");
  arguments.emplace_back("-resource-dir");
  arguments.push_back(options.resource_directory.empty() ? LIMBECK_CLANG_RESOURCES
                                                         : options.resource_directory);
  arguments.emplace_back(umbrella_name);
  return arguments;
}

// In front of the explicit macros of the scan, which override them.
void set_macros(const ClangOptions& command, clang::PreprocessorOptions& preprocessor) {
  std::vector<std::pair<std::string, bool>> macros;
  for (const std::string& macro : command.defined) macros.emplace_back(macro, false);
  for (const std::string& macro : command.undefined) macros.emplace_back(macro, true);
  preprocessor.Macros.insert(preprocessor.Macros.begin(), macros.begin(), macros.end());
}

// Clang reports errors in its options before it opens a file.
void explain_options(const ScanOptions& options, diagnostics::Diagnostics& diagnostics) {
  if (!options.command) return;
  diagnostics.error(RuleId::compiler_option,
                    "limbeck's Clang does not take the options of " + options.command->compiler +
                        " as they are: its error is above",
                    {},
                    {{"IGNORE_OPTIONS of limbeck_add_migrations leaves options out of the scan, "
                      "and SCAN_OPTIONS gives Clang others instead"}});
}

}  // namespace

Scan scan(const ScanOptions& options, diagnostics::Diagnostics& diagnostics) {
  Scan result;
  result.parsed = false;
  if (!all_there(options.models, diagnostics)) return result;
  ClangOptions command;
  if (options.command) {
    command = clang_options(*options.command, options.ignored_options, diagnostics);
    if (diagnostics.had_errors()) return result;
  }
  register_attributes();

  const bool in_colour = diagnostics::wants_colour(2);
  ErrorPrinter errors(in_colour);

  const std::vector<std::string> arguments = arguments_of(options, command);
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  clang::CreateInvocationOptions creation;
  creation.Diags = &errors.engine();
  std::shared_ptr<clang::CompilerInvocation> invocation =
      clang::createInvocation(pointers, creation);
  if (invocation == nullptr || errors.engine().hasErrorOccurred()) {
    explain_options(options, diagnostics);
    return result;
  }
  set_macros(command, invocation->getPreprocessorOpts());

  const std::string text = umbrella(options.models);
  invocation->getPreprocessorOpts().addRemappedFile(
      umbrella_name, llvm::MemoryBuffer::getMemBufferCopy(text, umbrella_name).release());
  invocation->getDiagnosticOpts().ShowColors = in_colour;
  const std::unique_ptr<clang::CompilerInstance> compiler = make_compiler(std::move(invocation));
  errors.use_in(*compiler);
  const auto dependencies = std::make_shared<Dependencies>();
  compiler->addDependencyCollector(dependencies);

  ScanAction action(options, diagnostics, result);
  if (!compiler->ExecuteAction(action)) result.parsed = false;
  for (const std::string& file : dependencies->getDependencies()) {
    result.dependencies.push_back(absolute(file));
  }
  if (!result.parsed && result.dependencies.empty()) explain_options(options, diagnostics);
  return result;
}

}  // namespace limbeck::compiler
