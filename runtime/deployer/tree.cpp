#include "runtime/deployer/tree.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "migrations/text/shown.h"
#include "runtime/commands/text.h"
#include "runtime/deployer/text.h"

namespace limbeck::deployer {
namespace {

using history::Graph;
using Index = Graph::Index;

/// What a lane is drawn with.
enum class Glyph : unsigned char {
  blank,
  line,
  dash,
  cross,
  start,
  opens,
  opens_last,
  closes,
  closes_last,
  applied,
  pending
};

std::string_view drawn(Glyph glyph, bool utf8) {
  static constexpr std::string_view boxes[] = {" ", "│", "─", "┼", "├", "┬",
                                               "╮", "┴", "╯", "●", "○"};
  static constexpr std::string_view letters[] = {" ",  "|", "-", "|", "|", "+",
                                                 "\\", "+", "/", "*", "o"};
  return (utf8 ? boxes : letters)[static_cast<std::size_t>(glyph)];
}

std::string coloured(std::string_view text, std::string_view code, bool colour) {
  if (!colour || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

class Tree {
 public:
  Tree(const Manifest& manifest, const Graph& graph, const TreeStyle& style)
      : manifest_(manifest), graph_(graph), style_(style) {}

  std::string draw(const std::vector<Index>& newest_first) {
    std::vector<bool> shown(graph_.size(), false);
    for (const Index index : newest_first) shown[index] = true;
    for (const Index index : newest_first) {
      const std::size_t lane = take_lane(index);
      std::vector<Index> below;
      for (const Index parent : graph_.revises(index)) {
        if (shown[parent]) below.push_back(parent);
      }
      revision(index, lane, below);
    }
    return out_;
  }

 private:
  using Lane = std::optional<Index>;  // what it leads to

  /// Where the revision stands; further lanes that lead to it end there.
  std::size_t take_lane(Index index) {
    std::vector<std::size_t> lanes;
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
      if (lanes_[i] == index) lanes.push_back(i);
    }
    if (lanes.empty()) {
      const std::size_t lane = free_lane(0);
      // Directly below the end of another lane it would look like the parent of the revision there.
      if (ended_ == lane && !style_.verbose) out_ += trimmed(lanes_text(straight(), {})) + "\n";
      return lane;
    }
    if (lanes.size() > 1) {
      bend(lanes.front(), {lanes.begin() + 1, lanes.end()}, Glyph::closes, Glyph::closes_last);
      for (auto lane = lanes.begin() + 1; lane != lanes.end(); ++lane) lanes_[*lane].reset();
      trim();
    }
    return lanes.front();
  }

  std::size_t free_lane(std::size_t from) {
    for (std::size_t i = from; i < lanes_.size(); ++i) {
      if (!lanes_[i]) return i;
    }
    lanes_.emplace_back();
    return lanes_.size() - 1;
  }

  void trim() {
    while (!lanes_.empty() && !lanes_.back()) lanes_.pop_back();
  }

  void revision(Index index, std::size_t lane, const std::vector<Index>& below) {
    std::vector<Glyph> cells = straight();
    const bool applied = !style_.marks || style_.applied.count(graph_.node(index).id) != 0;
    cells[lane] = applied ? Glyph::applied : Glyph::pending;
    const std::string first_line = lanes_text(cells, {});

    lanes_[lane].reset();
    ended_.reset();
    if (below.empty()) ended_ = lane;
    std::vector<std::size_t> opened;
    if (!below.empty()) lanes_[lane] = below.front();
    for (std::size_t i = 1; i < below.size(); ++i) {
      opened.push_back(free_lane(lane + 1));
      lanes_[opened.back()] = below[i];
    }
    const std::vector<Lane> after = lanes_;
    for (const std::size_t other : opened) lanes_[other].reset();
    text(index, first_line, lanes_text(straight(), {}));
    if (!opened.empty()) {
      bend(lane, opened, Glyph::opens, Glyph::opens_last);
      lanes_ = after;
    }
    trim();
  }

  std::vector<Glyph> straight() const {
    std::vector<Glyph> cells;
    for (const Lane& lane : lanes_) cells.push_back(lane ? Glyph::line : Glyph::blank);
    return cells;
  }

  // Lanes join and split on a separate line.
  void bend(std::size_t from, const std::vector<std::size_t>& to, Glyph middle, Glyph last) {
    std::vector<Glyph> cells = straight();
    cells[from] = Glyph::start;
    for (std::size_t i = from + 1; i < to.back(); ++i)
      cells[i] = lanes_[i] ? Glyph::cross : Glyph::dash;
    for (const std::size_t lane : to) cells[lane] = lane == to.back() ? last : middle;
    out_ += trimmed(lanes_text(cells, Span{from, to.back()})) + "\n";
  }

  struct Span {
    std::size_t from = 0, to = 0;
  };

  std::string lanes_text(const std::vector<Glyph>& cells, Span dashes) const {
    static constexpr std::string_view colours[] = {"31", "32", "33", "34", "35", "36"};
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string_view code = colours[i % std::size(colours)];
      if (i > 0) {
        const bool dashed = i > dashes.from && i <= dashes.to;
        out += dashed ? coloured(drawn(Glyph::dash, style_.utf8),
                                 colours[dashes.to % std::size(colours)], style_.colour)
                      : " ";
      }
      out += cells[i] == Glyph::blank ? " "
                                      : coloured(drawn(cells[i], style_.utf8), code, style_.colour);
    }
    return out;
  }

  std::size_t lanes_width() const { return lanes_.empty() ? 1 : 2 * lanes_.size() - 1; }

  static std::string trimmed(std::string text) {
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

  std::size_t room(std::size_t lanes) const {
    if (style_.width == 0) return 0;
    constexpr std::size_t least =
        20;  // With many lanes on a narrow terminal, lines are longer than it.
    return std::max(least, style_.width > lanes + 2 ? style_.width - lanes - 2 : 0);
  }

  void text(Index index, const std::string& first_line, const std::string& next_lines) {
    const std::size_t lanes = lanes_width();
    const std::size_t width = room(lanes);
    if (!style_.verbose) {
      out_ += first_line + "  " + short_text(index, width) + "\n";
      return;
    }
    const std::string all = shown(entry(manifest_, graph_, index, style_.current)) + "\n";
    for (std::size_t start = 0, number = 0; start < all.size(); ++number) {
      const std::size_t end = all.find('\n', start);
      const std::string line =
          commands::cut(std::string_view(all).substr(start, end - start), width, style_.utf8);
      out_ += trimmed((number == 0 ? first_line : next_lines) + (line.empty() ? "" : "  " + line)) +
              "\n";
      start = end + 1;
    }
  }

  // Colours are added after the line is cut, because escape sequences have no width.
  std::string short_text(Index index, std::size_t width) const {
    const history::Node& node = graph_.node(index);
    std::vector<std::pair<std::string, std::string_view>> parts = {{node.id, "33"}};
    const auto is_in = [index](const std::vector<Index>& all) {
      return std::find(all.begin(), all.end(), index) != all.end();
    };
    if (!node.branch_labels.empty())
      parts.emplace_back("(" + joined(node.branch_labels) + ")", "35");
    if (is_in(graph_.heads()))
      parts.emplace_back(is_in(graph_.real_heads()) ? "(head)" : "(effective head)", "1;32");
    if (style_.current.count(node.id) != 0) parts.emplace_back("(current)", "1;36");
    if (!node.depends_on.empty())
      parts.emplace_back("(depends on " + joined(node.depends_on) + ")", "2");
    if (!node.message.empty()) parts.emplace_back(node.message, "");
    std::string out;
    std::size_t left = width;
    for (auto& [part, code] : parts) {
      part = one_line(part);
      if (!out.empty()) {
        if (width > 0 && left < 2) break;
        out += ' ';
        left -= width > 0 ? 1 : 0;
      }
      const std::string kept = commands::cut(part, width > 0 ? left : 0, style_.utf8);
      out += code.empty() ? kept : coloured(kept, code, style_.colour);
      if (width == 0) continue;
      left -= std::min(left, commands::width_of(kept));
      if (kept != part) break;
    }
    return out;
  }

  const Manifest& manifest_;
  const Graph& graph_;
  const TreeStyle& style_;
  std::vector<Lane> lanes_;
  std::optional<std::size_t> ended_;  // the lane that ended with the last revision
  std::string out_;
};

}  // namespace

std::string tree(const Manifest& manifest, const Graph& graph,
                 const std::vector<Index>& newest_first, const TreeStyle& style) {
  return Tree(manifest, graph, style).draw(newest_first);
}

}  // namespace limbeck::deployer
