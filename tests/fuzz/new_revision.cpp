// What limbeck writes of texts that people type: a new revision's source is read as what it was
// written from, and its file has a name. The input is texts: a message, the revisions before it, a
// template for file names, one for the source, names and SQL.
#include "compiler/emit/file_name.h"
#include "compiler/revisions/revision_file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/split.h"

using namespace limbeck;

namespace {

void try_name(const history::Node& node, std::string_view file_template) {
  const compiler::Timestamp created{2026, 11, 20, 14, 31, 7, 1795185067};
  for (const std::string_view pattern : {compiler::default_file_template, file_template}) {
    const auto name = compiler::revision_file_name(node, created, pattern);
    if (const auto* error = std::get_if<compiler::TemplateError>(&name)) {
      fuzz::require(pattern == file_template && !error->message.empty(),
                    "a template that is refused is told why", pattern);
      continue;
    }
    const std::string& file = std::get<std::string>(name);
    fuzz::require(file.ends_with(".cpp") && file.size() > 4 && file[0] != '.' &&
                      file.find('/') == std::string::npos,
                  "a revision's file lies in its directory", file);
  }
}

/// Only names that stand in a revision as they are: others are refused before.
bool can_stand(const history::Node& node) {
  for (const auto* list : {&node.revises, &node.depends_on, &node.branch_labels}) {
    if (list->size() > 4) return false;
    for (const std::string& name : *list) {
      if (name.empty() || name.find('\0') != std::string::npos) return false;
    }
  }
  return node.message.find('\0') == std::string::npos;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string_view> texts = fuzz::texts_of(fuzz::text_of(data, size));
  texts.resize(8);
  compiler::NewRevision revision;
  revision.node.id = "3f9c2a71d04e";
  revision.node.message = texts[0];
  revision.node.created = "2026-11-20T14:31:07Z";
  revision.node.revises = test::split(texts[1], ',');
  try_name(revision.node, texts[2]);
  if (!can_stand(revision.node)) return 0;

  const schema::Name table{std::string(texts[5].substr(0, texts[5].size() / 2)),
                           std::string(texts[4])};
  const std::string column(texts[5]), sql(texts[6]);
  schema::Table created{.name = table, .comment = sql};
  created.columns = {{.name = column,
                      .type = schema::parse_type(std::string(texts[7])),
                      .default_sql = sql,
                      .comment = sql}};
  created.checks = {{.name = column, .expression = sql}};
  created.indexes = {
      {.name = column, .elements = {{.column = column}, {.expression = sql}}, .where = sql}};
  revision.operations = {
      {operations::CreateTable{created}, {}},
      {operations::AddColumn{.table = table,
                             .column = {.name = column + "2", .type = schema::parse_type("text")},
                             .fill = sql},
       {}},
      {operations::Execute{.sql = {{"", sql}}, .effect = {}}, {}},
      {operations::DropColumn{.table = table, .column = column}, {}},
  };
  const auto written =
      compiler::revision_source(revision, std::string(compiler::revision_template()));
  const auto* source = std::get_if<std::string>(&written);
  fuzz::require(source != nullptr, "limbeck's own template is taken");
  diagnostics::Diagnostics diagnostics;
  const auto read = compiler::read_revision_file("revision.cpp", *source, diagnostics);
  fuzz::require(read && !diagnostics.had_errors(), "a revision that limbeck writes is one",
                (diagnostics.all().empty() ? "" : diagnostics.all()[0].message) + "\n" + *source);
  fuzz::require(read->node.id == revision.node.id && read->node.message == revision.node.message &&
                    read->node.revises == revision.node.revises &&
                    read->node.created == revision.node.created,
                "a revision is read as it was written", *source);
  // Somebody's own template is taken, or refused with a reason.
  const auto own = compiler::revision_source(revision, std::string(texts[3]));
  const auto* error = std::get_if<compiler::TemplateError>(&own);
  fuzz::require(error == nullptr || !error->message.empty(),
                "a template that is refused is told why", texts[3]);
  return 0;
}
