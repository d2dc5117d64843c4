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

static void
test_a_desk_that_is_gone_is_cut_until_its_welcome(void **unused)
{
	struct state state = { .me = { .label = "" } };
	struct event gone = { .kind = EVENT_CUT };

	(void)unused;
	assert_true(state_apply(&state, &gone));
	assert_true(state.cut);
	hears(&state,
	      "{\"m\":\"welcome\",\"operator\":{\"name\":\"recv\",\"label\":\"王芳\","
	      "\"number\":\"0123\",\"unit\":\"330100000\",\"duties\":[\"r01@330100000\"],"
	      "\"units\":[\"330100000\"]},\"demo\":true,\"link\":{\"state\":\"up\",\"queued\":3}}");
	assert_false(state.cut);
	assert_true(state.welcome && state.demo);
	assert_string_equal(state.me.label, "王芳");
	assert_int_equal(state.link.queued, 3);
	state_release(&state);
}

static void
test_the_link_is_what_was_said_last(void **unused)
{
	struct state state = { .welcome = true };

	(void)unused;
	hears(&state, "{\"m\":\"link\",\"state\":\"down\",\"queued\":2,\"stuck\":1}");
	assert_int_equal(state.link.state, LINK_DOWN);
	hears(&state, "{\"m\":\"link\",\"state\":\"nonsense\",\"queued\":9}");
	assert_int_equal(state.link.queued, 2);
	hears(&state, "{\"m\":\"link\",\"state\":\"up\"}");
	assert_int_equal(state.link.state, LINK_UP);
	assert_int_equal(state.link.queued + state.link.stuck, 0);
	state_release(&state);
}

static void
rows_come(struct state *state, int id, const char *from, const char *value, bool last)
{
	char text[300];

	snprintf(text, sizeof text,
		 "{\"m\":\"rows\",\"id\":%d,\"from\":\"%s\",\"age\":7,\"last\":%s,"
		 "\"rows\":[[\"queued\",\"%s\"]]}",
		 id, from, last ? "true" : "false", value);
	hears(state, text);
}

static void
test_the_mirrors_answer_makes_way_for_the_centres(void **unused)
{
	struct state state = { .welcome = true };
	struct answer answer = { .id = 0 };
	int first, second;

	(void)unused;
	first = (int)state_ask(&state, &answer, "state");
	second = (int)state_ask(&state, &answer, "state");
	rows_come(&state, first, "centre", "old", true);
	assert_null(answer.rows); /* nobody asks that any more */
	rows_come(&state, second, "mirror", "here", false);
	assert_true(answer.mirror && answer.waiting);
	assert_string_equal(rows_cell(answer.rows, 0, 1), "here");
	rows_come(&state, second, "centre", "there", true);
	assert_false(answer.mirror || answer.waiting);
	assert_string_equal(rows_cell(answer.rows, 0, 1), "there");
	assert_int_equal(answer.version, 2);
	hears(&state,
	      "{\"m\":\"rows\",\"id\":2,\"last\":true,\"rows\":[[\"too\",\"many\",\"cells\"]]}");
	assert_string_not_equal(answer.fault, "");
	assert_string_equal(rows_cell(answer.rows, 0, 1), "there");
	state_forget(&state, &answer);
	rows_come(&state, second, "centre", "late", true);
	assert_null(answer.rows);
	state_release(&state);
}

static void
test_a_refused_question_keeps_its_reason(void **unused)
{
	struct state state = { .welcome = true };
	struct answer answer = { .id = 0 };

	(void)unused;
	state_ask(&state, &answer, "state");
	hears(&state,
	      "{\"m\":\"no\",\"id\":1,\"verdict\":\"refused\",\"text\":\"Not \\\"%s\\\".\","
	      "\"args\":[\"x\"]}");
	assert_false(answer.waiting);
	assert_string_equal(answer.fault, "Not \"x\".");
	state_forget(&state, &answer);
	state_release(&state);
}

static void
test_a_code_is_its_own_name_until_its_name_comes(void **unused)
{
	struct state state = { .welcome = true };
	char endless[64];

	(void)unused;
	assert_string_equal(state_label(&state, "unit", "330106000"), "330106000");
	state_learn(&state, "unit", "330106000", NULL, NULL);
	assert_string_equal(state_label(&state, "unit", "330106000"), "330106000");
	state_learn(&state, "unit", "330106000", "西湖区局", NULL);
	assert_string_equal(state_label(&state, "unit", "330106000"), "西湖区局");
	assert_string_equal(state_path(&state, "unit", "330106000"), "西湖区局");
	state_learn(&state, "unit", "330106000", "西湖局", "杭州 › 西湖");
	assert_string_equal(state_path(&state, "unit", "330106000"), "杭州 › 西湖");
	assert_string_equal(state_label(&state, "division", "330106000"), "330106000");
	memset(endless, '9', sizeof endless - 1);
	endless[sizeof endless - 1] = '\0';
	state_learn(&state, "unit", endless, "nobody", NULL);
	assert_null(state_find_label(&state, "unit", endless));
	state_release(&state);
}

static void
test_what_no_desk_says_changes_nothing(void **unused)
{
	struct state state = { .welcome = true };
	json_t *stranger = json_pack("{s:s}", "m", "tell");
	struct event event = { .body = stranger };

	(void)unused;
	assert_false(state_apply(&state, &event));
	assert_false(state.cut);
	json_decref(stranger);
	state_release(&state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ones_own_acts_are_no_news),
		cmocka_unit_test(test_a_row_that_only_moves_the_place_is_no_news),
		cmocka_unit_test(test_a_desk_that_is_gone_is_cut_until_its_welcome),
		cmocka_unit_test(test_the_link_is_what_was_said_last),
		cmocka_unit_test(test_the_mirrors_answer_makes_way_for_the_centres),
		cmocka_unit_test(test_a_refused_question_keeps_its_reason),
		cmocka_unit_test(test_a_code_is_its_own_name_until_its_name_comes),
		cmocka_unit_test(test_what_no_desk_says_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
