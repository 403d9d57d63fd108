# A database that others made is taken over: scaffolded, built, given a history, compared, and followed when it goes on.
. "$(dirname "$0")/lib.sh"
start empty
db="$scratch/shop é.db"
url="sqlite:$db"
sqlite3 "$db" <<'SQL'
CREATE TABLE customers(id INTEGER PRIMARY KEY, email VARCHAR(60) NOT NULL UNIQUE, name TEXT,
  CHECK (length(email) > 3));
CREATE TABLE orders(id INTEGER PRIMARY KEY AUTOINCREMENT, customer_id INTEGER NOT NULL
  REFERENCES customers(id) ON DELETE CASCADE, total NUMERIC(10,2) NOT NULL DEFAULT 0);
CREATE INDEX orders_by_customer ON orders(customer_id, total DESC);
CREATE TABLE tags(customer_id INTEGER NOT NULL REFERENCES customers, tag TEXT NOT NULL, PRIMARY KEY (customer_id, tag));
CREATE VIEW spent AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE TRIGGER no_less AFTER UPDATE ON orders WHEN new.total < 0 BEGIN SELECT RAISE(ABORT, 'less'); END;
INSERT INTO customers VALUES (1, 'ada@x', NULL);
SQL
printf 'cmake_minimum_required(VERSION 3.25)\nproject(shop LANGUAGES CXX)\nfind_package(limbeck CONFIG REQUIRED)\nenable_testing()\nadd_subdirectory(models)\n' \
  > "$source/CMakeLists.txt"
developer "$source" scaffold "$url" --cmake --target shop_migrations --namespace shop
exits 0 "limbeck scaffold writes the models"
says "created: models/customer.h" "created: models/sql/views/spent.sql" "created: models/CMakeLists.txt"
first=$(digest "$source/models")
developer "$source" scaffold "$url" --cmake --target shop_migrations --namespace shop
[ "$(digest "$source/models")" = "$first" ] || fail "a second scaffold changed a file"
echo "ok: a second scaffold changes no byte"

configure
exits 0 "configuring what scaffold wrote"
developer "$source" revision --autogenerate -m "initial"
exits 0 "the first revision"
build
[ "$code" -eq 0 ] || fail "the build of the scaffolded models"
echo "ok: the scaffolded models build"
developer "$source" stamp head --url "$url"
exits 0 "limbeck stamp head"
developer "$source" verify --url "$url"
exits 0 "the database is as the models say"
developer "$source" upgrade head --url "sqlite:$scratch/copy.db"
exits 0 "the history makes a database of its own"
developer "$source" verify --url "sqlite:$scratch/copy.db"
exits 0 "which is the same"

# Somebody edits a header, and somebody else the database.
sed -i 's|^  std::optional<std::string> name;|  std::optional<std::string> name;  // as they write it|' "$source/models/customer.h"
sqlite3 "$db" "ALTER TABLE customers ADD COLUMN born INTEGER; CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT)"
first=$(digest "$source/models")
developer "$source" scaffold "$url" --update --dry-run --output models --namespace shop
exits 0 "limbeck scaffold --update --dry-run"
says "+  std::optional<std::int32_t> born;" "would be created: models/note.h"
[ "$(digest "$source/models")" = "$first" ] || fail "a dry run changed a file"
developer "$source" scaffold "$url" --update --output models --namespace shop
exits 0 "limbeck scaffold --update"
grep -q 'as they write it' "$source/models/customer.h" || fail "the remark is gone"
grep -q '^  std::optional<std::int32_t> born;' "$source/models/customer.h" || fail "the column is missing"
sed -i 's|^    customer.h|    customer.h note.h|' "$source/models/CMakeLists.txt"
developer "$source" revision --autogenerate -m "births and notes"
exits 0 "the next revision"
says "add_column customers.born" "create_table notes"
developer "$source" stamp head --url "$url"
developer "$source" verify --url "$url"
exits 0 "the database is as the models say again"
