#include "compiler/scan/conditions.h"

#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>
#include <clang/Lex/MacroInfo.h>
#include <clang/Lex/Preprocessor.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "compiler/scan/clang_options.h"

namespace limbeck::compiler {
namespace {

// The macros of CMake's configurations, of optimisation and of related checks.
constexpr std::array by_custom{
    "NDEBUG",
    "DEBUG",
    "_DEBUG",
    "__OPTIMIZE__",
    "__OPTIMIZE_SIZE__",
    "__NO_INLINE__",
    "_FORTIFY_SOURCE",
    "CMAKE_INTDIR",
    "__SANITIZE_ADDRESS__",
    "__SANITIZE_THREAD__",
    "_GLIBCXX_DEBUG",
    "_GLIBCXX_ASSERTIONS",
    "_LIBCPP_HARDENING_MODE",
    "QT_DEBUG",
    "QT_NO_DEBUG",
};

// Compares values without spaces, which compilers print differently.
std::string packed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c != ' ' && c != '\t') result += c;
  }
  return result;
}

class Watcher : public clang::PPCallbacks {
 public:
  Watcher(clang::Preprocessor& preprocessor, const ScanOptions& options,
          std::shared_ptr<Conditions> found)
      : preprocessor_(preprocessor),
        sources_(preprocessor.getSourceManager()),
        found_(std::move(found)) {
    for (const char* name : by_custom) varying_[name] = MacroVariation::by_configuration;
    for (const std::string& name : options.configuration_macros) {
      varying_[name] = MacroVariation::by_configuration;
    }
    for (const std::string& name : options.private_macros)
      varying_[name] = MacroVariation::by_target;
    if (!options.command) return;
    compilers_ = &options.command->macros;
    if (is_clang(*options.command)) return;
    // Clang alone answers these: GCC 12 has no such thing, or answers by its own list.
    for (const char* name : {"__has_feature", "__has_extension", "__has_builtin"}) {
      varying_[name] = MacroVariation::by_compiler;
    }
  }

  void MacroDefined(const clang::Token& name, const clang::MacroDirective* directive) override {
    const std::string text = name.getIdentifierInfo()->getName().str();
    const clang::SourceLocation place = name.getLocation();
    if (sources_.isWrittenInBuiltinFile(place)) {
      predefined_[text] = value_of(*directive->getMacroInfo());
      return;
    }
    if (sources_.isWrittenInCommandLineFile(place)) {
      given_.insert(text);
      return;
    }
    compare_compilers();
    VaryingMacros macros = around();
    for (const clang::Token& token : directive->getMacroInfo()->tokens()) {
      if (const clang::IdentifierInfo* word = token.getIdentifierInfo()) {
        add(word->getName(), false, macros);
      }
    }
    if (!macros.empty()) dependent_[text].insert(macros.begin(), macros.end());
  }

  void MacroUndefined(const clang::Token& name, const clang::MacroDefinition&,
                      const clang::MacroDirective*) override {
    const std::string text = name.getIdentifierInfo()->getName().str();
    if (sources_.isWrittenInCommandLineFile(name.getLocation())) given_.insert(text);
    const VaryingMacros macros = around();
    if (!macros.empty()) dependent_[text].insert(macros.begin(), macros.end());
  }

  void MacroExpands(const clang::Token& name, const clang::MacroDefinition&, clang::SourceRange,
                    const clang::MacroArgs*) override {
    if (dependent_.empty() || name.getLocation().isMacroID() || is_foreign(name.getLocation())) {
      return;
    }
    VaryingMacros macros;
    add(name.getIdentifierInfo()->getName(), false, macros);
    if (macros.empty()) return;
    found_->uses.push_back(
        {name.getLocation(), name.getIdentifierInfo()->getName().str(), std::move(macros)});
  }

  void If(clang::SourceLocation place, clang::SourceRange condition, ConditionValueKind) override {
    open(place);
    read(condition);
  }
  void Ifdef(clang::SourceLocation place, const clang::Token& name,
             const clang::MacroDefinition&) override {
    open(place);
    add(name.getIdentifierInfo()->getName(), true, open_.back().macros);
  }
  void Ifndef(clang::SourceLocation place, const clang::Token& name,
              const clang::MacroDefinition& definition) override {
    Ifdef(place, name, definition);
  }
  void Elif(clang::SourceLocation place, clang::SourceRange condition, ConditionValueKind value,
            clang::SourceLocation) override {
    next_branch(place);
    read(condition, value == CVK_NotEvaluated);
  }
  void Elifdef(clang::SourceLocation place, const clang::Token& name,
               const clang::MacroDefinition&) override {
    next_branch(place);
    add(name.getIdentifierInfo()->getName(), true, open_.back().macros);
  }
  void Elifdef(clang::SourceLocation place, clang::SourceRange condition,
               clang::SourceLocation) override {
    next_branch(place);
    read(condition, true);
  }
  void Elifndef(clang::SourceLocation place, const clang::Token& name,
                const clang::MacroDefinition& definition) override {
    Elifdef(place, name, definition);
  }
  void Elifndef(clang::SourceLocation place, clang::SourceRange condition,
                clang::SourceLocation start) override {
    Elifdef(place, condition, start);
  }
  void Else(clang::SourceLocation place, clang::SourceLocation) override { next_branch(place); }
  void Endif(clang::SourceLocation place, clang::SourceLocation) override {
    if (open_.empty()) return;
    next_branch(place);
    Condition condition = std::move(open_.back());
    open_.pop_back();
    if (condition.macros.empty()) return;
    // A macro that was not defined because of the condition depends on it as well.
    find_definitions(condition);
    if (is_foreign(place)) return;
    found_->conditions.push_back(std::move(condition));
  }

 private:
  bool is_foreign(clang::SourceLocation place) const { return sources_.isInSystemHeader(place); }

  std::string value_of(const clang::MacroInfo& macro) const {
    std::string text = "=";
    for (const clang::Token& token : macro.tokens()) text += preprocessor_.getSpelling(token);
    return text;
  }

  // Once, when all that is defined before the first file is known.
  void compare_compilers() {
    if (std::exchange(compared_, true) || compilers_ == nullptr) return;
    for (const auto& [name, value] : predefined_) {
      if (given_.contains(name)) continue;
      const auto other = compilers_->find(name);
      if (other == compilers_->end()) {
        varying_.try_emplace(name, MacroVariation::by_compiler);
      } else if (packed(other->second) != packed(value)) {
        different_values_.insert(name);
      }
    }
    for (const auto& [name, value] : *compilers_) {
      if (predefined_.contains(name) || given_.contains(name)) continue;
      varying_.try_emplace(name, MacroVariation::by_compiler);
    }
  }

  // The varying macros that `name` depends on, itself among them. A question whether it is
  // defined is settled where both compilers define it.
  void add(llvm::StringRef name, bool only_defined, VaryingMacros& macros) {
    compare_compilers();
    const std::string text = name.str();
    if (const auto found = varying_.find(text); found != varying_.end()) macros.insert(*found);
    if (!only_defined && different_values_.contains(text)) {
      macros.emplace(text, MacroVariation::by_compiler);
    }
    if (const auto found = dependent_.find(text); found != dependent_.end()) {
      macros.insert(found->second.begin(), found->second.end());
    }
  }

  VaryingMacros around() const {
    VaryingMacros macros;
    for (const Condition& condition : open_) {
      macros.insert(condition.macros.begin(), condition.macros.end());
    }
    return macros;
  }

  void open(clang::SourceLocation place) {
    open_.emplace_back();
    open_.back().start = place;
    next_branch(place);
  }

  void next_branch(clang::SourceLocation place) {
    if (open_.empty()) return;
    open_.back().directives.push_back(sources_.getFileOffset(place));
  }

  // The tokens of a file between two offsets, not expanded.
  template <class Each>
  void lex(clang::FileID file, unsigned from, unsigned to, Each each) {
    bool invalid = false;
    const llvm::StringRef text = sources_.getBufferData(file, &invalid);
    if (invalid || from >= to || to > text.size()) return;
    clang::Lexer lexer(sources_.getLocForStartOfFile(file), preprocessor_.getLangOpts(),
                       text.begin(), text.begin() + from, text.end());
    clang::Token token;
    while (!lexer.LexFromRawLexer(token)) {
      if (sources_.getFileOffset(token.getLocation()) >= to) return;
      each(token);
    }
  }

  // `decided`: a branch before it was taken, so that no compiler evaluates it in this
  // configuration.
  void read(clang::SourceRange condition, bool decided = false) {
    if (open_.empty() || condition.isInvalid()) return;
    const auto [file, from] = sources_.getDecomposedLoc(sources_.getFileLoc(condition.getBegin()));
    const auto [end_file, last] =
        sources_.getDecomposedLoc(sources_.getFileLoc(condition.getEnd()));
    if (file != end_file) return;
    // The range may end at the condition's last word, or behind it: to the end of the line.
    bool invalid = false;
    const llvm::StringRef text = sources_.getBufferData(file, &invalid);
    if (invalid) return;
    std::size_t to = text.find('\n', last);
    while (to != llvm::StringRef::npos && to > 0 && text[to - 1] == '\\')
      to = text.find('\n', to + 1);
    if (to == llvm::StringRef::npos) to = text.size();
    if (from > 0 && last > from && text[last] == '\n') to = last;
    VaryingMacros macros;
    bool defined = false;
    lex(file, from, static_cast<unsigned>(to), [&](const clang::Token& token) {
      if (token.is(clang::tok::l_paren)) return;
      const bool word = token.is(clang::tok::raw_identifier);
      if (word && token.getRawIdentifier() == "defined") {
        defined = true;
        return;
      }
      if (word) add(token.getRawIdentifier(), defined, macros);
      defined = false;
    });
    if (decided) {
      std::erase_if(macros,
                    [](const auto& macro) { return macro.second == MacroVariation::by_compiler; });
    }
    open_.back().macros.insert(macros.begin(), macros.end());
  }

  void find_definitions(const Condition& condition) {
    const clang::FileID file = sources_.getFileID(condition.start);
    int step = 0;  // 1 behind `#`, 2 behind `define` or `undef`
    lex(file, condition.directives.front(), condition.directives.back(),
        [&](const clang::Token& token) {
          const bool word = token.is(clang::tok::raw_identifier);
          if (token.is(clang::tok::hash) && token.isAtStartOfLine()) {
            step = 1;
          } else if (step == 1 && word &&
                     (token.getRawIdentifier() == "define" ||
                      token.getRawIdentifier() == "undef")) {
            step = 2;
          } else {
            if (step == 2 && word) {
              dependent_[token.getRawIdentifier().str()].insert(condition.macros.begin(),
                                                                condition.macros.end());
            }
            step = 0;
          }
        });
  }

  clang::Preprocessor& preprocessor_;
  const clang::SourceManager& sources_;
  std::shared_ptr<Conditions> found_;
  const Macros* compilers_ = nullptr;
  Macros predefined_;            ///< by Clang itself
  std::set<std::string> given_;  ///< what the options define and take away is as it was meant
  bool compared_ = false;
  std::map<std::string, MacroVariation> varying_;
  std::set<std::string> different_values_;
  std::map<std::string, VaryingMacros> dependent_;
  std::vector<Condition> open_;
};

}  // namespace

std::shared_ptr<const Conditions> watch_conditions(clang::Preprocessor& preprocessor,
                                                   const ScanOptions& options) {
  auto found = std::make_shared<Conditions>();
  preprocessor.addPPCallbacks(std::make_unique<Watcher>(preprocessor, options, found));
  return found;
}

}  // namespace limbeck::compiler
