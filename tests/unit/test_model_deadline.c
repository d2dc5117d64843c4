#include "model/deadline.h"

#include "unit.h"

static struct calendar china;

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
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	calendar_release(&china);
	return 0;
}

static struct deadline
period(const char *start, int length, enum deadline_unit unit)
{
	return (struct deadline){ .start = day_parse(start),
				  .length = length,
				  .unit = unit,
				  .roll = ROLL_ANY_OFF };
}

static void
expect_due(const struct deadline *dl, const char *want)
{
	char got[11];

	day_text(deadline_due(&china, dl), got);
	assert_string_equal(got, want);
}

static void
test_ends_agree_with_the_published_examples(void **state)
{
	FILE *f = csv_open("tests/data/testvec_deadline.csv");
	char line[500], *field[12];
	struct deadline dl;
	int rows = 0;

	(void)state;
	while (csv_row(f, line, sizeof line, field) == 9) {
		dl = period(field[4], (int)strtol(field[5], NULL, 10),
			    deadline_unit_named(field[6]));
		assert_int_not_equal(dl.unit, BY__MAX);
		expect_due(&dl, field[8]);
		dl.roll = ROLL_HOLIDAY;
		expect_due(&dl, field[7]);
		rows++;
	}
	fclose(f);
	assert_int_equal(rows, 13);
}

static void
test_units_have_names_both_ways(void **state)
{
	enum deadline_unit u;

	(void)state;
	for (u = BY_WORKDAY; u < BY__MAX; u++) {
		assert_int_equal(deadline_unit_named(deadline_unit_name(u)), u);
		assert_true(*deadline_unit_label(u) != '\0');
	}
	assert_int_equal(deadline_unit_named("自然日"), BY_DAY);
	assert_int_equal(deadline_unit_named("natural"), BY_DAY);
	assert_int_equal(deadline_unit_named("x"), BY__MAX);
	assert_string_equal(deadline_unit_name(BY__MAX), "");
	assert_string_equal(deadline_unit_label(BY__MAX), "");
}

static void
test_a_pause_moves_the_end_by_exactly_its_length(void **state)
{
	struct pause ten = { day_of(2026, 5, 6), day_of(2026, 5, 16) };
	struct deadline dl = period("2026-04-15", 60, BY_DAY);

	(void)state;
	dl.roll = ROLL_HOLIDAY;
	expect_due(&dl, "2026-06-14");
	dl.pauses = &ten;
	dl.npauses = 1;
	expect_due(&dl, "2026-06-24");
}

static void
test_overlapping_pauses_count_once_and_empty_ones_not(void **state)
{
	struct pause pauses[] = {
		{ day_of(2026, 5, 6), day_of(2026, 5, 16) },
		{ day_of(2026, 5, 10), day_of(2026, 5, 16) },
		{ day_of(2026, 5, 20), day_of(2026, 5, 20) },
		{ DAY_NONE, DAY_NONE },
	};
	struct deadline dl = period("2026-04-15", 60, BY_DAY);

	(void)state;
	dl.roll = ROLL_HOLIDAY;
	dl.pauses = pauses;
	dl.npauses = 4;
	expect_due(&dl, "2026-06-24");
}

static void
test_a_running_pause_counts_to_today(void **state)
{
	struct pause open = { day_of(2026, 5, 6), DAY_NONE };
	struct deadline dl = period("2026-04-15", 60, BY_DAY);

	(void)state;
	dl.roll = ROLL_HOLIDAY;
	dl.pauses = &open;
	dl.npauses = 1;
	dl.today = day_of(2026, 5, 15);
	expect_due(&dl, "2026-06-24");
	dl.today = day_of(2026, 5, 1); /* not yet begun */
	expect_due(&dl, "2026-06-14");
}

static void
test_a_pause_of_workdays_only_costs_workdays(void **state)
{
	struct pause weekend = { day_of(2026, 11, 28), day_of(2026, 12, 1) };
	struct deadline dl = period("2026-11-23", 7, BY_WORKDAY);

	(void)state;
	expect_due(&dl, "2026-12-02");
	dl.pauses = &weekend; /* Saturday to Monday */
	dl.npauses = 1;
	expect_due(&dl, "2026-12-03");
}

static void
test_an_extension_is_more_of_the_same(void **state)
{
	struct deadline dl = period("2026-09-18", 15, BY_WORKDAY);

	(void)state;
	dl.extension = 15;
	expect_due(&dl, "2026-11-05");
}

static void
test_years_end_on_the_same_date(void **state)
{
	struct deadline dl = period("2023-11-23", 3, BY_YEAR);

	(void)state;
	expect_due(&dl, "2026-11-23");
	dl = period("2024-02-29", 1, BY_YEAR);
	expect_due(&dl, "2025-02-28");
	dl = period("2023-10-04", 3, BY_YEAR);
	dl.roll = ROLL_HOLIDAY;
	expect_due(&dl, "2026-10-08");
}

static void
test_absurd_periods_have_no_end(void **state)
{
	struct deadline dl = period("2026-01-01", -1, BY_DAY);

	(void)state;
	expect_due(&dl, "");
	dl = period("2026-01-01", 99999, BY_DAY);
	expect_due(&dl, "");
	dl = period("2026-01-01", 9000, BY_YEAR);
	expect_due(&dl, "");
	dl = period("9999-12-30", 7, BY_DAY);
	expect_due(&dl, "");
	dl = period("none", 7, BY_DAY);
	expect_due(&dl, "");
	assert_false(deadline_is_certain(&china, &dl));
}

static void
test_an_end_in_an_unpublished_year_is_uncertain(void **state)
{
	struct deadline dl = period("2026-12-10", 60, BY_DAY);

	(void)state;
	assert_false(deadline_is_certain(&china, &dl));
	dl = period("2026-12-28", 7, BY_WORKDAY);
	assert_false(deadline_is_certain(&china, &dl));
	dl = period("2026-04-15", 60, BY_DAY);
	assert_true(deadline_is_certain(&china, &dl));
}

struct story {
	struct deadline_day days[100];
	int n;
};

static void
note(void *arg, const struct deadline_day *day)
{
	struct story *s = arg;

	assert_true(s->n < 100);
	s->days[s->n++] = *day;
}

static enum day_reason
reason_of(const struct story *s, const char *iso)
{
	int i;

	for (i = 0; i < s->n; i++)
		if (s->days[i].day == day_parse(iso))
			return s->days[i].reason;
	return REASON__MAX;
}

static void
test_the_walk_tells_the_reason_of_every_day(void **state)
{
	struct deadline dl = period("2026-04-30", 7, BY_WORKDAY);
	struct story s = { .n = 0 };

	(void)state;
	assert_int_equal(deadline_walk(&china, &dl, note, &s), day_of(2026, 5, 13));
	assert_int_equal(s.n, 14);
	assert_int_equal(s.days[0].reason, REASON_START);
	assert_int_equal(s.days[0].count, 0);
	assert_int_equal(reason_of(&s, "2026-05-01"), REASON_HOLIDAY);
	assert_int_equal(reason_of(&s, "2026-05-06"), REASON_COUNTED);
	assert_int_equal(reason_of(&s, "2026-05-09"), REASON_MAKEUP);
	assert_int_equal(reason_of(&s, "2026-05-10"), REASON_WEEKEND);
	assert_int_equal(s.days[13].count, 7);
}

static void
test_the_walk_tells_pauses_and_the_roll(void **state)
{
	struct pause p = { day_of(2026, 8, 10), day_of(2026, 8, 11) };
	struct deadline dl = period("2026-08-05", 59, BY_DAY);
	struct story s = { .n = 0 };

	(void)state;
	dl.pauses = &p;
	dl.npauses = 1;
	assert_int_equal(deadline_walk(&china, &dl, note, &s), day_of(2026, 10, 8));
	assert_int_equal(reason_of(&s, "2026-08-10"), REASON_PAUSED);
	assert_int_equal(reason_of(&s, "2026-10-04"), REASON_COUNTED);
	assert_int_equal(reason_of(&s, "2026-10-05"), REASON_ROLLED);
	assert_int_equal(reason_of(&s, "2026-10-08"), REASON_ROLLED);
	assert_int_equal(s.days[s.n - 1].count, 59);
}

static void
test_every_reason_has_words(void **state)
{
	enum day_reason r;

	(void)state;
	for (r = REASON_START; r < REASON__MAX; r++)
		assert_true(*deadline_reason_label(r) != '\0');
	assert_string_equal(deadline_reason_label(REASON__MAX), "");
}

static void
expect_level(const char *today, int left, enum deadline_level level)
{
	int32_t due = day_of(2026, 11, 27); /* a Friday */

	assert_int_equal(deadline_left(&china, due, BY_WORKDAY, day_parse(today)),
			 left);
	assert_int_equal(deadline_level(&china, due, day_parse(today)), level);
}

static void
test_levels_follow_the_worked_days_left(void **state)
{
	(void)state;
	expect_level("2026-11-23", 4, LEVEL_GREEN);
	expect_level("2026-11-24", 3, LEVEL_YELLOW);
	expect_level("2026-11-25", 2, LEVEL_YELLOW);
	expect_level("2026-11-26", 1, LEVEL_ORANGE);
	expect_level("2026-11-27", 0, LEVEL_ORANGE);
	expect_level("2026-11-28", -1, LEVEL_RED); /* over, though nobody worked */
	expect_level("2026-12-01", -2, LEVEL_RED);
	assert_int_equal(deadline_level(&china, DAY_NONE, 5), LEVEL_NONE);
	assert_int_equal(deadline_left(&china, DAY_NONE, BY_DAY, 5), 0);
	assert_int_equal(deadline_left(&china, 20, BY_DAY, 5), 15);
	assert_int_equal(deadline_left(&china, 5, BY_DAY, 7), -2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ends_agree_with_the_published_examples),
		cmocka_unit_test(test_units_have_names_both_ways),
		cmocka_unit_test(test_a_pause_moves_the_end_by_exactly_its_length),
		cmocka_unit_test(test_overlapping_pauses_count_once_and_empty_ones_not),
		cmocka_unit_test(test_a_running_pause_counts_to_today),
		cmocka_unit_test(test_a_pause_of_workdays_only_costs_workdays),
		cmocka_unit_test(test_an_extension_is_more_of_the_same),
		cmocka_unit_test(test_years_end_on_the_same_date),
		cmocka_unit_test(test_absurd_periods_have_no_end),
		cmocka_unit_test(test_an_end_in_an_unpublished_year_is_uncertain),
		cmocka_unit_test(test_the_walk_tells_the_reason_of_every_day),
		cmocka_unit_test(test_the_walk_tells_pauses_and_the_roll),
		cmocka_unit_test(test_every_reason_has_words),
		cmocka_unit_test(test_levels_follow_the_worked_days_left),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
