/* Mirrored worklists: page by page, as far as they are known. */
#define KIT_QUICK

#include "store_kit.h"

/* Rows from..from+n-1 of a list of `all` tickets, as the centre gives a page. */
static void
put_page(struct kit *k, const struct uuid *all, size_t from, size_t n,
	 enum list_end end)
{
	struct list_name list = { "", "closed" };
	struct rows *rows = rows_new(query_named("worklist"));
	const char *cells[32] = { 0 };
	char id[UUID_TEXT], after[64] = "";
	struct list_page page = { .after = after, .end = end };
	size_t i;

	if (from > 0) {
		uuid_text(&all[from - 1], id);
		str_format(after, sizeof after, "1.5|%s", id);
	}
	for (i = from; i < from + n; i++) {
		uuid_text(&all[i], id);
		cells[query_column(rows->query, "ticket")] = id;
		rows_add(rows, cells);
	}
	is_done(mirror_put_page(k->store, &list, &page, rows, WALL, &kit_err));
	rows_free(rows);
}

/* The page behind row `from`: how many rows it has, -1 where nothing is known of it. */
static int
page_rows(struct kit *k, const struct uuid *all, size_t from, int limit, size_t first)
{
	struct list_name list = { "", "closed" };
	struct rows *rows = rows_new(query_named("worklist"));
	char id[UUID_TEXT], after[64] = "";
	struct list_page page = { .after = after, .limit = limit };
	enum verdict v;
	int64_t at;
	size_t i;
	int n;

	if (from > 0) {
		uuid_text(&all[from - 1], id);
		str_format(after, sizeof after, "1.5|%s", id);
	}
	v = mirror_page(k->store, &list, &page, rows, &at, &kit_err);
	n = v == DONE ? (int)rows->n : -1;
	for (i = 0; i < rows->n; i++) {
		uuid_text(&all[first + i], id);
		assert_string_equal(rows_named(rows, i, "ticket"), id);
	}
	rows_free(rows);
	return n;
}

static struct list_size
size_of(struct kit *k)
{
	struct list_name list = { "", "closed" };
	struct list_size size;

	is_done(mirror_count(k->store, &list, &size, &kit_err));
	return size;
}

static void
test_a_list_is_kept_page_by_page_and_counted(void **state)
{
	struct kit *k = *state;
	struct uuid t[10];
	size_t i;

	for (i = 0; i < 10; i++)
		t[i] = uuid_new(WALL);
	assert_int_equal(page_rows(k, t, 0, 4, 0), -1);
	put_page(k, t, 0, 4, LIST_GOES_ON);
	assert_int_equal(page_rows(k, t, 4, 4, 4), -1); /* not known is not the end */
	assert_false(size_of(k).complete);
	put_page(k, t, 4, 4, LIST_GOES_ON);
	put_page(k, t, 8, 2, LIST_ENDS);
	kit_reopen(k);
	assert_int_equal(page_rows(k, t, 0, 0, 0), 10);
	assert_int_equal(page_rows(k, t, 0, 4, 0), 4);
	assert_int_equal(page_rows(k, t, 4, 4, 4), 4);
	assert_int_equal(page_rows(k, t, 8, 4, 8), 2);
	assert_int_equal(page_rows(k, t, 10, 4, 10), 0);
	assert_true(size_of(k).complete && size_of(k).rows == 10);
}

static void
test_a_page_fetched_anew_keeps_what_follows_it(void **state)
{
	struct kit *k = *state;
	struct uuid t[10];
	size_t i;

	for (i = 0; i < 10; i++)
		t[i] = uuid_new(WALL);
	put_page(k, t, 2, 4, LIST_GOES_ON); /* behind a row that is not known */
	assert_int_equal(size_of(k).rows, 0);
	put_page(k, t + 2, 0, 6, LIST_GOES_ON);
	put_page(k, t + 2, 6, 2, LIST_ENDS);
	put_page(k, t, 0, 6, LIST_GOES_ON); /* two came in at the top */
	assert_int_equal(page_rows(k, t, 0, 0, 0), 10);
	assert_true(size_of(k).complete);
	put_page(k, t, 0, 3, LIST_ENDS); /* the others are gone */
	assert_int_equal(page_rows(k, t, 0, 0, 0), 3);
	assert_true(size_of(k).complete && size_of(k).rows == 3);
	put_page(k, t + 5, 0, 4, LIST_GOES_ON); /* nothing of it was known */
	assert_int_equal(page_rows(k, t + 5, 0, 0, 0), 4);
	assert_false(size_of(k).complete);
}

#define OWN(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		OWN(test_a_list_is_kept_page_by_page_and_counted),
		OWN(test_a_page_fetched_anew_keeps_what_follows_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
