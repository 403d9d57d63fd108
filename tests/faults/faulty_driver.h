// A driver with which something happens at one of its calls.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "runtime/connection/driver.h"

namespace limbeck::test {

/// What happens at the call, and whether the database has done it then.
enum class Fault : unsigned char {
  error_before,  ///< the statement fails; later ones do not
  lost_before,   ///< the connection is gone, and whatever comes later fails
  lost_after,    ///< the same, but the database had done it
  exit_before,   ///< the process ends there
  exit_after,
};
inline constexpr Fault all_faults[] = {Fault::error_before, Fault::lost_before, Fault::lost_after,
                                       Fault::exit_before, Fault::exit_after};

/// Counts the calls that reach the database. In a transaction that is sent whole, each statement
/// counts.
class FaultyDriver final : public connection::Driver {
 public:
  /// At call `at`, from 1; never at 0. `cut` ends the connection from outside, where there is one.
  FaultyDriver(std::unique_ptr<connection::Driver> driver, Fault fault, int at,
               std::function<void()> cut);

  /// Whether it has happened.
  bool happened() const { return happened_; }

  std::string_view dialect() const override { return driver_->dialect(); }
  const connection::Backend& backend() const override { return driver_->backend(); }
  void execute(std::string_view sql) override;
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override;
  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override;
  std::string place() const override { return driver_->place(); }
  bool has_table(std::string_view schema, std::string_view table) override;
  bool has_ledger(std::string_view schema, std::string_view table, const Error& error) override {
    return driver_->has_ledger(schema, table, error);
  }
  void require_rights(std::string_view schema, std::string_view table, bool change) override {
    driver_->require_rights(schema, table, change);
  }
  void require_transaction() override { driver_->require_transaction(); }
  bool ended_transaction() override { return driver_->ended_transaction(); }
  std::string schema_of(std::string_view table) override;
  void work_as(const connection::SessionIdentity& identity) override { driver_->work_as(identity); }
  std::unique_ptr<connection::Lock> lock(const connection::WaitPolicy& wait_policy,
                                         const connection::LeaseTerms& lease) override;
  std::unique_ptr<connection::Lock> guard_statement() override {
    return driver_->guard_statement();
  }
  void wait_for_others(const connection::WaitPolicy& wait_policy) override {
    driver_->wait_for_others(wait_policy);
  }
  std::unique_ptr<connection::BlockerWatch> watch_blockers() override {
    return driver_->watch_blockers();
  }
  void begin(const connection::WaitPolicy& wait_policy) override;
  void commit(const connection::WaitPolicy& wait_policy) override;
  void rollback() noexcept override;
  bool in_transaction() const override { return driver_->in_transaction(); }
  void set_limits(const connection::Limits& limits) override { driver_->set_limits(limits); }
  void run(std::string_view sql, const connection::WaitPolicy& wait_policy) override;
  bool refuses_ledger(const Error& error) const override { return driver_->refuses_ledger(error); }
  bool is_transient(const Error& error) const override { return driver_->is_transient(error); }
  bool supports_batches() const override { return driver_->supports_batches(); }
  bool execute_batch(const connection::Batch& batch) override;
  std::string_view keeping_rows() const override { return driver_->keeping_rows(); }
  std::string seconds_since_begin() const override { return driver_->seconds_since_begin(); }
  std::int64_t execute_own(std::string_view sql) override;
  Rows query_own(std::string_view sql) override;
  Rows read_table(std::string_view schema, std::string_view table, std::string_view sql,
                  const connection::WaitPolicy& wait_policy) override;
  Rows read_column(std::string_view schema, std::string_view table, std::string_view column,
                   std::string_view sql, const connection::WaitPolicy& wait_policy) override;
  std::string before_writing(std::span<const std::string> tables, bool seen) override {
    return driver_->before_writing(tables, seen);
  }
  std::unique_ptr<connection::Lock> keep_settings() override { return driver_->keep_settings(); }
  void restore_settings() override;
  void reset_role() override;
  void stop_foreign_keys() override { driver_->stop_foreign_keys(); }
  std::vector<connection::ForeignKeyViolation> broken_foreign_keys() override;
  void save_objects(std::string_view table, const std::vector<std::string>& columns) override;
  void restore_objects(std::string_view table) override;

 private:
  template <class Action>
  auto at(Action action) -> decltype(action());
  bool is_now() const { return at_ != 0 && calls_ >= at_ && !happened_; }
  void before();
  void after();
  [[noreturn]] void lose();

  std::unique_ptr<connection::Driver> driver_;
  Fault fault_;
  int at_;
  std::function<void()> cut_;
  int calls_ = 0;
  bool happened_ = false, lost_ = false;
};

/// The exit code of Fault::exit_before and exit_after.
inline constexpr int faulty_exit = 77;

}  // namespace limbeck::test
