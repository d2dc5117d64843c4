#include "base/clock.h"

#include "model/dates.h"

#include "unit.h"

#define TODAY day_of(2026, 11, 23) /* a Monday */

static void
expect(const char *in, const char *want)
{
	struct err err = { 0 };
	int32_t day;
	char got[11];

	if (dates_parse(in, TODAY, LOOK_BACK, &day, &err) != DONE)
		fail_msg("%s: %s", in, err.text);
	day_text(day, got);
	if (strcmp(got, want) != 0)
		fail_msg("%s is %s, not %s", in, got, want);
}

static void
expect_refused(const char *in, const char *part)
{
	struct err err = { 0 };
	int32_t day = 7;

	if (dates_parse(in, TODAY, LOOK_BACK, &day, &err) != REFUSED)
		fail_msg("%s is taken", in);
	assert_int_equal(day, 7);
	if (!strstr(err.text, part))
		fail_msg("%s: %s", in, err.text);
}

static void
expect_ahead(const char *in, int32_t today, const char *want)
{
	struct err err = { 0 };
	int32_t day;
	char got[11];

	if (dates_parse(in, today, LOOK_AHEAD, &day, &err) != DONE)
		fail_msg("%s: %s", in, err.text);
	day_text(day, got);
	assert_string_equal(got, want);
}

static void
test_a_limit_without_its_year_lies_ahead(void **state)
{
	(void)state;
	expect_ahead("12/15", day_of(2026, 12, 1), "2026-12-15");
	expect_ahead("12/1", day_of(2026, 12, 1), "2026-12-01");
	expect_ahead("1/5", day_of(2026, 12, 1), "2027-01-05");
	expect_ahead("2月29日", day_of(2026, 12, 1), "2028-02-29");
	expect_ahead("5日", day_of(2026, 12, 6), "2027-01-05");
	expect_ahead("31日", day_of(2026, 11, 30), "2026-12-31");
	expect_ahead("周五", TODAY, "2026-11-27");
	expect_ahead("周一", TODAY, "2026-11-23");
	expect_ahead("下周五", TODAY, "2026-12-04");
	expect_ahead("T-3", TODAY, "2026-11-20");
}

static void
test_days_are_counted_from_today(void **state)
{
	(void)state;
	expect("T", "2026-11-23");
	expect("t", "2026-11-23");
	expect("T-3", "2026-11-20");
	expect("ｔ－３", "2026-11-20");
	expect("t - 30", "2026-10-24");
	expect("T+2", "2026-11-25");
	expect("3天前", "2026-11-20");
}

static void
test_whole_dates_are_taken_in_every_form(void **state)
{
	(void)state;
	expect("20261120", "2026-11-20");
	expect("２０２６１１２０", "2026-11-20");
	expect("2026-11-20", "2026-11-20");
	expect("2026-1-2", "2026-01-02");
	expect("2026/11/20", "2026-11-20");
	expect("2026.11.20", "2026-11-20");
	expect("2026年11月20日", "2026-11-20");
	expect("2026年3月5号", "2026-03-05");
	expect(" 2026 年 3 月 5 日 ", "2026-03-05");
	expect("2027-01-01", "2027-01-01"); /* written out: meant */
}

static void
test_short_dates_are_never_in_the_future(void **state)
{
	(void)state;
	expect("3/15", "2026-03-15");
	expect("03-15", "2026-03-15");
	expect("3.15", "2026-03-15");
	expect("3月15日", "2026-03-15");
	expect("11/23", "2026-11-23");
	expect("11/24", "2025-11-24");
	expect("12-31", "2025-12-31");
	expect("2/29", "2024-02-29");
	expect("15日", "2026-11-15");
	expect("25号", "2026-10-25");
	expect("31日", "2026-10-31");
}

static void
test_days_are_taken_as_people_say_them(void **state)
{
	(void)state;
	expect("今天", "2026-11-23");
	expect("昨天", "2026-11-22");
	expect("前天", "2026-11-21");
	expect("大前天", "2026-11-20");
	expect("明天", "2026-11-24");
	expect("后天", "2026-11-25");
	expect("上周五", "2026-11-20");
	expect("上周日", "2026-11-22");
	expect("上周一", "2026-11-16");
	expect("上上周五", "2026-11-13");
	expect("本周一", "2026-11-23");
	expect("这周三", "2026-11-25");
	expect("下周一", "2026-11-30");
	expect("周一", "2026-11-23");
	expect("周五", "2026-11-20");
	expect("星期天", "2026-11-22");
	expect("上个星期六", "2026-11-21");
	expect("上礼拜二", "2026-11-17");
	expect("上周5", "2026-11-20");
}

static void
test_days_that_do_not_exist_are_refused(void **state)
{
	(void)state;
	expect_refused("2026-02-29", "no such day");
	expect_refused("20261301", "no such day");
	expect_refused("4/31", "no such day");
	expect_refused("13/1", "no such day");
	expect_refused("0/0", "no such day");
	expect_refused("32日", "no such day");
}

static void
test_what_is_no_date_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"  ",
		"x",
		"T-",
		"T-x",
		"T-999999",
		"5",
		"1120",
		"3/15/",
		"3/15x",
		"2026-11-20x",
		"2026-11",
		"-3",
		"周",
		"周八",
		"上五",
		"202611200",
		"26-11-20",
		"2026年",
		"\xFF",
		"T3",
		"20261120202611202026112020261120202611202026112020261120202611202026",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		expect_refused(bad[i], "Write the date");
	expect_refused(NULL, "Write the date");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_counted_from_today),
		cmocka_unit_test(test_a_limit_without_its_year_lies_ahead),
		cmocka_unit_test(test_whole_dates_are_taken_in_every_form),
		cmocka_unit_test(test_short_dates_are_never_in_the_future),
		cmocka_unit_test(test_days_are_taken_as_people_say_them),
		cmocka_unit_test(test_days_that_do_not_exist_are_refused),
		cmocka_unit_test(test_what_is_no_date_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
