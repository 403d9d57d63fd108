#include "migrations/text/shown_stream.h"

#include "migrations/text/shown.h"

namespace limbeck {

void ShownStream::Buffer::send(std::string_view text) {
  to_.write(text.data(), static_cast<std::streamsize>(text.size()));
}

void ShownStream::Buffer::finish() {
  send(shown(begun_));
  begun_.clear();
}

std::streamsize ShownStream::Buffer::xsputn(const char* text, std::streamsize size) {
  begun_.append(text, static_cast<std::size_t>(size));
  std::string out;
  begun_.erase(0, append_shown(out, begun_, LineEnds::stay, true));
  send(out);
  return to_.good() ? size : 0;
}

ShownStream::Buffer::int_type ShownStream::Buffer::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char one = traits_type::to_char_type(c);
  return xsputn(&one, 1) == 1 ? c : traits_type::eof();
}

int ShownStream::Buffer::sync() {
  to_.flush();
  return to_.good() ? 0 : -1;
}

ShownStream::ShownStream(std::ostream& to) : std::ostream(nullptr), buffer_(to) { rdbuf(&buffer_); }

ShownStream::~ShownStream() {
  buffer_.finish();
  flush();
}

std::ostream& operator<<(std::ostream& out, Verbatim text) {
  auto* buffer = dynamic_cast<ShownStream::Buffer*>(out.rdbuf());
  if (buffer == nullptr) return out << text.text;
  buffer->finish();
  buffer->send(text.text);
  return out;
}

}  // namespace limbeck
