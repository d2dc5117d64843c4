/* What the store holds against the centre's ledger, and what a copied store becomes. */

#define KIT_QUICK

#include <fcntl.h>
#include <stdio.h>

#include "store_kit.h"

#define DAYS(n) (INT64_C(24) * 3600 * 1000 * (n))

static struct ledger_sum
sum_of(struct kit *k)
{
	struct ledger_sum sum;
	int64_t next;

	ledger_sum(k->store, &sum, &next);
	return sum;
}

static void
fix(struct kit *k, const struct uuid *op, enum op_state filed)
{
	const struct ledger_fix one = { .op = *op, .filed = filed };

	is_done(ledger_mend(k->store, &one, 1, &kit_err));
}

static void
tidy(struct kit *k, int64_t wall)
{
	while (store_tidy(k->store, wall))
		;
}

static bool
has(struct kit *k, const struct uuid *op)
{
	struct operation out;
	enum verdict v = outbox_find(k->store, op, &out, &kit_err);

	if (v == DONE)
		operation_release(&out);
	return v == DONE;
}

static void
test_the_hash_is_of_the_verdicts_by_number(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, NULL);
	struct uuid c = kit_put(k, &kit_note, NULL);
	unsigned char bytes[32];
	char text[300], hex[65], ta[UUID_TEXT], tc[UUID_TEXT];
	struct ledger_sum sum;

	sum = sum_of(k);
	assert_int_equal(sum.n, 0);
	assert_int_equal(sum.from, 1);
	kit_settle(k, &c, OP_REFUSED);
	kit_settle(k, &a, OP_APPLIED);
	uuid_text(&a, ta);
	uuid_text(&c, tc);
	str_format(text, sizeof text, "1 %s applied\n3 %s refused\n", ta, tc);
	crypto_hash_sha256(bytes, (unsigned char *)text, strlen(text));
	sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
	sum = sum_of(k);
	assert_string_equal(sum.hash, hex);
	assert_int_equal(sum.n, 2);
	assert_int_equal(sum.last, 3);
	kit_reopen(k); /* now b may have arrived: only what stands before it is sure */
	sum = sum_of(k);
	assert_int_equal(sum.below, 2);
	assert_int_equal(sum.n, 1);
	kit_settle(k, &b, OP_CONFLICT);
	assert_int_equal(sum_of(k).n, 3);
}

static void
test_what_was_no_verdict_is_on_no_ledger(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, NULL);
	struct uuid c = kit_put(k, &kit_note, NULL);
	json_t *call = json_pack("{s:s}", "sqlstate", "GS003");
	struct settlement st = {
		.op = a, .state = OP_REFUSED, .detail = call, .wall = WALL
	};

	is_done(outbox_settle(k->store, &st, &kit_err));
	st = (struct settlement){ .op = b, .state = OP_ADMIN, .wall = WALL };
	is_done(outbox_settle(k->store, &st, &kit_err));
	is_done(outbox_withdraw(k->store, &c, "x", WALL, &kit_err));
	json_decref(call);
	assert_int_equal(sum_of(k).n, 0);
	kit_reopen(k);
	assert_int_equal(sum_of(k).n, 0);
}

static void
test_a_refusal_stays_on_record_after_it_was_withdrawn_or_mended(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, NULL);
	struct ledger_sum before;
	struct kept kept;

	kit_settle(k, &a, OP_REFUSED);
	kit_settle(k, &b, OP_CONFLICT);
	before = sum_of(k);
	is_done(outbox_withdraw(k->store, &a, "x", WALL, &kit_err));
	is_done(outbox_retry(k->store, &b, WALL, &kept, &kit_err));
	assert_string_equal(sum_of(k).hash, before.hash);
	kit_reopen(k);
	assert_string_equal(sum_of(k).hash, before.hash);
	assert_int_equal(sum_of(k).n, 2);
}

static void
test_what_the_centre_lacks_is_owed_again_in_its_place(void **state)
{
	struct kit *k = *state;
	struct uuid ticket = uuid_new(WALL), ops[4];
	struct uuid a = kit_put(k, &kit_note, &ticket);
	struct uuid b = kit_put(k, &kit_note, &ticket);

	kit_settle(k, &a, OP_APPLIED);
	assert_int_equal(kit_send(k, ops, 4), 1);
	outbox_unsent(k->store);
	fix(k, &a, OP_QUEUED);
	assert_int_equal(sum_of(k).n, 0);
	kit_reopen(k);
	assert_int_equal(kit_state(k, &a), OP_QUEUED);
	assert_int_equal(kit_send(k, ops, 4), 1);
	assert_true(uuid_eq(&ops[0], &a));
	is_verdict(outbox_withdraw(k->store, &a, "x", WALL, &kit_err), LATER);
	kit_settle(k, &a, OP_APPLIED);
	assert_int_equal(kit_send(k, ops, 4), 1);
	assert_true(uuid_eq(&ops[0], &b));
}

static void
test_what_waits_already_is_left_alone(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), ops[4], none = uuid_new(WALL);

	assert_int_equal(kit_send(k, ops, 4), 1);
	fix(k, &a, OP_QUEUED);
	fix(k, &a, OP_REFUSED);
	fix(k, &none, OP_QUEUED);
	assert_int_equal(kit_state(k, &a), OP_SENT);
}

static void
test_the_record_of_a_withdrawn_one_follows_the_centre(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL);

	kit_settle(k, &a, OP_REFUSED);
	is_done(outbox_withdraw(k->store, &a, "x", WALL, &kit_err));
	fix(k, &a, OP_WITHDRAWN);
	assert_int_equal(sum_of(k).n, 0);
	kit_reopen(k);
	assert_int_equal(sum_of(k).n, 0);
	assert_int_equal(kit_state(k, &a), OP_WITHDRAWN);
	fix(k, &a, OP_CONFLICT);
	kit_reopen(k);
	assert_int_equal(sum_of(k).n, 1);
}

static void
test_history_stays_three_days_and_until_the_ledgers_agree(void **state)
{
	struct kit *k = *state;
	struct uuid ops[800];
	size_t i;

	for (i = 0; i < ARRAY_LEN(ops); i++) {
		ops[i] = kit_put(k, &kit_note, NULL);
		kit_settle(k, &ops[i], OP_APPLIED);
	}
	ledger_agreed(k->store);
	tidy(k, WALL + DAYS(3) - 1000);
	assert_int_equal(sum_of(k).n, ARRAY_LEN(ops));
	ledger_doubted(k->store);
	tidy(k, WALL + DAYS(4));
	assert_int_equal(sum_of(k).n, ARRAY_LEN(ops));
	kit_reopen(k);
	tidy(k, WALL + DAYS(4));
	assert_int_equal(sum_of(k).n, ARRAY_LEN(ops));
	ledger_agreed(k->store);
	for (i = 0; i < 12; i++) /* some at a time, the oldest first */
		tidy(k, WALL + DAYS(5));
	assert_false(has(k, &ops[799]));
	assert_int_equal(sum_of(k).n, 0);
	assert_int_equal(sum_of(k).from, 801);
}

static void
test_nothing_behind_what_is_owed_is_let_go(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, NULL);
	struct uuid c = kit_put(k, &kit_note, NULL);

	kit_settle(k, &a, OP_APPLIED);
	kit_settle(k, &c, OP_APPLIED);
	ledger_agreed(k->store);
	tidy(k, WALL + DAYS(4));
	assert_false(has(k, &a));
	assert_true(has(k, &b));
	assert_true(has(k, &c));
	assert_int_equal(sum_of(k).from, 2);
}

static void
test_a_greeting_is_the_same_until_it_was_answered(void **state)
{
	struct kit *k = *state;
	struct greeting a, b;

	is_done(store_greet(k->store, WALL, &a, &kit_err));
	assert_true(uuid_is_nil(&a.last));
	kit_reopen(k);
	is_done(store_greet(k->store, WALL, &b, &kit_err));
	assert_true(uuid_eq(&a.next, &b.next));
	assert_int_equal(b.n, 0);
	is_done(store_greeted(k->store, &kit_err));
	is_done(store_greeted(k->store, &kit_err)); /* a second answer says nothing */
	kit_reopen(k);
	is_done(store_greet(k->store, WALL, &b, &kit_err));
	assert_int_equal(b.n, 1);
	assert_true(uuid_eq(&b.last, &a.next));
	assert_false(uuid_eq(&b.last, &b.next));
}

/* What waits, one that was settled, one refused, and a lease. */
struct shift {
	struct uuid done, refused, first, second, ticket;
	struct uuid id;
};

static struct shift
work(struct kit *k)
{
	struct shift w = { .ticket = uuid_new(WALL) };

	w.id = *store_id(k->store);
	kit_lease(k, 1, 100);
	w.done = kit_put(k, &kit_register, NULL);
	w.refused = kit_put(k, &kit_note, NULL);
	w.first = kit_put(k, &kit_register, &w.ticket);
	w.second = kit_put(k, &kit_note, &w.ticket);
	kit_settle(k, &w.done, OP_APPLIED);
	kit_settle(k, &w.refused, OP_REFUSED);
	return w;
}

static void
is_another(struct kit *k, const struct shift *w)
{
	struct operation ops[4];
	size_t n;

	assert_false(uuid_eq(store_id(k->store), &w->id));
	assert_int_equal(leases_left(k->store), 0);
	assert_true(store_was_forked(k->store));
	assert_int_equal(kit_state(k, &w->done), OP_APPLIED);
	assert_int_equal(kit_state(k, &w->refused), OP_REFUSED);
	assert_int_equal(sum_of(k).n, 0);
	is_done(outbox_next(k->store, ops, 4, &n, &kit_err));
	assert_int_equal(n, 1); /* of one ticket */
	assert_true(uuid_eq(&ops[0].op, &w->first));
	assert_int_equal(ops[0].seq, 5);
	assert_string_equal(ops[0].regno, "3301000002026112300000002");
	operation_release(&ops[0]);
	kit_settle(k, &w->first, OP_APPLIED);
	kit_settle(k, &w->second, OP_APPLIED);
	assert_int_equal(sum_of(k).from, 5);
	assert_int_equal(sum_of(k).n, 2);
	assert_int_equal(sum_of(k).last, 6);
}

static void
test_a_fork_keeps_what_is_owed_and_nothing_it_was_lent(void **state)
{
	struct kit *k = *state;
	struct shift w = work(k);
	struct uuid id;

	is_done(store_fork(k->store, WALL, &kit_err));
	id = *store_id(k->store);
	kit_reopen(k);
	assert_true(uuid_eq(store_id(k->store), &id));
	is_another(k, &w);
	kit_reopen(k);
	assert_int_equal(sum_of(k).n, 2);
	is_done(store_fork_shown(k->store, &kit_err));
	kit_reopen(k);
	assert_false(store_was_forked(k->store));
	assert_true(uuid_eq(store_id(k->store), &id));
}

/* Copies the store file the way `cp` does; flags as for the target's open(2). */
static void
copy(struct kit *k, const char *from, const char *to, int flags)
{
	char a[128], b[128], buffer[4096];
	int in, out;
	ssize_t n;

	kit_path(k, a, from);
	kit_path(k, b, to);
	if (flags & O_EXCL)
		unlink(b);
	in = open(a, O_RDONLY);
	out = open(b, O_WRONLY | flags, 0600);
	assert_true(in >= 0 && out >= 0);
	while ((n = read(in, buffer, sizeof buffer)) > 0)
		assert_int_equal(write(out, buffer, (size_t)n), n);
	close(in);
	close(out);
}

static void
test_a_copied_store_is_another(void **state)
{
	struct kit *k = *state;
	struct shift w = work(k);
	char path[128], moved[128];

	kit_close(k);
	kit_path(k, path, ".db");
	kit_path(k, moved, ".copy"); /* the inode of the original stays taken */
	assert_int_equal(rename(path, moved), 0);
	copy(k, ".copy", ".db", O_CREAT | O_EXCL);
	kit_open(k);
	is_another(k, &w);
}

static void
test_a_store_put_back_in_place_is_another(void **state)
{
	struct kit *k = *state;
	struct shift w = work(k);

	kit_close(k);
	copy(k, ".db", ".copy", O_CREAT | O_EXCL);
	kit_open(k);
	kit_put(k, &kit_register, NULL); /* its number was told to a caller */
	kit_close(k);
	copy(k, ".copy", ".db", O_TRUNC);
	kit_open(k);
	is_another(k, &w);
}

static void
test_a_store_that_only_rested_is_the_same(void **state)
{
	struct kit *k = *state;
	struct shift w = work(k);

	kit_reopen(k);
	kit_reopen(k);
	assert_true(uuid_eq(store_id(k->store), &w.id));
	assert_false(store_was_forked(k->store));
	assert_int_equal(leases_left(k->store), 98);
}

/* P8: two desks drew the same number; the second one's ticket gets another. */
static void
test_a_refused_number_is_replaced_and_both_are_on_record(void **state)
{
	struct kit *k = *state;
	json_t *detail = json_pack("{s:s, s:s}", "field", "regno", "text", "In use.");
	struct settlement st = { .state = OP_REFUSED, .detail = detail, .wall = WALL };
	struct operation out;
	struct kept kept;

	kit_lease(k, 1, 2);
	st.op = kit_put(k, &kit_register, NULL);
	is_done(outbox_settle(k->store, &st, &kit_err));
	kit_reopen(k);
	is_done(outbox_retry(k->store, &st.op, WALL, &kept, &kit_err));
	assert_string_equal(kept.former, "3301000002026112300000001");
	assert_string_equal(kept.regno, "3301000002026112300000002");
	is_done(outbox_find(k->store, &kept.op, &out, &kit_err));
	assert_string_equal(json_text(out.payload, "regno"), kept.regno);
	assert_string_equal(json_text(out.payload, "formerno"), kept.former);
	operation_release(&out);
	is_done(outbox_find(k->store, &st.op, &out, &kit_err));
	assert_string_equal(out.regno, kept.former);
	operation_release(&out);
	st.op = kept.op;
	is_done(outbox_settle(k->store, &st, &kit_err));
	is_verdict(outbox_retry(k->store, &st.op, WALL, &kept, &kit_err), LATER);
	assert_int_equal(kit_state(k, &st.op),
			 OP_REFUSED); /* until there are numbers */
	kit_lease(k, 3, 9);
	json_object_set_new(detail, "field", json_string("invname"));
	is_done(outbox_retry(k->store, &st.op, WALL, &kept, &kit_err));
	st.op = kept.op;
	is_done(outbox_settle(k->store, &st, &kit_err));
	is_done(outbox_retry(k->store, &st.op, WALL, &kept, &kit_err));
	assert_string_equal(kept.regno, "3301000002026112300000003");
	assert_string_equal(kept.former, "");
	json_decref(detail);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, kit_setup, kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_the_hash_is_of_the_verdicts_by_number),
		TEST(test_what_was_no_verdict_is_on_no_ledger),
		TEST(test_a_refusal_stays_on_record_after_it_was_withdrawn_or_mended),
		TEST(test_what_the_centre_lacks_is_owed_again_in_its_place),
		TEST(test_what_waits_already_is_left_alone),
		TEST(test_the_record_of_a_withdrawn_one_follows_the_centre),
		TEST(test_history_stays_three_days_and_until_the_ledgers_agree),
		TEST(test_nothing_behind_what_is_owed_is_let_go),
		TEST(test_a_greeting_is_the_same_until_it_was_answered),
		TEST(test_a_fork_keeps_what_is_owed_and_nothing_it_was_lent),
		TEST(test_a_copied_store_is_another),
		TEST(test_a_store_put_back_in_place_is_another),
		TEST(test_a_store_that_only_rested_is_the_same),
		TEST(test_a_refused_number_is_replaced_and_both_are_on_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
