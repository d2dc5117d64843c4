/* The numbers are the invariants at the head of src/desk/pump.c. */

#include "unit.h"

#include "../../src/desk/pump.h"

static struct pump_orders
step(struct pump *p, enum pump_event event, int n, int queued, int64_t now)
{
	const struct pump_facts f = {
		.n = n, .queued = queued, .now = now, .random = 12345
	};

	return pump_step(p, event, &f);
}

/* A pump whose link is up since now. */
static struct pump
linked(int queued, int64_t now)
{
	struct pump p = { 0 };

	step(&p, PUMP_WANTED, 0, 0, now);
	step(&p, PUMP_UP, 0, queued, now);
	return p;
}

static void
test_a_queue_has_a_timer_in_whatever_state(void **state)
{
	struct pump p = { 0 };
	struct pump_orders o;
	int i, queued;

	(void)state;
	srand(7);
	for (i = 1; i < 20000; i++) {
		queued = 1 + rand() % 200;
		o = step(&p, (enum pump_event)(rand() % PUMP__EVENTS), rand() % 20,
			 queued, i * 10);
		assert_true(o.timer > 0);
		assert_true(o.timer <= i * 10 + PUMP_WATCH);
		assert_true(p.flying >= 0);
		assert_true(p.link == PUMP_LINKED || o.way == PUMP_NOT);
		assert_true(p.link == PUMP_LINKED || p.flying == 0);
	}
}

static void
test_an_empty_queue_sleeps(void **state)
{
	struct pump p = linked(0, 5);
	struct pump_orders o = step(&p, PUMP_TICK, 0, 0, 6);

	(void)state;
	assert_int_equal(o.timer, 0);
	assert_int_equal(o.way, PUMP_NOT);
}

static void
test_what_is_kept_goes_at_once_when_the_link_is_up(void **state)
{
	struct pump p = { 0 };
	struct pump_orders o;

	(void)state;
	assert_int_equal(step(&p, PUMP_KEPT, 0, 1, 1).way, PUMP_NOT);
	assert_true(step(&p, PUMP_WANTED, 0, 1, 2).dial);
	o = step(&p, PUMP_UP, 0, 1, 2);
	assert_int_equal(o.way, PUMP_SINGLY);
	assert_int_equal(o.most, PUMP_WINDOW);
}

static void
test_no_more_than_the_window_flies(void **state)
{
	struct pump p = linked(20, 1);
	struct pump_orders o = step(&p, PUMP_SENT, 10, 20, 1);

	(void)state;
	assert_int_equal(o.most, PUMP_WINDOW - 10);
	o = step(&p, PUMP_SENT, PUMP_WINDOW - 10, 20, 1);
	assert_int_equal(o.way, PUMP_NOT);
	o = step(&p, PUMP_ANSWERED, 3, 20, 1);
	assert_int_equal(o.most, 3);
}

static void
test_a_long_queue_goes_in_batches_two_at_a_time(void **state)
{
	struct pump p = linked(0, 1);
	struct pump_orders o = step(&p, PUMP_KEPT, 0, 5 * PUMP_BATCH, 1);

	(void)state;
	assert_int_equal(o.way, PUMP_BATCHED);
	assert_int_equal(o.most, PUMP_BATCH);
	assert_int_equal(step(&p, PUMP_SENT, PUMP_BATCH, 5 * PUMP_BATCH, 1).way,
			 PUMP_BATCHED);
	assert_int_equal(step(&p, PUMP_SENT, PUMP_BATCH, 5 * PUMP_BATCH, 1).way,
			 PUMP_NOT);
}

static void
test_nothing_is_sent_while_a_pause_lasts(void **state)
{
	struct pump p = linked(5, 1000);
	struct pump_orders o;

	(void)state;
	step(&p, PUMP_SENT, 5, 5, 1000);
	o = step(&p, PUMP_BUSY, 1, 5, 1000);
	assert_int_equal(o.way, PUMP_NOT);
	assert_true(o.timer >= 1000);
	assert_int_equal(step(&p, PUMP_KEPT, 0, 6, o.timer - 1).way, PUMP_NOT);
	step(&p, PUMP_BUSY, 4, 6, o.timer - 1);
	o = step(&p, PUMP_TICK, 0, 100, o.timer);
	assert_int_equal(o.way, PUMP_SINGLY);
	assert_int_equal(o.most, 1); /* one asks for all */
}

static void
test_an_answer_ends_the_pause(void **state)
{
	struct pump p = linked(5, 1000);

	(void)state;
	step(&p, PUMP_SENT, 2, 5, 1000);
	step(&p, PUMP_BUSY, 1, 5, 1000);
	assert_int_equal(step(&p, PUMP_ANSWERED, 1, 4, 1001).most, PUMP_WINDOW);
	assert_int_equal(p.busy, 0);
}

static void
test_what_flew_over_a_fallen_link_is_recalled_and_waits_for_the_next(void **state)
{
	struct pump p = linked(9, 1);
	struct pump_orders o;

	(void)state;
	step(&p, PUMP_SENT, 9, 9, 1);
	o = step(&p, PUMP_FELL, 0, 9, 2);
	assert_true(o.recall);
	assert_int_equal(o.way, PUMP_NOT);
	assert_int_equal(p.flying, 0);
	assert_int_equal(step(&p, PUMP_KEPT, 0, 10, 3).way, PUMP_NOT);
	assert_true(step(&p, PUMP_TICK, 0, 10, o.timer).dial);
	assert_int_equal(step(&p, PUMP_UP, 0, 10, o.timer).most, PUMP_WINDOW);
}

static void
test_a_spoilt_batch_goes_one_by_one(void **state)
{
	struct pump p = linked(300, 1);

	(void)state;
	step(&p, PUMP_SENT, PUMP_BATCH, 300, 1);
	assert_int_equal(step(&p, PUMP_SPOILT, PUMP_BATCH, 300, 2).way, PUMP_SINGLY);
	step(&p, PUMP_FELL, 0, 300, 3);
	step(&p, PUMP_TICK, 0, 300, 70000);
	assert_int_equal(step(&p, PUMP_UP, 0, 300, 70001).way, PUMP_SINGLY);
}

static void
test_after_a_batch_was_lost_with_its_link_operations_go_one_by_one(void **state)
{
	struct pump p = linked(5 * PUMP_BATCH, 1);

	(void)state;
	step(&p, PUMP_SENT, PUMP_BATCH, 5 * PUMP_BATCH, 1);
	step(&p, PUMP_FELL, 0, 5 * PUMP_BATCH, 2);
	step(&p, PUMP_TICK, 0, 5 * PUMP_BATCH, 70000);
	assert_int_equal(step(&p, PUMP_UP, 0, 5 * PUMP_BATCH, 70001).way, PUMP_SINGLY);
}

static void
test_diallings_are_never_further_apart_than_promised(void **state)
{
	struct pump p = { 0 };
	struct pump_orders o = step(&p, PUMP_WANTED, 0, 1, 1);
	int64_t now = 1, took;
	int i;

	(void)state;
	srand(3);
	for (i = 0; i < 1000; i++) {
		took = rand() % 11000;
		o = step(&p, PUMP_FELL, 0, 1, now + took);
		assert_false(o.dial);
		assert_in_range(o.timer, now + took, now + PUMP_REDIAL);
		now = o.timer;
		o = step(&p, PUMP_TICK, 0, 1, now);
		assert_true(o.dial);
	}
}

static void
test_a_refused_password_stops_the_dialling_until_there_is_another(void **state)
{
	struct pump p = { 0 };
	int64_t now;

	(void)state;
	step(&p, PUMP_WANTED, 0, 3, 1);
	assert_int_equal(step(&p, PUMP_DENIED, 0, 3, 2).timer, 2 + PUMP_WATCH);
	assert_false(pump_is_wanted(&p));
	for (now = 3; now < 10 * PUMP_WATCH; now += 1000)
		assert_false(step(&p, PUMP_TICK, 0, 3, now).dial);
	assert_true(step(&p, PUMP_WANTED, 0, 3, now).dial);
}

static void
test_a_stale_link_is_hung_up_and_dialled_anew(void **state)
{
	struct pump p = linked(5, 1);
	struct pump_orders o;

	(void)state;
	step(&p, PUMP_SENT, 5, 5, 1);
	o = step(&p, PUMP_STALE, 1, 5, 2);
	assert_true(o.hang_up && o.recall);
	assert_true(step(&p, PUMP_TICK, 0, 5, o.timer).dial);
}

static void
test_a_sick_disk_hangs_up_and_sends_no_more(void **state)
{
	struct pump p = linked(5, 1);
	struct pump_orders o;

	(void)state;
	step(&p, PUMP_SENT, 5, 5, 1);
	o = step(&p, PUMP_SICK, 1, 5, 2);
	assert_true(o.hang_up && o.recall);
	assert_int_equal(step(&p, PUMP_KEPT, 0, 6, 3).way, PUMP_NOT);
}

static void
test_where_nothing_could_be_taken_nothing_is_tried_before_the_next_event(void **state)
{
	struct pump p = linked(5, 1);
	const struct pump_facts none = { .queued = 5, .now = 2, .wake = 900 };
	struct pump_orders o = pump_step(&p, PUMP_SENT, &none);

	(void)state;
	assert_int_equal(o.way, PUMP_NOT);
	assert_int_equal(o.timer, 900); /* when the first of them has rested */
}

static void
test_every_end_of_a_call_has_its_meaning(void **state)
{
	static const struct {
		struct pump_landing l;
		enum pump_event event;
	} rows[] = {
		{ { DONE, true, false, 1, 1 }, PUMP_ANSWERED },
		{ { BROKEN, true, false, 1, 1 }, PUMP_ANSWERED }, /* parked */
		{ { DONE, true, false, 50, 49 }, PUMP_ANSWERED },
		{ { DONE, true, false, 50, 0 }, PUMP_BUSY },
		{ { LATER, true, false, 1, 0 }, PUMP_BUSY },
		{ { LATER, true, true, 1, 0 }, PUMP_STALE },
		{ { LATER, false, false, 1, 0 }, PUMP_LOST },
		{ { LATER, true, false, 50, 0 }, PUMP_SPOILT },
		{ { BROKEN, true, false, 50, 0 }, PUMP_SPOILT },
		{ { REFUSED, true, false, 50, 0 }, PUMP_SPOILT },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(pump_landed(&rows[i].l), rows[i].event);
	assert_int_equal(pump_fate(REFUSED), OP_REFUSED);
	assert_int_equal(pump_fate(BROKEN), OP_ADMIN);
	assert_int_equal(pump_fate(LATER), OP_QUEUED);
}

static void
test_the_pause_grows_from_one_second_to_its_most(void **state)
{
	(void)state;
	assert_true(pump_backoff(1, 60000, UINT32_MAX) < 1000);
	assert_int_equal(pump_backoff(1, 60000, 999), 999);
	assert_int_equal(pump_backoff(3, 60000, 3999), 3999);
	assert_true(pump_backoff(1000000, 60000, UINT32_MAX) < 60000);
	assert_int_equal(pump_backoff(30, 60000, 59999), 59999);
	assert_int_equal(pump_backoff(0, 60000, 0), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_queue_has_a_timer_in_whatever_state),
		cmocka_unit_test(test_an_empty_queue_sleeps),
		cmocka_unit_test(test_what_is_kept_goes_at_once_when_the_link_is_up),
		cmocka_unit_test(test_no_more_than_the_window_flies),
		cmocka_unit_test(test_a_long_queue_goes_in_batches_two_at_a_time),
		cmocka_unit_test(test_nothing_is_sent_while_a_pause_lasts),
		cmocka_unit_test(test_an_answer_ends_the_pause),
		cmocka_unit_test(
			test_what_flew_over_a_fallen_link_is_recalled_and_waits_for_the_next),
		cmocka_unit_test(test_a_spoilt_batch_goes_one_by_one),
		cmocka_unit_test(
			test_after_a_batch_was_lost_with_its_link_operations_go_one_by_one),
		cmocka_unit_test(test_diallings_are_never_further_apart_than_promised),
		cmocka_unit_test(
			test_a_refused_password_stops_the_dialling_until_there_is_another),
		cmocka_unit_test(test_a_stale_link_is_hung_up_and_dialled_anew),
		cmocka_unit_test(test_a_sick_disk_hangs_up_and_sends_no_more),
		cmocka_unit_test(
			test_where_nothing_could_be_taken_nothing_is_tried_before_the_next_event),
		cmocka_unit_test(test_every_end_of_a_call_has_its_meaning),
		cmocka_unit_test(test_the_pause_grows_from_one_second_to_its_most),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
