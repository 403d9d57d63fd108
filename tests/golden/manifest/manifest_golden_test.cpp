// Each case is a directory of revisions. expected.txt is what a build prints, with the exit code in
// its first line, and then what is written.
#include "tests/golden/golden.h"
#include "tests/golden/run.h"

namespace limbeck::golden::manifest_golden_test {
namespace {

namespace fs = std::filesystem;

Output manifest(const std::string& name, const fs::path& work,
                const std::vector<std::string>& more) {
  std::vector<std::string> command = {LIMBECKC,         "manifest",
                                      "--name",         "shop",
                                      "--directory",    name,
                                      "--output",       (work / "shop_manifest.cpp").string(),
                                      "--header",       (work / "shop.h").string(),
                                      "--dialect",      "sqlite",
                                      "--database",     "sqlite:shop.db",
                                      "--project-root", "."};
  command.insert(command.end(), more.begin(), more.end());
  return run_in(LIMBECK_CASES, command);
}

class ManifestGolden : public testing::TestWithParam<std::string> {};

TEST_P(ManifestGolden, a_history_is_judged_as_the_golden_says) {
  const fs::path work = fs::path(LIMBECK_ACTUAL) / GetParam();
  fs::remove_all(work);
  fs::create_directories(work);
  const Output run = manifest(GetParam(), work, {});
  std::string text = "exit code " + std::to_string(run.exit_code) + "\n" + run.text;
  for (const char* file : {"shop.h", "shop_manifest.cpp"}) {
    EXPECT_EQ(fs::exists(work / file), run.exit_code == 0) << file;
    if (run.exit_code == 0) text += std::string("== ") + file + "\n" + read(work / file);
  }
  expect_same(fs::path(LIMBECK_CASES) / GetParam() / "expected.txt", text, work);
}

INSTANTIATE_TEST_SUITE_P(Cases, ManifestGolden, testing::ValuesIn(folders_of(LIMBECK_CASES)),
                         [](const auto& info) { return info.param; });

TEST(Manifest, several_heads_can_be_allowed) {
  const fs::path work = fs::path(LIMBECK_ACTUAL) / "allowed";
  fs::create_directories(work);
  const Output run = manifest("two_heads", work, {"--multiple-heads"});
  EXPECT_EQ(run.exit_code, 0) << run.text;
  EXPECT_NE(read(work / "shop_manifest.cpp").find("{\"bbbbbbbbbbbb\", \"cccccccccccc\"}"),
            std::string::npos);
}

TEST(Manifest, says_what_a_shared_database_needs_to_know) {
  const fs::path work = fs::path(LIMBECK_ACTUAL) / "shared";
  fs::create_directories(work);
  const Output run = manifest(
      "fine", work,
      {"--version-table=shop_version", "--version-table-schema=ops", "--history-table=shop_runs",
       "--exclude-tables=tmp_*", "--exclude-tables=audit.\"*", "--include-schemas=tenant_?"});
  EXPECT_EQ(run.exit_code, 0) << run.text;
  const std::string source = read(work / "shop_manifest.cpp");
  for (const char* line : {
           R"(constexpr std::string_view exclude_tables[] = {"tmp_*", "audit.\"*"};)",
           R"(constexpr std::string_view include_schemas[] = {"tenant_?"};)",
           "    \"shop_version\",\n    \"ops\",\n    \"shop_runs\",\n",
           "    {shop_manifest::exclude_tables, 2},\n    {shop_manifest::include_schemas, 1},\n",
       }) {
    EXPECT_NE(source.find(line), std::string::npos) << line << "\nis not in\n" << source;
  }
}

TEST(Manifest, has_the_lowest_version_of_each_database_that_has_one) {
  const fs::path work = fs::path(LIMBECK_ACTUAL) / "lowest";
  fs::create_directories(work);
  const auto with = [&](const std::vector<std::string>& dialects) {
    const Output run = manifest("fine", work, dialects);
    EXPECT_EQ(run.exit_code, 0) << run.text;
    return read(work / "shop_manifest.cpp");
  };
  // Beside those that every case has.
  const std::string some = with({"--dialect=postgresql>=13.4"});
  EXPECT_NE(some.find("\"postgresql\"};"), std::string::npos) << some;
  EXPECT_NE(some.find("130004};"), std::string::npos) << some;
  EXPECT_NE(some.find("    shop_manifest::lowest_versions,\n};\n"), std::string::npos) << some;
  const std::string none = with({"--dialect=postgresql"});
  EXPECT_EQ(none.find("lowest_versions"), std::string::npos) << none;
  for (const char* wrong : {"postgresql>=12", "postgresql>=x", "sqlite>=3.37"}) {
    const Output run = manifest("fine", work, {"--dialect=" + std::string(wrong)});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_NE(run.text.find("DIALECTS: '" + std::string(wrong) + "' asks for no version"),
              std::string::npos)
        << run.text;
  }
}

TEST(Manifest, has_the_naming_convention_that_each_revision_was_written_under) {
  const fs::path work = fs::path(LIMBECK_ACTUAL) / "naming";
  fs::create_directories(work);
  EXPECT_EQ(manifest("fine", work, {"--naming=uq=u_%(table_name)s"}).exit_code, 0);
  std::string source = read(work / "shop_manifest.cpp");
  EXPECT_NE(source.find("    shop_manifest::naming,\n    nullptr,\n"), std::string::npos) << source;
  EXPECT_NE(source.find("naming_0[] = {\"uq=u_%(table_name)s\"};"), std::string::npos) << source;

  EXPECT_EQ(
      manifest("fine", work,
               {"--naming=after=aaaaaaaaaaaa", "--naming=uq=u_%(table_name)s", "--naming=pk="})
          .exit_code,
      0);
  source = read(work / "shop_manifest.cpp");
  EXPECT_NE(source.find("limbeck::Texts naming[] = {{}, {naming_1, 2}};"), std::string::npos)
      << source;
  EXPECT_NE(source.find("unsigned char naming_of[] = {0, 1"), std::string::npos) << source;

  const Output unknown = manifest("fine", work, {"--naming=after=aaaaaaaaaaab"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_NE(
      unknown.text.find("NAMING_CONVENTION: there is no revision 'aaaaaaaaaaab'; did you mean "
                        "'aaaaaaaaaaaa'?"),
      std::string::npos)
      << unknown.text;
}

TEST(Manifest, a_pattern_that_is_none_is_refused_by_the_name_of_its_argument) {
  const auto told = [](const std::string& argument) {
    const Output run = manifest("fine", fs::path(LIMBECK_ACTUAL), {argument});
    EXPECT_EQ(run.exit_code, 2);
    return run.text;
  };
  EXPECT_NE(told("--exclude-tables=a[b").find("EXCLUDE_TABLES: the pattern 'a[b' has a '['"),
            std::string::npos);
  EXPECT_NE(told("--exclude-tables=a.b.c").find("EXCLUDE_TABLES: the pattern 'a.b.c' has more"),
            std::string::npos);
  EXPECT_NE(told("--include-schemas=a.b").find("INCLUDE_SCHEMAS: the pattern 'a.b' has a dot"),
            std::string::npos);
}

TEST(Manifest, a_name_that_is_none_in_cpp_is_refused) {
  const Output run =
      run_in(LIMBECK_CASES, {LIMBECKC, "manifest", "--name", "my-shop", "--directory", "fine",
                             "--output", "/dev/null", "--header", "/dev/null"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.text.find("must be an identifier"), std::string::npos) << run.text;
}

}  // namespace
}  // namespace limbeck::golden::manifest_golden_test
