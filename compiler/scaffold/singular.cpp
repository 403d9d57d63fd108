// The singular of English nouns, as far as the names of tables need it.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/scaffold/cpp_names.h"

namespace limbeck::compiler {
namespace {

// Words that stay as they are although they end in an s.
constexpr std::string_view unchanged[] = {
    "alias",        "always",   "analytics", "as",        "atlas",     "aws",         "axis",
    "bias",         "canvas",   "chaos",     "chassis",   "cos",       "css",         "dns",
    "ethos",        "gas",      "goods",     "gps",       "has",       "https",       "ios",
    "is",           "kudos",    "lens",      "means",     "news",      "os",          "physics",
    "pos",          "previous", "sales",     "series",    "sms",       "species",     "statistics",
    "tls",          "tos",      "vps",       "was",       "yes",       "dos",         "cors",
    "sas",          "rss",      "thanks",    "economics", "logistics", "mathematics", "politics",
    "headquarters", "rabies"};

constexpr std::pair<std::string_view, std::string_view> irregular[] = {{"people", "person"},
                                                                       {"children", "child"},
                                                                       {"men", "man"},
                                                                       {"women", "woman"},
                                                                       {"mice", "mouse"},
                                                                       {"feet", "foot"},
                                                                       {"teeth", "tooth"},
                                                                       {"geese", "goose"},
                                                                       {"criteria", "criterion"},
                                                                       {"phenomena", "phenomenon"},
                                                                       {"indices", "index"},
                                                                       {"matrices", "matrix"},
                                                                       {"vertices", "vertex"},
                                                                       {"appendices", "appendix"},
                                                                       {"codices", "codex"},
                                                                       {"analyses", "analysis"},
                                                                       {"crises", "crisis"},
                                                                       {"theses", "thesis"},
                                                                       {"diagnoses", "diagnosis"},
                                                                       {"hypotheses", "hypothesis"},
                                                                       {"synopses", "synopsis"},
                                                                       {"axes", "axis"},
                                                                       {"oases", "oasis"},
                                                                       {"movies", "movie"},
                                                                       {"cookies", "cookie"},
                                                                       {"ties", "tie"},
                                                                       {"pies", "pie"},
                                                                       {"calories", "calorie"},
                                                                       {"selfies", "selfie"},
                                                                       {"zombies", "zombie"},
                                                                       {"rookies", "rookie"},
                                                                       {"lies", "lie"},
                                                                       {"dies", "die"},
                                                                       {"statuses", "status"},
                                                                       {"campuses", "campus"},
                                                                       {"viruses", "virus"},
                                                                       {"bonuses", "bonus"},
                                                                       {"buses", "bus"},
                                                                       {"choruses", "chorus"},
                                                                       {"censuses", "census"},
                                                                       {"menus", "menu"},
                                                                       {"aliases", "alias"},
                                                                       {"atlases", "atlas"},
                                                                       {"canvases", "canvas"},
                                                                       {"biases", "bias"},
                                                                       {"gases", "gas"},
                                                                       {"lenses", "lens"},
                                                                       {"quizzes", "quiz"},
                                                                       {"caches", "cache"},
                                                                       {"headaches", "headache"},
                                                                       {"shoes", "shoe"},
                                                                       {"toes", "toe"},
                                                                       {"heroes", "hero"},
                                                                       {"potatoes", "potato"},
                                                                       {"tomatoes", "tomato"},
                                                                       {"echoes", "echo"},
                                                                       {"vetoes", "veto"},
                                                                       {"knives", "knife"},
                                                                       {"wives", "wife"},
                                                                       {"lives", "life"},
                                                                       {"leaves", "leaf"},
                                                                       {"shelves", "shelf"},
                                                                       {"halves", "half"},
                                                                       {"wolves", "wolf"},
                                                                       {"calves", "calf"},
                                                                       {"thieves", "thief"},
                                                                       {"loaves", "loaf"},
                                                                       {"scarves", "scarf"},
                                                                       {"selves", "self"},
                                                                       {"busses", "bus"},
                                                                       {"gasses", "gas"},
                                                                       {"plusses", "plus"},
                                                                       {"vertexes", "vertex"},
                                                                       {"psyches", "psyche"},
                                                                       {"avalanches", "avalanche"},
                                                                       {"niches", "niche"},
                                                                       {"creches", "creche"},
                                                                       {"prizes", "prize"},
                                                                       {"sizes", "size"},
                                                                       {"gazes", "gaze"},
                                                                       {"mazes", "maze"},
                                                                       {"freezes", "freeze"},
                                                                       {"analogues", "analogue"}};

}  // namespace

std::string singular(std::string_view word) {
  if (std::ranges::find(unchanged, word) != std::end(unchanged)) return std::string(word);
  for (const auto& [plural, one] : irregular) {
    if (word == plural) return std::string(one);
  }
  const auto without = [&](std::size_t count, std::string_view end = {}) {
    return std::string(word.substr(0, word.size() - count)) + std::string(end);
  };
  if (word.size() < 4 || !word.ends_with('s')) return std::string(word);
  if (word.ends_with("ss") || word.ends_with("us") || word.ends_with("is")) {
    return std::string(word);
  }
  if (word.ends_with("ies")) return word.size() > 4 ? without(3, "y") : without(1);
  for (const std::string_view end : {"sses", "shes", "ches", "xes", "zzes"}) {
    if (word.ends_with(end)) return without(2);
  }
  return without(1);
}

}  // namespace limbeck::compiler
