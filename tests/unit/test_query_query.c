#include "base/str.h"

#include "query/query.h"

#include "unit.h"

/* The highest $n of a call. */
static size_t
places(const char *sql)
{
	size_t most = 0;

	for (; sql && *sql; sql++)
		if (*sql == '$' && strtoul(sql + 1, NULL, 10) > most)
			most = strtoul(sql + 1, NULL, 10);
	return most;
}

static void
test_every_query_calls_its_own_function_with_its_own_parameters(void **state)
{
	const struct query *const *q;
	char start[80];
	size_t i, k;

	(void)state;
	for (q = queries; *q; q++) {
		assert_ptr_equal(query_named((*q)->name), *q);
		assert_true(*(*q)->label && (*q)->ncolumns > 0 && (*q)->where);
		if ((*q)->where & QUERY_LOCAL)
			assert_null((*q)->sql);
		else
			assert_int_equal(places((*q)->sql), (*q)->nparams);
		str_format(start, sizeof start, " api.%s(", (*q)->name);
		assert_true(!(*q)->sql || strstr((*q)->sql, start));
		for (i = 0; i < (*q)->ncolumns; i++)
			for (k = 0; k < i; k++)
				assert_string_not_equal((*q)->columns[i].name,
							(*q)->columns[k].name);
	}
	assert_null(query_named("drop"));
}

static void
test_a_column_is_found_by_its_name(void **state)
{
	const struct query *q = query_named("counters");

	(void)state;
	assert_int_equal(query_column(q, "n"), 1);
	assert_int_equal(query_column(q, "x"), -1);
}

static void
test_rows_travel_as_json_and_come_back(void **state)
{
	const struct query *q = query_named("counters");
	struct rows *rows = rows_new(q), *back;
	char text[32];
	const char *cells[2] = { text, NULL };
	json_t *json;
	int i;

	(void)state;
	for (i = 0; i < 100; i++) {
		str_format(text, sizeof text, "队列%d", i);
		cells[1] = i % 2 ? "7" : NULL;
		rows_add(rows, cells);
	}
	json = rows_json(rows);
	back = rows_read(q, json);
	json_decref(json);
	assert_non_null(back);
	assert_int_equal(back->n, 100);
	assert_string_equal(rows_named(back, 3, "queue"), "队列3");
	assert_string_equal(rows_named(back, 3, "n"), "7");
	assert_string_equal(rows_named(back, 4, "n"), "");
	assert_string_equal(rows_cell(back, 100, 0), "");
	assert_string_equal(rows_cell(back, 0, 9), "");
	assert_string_equal(rows_named(back, 0, "x"), "");
	rows_free(rows);
	rows_free(back);
}

static void
test_a_row_can_be_put_elsewhere(void **state)
{
	static const struct {
		size_t row, to;
		const char *order;
	} moves[] = { { 2, 0, "cab" }, { 0, 2, "bca" }, { 1, 1, "abc" } };
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof moves / sizeof *moves; i++) {
		json_t *json =
			json_pack("[[s,s],[s,s],[s,s]]", "a", "1", "b", "2", "c", "3");
		struct rows *rows = rows_read(query_named("counters"), json);

		json_decref(json);
		assert_non_null(rows);
		rows_move(rows, moves[i].row, moves[i].to);
		for (k = 0; k < 3; k++) {
			char at = moves[i].order[k];

			assert_int_equal(rows_cell(rows, k, 0)[0], at);
			assert_int_equal(rows_cell(rows, k, 1)[0], at - 'a' + '1');
		}
		rows_move(rows, 3, 0);
		rows_free(rows);
	}
}

static void
test_what_are_no_rows_of_a_query_is_refused(void **state)
{
	static const char *const bad[] = {
		"{}",
		"[1]",
		"[[]]",
		"[[\"a\"]]",
		"[[\"a\",1]]",
		"[[\"a\",\"b\",\"c\"]]",
		"[[\"a\",\"1\"],{}]",
	};
	json_t *json;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(json_read(&json, bad[i], strlen(bad[i]), NULL), DONE);
		if (rows_read(query_named("counters"), json))
			fail_msg("%s", bad[i]);
		json_decref(json);
	}
	assert_null(rows_read(query_named("counters"), NULL));
}

static void
test_a_cell_that_is_no_text_becomes_null_not_a_short_row(void **state)
{
	static const char *const cells[2] = { "\xff", "1" };
	struct rows *rows = rows_new(query_named("counters"));
	json_t *json;

	(void)state;
	rows_add(rows, cells);
	json = rows_json(rows);
	assert_int_equal(json_array_size(json_array_get(json, 0)), 2);
	json_decref(json);
	rows_free(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_every_query_calls_its_own_function_with_its_own_parameters),
		cmocka_unit_test(test_a_column_is_found_by_its_name),
		cmocka_unit_test(test_rows_travel_as_json_and_come_back),
		cmocka_unit_test(test_a_row_can_be_put_elsewhere),
		cmocka_unit_test(test_what_are_no_rows_of_a_query_is_refused),
		cmocka_unit_test(
			test_a_cell_that_is_no_text_becomes_null_not_a_short_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
