/* Events of a desk: who hears them, in which order, and where a round ends. */
#include <string.h>

#include "unit.h"

#include "../../src/desk/desk.h"
#include "../../src/desk/event.h"

static char heard[8];

static void
first(struct desk *desk, struct event *event)
{
	(void)desk;
	(void)event;
	heard[strlen(heard)] = '1';
}

static void
fails(struct desk *desk, struct event *event)
{
	(void)desk;
	event->verdict = REFUSED;
	heard[strlen(heard)] = 'f';
}

static void
last(struct desk *desk, struct event *event)
{
	(void)desk;
	(void)event;
	heard[strlen(heard)] = '3';
}

static const struct hearers table[DESK__EVENTS] = {
	[DESK_KEPT] = { { first, fails, last } },
	[DESK_LINK_GREETED] = { { first, fails, last }, .may_fail = true },
};

static void
test_the_hearers_hear_in_the_order_of_the_table(void **state)
{
	struct desk desk = { .hearers = table };

	(void)state;
	memset(heard, 0, sizeof heard);
	desk_raise(&desk, DESK_KEPT, (struct stamp){ 0 });
	assert_string_equal(heard, "1f3");
}

static void
test_an_event_that_may_fail_ends_with_the_first_failure(void **state)
{
	struct desk desk = { .hearers = table };
	struct event event = { .verdict = DONE };

	(void)state;
	memset(heard, 0, sizeof heard);
	desk_raise_event(&desk, DESK_LINK_GREETED, &event);
	assert_string_equal(heard, "1f");
	assert_int_equal(event.verdict, REFUSED);
}

static void
test_every_event_of_a_desk_has_a_hearer(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < DESK__EVENTS; i++)
		assert_non_null(desk_hearers[i].hear[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_hearers_hear_in_the_order_of_the_table),
		cmocka_unit_test(
			test_an_event_that_may_fail_ends_with_the_first_failure),
		cmocka_unit_test(test_every_event_of_a_desk_has_a_hearer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
