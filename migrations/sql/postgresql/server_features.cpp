#include "migrations/sql/postgresql/server_features.h"

#include <algorithm>
#include <array>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/parts.h"
#include "migrations/sql/postgresql/server_version.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using operations::Operation;

/// Of one operation.
class Needs {
 public:
  Needs(std::vector<Lacking>& out, const Operation& operation, const Server& server)
      : out_(out), operation_(operation), server_(server) {}

  void operator()(const operations::CreateTable& o) {
    for (const schema::Column& column : o.table.columns) type(column.type);
    for (const schema::Unique& one : o.table.uniques) unique(one);
    for (const schema::ForeignKey& key : o.table.foreign_keys) foreign_key(key);
    for (const schema::Index& one : o.table.indexes) index(one);
    settings(o.table.settings);
  }
  void operator()(const operations::AlterTableSettings& o) { settings(o.settings); }
  void operator()(const operations::AddColumn& o) { type(o.column.type); }
  void operator()(const operations::AlterColumn& o) {
    if (o.type) type(*o.type);
  }
  void operator()(const operations::CreateIndex& o) { index(o.index); }
  void operator()(const operations::CreateUnique& o) { unique(o.constraint); }
  void operator()(const operations::CreateForeignKey& o) { foreign_key(o.constraint); }
  template <class Thing>
  void operator()(const operations::CreateObject<Thing>& o) {
    schema::each_part<schema::Type>(o.thing, [&](const schema::Type& one) { type(one); });
  }
  template <operations::AltersObject Alter>
  void operator()(const Alter& o) {
    operations::each_altered_field<Alter>([&](const auto&, const auto& row) {
      if constexpr (std::is_same_v<decltype(o.*row.change), const std::optional<schema::Type>&>) {
        if (o.*row.change) type(*(o.*row.change));
      }
    });
  }
  void operator()(const operations::CreateView& o) { view(o.view); }
  void operator()(const operations::ReplaceView& o) { view(o.view); }
  // A constraint trigger is dropped and made again.
  void operator()(const operations::ReplaceTrigger& o) {
    needs(Feature::replaced_trigger, !o.trigger.constraint);
  }

 private:
  void needs(Feature feature, bool is_asked_for) {
    const ServerFeature& needed = server_features[static_cast<std::size_t>(feature)];
    if (!is_asked_for || server_.version / 10000 >= needed.since) return;
    const std::string version =
        server_.is_lowest ? concat({"DIALECTS says postgresql>=", version_text(server_.version)})
                          : concat({"the server is ", std::to_string(server_.version / 10000)});
    std::string what =
        concat({needed.name, " needs PostgreSQL ", std::to_string(needed.since), ", and ", version,
                needed.instead.empty() ? "" : "; ", needed.instead});
    const bool is_known = std::ranges::any_of(out_, [&](const Lacking& known) {
      return known.operation == &operation_ && known.what == what;
    });
    if (!is_known) out_.push_back({&operation_, std::move(what)});
  }

  void settings(const std::map<std::string, std::string>& settings) {
    for (const auto& [name, value] : settings) {
      needs(Feature::vacuum_auto, name.ends_with(".vacuum_index_cleanup") &&
                                      sql_text::equal_ignoring_case(value, "auto"));
    }
  }

  void type(const schema::Type& written) {
    const schema::Type type = lowered(written);
    // A negative one is no type of limbeck's own.
    const bool is_negative =
        type.kind == schema::TypeKind::native && type.name.name.find(",-") != std::string::npos &&
        (type.name.name.starts_with("numeric(") || type.name.name.starts_with("dec"));
    const bool is_beyond = type.kind == schema::TypeKind::numeric && type.precision && type.scale &&
                           (*type.scale < 0 || *type.scale > *type.precision);
    needs(Feature::numeric_scale, is_negative || is_beyond);
    constexpr std::array<std::string_view, 6> multiranges{"datemultirange", "int4multirange",
                                                          "int8multirange", "nummultirange",
                                                          "tsmultirange",   "tstzmultirange"};
    needs(Feature::multirange,
          type.kind == schema::TypeKind::native &&
              std::ranges::find(multiranges, type.name.name) != multiranges.end());
  }

  void unique(const schema::Unique& constraint) {
    needs(Feature::nulls_not_distinct, constraint.nulls_not_distinct);
  }

  void foreign_key(const schema::ForeignKey& key) {
    needs(Feature::delete_columns, !key.on_delete_columns.empty());
  }

  void index(const schema::Index& index) {
    needs(Feature::nulls_not_distinct, index.nulls_not_distinct);
    needs(Feature::spgist_include, index.method == "spgist" && !index.include.empty());
    if (index.method != "brin") return;
    for (const schema::IndexElement& element : index.elements) {
      std::string_view name = element.opclass;
      name = name.substr(0, name.find('('));
      while (name.ends_with(' ')) name.remove_suffix(1);
      needs(Feature::brin_class,
            name.ends_with("_bloom_ops") || name.ends_with("_minmax_multi_ops"));
    }
  }

  void view(const schema::View& view) {
    needs(Feature::security_invoker, view.storage.contains("security_invoker"));
    for (const schema::Index& one : view.indexes) index(one);
  }

  std::vector<Lacking>& out_;
  const Operation& operation_;
  const Server& server_;
};

using InEveryVersion = operations::Unsupported<
    operations::DropIndex, operations::CreatePrimaryKey, operations::CreateCheck,
    operations::CreateExclude, operations::DropConstraint, operations::CreateEnum,
    operations::CreateFunction, operations::ReplaceFunction, operations::DropFunction,
    operations::CreateTrigger, operations::AlterTrigger, operations::CommentOn, operations::Execute,
    operations::BulkInsert, operations::Run, operations::AutocommitBlock>;
static_assert(operations::Covers<Needs, InEveryVersion, operations::HoldsSchemaValues>::all);

}  // namespace

std::vector<Lacking> lacking(const std::vector<Operation>& operations, const Server& server) {
  std::vector<Lacking> out;
  const int version = server.version / 10000;
  const bool has_all = std::ranges::all_of(
      server_features, [&](const ServerFeature& feature) { return version >= feature.since; });
  if (version <= 0 || has_all) return out;
  operations::for_each_run(operations, [&](const Operation& each, bool) {
    operations::visit_if(Needs(out, each, server), each.value);
  });
  return out;
}

}  // namespace limbeck::sql::postgresql
