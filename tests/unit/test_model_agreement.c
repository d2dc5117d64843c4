/* The deadlines that the centre counts in SQL and the desk in C: both agree with a third
 * count, tests/data/deadline_agreement.py, for every intake date of nine years.
 */
#include "model/deadline.h"

#include "unit.h"

enum { KINDS = 100, FIRST_YEAR = 2019, LAST_YEAR = 2027 };

struct kind {
	struct deadline dl;
	struct pause from[6]; /* in days after the intake date */
	char text[40];
};

static void
kind_read(struct kind *kind, const char *text)
{
	char unit[16], *rest;
	int n = 0;

	assert_true(strlen(text) < sizeof kind->text);
	memcpy(kind->text, text, strlen(text) + 1);
	assert_int_equal(sscanf(text, "%d %15s%n", &kind->dl.length, unit, &n), 2);
	kind->dl.unit = deadline_unit_named(unit);
	assert_int_not_equal(kind->dl.unit, BY__MAX);
	for (rest = kind->text + n; *rest; kind->dl.npauses++) {
		struct pause *p = &kind->from[kind->dl.npauses];

		p->from = (int32_t)strtol(rest + 1, &rest, 10);
		p->until = (int32_t)strtol(rest + 1, &rest, 10);
	}
}

static int32_t
length_of(const struct calendar *cal, const struct kind *kind, int32_t start,
	  enum roll roll)
{
	struct pause pauses[6];
	struct deadline dl = kind->dl;
	size_t i;

	for (i = 0; i < dl.npauses; i++) {
		pauses[i].from = start + kind->from[i].from;
		pauses[i].until = start + kind->from[i].until;
	}
	dl.start = start;
	dl.roll = roll;
	dl.pauses = pauses;
	return deadline_due(cal, &dl) - start;
}

static void
expect(const struct calendar *cal, const struct kind *kind, int32_t start,
       const char *want)
{
	char got[40], day[11];
	int32_t a = length_of(cal, kind, start, ROLL_HOLIDAY),
		b = length_of(cal, kind, start, ROLL_ANY_OFF);

	snprintf(got, sizeof got, a == b ? "%d" : "%d/%d", (int)a, (int)b);
	if (strcmp(got, want) != 0) {
		day_text(start, day);
		print_error("%s + %s\n", day, kind->text);
	}
	assert_string_equal(got, want);
}

static void
test_c_counts_as_the_third_counter_does(void **state)
{
	static struct kind kinds[KINDS];
	struct calendar china = { 0 };
	char line[4000], *field[12], *rest, *text;
	FILE *f = csv_open("sql/code/workday.csv");
	int32_t day = day_of(FIRST_YEAR, 1, 1);
	int n = 0, i;

	(void)state;
	while (csv_row(f, line, sizeof line, field) >= 2)
		calendar_put(&china, day_parse(field[0]),
			     calendar_mark_named(field[1]));
	fclose(f);
	f = popen("/usr/bin/python3 tests/data/deadline_agreement.py", "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof line, f));
	for (rest = line; n < KINDS && (text = csv_next(&rest)); n++)
		kind_read(&kinds[n], text);
	assert_true(n > 40);
	for (; fgets(line, sizeof line, f); day++)
		for (i = 0, rest = line; i < n; i++)
			expect(&china, &kinds[i], day, csv_next(&rest));
	assert_int_equal(pclose(f), 0);
	assert_int_equal(day, day_of(LAST_YEAR + 1, 1, 1));
	calendar_release(&china);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c_counts_as_the_third_counter_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
