/* What the command line prints: for an eye, a spreadsheet, a program. */
#include <string.h>

#include "base/json.h"

#include "unit.h"

#include "../../src/cli/print.h"

static const struct column columns[] = {
	{ "regno", "Number", COL_TEXT },
	{ "version", NULL, COL_INT },
	{ "open", "Open", COL_FLAG },
	{ "title", "Matter", COL_TEXT },
};
static const struct query query = { .name = "probe", COLUMNS(columns) };

static struct rows *
two_rows(void)
{
	static const char *const one[] = { "330100000", "3", "true", "锅, \"铁\"" };
	static const char *const two[] = { "=1+1", "-2", "false", NULL };
	struct rows *rows = rows_new(&query);

	rows_add(rows, one);
	rows_add(rows, two);
	return rows;
}

static void
assert_prints(enum cli_format format, const char *expected)
{
	struct rows *rows = two_rows();
	struct str out = { 0 };

	print_rows(&out, rows, format, 0);
	assert_string_equal(str_text(&out), expected);
	str_release(&out);
	rows_free(rows);
}

static void
test_csv_quotes_and_disarms_formulas(void **state)
{
	(void)state;
	assert_prints(FORMAT_CSV, "regno,version,open,title\r\n"
				  "330100000,3,true,\"锅, \"\"铁\"\"\"\r\n"
				  "\"'=1+1\",-2,false,\r\n");
}

static void
test_every_start_of_a_formula_is_disarmed(void **state)
{
	static const char *const starts[] = { "=x",  "+x",    "-x",	 "@x",	"\tx",
					      "\rx", "\nx",   "＝x",	 "＋x", "－x",
					      "＠x", "﹦x",   "﹢x",	 "﹣x", "﹫x",
					      " =x", "　＝x", "\u200b+x" };
	struct str out = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof starts / sizeof *starts; i++) {
		str_clear(&out);
		print_csv_cell(&out, starts[i], COL_TEXT);
		assert_memory_equal(str_text(&out), "\"'", 2);
	}
	str_clear(&out);
	print_csv_cell(&out, "-5", COL_INT);
	assert_string_equal(str_text(&out), "-5");
	str_release(&out);
}

static void
test_marks_are_asked_for(void **state)
{
	static const char *const one[] = { "a\x1b[2Jb", "3", "true",
					   "甲\u202e乙\xc2\x9b" };
	struct rows *rows = rows_new(&query), *marked;
	struct str out = { 0 };

	(void)state;
	rows_add(rows, one);
	marked = print_visible(rows);
	print_rows(&out, marked, FORMAT_CSV, 0);
	assert_string_equal(str_text(&out), "regno,version,open,title\r\n"
					    "a␛[2Jb,3,true,甲‹U+202E›乙‹U+009B›\r\n");
	rows_free(marked);
	rows_free(rows);
	str_release(&out);
}

static void
test_a_document_that_cannot_be_read_is_said(void **state)
{
	static const struct {
		const char *doc;
		enum verdict verdict;
	} docs[] = { { "{}", DONE },
		     { "", DONE },
		     { NULL, DONE },
		     { "{\"a\": 99999999999999999999}", BROKEN },
		     { "{\"a\": 1e400}", BROKEN },
		     { "{\"a\"", BROKEN } };
	static const struct column column[] = { { "doc", "Doc", COL_JSON, NULL } };
	static const struct query of_doc = { .name = "x", COLUMNS(column) };
	struct rows *rows;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof docs / sizeof *docs; i++) {
		rows = rows_new(&of_doc);
		rows_add(rows, &docs[i].doc);
		assert_int_equal(print_check(rows, &err), docs[i].verdict);
		rows_free(rows);
	}
}

static void
test_a_line_break_stays_inside_its_cell(void **state)
{
	struct str out = { 0 };

	(void)state;
	print_csv_cell(&out, "a\nb", COL_TEXT);
	assert_string_equal(str_text(&out), "\"a\nb\"");
	str_release(&out);
}

static void
test_a_table_lines_up_by_columns_not_bytes(void **state)
{
	(void)state;
	assert_prints(FORMAT_TABLE, "Number     Open  Matter\n"
				    "330100000  yes   锅, \"铁\"\n"
				    "=1+1       no    \n");
}

static void
test_json_keeps_types_and_null(void **state)
{
	struct rows *rows = two_rows();
	struct str out = { 0 };
	json_t *all, *one;

	(void)state;
	print_rows(&out, rows, FORMAT_JSON, 0);
	assert_int_equal(json_read(&all, str_text(&out), out.len, NULL), DONE);
	assert_int_equal(json_array_size(all), 2);
	one = json_array_get(all, 1);
	assert_string_equal(json_text(one, "regno"), "=1+1");
	assert_int_equal(json_int(one, "version", 0), -2);
	assert_true(json_is_false(json_object_get(one, "open")));
	assert_true(json_is_null(json_object_get(one, "title")));
	json_decref(all);
	str_release(&out);
	rows_free(rows);
}

static void
test_no_control_reaches_a_terminal(void **state)
{
	static const char *const cells[] = { "head", "\033[2Jevil\xe2\x80\xae" };
	struct str out = { 0 };

	(void)state;
	print_table(&out, cells, 2, 1);
	assert_null(strchr(str_text(&out), '\033'));
	assert_null(strstr(str_text(&out), "\xe2\x80\xae"));
	assert_non_null(strstr(str_text(&out), "evil"));
	str_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_csv_quotes_and_disarms_formulas),
		cmocka_unit_test(test_every_start_of_a_formula_is_disarmed),
		cmocka_unit_test(test_marks_are_asked_for),
		cmocka_unit_test(test_a_document_that_cannot_be_read_is_said),
		cmocka_unit_test(test_a_line_break_stays_inside_its_cell),
		cmocka_unit_test(test_a_table_lines_up_by_columns_not_bytes),
		cmocka_unit_test(test_json_keeps_types_and_null),
		cmocka_unit_test(test_no_control_reaches_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
