/* CSV files are read strictly. */
#include <string.h>

#include "unit.h"

#include "../../src/cli/csv.h"

static json_t *
rows_of(const char *text)
{
	json_t *rows = NULL;
	struct err err;

	assert_int_equal(csv_read(&rows, text, strlen(text), &err), DONE);
	return rows;
}

static void
test_cells_are_found_by_the_header(void **state)
{
	json_t *rows =
		rows_of("code,name\r\nr01,\"接线员, \"\"早\"\"\nweit\"\r\nr02,\r\n");

	(void)state;
	assert_int_equal(json_array_size(rows), 2);
	assert_string_equal(json_text(json_array_get(rows, 0), "name"),
			    "接线员, \"早\"\nweit");
	assert_true(json_is_null(json_object_get(json_array_get(rows, 1), "name")));
	json_decref(rows);
}

static void
test_a_last_line_needs_no_end(void **state)
{
	json_t *rows = rows_of("a\nx");

	(void)state;
	assert_int_equal(json_array_size(rows), 1);
	json_decref(rows);
	rows = rows_of("");
	assert_int_equal(json_array_size(rows), 0);
	json_decref(rows);
}

static void
test_what_does_not_fit_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *text, *line;
	} bad[] = {
		{ "a,b\n1\n", "2" },	   { "a\n1,2\n", "2" }, { "a\n\"open\n", "" },
		{ "a\n1\n\"x\"y\n", "3" }, { "a\n\xff\n", "" }, { "a,\n1,2\n", "1" },
	};
	json_t *rows;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(
			csv_read(&rows, bad[i].text, strlen(bad[i].text), &err),
			REFUSED);
		assert_non_null(strstr(err.text, bad[i].line));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_are_found_by_the_header),
		cmocka_unit_test(test_a_last_line_needs_no_end),
		cmocka_unit_test(test_what_does_not_fit_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
