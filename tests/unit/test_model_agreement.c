/* The deadlines that the centre counts in SQL and the desk in C: both agree with a third
 * count, tests/data/deadline_agreement.csv.
 */
#include "model/deadline.h"

#include "unit.h"

static void
expect(const struct calendar *cal, struct deadline *dl, enum roll roll, char *field[12],
       const char *want)
{
	char got[11];

	dl->roll = roll;
	day_text(deadline_due(cal, dl), got);
	if (strcmp(got, want) != 0)
		print_error("%s + %s %s: %s\n", field[0], field[1], field[2], got);
	assert_string_equal(got, want);
}

static void
test_c_counts_as_the_third_counter_does(void **state)
{
	FILE *f = csv_open("sql/code/workday.csv");
	struct calendar china = { 0 };
	struct deadline dl;
	char line[200], *field[12];
	int rows = 0;

	(void)state;
	while (csv_row(f, line, sizeof line, field) >= 2)
		calendar_put(&china, day_parse(field[0]),
			     calendar_mark_named(field[1]));
	fclose(f);
	f = csv_open("tests/data/deadline_agreement.csv");
	while (csv_row(f, line, sizeof line, field) == 5) {
		dl = (struct deadline){ .start = day_parse(field[0]),
					.length = (int)strtol(field[1], NULL, 10),
					.unit = deadline_unit_named(field[2]) };
		expect(&china, &dl, ROLL_HOLIDAY, field, field[3]);
		expect(&china, &dl, ROLL_ANY_OFF, field, field[4]);
		rows++;
	}
	fclose(f);
	calendar_release(&china);
	assert_true(rows > 1500);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_c_counts_as_the_third_counter_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
