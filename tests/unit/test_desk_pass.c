/* Leave to open a desk without the centre: who, which store, from, until, and the clock. */
#include <sys/stat.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include "gate/conn.h"

#include "unit.h"

#include "../../src/desk/pass.h"

#define DAY INT64_C(86400000)

static const int64_t noon = INT64_C(1795420800000); /* of the pass */

static struct event none;

struct fixture {
	char dir[64];
	struct desk desk;
	struct err err;
};

static int
setup(void **state)
{
	const struct store_params params = { "right", 64, noon };
	struct fixture *f = calloc(1, sizeof *f);

	*state = f;
	str_copy(f->dir, sizeof f->dir, "/tmp/gangshao-unit-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	assert_int_equal(store_create(&f->desk.store, f->dir, "recv", &params, &f->err),
			 DONE);
	pass_made(&f->desk, &none);
	f->desk.operator_name = "recv";
	f->desk.centre = json_pack("{s:s}", "installation", "i1");
	f->desk.who =
		json_pack("{s:s s:s s:[{s:s s:s}]}", "name", "recv", "unit",
			  "110000000", "duties", "duty", "r09", "unit", "110000000");
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	pass_ended(&f->desk, &none);
	json_decref(f->desk.centre);
	json_decref(f->desk.who);
	store_close(f->desk.store);
	str_format(command, sizeof command, "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

/* For seven days from noon; key: one value that is another. */
static void
give(struct fixture *f, const char *key, const char *value)
{
	char id[UUID_TEXT], from[30], until[30], *text;
	json_t *o;

	uuid_text(store_id(f->desk.store), id);
	stamp_text(noon, from);
	stamp_text(noon + 7 * DAY, until);
	o = json_pack("{s:s s:s s:s s:s s:[s] s:s s:s}", "installation", "i1",
		      "operator", "recv", "store", id, "unit", "330100000", "duties",
		      "r01@330100000", "issued", from, "until", until);
	if (key)
		json_put(o, key, value);
	text = json_write(o);
	assert_int_equal(store_meta_put(f->desk.store, "pass", text, NULL), DONE);
	free(text);
	json_decref(o);
}

/* As a desk that was started anew at this time. */
static enum verdict
at(struct fixture *f, int64_t wall)
{
	pass_ended(&f->desk, &none);
	pass_made(&f->desk, &none);
	return pass_judge(&f->desk, (struct stamp){ wall, 0 }, &f->err);
}

static enum verdict
greet(struct fixture *f, const json_t *hello, int64_t wall)
{
	struct event event = { .now = { wall, 0 }, .message = hello, .err = &f->err };

	pass_greeted(&f->desk, &event);
	return event.verdict;
}

static void
introduce(struct fixture *f, json_t *held)
{
	struct introduction introduction = { .keepsakes = held };

	pass_admitted(&f->desk, &(struct event){ .introduction = &introduction });
}

static void
test_a_pass_opens_a_desk_until_its_last_moment(void **state)
{
	struct fixture *f = *state;

	give(f, NULL, NULL);
	assert_int_equal(at(f, noon + 1000), DONE);
	assert_int_equal(at(f, noon + 7 * DAY), DONE);
	assert_int_equal(at(f, noon + 7 * DAY + 1000), LATER);
	assert_non_null(strstr(f->err.text, "has ended"));
}

static void
test_without_a_pass_the_centre_is_needed_once(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(at(f, noon), LATER);
	assert_non_null(strstr(f->err.text, "no leave"));
	assert_int_equal(store_meta_put(f->desk.store, "pass", "null", NULL), DONE);
	assert_int_equal(at(f, noon), LATER);
}

static void
test_a_pass_of_another_opens_nothing(void **state)
{
	static const char *const wrong[][2] = {
		{ "operator", "disp" },	  { "store", "" },
		{ "installation", "i2" }, { "issued", "yesterday" },
		{ "until", "for ever" },
	};
	struct fixture *f = *state;
	size_t i;

	for (i = 0; i < ARRAY_LEN(wrong); i++) {
		give(f, wrong[i][0], wrong[i][1]);
		assert_int_equal(at(f, noon + 1000), LATER);
	}
}

static void
test_a_clock_set_back_does_not_make_a_pass_longer(void **state)
{
	struct fixture *f = *state;

	give(f, NULL, NULL);
	assert_int_equal(at(f, noon + 6 * DAY), DONE);
	assert_int_equal(at(f, noon + 5 * DAY), LATER);
	assert_non_null(strstr(f->err.text, "clock"));
	assert_int_equal(at(f, noon + 6 * DAY - 60000), DONE);
	assert_int_equal(at(f, noon + 6 * DAY + 60000), DONE);
}

static void
test_a_clock_before_the_pass_is_not_believed(void **state)
{
	struct fixture *f = *state;

	give(f, NULL, NULL);
	assert_int_equal(at(f, noon - DAY), LATER);
	assert_int_equal(at(f, noon - 60000), DONE);
}

static void
test_work_in_hand_may_be_finished(void **state)
{
	struct fixture *f = *state;
	struct stamp late = { noon + 7 * DAY + 11 * 3600000, 0 };

	give(f, NULL, NULL);
	assert_int_equal(at(f, noon + 7 * DAY - 1000), DONE);
	assert_int_equal(pass_judge(&f->desk, late, &f->err), DONE);
	late.wall = noon; /* nor does setting the clock back shut her out */
	assert_int_equal(pass_judge(&f->desk, late, &f->err), DONE);
	late.wall = noon + 8 * DAY;
	assert_int_equal(pass_judge(&f->desk, late, &f->err), LATER);
}

static void
test_the_duties_of_the_pass_are_those_offered(void **state)
{
	struct fixture *f = *state;
	const json_t *duties, *one;

	give(f, NULL, NULL);
	assert_int_equal(at(f, noon), DONE);
	duties = json_object_get(f->desk.who, "duties");
	assert_int_equal(json_array_size(duties), 1);
	one = json_array_get(duties, 0);
	assert_string_equal(json_text(one, "duty"), "r01");
	assert_string_equal(json_text(one, "unit"), "330100000");
	assert_string_equal(json_text(f->desk.who, "unit"), "330100000");
}

static void
test_the_centres_clock_counts_where_ours_is_wrong(void **state)
{
	struct fixture *f = *state;
	json_t *hello = json_pack("{s:s}", "now", "2026-11-23T20:00:00+08:00");
	int64_t wall = 0;

	/* Greeted while this machine was two hours behind the centre. */
	assert_true(stamp_parse(json_text(hello, "now"), &wall));
	assert_int_equal(greet(f, hello, wall - 2 * 3600000), DONE);
	json_decref(hello);
	give(f, "issued", "2026-11-23T20:00:00+08:00");
	assert_int_equal(at(f, wall - 2 * 3600000 + 1000), DONE);
}

static void
test_an_offline_login_is_told_to_the_centre_once(void **state)
{
	struct fixture *f = *state;
	json_t *held = json_object(), *hello = json_object();
	char first[30];

	give(f, NULL, NULL);
	stamp_text(noon + 1000, first);
	assert_int_equal(at(f, noon + 1000), DONE);
	introduce(f, held);
	assert_int_equal(json_object_size(held), 0); /* it may answer in a moment */
	pass_alone(&f->desk);
	assert_int_equal(at(f, noon + 5000), DONE);
	pass_alone(&f->desk);
	introduce(f, held);
	assert_string_equal(json_text(held, "offline"), first);
	assert_int_equal(greet(f, hello, noon), DONE);
	json_object_clear(held);
	introduce(f, held);
	assert_int_equal(json_object_size(held), 0);
	json_decref(held);
	json_decref(hello);
}

static void
test_whom_the_centre_denied_the_pass_does_not_let_in(void **state)
{
	struct fixture *f = *state;
	json_t *hello = json_object();

	give(f, NULL, NULL);
	assert_int_equal(at(f, noon + 1000), DONE);
	pass_denied(&f->desk);
	assert_int_equal(at(f, noon + 2000), LATER);
	assert_int_equal(greet(f, hello, noon), DONE);
	assert_int_equal(at(f, noon + 3000), DONE);
	json_decref(hello);
}

#define A_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		A_TEST(test_a_pass_opens_a_desk_until_its_last_moment),
		A_TEST(test_without_a_pass_the_centre_is_needed_once),
		A_TEST(test_a_pass_of_another_opens_nothing),
		A_TEST(test_a_clock_set_back_does_not_make_a_pass_longer),
		A_TEST(test_a_clock_before_the_pass_is_not_believed),
		A_TEST(test_work_in_hand_may_be_finished),
		A_TEST(test_the_duties_of_the_pass_are_those_offered),
		A_TEST(test_the_centres_clock_counts_where_ours_is_wrong),
		A_TEST(test_whom_the_centre_denied_the_pass_does_not_let_in),
		A_TEST(test_an_offline_login_is_told_to_the_centre_once),
	};

	log_level(LOG_ERR_);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
