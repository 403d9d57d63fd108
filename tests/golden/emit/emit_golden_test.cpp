#include "compiler/emit/operation_source.h"
#include "tests/golden/emit/cases.h"
#include "tests/golden/golden.h"
#include "tests/unit/sql/support/operation_fields.h"

namespace limbeck::golden::emit_golden_test {
namespace {

const std::filesystem::path cases_directory = LIMBECK_CASES;

class EmitGolden : public testing::TestWithParam<EmitCase> {};

TEST_P(EmitGolden, a_revision_is_written_as_the_golden_says) {
  const EmitCase& one = GetParam();
  const auto source =
      compiler::revision_source(one.revision, std::string(compiler::revision_template()));
  ASSERT_TRUE(std::holds_alternative<std::string>(source))
      << std::get<compiler::TemplateError>(source).message;
  // One that does not compile has a name that no build picks up.
  expect_same(cases_directory / (one.name + (one.compiles ? ".cpp" : ".cpp.txt")),
              std::get<std::string>(source), LIMBECK_ACTUAL);
}

INSTANTIATE_TEST_SUITE_P(Cases, EmitGolden, testing::ValuesIn(emit_cases()),
                         [](const auto& info) { return info.param.name; });

std::string source_of(const operations::Operation& operation, compiler::Step step) {
  std::string text;
  for (const compiler::Cpp& statement : compiler::statements_of({operation}, step)) {
    text += compiler::cpp_statement(statement, 0);
  }
  return text;
}

TEST(EmitGoldens, every_field_of_an_operation_is_written) {
  for (const test::OperationField& field : test::operation_fields()) {
    EXPECT_NE(source_of(field.base, compiler::Step::upgrade),
              source_of(field.changed, compiler::Step::upgrade))
        << field.name;
  }
}

TEST(EmitGoldens, every_kind_of_operation_is_in_a_case) {
  std::vector<bool> seen(std::variant_size_v<operations::OperationKinds>);
  for (const EmitCase& one : emit_cases()) {
    for (const operations::Operation& operation : one.revision.operations)
      seen[operation.value.index()] = true;
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    // A recorded `run` holds a function, which has no name to write.
    const bool is_run =
        std::holds_alternative<operations::Run>(operations::AnyOperation(operations::Run{})) &&
        operations::AnyOperation(operations::Run{}).index() == i;
    EXPECT_TRUE(seen[i] || is_run) << "operation kind " << i;
  }
}

}  // namespace
}  // namespace limbeck::golden::emit_golden_test
