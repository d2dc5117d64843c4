/* test_store_store.c -- a store opens for its owner only, and not once it was touched. */
#include <fcntl.h>

#include "store_kit.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

static void
test_a_wrong_password_is_refused_and_named(void **state)
{
	struct kit *k = *state;
	struct store *s = NULL;

	kit_close(k);
	is_verdict(store_open(&s, k->dir, NAME, "wrong", &kit_err), REFUSED);
	assert_string_equal(kit_err.field, "password");
	assert_null(s);
	kit_open(k);
	assert_true(store_check_password(k->store, PASSWORD));
	assert_false(store_check_password(k->store, "wrong"));
	assert_false(store_check_password(k->store, ""));
}

static void
test_a_new_password_opens_the_same_data(void **state)
{
	struct kit *k = *state;
	struct uuid op = kit_put(k, &kit_note, NULL), id = *store_id(k->store);
	struct store *s = NULL;

	is_done(store_rewrap(k->store, "another", 0, &kit_err));
	assert_true(store_check_password(k->store, "another"));
	kit_close(k);
	is_verdict(store_open(&s, k->dir, NAME, PASSWORD, &kit_err), REFUSED);
	is_done(store_open(&k->store, k->dir, NAME, "another", &kit_err));
	assert_true(uuid_eq(&id, store_id(k->store)));
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
}

static bool
opens(struct kit *k, const char *password)
{
	kit_close(k);
	if (store_open(&k->store, k->dir, NAME, password, &kit_err) != DONE)
		return false;
	return true;
}

static void
test_an_offered_password_opens_it_beside_the_present_one(void **state)
{
	struct kit *k = *state;
	struct uuid op = kit_put(k, &kit_note, NULL);

	assert_false(store_is_offered(k->store));
	is_done(store_offer(k->store, "offered", &kit_err));
	assert_true(opens(k, "offered") && store_is_offered(k->store));
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
	assert_true(opens(k, PASSWORD) && store_is_offered(k->store));
	is_done(store_offer(k->store, NULL, &kit_err));
	assert_false(store_is_offered(k->store));
	assert_false(opens(k, "offered"));
	assert_true(opens(k, PASSWORD));
	is_done(store_offer(k->store, "offered", &kit_err));
	is_done(store_rewrap(k->store, "offered", 0, &kit_err));
	assert_false(store_is_offered(k->store));
	assert_false(opens(k, PASSWORD));
	assert_true(opens(k, "offered"));
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
}

static void
test_the_recovery_key_opens_what_a_forgotten_password_closed(void **state)
{
	struct kit *k = *state;
	unsigned char public[32];
	struct store_recovery ours = { .password = "new" }, other = ours;
	struct uuid op = kit_put(k, &kit_note, NULL);
	struct store *s = NULL;

	crypto_box_keypair(public, ours.secret);
	kit_close(k);
	is_verdict(store_recover(&s, k->dir, NAME, &ours, &kit_err), REFUSED);
	kit_open(k);
	is_done(store_set_recovery(k->store, public, &kit_err));
	kit_close(k);
	randombytes_buf(other.secret, sizeof other.secret);
	is_verdict(store_recover(&s, k->dir, NAME, &other, &kit_err), REFUSED);
	is_done(store_recover(&k->store, k->dir, NAME, &ours, &kit_err));
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
	kit_close(k);
	is_done(store_open(&k->store, k->dir, NAME, "new", &kit_err));
}

static void
test_one_store_belongs_to_one_process(void **state)
{
	struct kit *k = *state;

	kit_opens_not(k, LATER);
}

static void
test_an_existing_store_is_not_made_again(void **state)
{
	struct kit *k = *state;
	struct store_params params = { .password = "x", .kdf_mib = 64, .wall = WALL };
	struct store *s = NULL;

	kit_close(k);
	assert_true(store_exists(k->dir, NAME));
	assert_false(store_exists(k->dir, "disp"));
	is_verdict(store_create(&s, k->dir, NAME, &params, &kit_err), REFUSED);
	is_verdict(store_create(&s, k->dir, "../recv", &params, &kit_err), REFUSED);
	is_verdict(store_create(&s, k->dir, "Recv", &params, &kit_err), REFUSED);
	kit_open(k);
}

static void
test_a_directory_open_to_others_is_refused(void **state)
{
	struct kit *k = *state;

	kit_close(k);
	assert_int_equal(chmod(k->dir, 0750), 0);
	kit_opens_not(k, REFUSED);
	assert_int_equal(chmod(k->dir, 0700), 0);
	kit_open(k);
}

static void
test_a_file_open_to_others_is_refused(void **state)
{
	struct kit *k = *state;
	char path[128];

	kit_path(k, path, ".db");
	kit_close(k);
	assert_int_equal(chmod(path, 0640), 0);
	kit_opens_not(k, REFUSED);
	assert_int_equal(chmod(path, 0600), 0);
	kit_open(k);
}

static void
test_the_files_are_private(void **state)
{
	static const char *const suffixes[] = { ".db", ".db-wal", ".lock" };
	struct kit *k = *state;
	struct stat st;
	char path[128];
	size_t i;

	kit_put(k, &kit_note, NULL);
	for (i = 0; i < ARRAY_LEN(suffixes); i++) {
		kit_path(k, path, suffixes[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
}

static void
test_a_guess_costs_what_was_promised(void **state)
{
	struct kit *k = *state;
	struct timespec a, b;
	struct store *s = NULL;

	kit_close(k);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a);
	is_verdict(store_open(&s, k->dir, NAME, "guess", &kit_err), REFUSED);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b);
	/* The machine may have been busier when the store was made than it is now. */
	assert_true((b.tv_sec - a.tv_sec) * 1000 + (b.tv_nsec - a.tv_nsec) / 1000000 >
		    50);
	kit_open(k);
}

/* ---- tampering -------------------------------------------------------------------- */

static void
fill(struct kit *k)
{
	struct uuid ticket = uuid_new(WALL), draft = uuid_new(WALL), op;

	kit_put(k, &kit_note, &ticket);
	op = kit_put(k, &kit_note, NULL);
	kit_put(k, &kit_note, &ticket);
	kit_settle(k, &op, OP_REFUSED);
	is_done(kit_draft(k, &draft, 1, "{\"title\":\"" CANARY "\"}"));
	is_done(store_meta_put(k->store, "operator", "{\"name\":\"recv\"}", &kit_err));
	is_done(store_meta_put(k->store, "cursor", "1", &kit_err));
}

/* Each of these changes must be seen when the store opens, and the file kept. */
static void
test_a_row_changed_swapped_dropped_or_replayed_is_seen(void **state)
{
	static const char *const mischief[] = {
		"update op set state = 2 where seq = 1",
		"update op set state = 0 where seq = 2",
		"update op set at = at + 1 where seq = 1",
		"update op set place = 9 where seq = 1",
		"update op set settled = 5 where seq = 2",
		"update op set ticket = (select ticket from op where seq = 2) where seq = 1",
		"update op set op = randomblob(16) where seq = 1",
		"delete from op where seq = 3",
		"delete from op where seq = 1",
		"delete from op",
		"update op set body = (select body from op where seq = 2) where seq = 1",
		"update op set mark = (select mark from op where seq = 3) where seq = 1",
		"update op set seq = 4 where seq = 3",
		"insert into op select 9, 9, at, state, settled, randomblob(16), ticket, prev,"
		" mark, body from op where seq = 1",
		"update op set prev = randomblob(16) where seq = 3",
		"update op set body = x'00' where seq = 1",
		"update draft set body = randomblob(length(body))",
		"update draft set seq = 7",
		"delete from draft",
		"delete from meta where name = 'cursor'",
		"update meta set body = (select body from meta where name = 'operator')"
		" where name = 'cursor'",
		"update head set body = randomblob(length(body))",
		"delete from head",
		"update key set body = randomblob(length(body))",
		"delete from key",
		"drop table op",
	};
	struct kit *k = *state;
	char path[128], copy[128], cmd[400];
	size_t i;

	fill(k);
	kit_close(k);
	kit_path(k, path, ".db");
	kit_path(k, copy, ".copy");
	for (i = 0; i < ARRAY_LEN(mischief); i++) {
		str_format(cmd, sizeof cmd, "cp -p %s %s", path, copy);
		assert_int_equal(system(cmd), 0);
		kit_sql(k, mischief[i]);
		if (k->store)
			kit_close(k);
		print_message("# %s\n", mischief[i]);
		kit_opens_not(k, BROKEN);
		assert_int_equal(access(path, F_OK), 0);
		str_format(cmd, sizeof cmd, "cat %s >%s; rm -f %s-wal", copy, path,
			   path);
		assert_int_equal(system(cmd), 0);
	}
	kit_open(k);
}

/* A row put back to what it was a moment ago, with its own tags, is seen as well. */
static void
test_a_verdict_taken_back_is_seen(void **state)
{
	struct kit *k = *state;
	struct uuid op = kit_put(k, &kit_note, NULL);
	char path[128], copy[128], text[400];

	kit_close(k);
	kit_path(k, path, ".db");
	kit_path(k, copy, ".copy");
	str_format(text, sizeof text, "cp -p %s %s", path, copy);
	assert_int_equal(system(text), 0);
	kit_open(k);
	kit_settle(k, &op, OP_REFUSED);
	kit_close(k);
	str_format(text, sizeof text,
		   "attach '%s' as old; insert or replace into main.op"
		   " select * from old.op; detach old",
		   copy);
	kit_sql(k, text);
	kit_opens_not(k, BROKEN);
}

static void
write_file(const struct kit *k, const void *data, size_t n)
{
	char path[128];
	int fd;

	kit_path(k, path, ".db-wal");
	unlink(path);
	kit_path(k, path, ".db");
	fd = open(path, O_RDWR | O_TRUNC);
	assert_int_equal(write(fd, data, n), n);
	close(fd);
}

static unsigned char *
read_file(const struct kit *k, size_t *n)
{
	unsigned char *data;
	char path[128];
	struct stat st;
	int fd;

	kit_path(k, path, ".db");
	fd = open(path, O_RDONLY);
	assert_int_equal(fstat(fd, &st), 0);
	*n = (size_t)st.st_size;
	data = xmalloc(*n);
	assert_int_equal(read(fd, data, *n), *n);
	close(fd);
	return data;
}

/* All that was promised is still there. */
static void
check_filled(struct store *s)
{
	struct outbox_counts counts;

	outbox_counts(s, &counts);
	assert_int_equal(counts.queued, 2);
	assert_int_equal(counts.stuck, 1);
	assert_int_equal(draft_count(s), 1);
}

static void
test_bits_flipped_anywhere_never_open_as_something_else(void **state)
{
	struct kit *k = *state;
	struct store *s = NULL;
	unsigned char *data, *bad;
	int i, seen = 0;
	size_t n, at;

	fill(k);
	kit_close(k);
	data = read_file(k, &n);
	bad = xmalloc(n);
	srandom(1);
	for (i = 0; i < 30; i++) {
		do /* most of a young store is empty pages */
			at = (size_t)random() % n;
		while (data[at] == 0);
		memcpy(bad, data, n);
		bad[at] ^= (unsigned char)(1u << (random() % 8));
		write_file(k, bad, n);
		if (store_open(&s, k->dir, NAME, PASSWORD, &kit_err) == DONE) {
			check_filled(s);
			store_close(s);
		} else {
			assert_true(kit_err.text[0] != '\0');
			seen++;
		}
	}
	print_message("# %d of 30 flips met something in use\n", seen);
	assert_true(seen > 5);
	write_file(k, data, n);
	kit_open(k);
	check_filled(k->store);
	free(data);
	free(bad);
}

static void
test_a_foreign_newer_or_cut_file_is_named_and_kept(void **state)
{
	static const char text[200] = "This is somebody's shopping list.";
	struct kit *k = *state;
	char path[128];
	struct stat st;

	kit_close(k);
	kit_sql(k, "pragma user_version = 99");
	kit_opens_not(k, REFUSED);
	kit_sql(k, "pragma user_version = 1; pragma application_id = 7");
	kit_opens_not(k, REFUSED);
	write_file(k, text, sizeof text);
	kit_opens_not(k, BROKEN);
	kit_path(k, path, ".db");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, sizeof text);
	write_file(k, "", 0);
	kit_opens_not(k, BROKEN);
	unlink(path);
	kit_opens_not(k, REFUSED);
}

static void
test_nothing_personal_lies_in_plain(void **state)
{
	struct kit *k = *state;
	struct rows *rows = rows_new(query_named("worklist"));
	const char *cells[32] = { 0 };
	struct list_name list = { "", "tosign" };
	struct uuid ticket = uuid_new(WALL);
	json_t *doc = json_object();
	char id[UUID_TEXT], cmd[300];

	fill(k);
	uuid_text(&ticket, id);
	cells[query_column(rows->query, "ticket")] = id;
	cells[query_column(rows->query, "caller")] = CANARY;
	rows_add(rows, cells);
	json_put(doc, "pname", CANARY);
	is_done(mirror_put_worklist(k->store, &list, rows, WALL, &kit_err));
	is_done(mirror_put_ticket(k->store, &ticket, doc, WALL, &kit_err));
	str_format(cmd, sizeof cmd, "! grep -aqr -e 13800138000 -e 张三 -e recv\\\" %s",
		   k->dir);
	assert_int_equal(system(cmd), 0);
	kit_close(k);
	assert_int_equal(system(cmd), 0);
	rows_free(rows);
	json_decref(doc);
}

/* P8: a copied directory must not give out the numbers of the original. */
static void
test_a_copied_store_gives_up_its_numbers(void **state)
{
	struct kit *k = *state;
	char path[128], copy[128], cmd[300];
	struct uuid op;

	kit_lease(k, 1, 100);
	op = kit_put(k, &kit_note, NULL);
	kit_reopen(k);
	assert_int_equal(leases_left(k->store), 100);
	kit_close(k);
	kit_path(k, path, ".db");
	kit_path(k, copy, ".copy");
	str_format(cmd, sizeof cmd, "cp -p %s %s && mv %s %s", path, copy, copy, path);
	assert_int_equal(system(cmd), 0);
	kit_open(k);
	assert_int_equal(leases_left(k->store), 0);
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
}

static void
test_a_lease_is_asked_for_once_and_counted_once(void **state)
{
	struct kit *k = *state;
	struct uuid a, b;
	int i;

	is_done(lease_request(k->store, WALL, &a, &kit_err));
	kit_reopen(k);
	is_done(lease_request(k->store, WALL + 1, &b, &kit_err));
	assert_true(uuid_eq(&a, &b));
	is_done(kit_lend(k, "330100000", 1, 5, &a));
	is_done(kit_lend(k, "330100000", 1, 5, &a));
	assert_int_equal(leases_left(k->store), 5);
	is_done(lease_request(k->store, WALL + 2, &b, &kit_err));
	assert_false(uuid_eq(&a, &b));
	is_verdict(kit_lend(k, "3301", 1, 5, &b), BROKEN);
	is_verdict(kit_lend(k, "330100000", 5, 4, &b), BROKEN);
	is_verdict(kit_lend(k, "330100000", 1, 100000000, &b), BROKEN);
	for (i = 0; i < 7; i++)
		kit_lease(k, 100 + i, 100 + i);
	is_verdict(kit_lend(k, "330100000", 900, 950, &b), REFUSED);
	assert_int_equal(leases_left(k->store), 12);
}

static void
test_values_are_kept_replaced_and_forgotten(void **state)
{
	struct kit *k = *state;
	struct str out = { 0 };

	is_done(store_meta_get(k->store, "a", &out, &kit_err));
	assert_int_equal(out.len, 0);
	is_done(store_meta_put(k->store, "a", "one", &kit_err));
	is_done(store_meta_put(k->store, "a", "two", &kit_err));
	is_done(store_meta_put(k->store, "b", "", &kit_err));
	kit_reopen(k);
	is_done(store_meta_get(k->store, "a", &out, &kit_err));
	assert_string_equal(str_text(&out), "two");
	is_done(store_meta_put(k->store, "a", NULL, &kit_err));
	kit_reopen(k);
	is_done(store_meta_get(k->store, "a", &out, &kit_err));
	assert_int_equal(out.len, 0);
	str_release(&out);
}

static void
test_drafts_are_replaced_by_newer_ones_only(void **state)
{
	struct kit *k = *state;
	struct uuid a = uuid_new(WALL), b = uuid_new(WALL);
	struct rows *rows = rows_new(query_named("drafts"));

	is_done(kit_draft(k, &a, 1, "{\"n\":1}"));
	is_done(kit_draft(k, &b, 1, "{}"));
	is_done(kit_draft(k, &a, 3, "{\"n\":3}"));
	is_done(kit_draft(k, &a, 2, "{\"n\":2}"));
	kit_reopen(k);
	assert_int_equal(draft_count(k->store), 2);
	is_done(draft_rows(k->store, rows, &kit_err));
	assert_int_equal(rows->n, 2);
	assert_string_equal(rows_named(rows, 0, "body"), "{\"n\":3}");
	is_done(draft_drop(k->store, &a, &kit_err));
	is_done(draft_drop(k->store, &a, &kit_err));
	kit_reopen(k);
	assert_int_equal(draft_count(k->store), 1);
	rows_free(rows);
}

static enum verdict
draft_at(struct kit *k, const struct uuid *id, int64_t at, const char *body)
{
	struct draft draft = { .id = *id, .seq = 1, .at = at, .body = body };

	return draft_put(k->store, &draft, &kit_err);
}

static void
test_a_draft_thrown_away_is_gone_and_its_reason_is_on_record(void **state)
{
	const int64_t day = INT64_C(24) * 3600 * 1000;
	struct kit *k = *state;
	struct uuid a = uuid_new(WALL), b = uuid_new(WALL), c = uuid_new(WALL);
	struct rows *rows = rows_new(query_named("drafts"));
	struct rows *thrown = rows_new(query_named("drafts"));

	is_done(draft_at(k, &b, WALL + 2, "{\"n\":2}"));
	is_done(draft_at(k, &c, WALL + 3, "{\"n\":3}"));
	is_done(draft_at(k, &a, WALL + 1, "{\"n\":1}"));
	is_done(draft_throw(k->store, &b, "重复来电", WALL + 4, &kit_err));
	kit_reopen(k);
	is_done(draft_rows(k->store, rows, &kit_err));
	assert_int_equal(rows->n, 2);
	assert_string_equal(rows_named(rows, 0, "body"), "{\"n\":3}"); /* newest */
	assert_string_equal(rows_named(rows, 1, "body"), "{\"n\":1}");
	assert_int_equal(draft_count(k->store), 2);
	is_done(draft_thrown_rows(k->store, thrown, &kit_err));
	assert_int_equal(thrown->n, 1);
	assert_non_null(strstr(rows_named(thrown, 0, "body"), "\"n\":2"));
	assert_non_null(strstr(rows_named(thrown, 0, "body"), "重复来电"));
	/* a save that was under way does not bring it back, nor is its reason changed */
	is_done(draft_at(k, &b, WALL + 5, "{\"n\":4}"));
	is_done(draft_throw(k->store, &b, "别的", WALL + 5, &kit_err));
	is_done(draft_throw(k->store, &c, "误开", WALL + 31 * day, &kit_err));
	rows_free(thrown);
	thrown = rows_new(query_named("drafts"));
	is_done(draft_thrown_rows(k->store, thrown, &kit_err));
	assert_int_equal(thrown->n, 1); /* the old one left the disk after 30 days */
	assert_non_null(strstr(rows_named(thrown, 0, "body"), "误开"));
	assert_int_equal(draft_count(k->store), 1);
	rows_free(thrown);
	rows_free(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_wrong_password_is_refused_and_named),
		TEST(test_a_new_password_opens_the_same_data),
		TEST(test_an_offered_password_opens_it_beside_the_present_one),
		TEST(test_the_recovery_key_opens_what_a_forgotten_password_closed),
		TEST(test_one_store_belongs_to_one_process),
		TEST(test_an_existing_store_is_not_made_again),
		TEST(test_a_directory_open_to_others_is_refused),
		TEST(test_a_file_open_to_others_is_refused),
		TEST(test_the_files_are_private),
		TEST(test_a_guess_costs_what_was_promised),
		TEST(test_a_row_changed_swapped_dropped_or_replayed_is_seen),
		TEST(test_a_verdict_taken_back_is_seen),
		TEST(test_bits_flipped_anywhere_never_open_as_something_else),
		TEST(test_a_foreign_newer_or_cut_file_is_named_and_kept),
		TEST(test_nothing_personal_lies_in_plain),
		TEST(test_a_copied_store_gives_up_its_numbers),
		TEST(test_a_lease_is_asked_for_once_and_counted_once),
		TEST(test_values_are_kept_replaced_and_forgotten),
		TEST(test_drafts_are_replaced_by_newer_ones_only),
		TEST(test_a_draft_thrown_away_is_gone_and_its_reason_is_on_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
