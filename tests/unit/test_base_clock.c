#include "base/clock.h"

#include "unit.h"

static void
test_the_clock_runs_forward(void **state)
{
	struct stamp a = clock_now(), b = clock_now();

	(void)state;
	assert_true(b.mono >= a.mono);
	assert_true(a.wall > INT64_C(1600000000000));
}

static void
test_every_day_of_the_calendar_comes_back(void **state)
{
	int32_t day, first = day_of(1, 1, 1), last = day_of(9999, 12, 31);
	int y, m, d, w = day_weekday(first);

	(void)state;
	assert_int_equal(day_of(1970, 1, 1), 0);
	for (day = first; day <= last; day++, w = (w + 1) % 7) {
		day_split(day, &y, &m, &d);
		if (day_of(y, m, d) != day || day_weekday(day) != w)
			fail_msg("day %d", (int)day);
	}
}

static void
test_days_that_do_not_exist_are_none(void **state)
{
	int y, m, d;
	char text[11];

	(void)state;
	assert_int_equal(day_of(2026, 2, 29), DAY_NONE);
	assert_int_not_equal(day_of(2024, 2, 29), DAY_NONE);
	assert_int_not_equal(day_of(2000, 2, 29), DAY_NONE);
	assert_int_equal(day_of(1900, 2, 29), DAY_NONE);
	assert_int_equal(day_of(2026, 13, 1), DAY_NONE);
	assert_int_equal(day_of(2026, 0, 1), DAY_NONE);
	assert_int_equal(day_of(2026, 4, 31), DAY_NONE);
	assert_int_equal(day_of(2026, 4, 0), DAY_NONE);
	assert_int_equal(day_of(0, 1, 1), DAY_NONE);
	assert_int_equal(day_of(10000, 1, 1), DAY_NONE);
	day_split(DAY_NONE, &y, &m, &d);
	assert_int_equal(y, 0);
	day_text(DAY_NONE, text);
	assert_string_equal(text, "");
}

static void
test_weekdays_begin_on_monday(void **state)
{
	(void)state;
	assert_int_equal(day_weekday(day_of(2026, 11, 23)), 0);
	assert_int_equal(day_weekday(day_of(2026, 11, 29)), 6);
	assert_int_equal(day_weekday(day_of(1949, 10, 1)), 5);
}

static void
test_days_are_written_and_read(void **state)
{
	char text[11];

	(void)state;
	day_text(day_of(2026, 3, 5), text);
	assert_string_equal(text, "2026-03-05");
	assert_int_equal(day_parse("2026-03-05"), day_of(2026, 3, 5));
	assert_int_equal(day_parse("2026-3-5"), DAY_NONE);
	assert_int_equal(day_parse("2026-03-05x"), DAY_NONE);
	assert_int_equal(day_parse("2026-02-30"), DAY_NONE);
	assert_int_equal(day_parse(""), DAY_NONE);
	assert_int_equal(day_parse(NULL), DAY_NONE);
}

static void
test_the_day_turns_at_midnight_in_beijing(void **state)
{
	int64_t wall;

	(void)state;
	assert_true(stamp_parse("2026-11-22T16:00:00Z", &wall));
	assert_int_equal(clock_day(wall), day_of(2026, 11, 23));
	assert_int_equal(clock_day(wall - 1), day_of(2026, 11, 22));
	assert_int_equal(clock_day(-1), 0); /* 1970-01-01 07:59:59.999 there */
	assert_int_equal(clock_day(INT64_MAX), DAY_NONE);
	assert_int_equal(clock_day(INT64_MIN / 2), DAY_NONE);
}

static void
expect_stamp(const char *in, const char *want)
{
	char text[30];
	int64_t wall;

	assert_true(stamp_parse(in, &wall));
	stamp_text(wall, text);
	assert_string_equal(text, want);
}

static void
test_stamps_are_read_in_every_form_postgresql_writes(void **state)
{
	const char *want = "2026-11-23T14:05:09.123+08:00";

	(void)state;
	expect_stamp(want, want);
	expect_stamp("2026-11-23 14:05:09.123456+08", want);
	expect_stamp("2026-11-23T06:05:09.123Z", want);
	expect_stamp("2026-11-23 01:05:09.123-05", want);
	expect_stamp("2026-11-23 11:35:09.123+05:30", want);
	expect_stamp("2026-11-23 11:35:09.123+0530", want);
	expect_stamp("2026-11-23 14:05:09.123", want);
	expect_stamp("2026-11-23 14:05:09+08", "2026-11-23T14:05:09.000+08:00");
	expect_stamp("1969-12-31T23:59:59.999+08:00", "1969-12-31T23:59:59.999+08:00");
}

static void
test_what_is_no_stamp_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"infinity",
		"2026-11-23",
		"2026-11-23T",
		"2026-11-23T25:00:00Z",
		"2026-11-23T10:60:00Z",
		"2026-11-23T10:00:61Z",
		"2026-11-23T10:00:00.Z",
		"2026-11-23T10:00:00+8",
		"2026-11-23T10:00:00+99",
		"2026-11-23T10:00:00Zx",
		"2026-02-30T10:00:00Z",
		"2026-11-23T10:00",
	};
	char text[30];
	int64_t wall;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		if (stamp_parse(bad[i], &wall))
			fail_msg("%s", bad[i]);
	assert_false(stamp_parse(NULL, &wall));
	stamp_text(INT64_MAX, text);
	assert_string_equal(text, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_clock_runs_forward),
		cmocka_unit_test(test_every_day_of_the_calendar_comes_back),
		cmocka_unit_test(test_days_that_do_not_exist_are_none),
		cmocka_unit_test(test_weekdays_begin_on_monday),
		cmocka_unit_test(test_days_are_written_and_read),
		cmocka_unit_test(test_the_day_turns_at_midnight_in_beijing),
		cmocka_unit_test(test_stamps_are_read_in_every_form_postgresql_writes),
		cmocka_unit_test(test_what_is_no_stamp_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
