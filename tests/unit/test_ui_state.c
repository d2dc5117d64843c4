/* What the workstation makes of what the desk says. */
#include "base/json.h"

#include "unit.h"

#include "ui/state.h"

#define MINE   "018f0000-0000-7000-8000-000000000001"
#define OTHERS "018f0000-0000-7000-8000-000000000002"

static void
hears(struct state *state, const char *text)
{
	json_t *message = json_loads(text, 0, NULL);
	struct event event = { .body = message };

	assert_non_null(message);
	assert_true(state_apply(state, &event));
	json_decref(message);
}

static void
test_ones_own_acts_are_no_news(void **unused)
{
	struct state state = { .me = { .label = "王芳" } };

	(void)unused;
	hears(&state, "{\"m\":\"settled\",\"op\":\"" OTHERS "\",\"ticket\":\"" MINE
		      "\",\"action\":\"note\",\"state\":\"applied\",\"version\":1}");
	hears(&state, "{\"m\":\"news\",\"rows\":[{\"ticket\":\"" MINE
		      "\",\"operator\":\"王芳\",\"version\":1}]}");
	assert_int_equal(state.news.n, 0);
	/* somebody of the same name elsewhere, somebody else on the same ticket */
	hears(&state, "{\"m\":\"news\",\"rows\":[{\"ticket\":\"" OTHERS
		      "\",\"operator\":\"王芳\",\"version\":1},{\"ticket\":\"" MINE
		      "\",\"operator\":\"李强\",\"version\":2}]}");
	assert_int_equal(state.news.n, 2);
	/* changed again: still as many tickets */
	hears(&state, "{\"m\":\"news\",\"rows\":[{\"ticket\":\"" MINE
		      "\",\"operator\":\"李强\",\"version\":3},{\"ticket\":\"" MINE
		      "\",\"operator\":\"赵敏\",\"version\":4}]}");
	assert_int_equal(state.news.n, 2);
	state_release(&state);
}

static void
test_a_row_that_only_moves_the_place_is_no_news(void **unused)
{
	struct state state = { .me = { .label = "王芳" } };

	(void)unused;
	hears(&state, "{\"m\":\"news\",\"rows\":[{\"ticket\":\"\",\"operator\":\"\","
		      "\"version\":0}]}");
	assert_int_equal(state.news.n, 0);
	state_release(&state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ones_own_acts_are_no_news),
		cmocka_unit_test(test_a_row_that_only_moves_the_place_is_no_news),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
