#include <libpq-fe.h>

#include "gate/decode.h"

#include "unit.h"

static const struct column columns[] = {
	{ "code", NULL, COL_TEXT },
	{ "name", NULL, COL_TEXT },
	{ "gone", NULL, COL_TEXT },
};
static const struct query query = { .name = "t", COLUMNS(columns) };

/* An answer as the centre would give it; NULL cells are SQL null. */
static PGresult *
result(const char *const *names, int ncolumns, const char *const *cells, int nrows)
{
	PGresult *r = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc desc[8];
	int i;

	memset(desc, 0, sizeof desc);
	for (i = 0; i < ncolumns; i++)
		desc[i].name = (char *)(uintptr_t)names[i];
	assert_true(PQsetResultAttrs(r, ncolumns, desc));
	for (i = 0; i < nrows * ncolumns; i++)
		assert_true(PQsetvalue(r, i / ncolumns, i % ncolumns,
				       (char *)(uintptr_t)cells[i],
				       cells[i] ? (int)strlen(cells[i]) : -1));
	return r;
}

static const struct pg_result *
as(PGresult *r)
{
	return (const struct pg_result *)r;
}

static void
test_columns_are_found_by_name_whatever_their_order(void **state)
{
	static const char *const names[] = { "name", "new", "code" };
	static const char *const cells[] = { "西湖区", "x", "330106", NULL, "y", "2" };
	PGresult *r = result(names, 3, cells, 2);
	struct rows *rows = decode_rows(&query, as(r));

	(void)state;
	assert_int_equal(rows->n, 2);
	assert_string_equal(rows_named(rows, 0, "code"), "330106");
	assert_string_equal(rows_named(rows, 0, "name"), "西湖区");
	assert_string_equal(rows_named(rows, 0, "gone"), "");
	assert_null(rows->cells[3 + 1]);
	rows_free(rows);
	PQclear(r);
}

static void
test_a_cell_that_is_not_there_is_null(void **state)
{
	static const char *const names[] = { "a" };
	static const char *const cells[] = { "1" };
	PGresult *r = result(names, 1, cells, 1), *empty = result(names, 1, cells, 0);

	(void)state;
	assert_string_equal(decode_cell(as(r), 0, "a"), "1");
	assert_null(decode_cell(as(r), 1, "a"));
	assert_null(decode_cell(as(r), 0, "b"));
	assert_null(decode_first(as(empty)));
	PQclear(r);
	PQclear(empty);
}

static void
check_told(const char *op, const char *verdict, const char *detail, bool good)
{
	static const char *const names[] = { "op", "verdict", "detail" };
	const char *cells[] = { op, verdict, detail };
	PGresult *r = result(names, 3, cells, 1);
	struct outcome_row told;

	assert_int_equal(decode_outcome(&told, as(r), 0), good);
	if (good)
		outcome_release(&told);
	PQclear(r);
}

static void
test_a_verdict_is_read_whole_or_not_at_all(void **state)
{
	static const char id[] = "01900000-0000-7000-8000-000000000001";

	(void)state;
	check_told(id, "applied", "{\"version\": 1}", true);
	check_told(NULL, "conflict", "{}", true);
	check_told("no uuid", "applied", "{}", false);
	check_told(id, "failed", "{\"sqlstate\": \"55P03\"}", true);
	check_told(id, "perhaps", "{}", false);
	check_told(id, "applied", "[1]", false);
	check_told(id, "applied", NULL, false);
	check_told(id, NULL, "{}", false);
}

static void
test_each_sqlstate_has_its_verdict(void **state)
{
	(void)state;
	assert_int_equal(decode_state("08006"), LATER);
	assert_int_equal(decode_state("53300"), LATER);
	assert_int_equal(decode_state("57P01"), LATER);
	assert_int_equal(decode_state("57014"), LATER);
	assert_int_equal(decode_state("40001"), LATER);
	assert_int_equal(decode_state("55P03"), LATER);
	assert_int_equal(decode_state("GS001"), REFUSED);
	assert_int_equal(decode_state("GS002"), REFUSED);
	assert_int_equal(decode_state("55006"), BROKEN);
	assert_int_equal(decode_state("42883"), BROKEN);
	assert_int_equal(decode_state(""), BROKEN);
	assert_int_equal(decode_state("25006"), LATER);
	assert_true(decode_is_stale("25006"));
	assert_true(decode_is_stale("28000"));
	assert_false(decode_is_stale("55P03"));
	assert_false(decode_is_stale(""));
}

static void
test_array_elements_are_quoted(void **state)
{
	struct str s = { 0 };

	(void)state;
	str_addc(&s, '{');
	encode_element(&s, "{\"a\":\"b\\\\c\"}");
	encode_element(&s, "");
	str_addc(&s, '}');
	assert_string_equal(s.s, "{\"{\\\"a\\\":\\\"b\\\\\\\\c\\\"}\",\"\"}");
	str_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_are_found_by_name_whatever_their_order),
		cmocka_unit_test(test_a_cell_that_is_not_there_is_null),
		cmocka_unit_test(test_a_verdict_is_read_whole_or_not_at_all),
		cmocka_unit_test(test_each_sqlstate_has_its_verdict),
		cmocka_unit_test(test_array_elements_are_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
