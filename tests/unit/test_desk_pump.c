/* The numbers are the invariants at the head of src/desk/pump.c. */

#include "unit.h"

#include "../../src/desk/pump.h"

static struct pump_plan
step(struct pump *p, enum pump_event event, int n, int queued, int64_t now)
{
	const struct pump_facts f = {
		.n = n, .queued = queued, .now = now, .random = 12345
	};

	return pump_step(p, event, &f);
}

static void
test_a_queue_has_a_timer_in_whatever_state(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan;
	int i, queued;

	(void)state;
	srand(7);
	for (i = 0; i < 20000; i++) {
		queued = 1 + rand() % 200;
		plan = step(&p, (enum pump_event)(rand() % (PUMP_TICK + 1)),
			    rand() % 20, queued, i * 10);
		assert_true(plan.timer > 0);
		assert_true(plan.timer <= i * 10 + PUMP_WATCH);
		assert_true(p.flying >= 0);
	}
}

static void
test_an_empty_queue_sleeps(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan = step(&p, PUMP_UP, 0, 0, 5);

	(void)state;
	assert_int_equal(plan.timer, 0);
	assert_int_equal(plan.way, PUMP_NOT);
}

static void
test_what_is_kept_goes_at_once_when_the_link_is_up(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan;

	(void)state;
	assert_int_equal(step(&p, PUMP_KEPT, 0, 1, 1).way, PUMP_NOT);
	plan = step(&p, PUMP_UP, 0, 1, 2);
	assert_int_equal(plan.way, PUMP_SINGLY);
	assert_int_equal(plan.most, PUMP_WINDOW);
}

static void
test_no_more_than_the_window_flies(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan;

	(void)state;
	step(&p, PUMP_UP, 0, 20, 1);
	plan = step(&p, PUMP_SENT, 10, 20, 1);
	assert_int_equal(plan.most, PUMP_WINDOW - 10);
	plan = step(&p, PUMP_SENT, PUMP_WINDOW - 10, 20, 1);
	assert_int_equal(plan.way, PUMP_NOT);
	plan = step(&p, PUMP_ANSWERED, 3, 20, 1);
	assert_int_equal(plan.most, 3);
}

static void
test_a_long_queue_goes_in_batches_two_at_a_time(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan = step(&p, PUMP_UP, 0, 500, 1);

	(void)state;
	assert_int_equal(plan.way, PUMP_BATCHED);
	assert_int_equal(plan.most, PUMP_BATCH);
	assert_int_equal(step(&p, PUMP_SENT, PUMP_BATCH, 500, 1).way, PUMP_BATCHED);
	assert_int_equal(step(&p, PUMP_SENT, PUMP_BATCH, 500, 1).way, PUMP_NOT);
}

static void
test_nothing_is_sent_while_a_pause_lasts(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan;

	(void)state;
	step(&p, PUMP_UP, 0, 5, 1000);
	step(&p, PUMP_SENT, 5, 5, 1000);
	plan = step(&p, PUMP_BUSY, 1, 5, 1000);
	assert_int_equal(plan.way, PUMP_NOT);
	assert_true(plan.timer >= 1000);
	assert_int_equal(step(&p, PUMP_KEPT, 0, 6, plan.timer - 1).way, PUMP_NOT);
	assert_int_equal(step(&p, PUMP_TICK, 0, 6, plan.timer).way, PUMP_SINGLY);
}

static void
test_an_answer_ends_the_pause(void **state)
{
	struct pump p = { 0 };

	(void)state;
	step(&p, PUMP_UP, 0, 5, 1000);
	step(&p, PUMP_SENT, 2, 5, 1000);
	step(&p, PUMP_BUSY, 1, 5, 1000);
	assert_int_equal(step(&p, PUMP_ANSWERED, 1, 4, 1001).way, PUMP_SINGLY);
	assert_int_equal(p.failures, 0);
}

static void
test_a_fallen_link_forgets_what_flew_and_waits_for_the_next(void **state)
{
	struct pump p = { 0 };

	(void)state;
	step(&p, PUMP_UP, 0, 9, 1);
	step(&p, PUMP_SENT, 9, 9, 1);
	assert_int_equal(step(&p, PUMP_FELL, 0, 9, 2).way, PUMP_NOT);
	assert_int_equal(p.flying, 0);
	assert_int_equal(step(&p, PUMP_KEPT, 0, 10, 3).way, PUMP_NOT);
	assert_int_equal(step(&p, PUMP_UP, 0, 10, 4).most, PUMP_WINDOW);
}

static void
test_a_spoilt_batch_goes_one_by_one(void **state)
{
	struct pump p = { 0 };
	struct pump_plan plan;

	(void)state;
	step(&p, PUMP_UP, 0, 300, 1);
	step(&p, PUMP_SENT, PUMP_BATCH, 300, 1);
	plan = step(&p, PUMP_SPOILT, PUMP_BATCH, 300, 2);
	assert_int_equal(plan.way, PUMP_SINGLY);
	step(&p, PUMP_FELL, 0, 300, 3);
	assert_int_equal(step(&p, PUMP_UP, 0, 300, 4).way, PUMP_SINGLY);
}

static void
test_the_pause_grows_from_one_second_to_a_minute(void **state)
{
	(void)state;
	assert_true(pump_backoff(1, UINT32_MAX) < 1000);
	assert_int_equal(pump_backoff(1, 999), 999);
	assert_int_equal(pump_backoff(3, 3999), 3999);
	assert_true(pump_backoff(1000000, UINT32_MAX) < 60000);
	assert_int_equal(pump_backoff(30, 59999), 59999);
	assert_int_equal(pump_backoff(0, 0), 0);
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
			test_a_fallen_link_forgets_what_flew_and_waits_for_the_next),
		cmocka_unit_test(test_a_spoilt_batch_goes_one_by_one),
		cmocka_unit_test(test_the_pause_grows_from_one_second_to_a_minute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
