#include "tests/faults/faulty_driver.h"

#include <unistd.h>

namespace limbeck::test {

FaultyDriver::FaultyDriver(std::unique_ptr<connection::Driver> driver, Fault fault, int at,
                           std::function<void()> cut)
    : driver_(std::move(driver)), fault_(fault), at_(at), cut_(std::move(cut)) {}

void FaultyDriver::lose() {
  lost_ = true;
  throw Error(Error::Code::connection, "the test has cut the connection").worth_retrying();
}

void FaultyDriver::before() {
  if (lost_) lose();
  ++calls_;
  if (!is_now()) return;
  switch (fault_) {
    case Fault::error_before:
      happened_ = true;
      throw Error(Error::Code::statement, "the test lets this statement fail")
          .with_sqlstate("XX000");
    case Fault::lost_before:
      happened_ = true;
      if (cut_) return cut_();  // and the real driver finds out
      lose();
    case Fault::exit_before:
      ::_exit(faulty_exit);
    default:
      break;
  }
}

void FaultyDriver::after() {
  if (!is_now()) return;
  if (fault_ == Fault::exit_after) ::_exit(faulty_exit);
  if (fault_ != Fault::lost_after) return;
  happened_ = true;
  if (cut_) cut_();
  lose();
}

template <class Action>
auto FaultyDriver::at(Action action) -> decltype(action()) {
  before();
  if constexpr (std::is_void_v<decltype(action())>) {
    action();
    after();
  } else {
    auto result = action();
    after();
    return result;
  }
}

void FaultyDriver::execute(std::string_view sql) {
  at([&] { driver_->execute(sql); });
}
std::int64_t FaultyDriver::execute(std::string_view sql, std::span<const SqlValue> parameters) {
  return at([&] { return driver_->execute(sql, parameters); });
}
Rows FaultyDriver::query(std::string_view sql, std::span<const SqlValue> parameters) {
  return at([&] { return driver_->query(sql, parameters); });
}
std::int64_t FaultyDriver::execute_own(std::string_view sql) {
  return at([&] { return driver_->execute_own(sql); });
}
Rows FaultyDriver::query_own(std::string_view sql) {
  return at([&] { return driver_->query_own(sql); });
}
bool FaultyDriver::has_table(std::string_view schema, std::string_view table) {
  return at([&] { return driver_->has_table(schema, table); });
}
std::string FaultyDriver::schema_of(std::string_view table) {
  return at([&] { return driver_->schema_of(table); });
}
std::unique_ptr<connection::Lock> FaultyDriver::lock(const connection::WaitPolicy& wait_policy,
                                                     const connection::LeaseTerms& lease) {
  return at([&] { return driver_->lock(wait_policy, lease); });
}
void FaultyDriver::begin(const connection::WaitPolicy& wait_policy) {
  at([&] { driver_->begin(wait_policy); });
}
void FaultyDriver::commit(const connection::WaitPolicy& wait_policy) {
  at([&] { driver_->commit(wait_policy); });
}
void FaultyDriver::rollback() noexcept { driver_->rollback(); }
void FaultyDriver::run(std::string_view sql, const connection::WaitPolicy& wait_policy) {
  at([&] { driver_->run(sql, wait_policy); });
}

bool FaultyDriver::execute_batch(const connection::Batch& batch) {
  // One call, and then each place between its statements, which only the server sees.
  const int places = static_cast<int>(batch.statements.size()) + 1;
  const int place = at_ - calls_ - 2;
  const bool by_server = fault_ != Fault::exit_before && fault_ != Fault::exit_after;
  if (!lost_ && !happened_ && by_server && place >= 0 && place < places) {
    connection::Batch changed = batch;
    changed.statements.insert(changed.statements.begin() + place,
                              fault_ == Fault::error_before
                                  ? "SELECT 1 / 0"
                                  : "SELECT pg_terminate_backend(pg_backend_pid())");
    calls_ += 1 + places;
    happened_ = true;
    return driver_->execute_batch(changed);
  }
  if (place >= 0) calls_ += places;
  return at([&] { return driver_->execute_batch(batch); });
}

Rows FaultyDriver::read_table(std::string_view schema, std::string_view table, std::string_view sql,
                              const connection::WaitPolicy& wait_policy) {
  return at([&] { return driver_->read_table(schema, table, sql, wait_policy); });
}

Rows FaultyDriver::read_column(std::string_view schema, std::string_view table,
                               std::string_view column, std::string_view sql,
                               const connection::WaitPolicy& wait_policy) {
  return at([&] { return driver_->read_column(schema, table, column, sql, wait_policy); });
}
void FaultyDriver::restore_settings() {
  at([&] { driver_->restore_settings(); });
}
void FaultyDriver::reset_role() {
  at([&] { driver_->reset_role(); });
}
std::vector<connection::ForeignKeyViolation> FaultyDriver::broken_foreign_keys() {
  return at([&] { return driver_->broken_foreign_keys(); });
}
void FaultyDriver::save_objects(std::string_view table, const std::vector<std::string>& columns) {
  at([&] { driver_->save_objects(table, columns); });
}
void FaultyDriver::restore_objects(std::string_view table) {
  at([&] { driver_->restore_objects(table); });
}

}  // namespace limbeck::test
