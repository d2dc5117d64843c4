/* test_store_outbox.c -- the numbered invariants of src/store/outbox.c. */
#define KIT_QUICK
#include "store_kit.h"

#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

static void
test_an_entry_longer_than_the_centre_reads_is_refused_at_its_field(void **state)
{
	struct kit *k = *state;
	struct parcel p;
	struct command c = { .op = uuid_new(WALL),
			     .ticket = uuid_new(WALL),
			     .action = &kit_note };
	struct outbox_counts counts;
	struct kept kept;
	struct err err;
	char *text = xmalloc(250000);

	memset(text, 'a', 249999);
	text[249999] = '\0';
	c.payload = json_pack("{s:s, s:s}", "place", "hall", "note", text);
	p = (struct parcel){ .commands = &c, .n = 1, .wall = WALL };
	assert_int_equal(outbox_put(k->store, &p, &kept, &err), REFUSED);
	assert_string_equal(err.field, "note");
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued, 0);
	json_decref(c.payload);
	free(text);
}

static void
test_what_was_kept_is_there_after_reopening(void **state)
{
	struct kit *k = *state;
	struct uuid ticket = uuid_new(WALL), op = kit_put(k, &kit_note, &ticket);
	struct operation out[4];
	size_t n;

	kit_reopen(k);
	is_done(outbox_next(k->store, out, 4, &n, &kit_err));
	assert_int_equal(n, 1);
	assert_true(uuid_eq(&out[0].op, &op));
	assert_true(uuid_eq(&out[0].ticket, &ticket));
	assert_string_equal(out[0].action, "note");
	assert_int_equal(out[0].seq, 1);
	assert_int_equal(out[0].at, WALL);
	assert_string_equal(json_text(out[0].payload, "pname"), CANARY);
	operation_release(&out[0]);
}

static void
test_a_number_is_drawn_and_written_into_the_payload(void **state)
{
	struct kit *k = *state;
	struct command cmd = kit_command(&kit_register, NULL);
	struct operation out;
	struct kept kept;

	kit_lease(k, 41, 50);
	is_done(kit_keep(k, &cmd, 1, NULL, &kept));
	assert_string_equal(kept.regno, "3301000002026112300000041");
	assert_int_equal(leases_left(k->store), 9);
	is_done(outbox_find(k->store, &cmd.op, &out, &kit_err));
	assert_string_equal(json_text(out.payload, "regno"), kept.regno);
	assert_string_equal(out.regno, kept.regno);
	operation_release(&out);
	kit_command_drop(&cmd);
}

static void
test_the_same_operation_again_gets_the_same_answer(void **state)
{
	struct kit *k = *state;
	struct command cmd = kit_command(&kit_register, NULL);
	struct kept first, again;

	kit_lease(k, 1, 10);
	is_done(kit_keep(k, &cmd, 1, NULL, &first));
	kit_reopen(k);
	is_done(kit_keep(k, &cmd, 1, NULL, &again));
	assert_int_equal(again.seq, first.seq);
	assert_string_equal(again.regno, first.regno);
	assert_int_equal(leases_left(k->store), 9);
	json_put(cmd.payload, "pname", "someone else");
	is_verdict(kit_keep(k, &cmd, 1, NULL, &again), REFUSED);
	kit_command_drop(&cmd);
}

static void
test_without_numbers_nothing_is_kept(void **state)
{
	struct kit *k = *state;
	struct command cmds[2] = { kit_command(&kit_register, NULL),
				   kit_command(&kit_register, NULL) };
	struct outbox_counts counts;
	struct kept kept[2];
	struct uuid draft = uuid_new(WALL);

	is_done(kit_draft(k, &draft, 1, "{}"));
	kit_lease(k, 7, 7);
	is_verdict(kit_keep(k, cmds, 2, &draft, kept), LATER);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued, 0);
	assert_int_equal(leases_left(k->store), 1);
	assert_int_equal(draft_count(k->store), 1);
	kit_lease(k, 8, 8);
	is_done(kit_keep(k, cmds, 2, &draft, kept));
	assert_string_equal(kept[1].regno + 17, "00000008");
	assert_int_equal(draft_count(k->store), 0);
	kit_reopen(k);
	assert_int_equal(draft_count(k->store), 0);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued, 2);
	assert_int_equal(counts.oldest, WALL);
	kit_command_drop(&cmds[0]);
	kit_command_drop(&cmds[1]);
}

static void
test_order_is_kept_per_ticket_and_tickets_run_in_parallel(void **state)
{
	struct kit *k = *state;
	struct uuid a = uuid_new(WALL), b = uuid_new(WALL), ops[8];
	struct uuid a1 = kit_put(k, &kit_assign, &a), a2 = kit_put(k, &kit_note, &a);
	struct uuid b1 = kit_put(k, &kit_note, &b);

	assert_int_equal(kit_send(k, ops, 8), 2);
	assert_true(uuid_eq(&ops[0], &a1) && uuid_eq(&ops[1], &b1));
	assert_int_equal(kit_send(k, ops, 8), 0);
	kit_settle(k, &a1, OP_APPLIED);
	assert_int_equal(kit_send(k, ops, 8), 1);
	assert_true(uuid_eq(&ops[0], &a2));
}

static void
test_what_was_sent_is_offered_again_after_a_fall_or_restart(void **state)
{
	struct kit *k = *state;
	struct uuid op = kit_put(k, &kit_note, NULL), ops[8];

	assert_int_equal(kit_send(k, ops, 8), 1);
	assert_int_equal(kit_state(k, &op), OP_SENT);
	outbox_unsent(k->store);
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
	assert_int_equal(kit_send(k, ops, 8), 1);
	kit_reopen(k);
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
	assert_int_equal(kit_send(k, ops, 8), 1);
}

struct moves {
	int n;
	struct uuid op;
	enum op_state state;
};

static void
note_move(void *arg, const struct uuid *op, const struct uuid *ticket,
	  const char *action, enum op_state state)
{
	struct moves *m = arg;

	(void)ticket;
	assert_string_equal(action, "note");
	m->n++;
	m->op = *op;
	m->state = state;
}

static void
test_a_refused_one_holds_its_own_ticket_only(void **state)
{
	struct kit *k = *state;
	struct uuid a = uuid_new(WALL), b = uuid_new(WALL), ops[8];
	struct uuid a1 = kit_put(k, &kit_assign, &a), a2 = kit_put(k, &kit_note, &a),
		    b2;
	struct moves moves = { 0 };
	struct outbox_counts counts;

	outbox_watch(k->store, note_move, &moves);
	kit_send(k, ops, 8);
	kit_settle(k, &a1, OP_REFUSED);
	assert_int_equal(moves.n, 1);
	assert_true(uuid_eq(&moves.op, &a2) && moves.state == OP_HELD);
	assert_int_equal(kit_state(k, &a2), OP_HELD);
	b2 = kit_put(k, &kit_note, &b);
	assert_int_equal(kit_send(k, ops, 8), 1);
	assert_true(uuid_eq(&ops[0], &b2));
	kit_put(k, &kit_note, &a);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued, 1);
	assert_int_equal(counts.stuck, 3);
	assert_int_equal(counts.held,
			 2); /* refused is one, behind it stand the others */
	kit_reopen(k);
	assert_int_equal(kit_state(k, &a1), OP_REFUSED);
	assert_int_equal(kit_state(k, &a2), OP_HELD);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.stuck, 3);
}

static void
test_withdrawing_the_refused_one_releases_the_others(void **state)
{
	struct kit *k = *state;
	struct uuid a = uuid_new(WALL), ops[8];
	struct uuid a1 = kit_put(k, &kit_assign, &a), a2 = kit_put(k, &kit_note, &a);
	struct moves moves = { 0 };

	kit_send(k, ops, 8);
	kit_settle(k, &a1, OP_CONFLICT);
	outbox_watch(k->store, note_move, &moves);
	is_done(outbox_withdraw(k->store, &a1, "typed twice", WALL, &kit_err));
	assert_true(moves.n == 1 && moves.state == OP_QUEUED);
	kit_reopen(k);
	assert_int_equal(kit_state(k, &a1), OP_WITHDRAWN);
	assert_int_equal(kit_send(k, ops, 8), 1);
	assert_true(uuid_eq(&ops[0], &a2));
	is_done(outbox_withdraw(k->store, &a1, "again", WALL, &kit_err));
}

static void
test_what_may_have_arrived_cannot_be_withdrawn(void **state)
{
	struct kit *k = *state;
	struct uuid a = uuid_new(WALL), ops[8];
	struct uuid a1 = kit_put(k, &kit_note, &a), a2 = kit_put(k, &kit_note, &a);

	kit_send(k, ops, 8);
	is_verdict(outbox_withdraw(k->store, &a1, "", WALL, &kit_err), LATER);
	outbox_unsent(k->store);
	is_verdict(outbox_withdraw(k->store, &a1, "", WALL, &kit_err), LATER);
	kit_reopen(k);
	is_verdict(outbox_withdraw(k->store, &a1, "", WALL, &kit_err), LATER);
	is_done(outbox_withdraw(k->store, &a2, "never sent", WALL, &kit_err));
	kit_send(k, ops, 8);
	kit_settle(k, &a1, OP_APPLIED);
	is_verdict(outbox_withdraw(k->store, &a1, "", WALL, &kit_err), REFUSED);
	kit_settle(k, &a1, OP_REFUSED);
	assert_int_equal(kit_state(k, &a1), OP_APPLIED);
}

static void
test_a_mended_one_takes_the_place_and_the_number(void **state)
{
	struct kit *k = *state;
	struct command old = kit_command(&kit_register, NULL), fresh, later_one;
	struct parcel mend = { .commands = &fresh, .n = 1, .wall = WALL };
	struct operation out[8];
	struct kept kept;
	struct uuid ops[8];
	char regno[41], op[UUID_TEXT];
	size_t n;

	kit_lease(k, 1, 9);
	is_done(kit_keep(k, &old, 1, NULL, &kept));
	str_copy(regno, sizeof regno, kept.regno);
	later_one = kit_command(&kit_assign, &old.ticket);
	uuid_text(&old.op, op);
	str_format(later_one.base, sizeof later_one.base, "op:%s", op);
	is_done(kit_keep(k, &later_one, 1, NULL, &kept));
	kit_send(k, ops, 8);
	kit_settle(k, &old.op, OP_REFUSED);

	fresh = kit_command(&kit_register, &old.ticket);
	is_done(outbox_mend(k->store, &old.op, &mend, &kept, &kit_err));
	assert_string_equal(kept.regno, regno);
	assert_int_equal(kept.seq, 3);
	is_done(outbox_mend(k->store, &old.op, &mend, &kept, &kit_err));
	kit_reopen(k);
	assert_int_equal(leases_left(k->store), 8);
	assert_int_equal(kit_state(k, &old.op), OP_WITHDRAWN);
	assert_int_equal(kit_send(k, ops, 8), 1);
	assert_true(uuid_eq(&ops[0], &fresh.op));
	kit_settle(k, &fresh.op, OP_APPLIED);
	is_done(outbox_next(k->store, out, 8, &n, &kit_err));
	assert_int_equal(n, 1);
	uuid_text(&fresh.op, op);
	assert_string_equal(out[0].base + 3, op);
	operation_release(&out[0]);
	kit_command_drop(&old);
	kit_command_drop(&fresh);
	kit_command_drop(&later_one);
}

static void
test_a_retry_after_the_administrator_keeps_its_id(void **state)
{
	struct kit *k = *state;
	struct uuid op = kit_put(k, &kit_note, NULL), ops[8];
	struct kept kept;

	kit_send(k, ops, 8);
	kit_settle(k, &op, OP_ADMIN);
	assert_int_equal(kit_send(k, ops, 8), 0);
	is_done(outbox_retry(k->store, &op, WALL, &kept, &kit_err));
	assert_true(uuid_eq(&kept.op, &op));
	kit_reopen(k);
	assert_int_equal(kit_send(k, ops, 8), 1);
	kit_settle(k, &op, OP_APPLIED);
	is_verdict(outbox_retry(k->store, &op, WALL, &kept, &kit_err), REFUSED);
}

static void
test_several_verdicts_are_one_commit(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, NULL);
	struct settlement st[] = { { .op = a, .state = OP_APPLIED, .wall = WALL },
				   { .op = b, .state = OP_APPLIED, .wall = WALL },
				   { .op = a, .state = OP_REFUSED, .wall = WALL } };
	struct outbox_counts counts;

	is_done(outbox_settle_many(k->store, st, 3, &kit_err));
	kit_reopen(k);
	assert_int_equal(kit_state(k, &a), OP_APPLIED);
	assert_int_equal(kit_state(k, &b), OP_APPLIED);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued + counts.stuck, 0);
	assert_int_equal(counts.oldest, 0);
}

static void
test_the_list_shows_what_needs_a_person_first(void **state)
{
	struct kit *k = *state;
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, NULL);
	struct uuid c = kit_put(k, &kit_assign, NULL);
	struct rows *rows = rows_new(query_named("outbox"));

	kit_settle(k, &a, OP_APPLIED);
	kit_settle(k, &c, OP_REFUSED);
	is_done(outbox_rows(k->store, rows, &kit_err));
	assert_int_equal(rows->n, 3);
	assert_string_equal(rows_named(rows, 0, "state"), "refused");
	assert_string_equal(rows_named(rows, 0, "text"), "No.");
	assert_string_equal(rows_named(rows, 0, "action"), "assign");
	assert_string_equal(rows_named(rows, 1, "state"), "queued");
	assert_string_equal(rows_named(rows, 1, "seq"), "2");
	assert_string_equal(rows_named(rows, 2, "state"), "applied");
	assert_non_null(strstr(rows_named(rows, 2, "payload"), CANARY));
	rows_free(rows);
	(void)b;
}

static void
test_history_goes_after_three_days_but_never_what_is_owed(void **state)
{
	struct kit *k = *state;
	struct uuid ticket = uuid_new(WALL);
	struct uuid a = kit_put(k, &kit_note, NULL), b = kit_put(k, &kit_note, &ticket);
	struct uuid c = kit_put(k, &kit_note, &ticket);
	struct operation out;

	kit_settle(k, &a, OP_APPLIED);
	kit_settle(k, &b, OP_APPLIED);
	ledger_agreed(k->store);
	while (store_tidy(k->store, WALL + 4 * 24 * 3600 * 1000LL))
		;
	is_verdict(outbox_find(k->store, &a, &out, &kit_err), REFUSED);
	assert_int_equal(kit_state(k, &b), OP_APPLIED);
	assert_int_equal(kit_state(k, &c), OP_QUEUED);
	kit_reopen(k);
	is_verdict(outbox_find(k->store, &a, &out, &kit_err), REFUSED);
	assert_int_equal(kit_state(k, &c), OP_QUEUED);
}

static void
test_a_thousand_operations_drain_in_order(void **state)
{
	struct kit *k = *state;
	struct uuid tickets[50], ops[32];
	struct outbox_counts counts;
	size_t i, n, sent = 0;

	for (i = 0; i < 50; i++)
		tickets[i] = uuid_new(WALL);
	for (i = 0; i < 1000; i++)
		kit_put(k, &kit_note, &tickets[i % 50]);
	kit_reopen(k);
	while ((n = kit_send(k, ops, 32)) > 0) {
		for (i = 0; i < n; i++)
			kit_settle(k, &ops[i], OP_APPLIED);
		sent += n;
	}
	assert_int_equal(sent, 1000);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued, 0);
	while (store_tidy(k->store, WALL))
		;
	kit_reopen(k);
	outbox_counts(k->store, &counts);
	assert_int_equal(counts.queued, 0);
}

static void
test_nonsense_is_refused(void **state)
{
	struct kit *k = *state;
	struct command cmds[2] = { kit_command(&kit_note, NULL),
				   kit_command(&kit_note, NULL) };
	struct settlement st = { .op = cmds[0].op, .state = OP_QUEUED };
	struct operation out;
	struct kept kept[2];

	cmds[1].op = cmds[0].op;
	is_verdict(kit_keep(k, cmds, 2, NULL, kept), REFUSED);
	is_verdict(kit_keep(k, cmds, 0, NULL, kept), REFUSED);
	is_verdict(outbox_settle(k->store, &st, &kit_err), BROKEN);
	st.state = OP_APPLIED;
	is_verdict(outbox_settle(k->store, &st, &kit_err), REFUSED);
	is_verdict(outbox_find(k->store, &st.op, &out, &kit_err), REFUSED);
	is_verdict(outbox_withdraw(k->store, &st.op, "", WALL, &kit_err), REFUSED);
	is_verdict(outbox_retry(k->store, &st.op, WALL, kept, &kit_err), REFUSED);
	kit_command_drop(&cmds[0]);
	kit_command_drop(&cmds[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_was_kept_is_there_after_reopening),
		TEST(test_a_number_is_drawn_and_written_into_the_payload),
		TEST(test_the_same_operation_again_gets_the_same_answer),
		TEST(test_without_numbers_nothing_is_kept),
		TEST(test_order_is_kept_per_ticket_and_tickets_run_in_parallel),
		TEST(test_what_was_sent_is_offered_again_after_a_fall_or_restart),
		TEST(test_a_refused_one_holds_its_own_ticket_only),
		TEST(test_withdrawing_the_refused_one_releases_the_others),
		TEST(test_what_may_have_arrived_cannot_be_withdrawn),
		TEST(test_a_mended_one_takes_the_place_and_the_number),
		TEST(test_a_retry_after_the_administrator_keeps_its_id),
		TEST(test_several_verdicts_are_one_commit),
		TEST(test_the_list_shows_what_needs_a_person_first),
		TEST(test_history_goes_after_three_days_but_never_what_is_owed),
		TEST(test_a_thousand_operations_drain_in_order),
		TEST(test_an_entry_longer_than_the_centre_reads_is_refused_at_its_field),
		TEST(test_nonsense_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
