#include "model/calendar.h"

#include "unit.h"

static struct calendar china; /* sql/code/workday.csv */

static int
load(void **state)
{
	FILE *f = csv_open("sql/code/workday.csv");
	char line[200], *field[12];

	(void)state;
	while (csv_row(f, line, sizeof line, field) >= 2)
		calendar_put(&china, day_parse(field[0]),
			     calendar_mark_named(field[1]));
	fclose(f);
	return china.rows.n > 700 ? 0 : -1;
}

static int
unload(void **state)
{
	(void)state;
	calendar_release(&china);
	return 0;
}

static void
test_an_empty_calendar_works_monday_to_friday(void **state)
{
	struct calendar cal = { .rows = { 0 } };
	int32_t monday = day_of(2026, 11, 23);

	(void)state;
	assert_true(calendar_is_workday(&cal, monday));
	assert_true(calendar_is_workday(&cal, monday + 4));
	assert_true(calendar_is_off(&cal, monday + 5));
	assert_true(calendar_is_off(&cal, monday + 6));
	assert_false(calendar_knows_year(&cal, 2026));
	calendar_release(&cal);
}

static void
test_rows_come_in_any_order_and_the_last_wins(void **state)
{
	struct calendar cal = { .rows = { 0 } };
	int32_t d = day_of(2026, 11, 25);

	(void)state;
	calendar_put(&cal, d, CALENDAR_HOLIDAY);
	calendar_put(&cal, d - 3, CALENDAR_MAKEUP);
	calendar_put(&cal, d + 3, CALENDAR_MAKEUP);
	calendar_put(&cal, d - 1, CALENDAR_HOLIDAY);
	calendar_put(&cal, DAY_NONE, CALENDAR_HOLIDAY);
	assert_int_equal(cal.rows.n, 4);
	assert_int_equal(calendar_mark(&cal, d - 3), CALENDAR_MAKEUP);
	assert_int_equal(calendar_mark(&cal, d + 3), CALENDAR_MAKEUP);
	assert_int_equal(calendar_mark(&cal, d + 1), CALENDAR_PLAIN);
	assert_true(calendar_is_off(&cal, d));
	calendar_put(&cal, d, CALENDAR_PLAIN);
	calendar_put(&cal, d + 9, CALENDAR_PLAIN);
	assert_true(calendar_is_workday(&cal, d));
	assert_int_equal(cal.rows.n, 3);
	calendar_release(&cal);
}

static void
test_marks_have_the_names_of_the_published_table(void **state)
{
	(void)state;
	assert_int_equal(calendar_mark_named("holiday"), CALENDAR_HOLIDAY);
	assert_int_equal(calendar_mark_named("makeup_workday"), CALENDAR_MAKEUP);
	assert_int_equal(calendar_mark_named("makeup"), CALENDAR_MAKEUP);
	assert_int_equal(calendar_mark_named("x"), CALENDAR_PLAIN);
	assert_int_equal(calendar_mark_named(NULL), CALENDAR_PLAIN);
}

static void
test_a_year_without_rows_is_not_known(void **state)
{
	(void)state;
	assert_true(calendar_knows_year(&china, 2004));
	assert_true(calendar_knows_year(&china, 2026));
	assert_false(calendar_knows_year(&china, 2003));
	assert_false(calendar_knows_year(&china, 2027));
	assert_false(calendar_knows_year(&china, 0));
}

static void
test_make_up_saturdays_are_worked_and_golden_weeks_are_not(void **state)
{
	(void)state;
	assert_true(calendar_is_workday(&china, day_of(2026, 5, 9)));
	assert_true(calendar_is_off(&china, day_of(2026, 10, 5)));
	assert_int_equal(
		calendar_workdays(&china, day_of(2026, 4, 30), day_of(2026, 5, 13)), 7);
	assert_int_equal(
		calendar_workdays(&china, day_of(2026, 5, 13), day_of(2026, 5, 1)), 0);
	assert_int_equal(calendar_workdays(&china, DAY_NONE, day_of(2026, 5, 1)), 0);
}

static void
test_ends_agree_with_the_published_examples(void **state)
{
	FILE *f = csv_open("tests/data/testvec_deadline.csv");
	char line[500], *field[12], got[11];
	int rows = 0, n;
	int32_t start;

	(void)state;
	while (csv_row(f, line, sizeof line, field) == 9) {
		start = day_parse(field[4]);
		n = (int)strtol(field[5], NULL, 10);
		rows++;
		day_text(strcmp(field[2], "workday") == 0
				 ? calendar_add_workdays(&china, start, n)
				 : calendar_add_days(&china, start, n, ROLL_HOLIDAY),
			 got);
		assert_string_equal(got, field[7]);
		day_text(strcmp(field[2], "workday") == 0
				 ? calendar_add_workdays(&china, start, n)
				 : calendar_add_days(&china, start, n, ROLL_ANY_OFF),
			 got);
		assert_string_equal(got, field[8]);
	}
	fclose(f);
	assert_int_equal(rows, 13);
}

static void
test_no_day_stays_no_day(void **state)
{
	(void)state;
	assert_int_equal(calendar_add_workdays(&china, DAY_NONE, 7), DAY_NONE);
	assert_int_equal(calendar_add_days(&china, DAY_NONE, 7, ROLL_ANY_OFF),
			 DAY_NONE);
	assert_int_equal(calendar_add_workdays(&china, 5, 0), 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_calendar_works_monday_to_friday),
		cmocka_unit_test(test_rows_come_in_any_order_and_the_last_wins),
		cmocka_unit_test(test_marks_have_the_names_of_the_published_table),
		cmocka_unit_test(test_a_year_without_rows_is_not_known),
		cmocka_unit_test(
			test_make_up_saturdays_are_worked_and_golden_weeks_are_not),
		cmocka_unit_test(test_ends_agree_with_the_published_examples),
		cmocka_unit_test(test_no_day_stays_no_day),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
