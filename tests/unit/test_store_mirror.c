/* test_store_mirror.c -- what is picked among the nation's units and divisions, and how
 * mirrored lists stay true.
 */
#include "base/vec.h"

#define KIT_QUICK
#include "store_kit.h"

#define TEST(name) cmocka_unit_test(name)

/* One store for all: the nation is loaded once. */
static struct kit *nation;

struct table {
	const char *name, *path;
	int short_name, parent, initials, extra; /* columns; -1: none */
	const char *extra_key;
};

static const struct table tables[] = {
	{ "unit", "sql/code/unit.csv", 2, 3, 6, 4, "tier" },
	{ "division", "sql/code/division.csv", -1, 2, 4, 3, "level" },
	{ "object_category", "sql/code/object_category.csv", -1, 2, 3, 5, "hidden" },
	{ "gender", "sql/code/gender.csv", -1, 2, 3, 4, "note" },
};

static char *
extra_of(const struct table *t, char *const *field)
{
	json_t *extra = json_object();
	char *text;

	json_put(extra, t->extra_key, field[t->extra]);
	text = json_write(extra);
	json_decref(extra);
	return text;
}

/* A page of rows as a desk gets them: codes, names and all in one transaction. */
static int
load_page(const struct table *t, FILE *f, int sort)
{
	enum { PAGE = 2000 };
	static char lines[PAGE][1024];
	static struct code_row rows[PAGE];
	struct sync_point point = { .epoch = 1 };
	char *field[12], *extras[PAGE];
	int n = 0, i, got;

	while (n < PAGE && (got = csv_row(f, lines[n], sizeof lines[n], field)) > 0) {
		extras[n] = extra_of(t, field);
		rows[n] = (struct code_row){
			.table = t->name,
			.code = field[0],
			.name = field[1],
			.short_name = t->short_name < 0 ? NULL : field[t->short_name],
			.parent = field[t->parent],
			.initials = field[t->initials],
			.extra = extras[n],
			.sort = sort ? sort + n : 0,
		};
		n++;
	}
	is_done(mirror_put_codes(nation->store, rows, (size_t)n, &point, &kit_err));
	for (i = 0; i < n; i++)
		free(extras[i]);
	return n;
}

static int
load_nation(void **state)
{
	void *made = NULL;
	size_t i;
	int n, sort;

	(void)state;
	assert_int_equal(kit_setup(&made), 0);
	nation = made;
	for (i = 0; i < ARRAY_LEN(tables); i++) {
		FILE *f = csv_open(tables[i].path);

		sort = i == 2 ? 1 : 0;
		while ((n = load_page(&tables[i], f, sort)) > 0)
			sort += sort ? n : 0;
		fclose(f);
	}
	while (store_tidy(nation->store, WALL))
		;
	return 0;
}

static int
drop_nation(void **state)
{
	void *made = nation;

	(void)state;
	return kit_teardown(&made);
}

static struct rows *
pick(const char *table, const char *text, const char *parent, const char *near)
{
	struct pick_ask ask = { .table = table,
				.text = text,
				.parent = parent,
				.near = near,
				.limit = 20,
				.wall = WALL };
	struct rows *rows = rows_new(query_named("pick"));

	is_done(mirror_pick(nation->store, &ask, rows, &kit_err));
	return rows;
}

/* The code found at a place of the answer; "" past its end. */
static void
expect(const char *table, const char *text, const char *near, size_t at,
       const char *code)
{
	struct rows *rows = pick(table, text, NULL, near);
	const char *got = at < rows->n ? rows_named(rows, at, "code") : "";

	if (!str_eq(got, code))
		print_message("# %s \"%s\": %s\n", table, text, got);
	assert_string_equal(got, code);
	rows_free(rows);
}

static void
test_a_code_finds_its_unit(void **state)
{
	(void)state;
	expect("unit", "330106013", NULL, 0, "330106013");
	expect("unit", "330106", NULL, 0, "330106000");
	expect("division", "330106013", NULL, 0, "330106013");
	expect("unit", "３３０１０６０１３", NULL, 0, "330106013");
}

static void
test_initials_find_what_is_near_first(void **state)
{
	(void)state;
	expect("unit", "wxs", "330100000", 0, "330106013");
	expect("unit", "WXS", "330100000", 0, "330106013");
	expect("unit", "xhqj", "330100000", 0, "330106000");
	expect("unit", "xhqj", "360100000", 0, "360103000");
	expect("division", "wxjd", "330106000", 0, "330106013");
	expect("unit", "hzsj", "330100000", 0, "330100000");
}

static void
test_names_match_by_prefix_before_anywhere(void **state)
{
	(void)state;
	expect("unit", "文新所", "330106000", 0, "330106013");
	expect("unit", "西湖区局", "330106000", 0, "330106000");
	expect("division", "西湖区", NULL, 0, "330106");
	expect("unit", "没有这样的单位", NULL, 0, "");
}

/* Red while the match came before the place: 西湖 was a town in Yangzhou. */
static void
test_ones_own_city_comes_before_the_province_before_the_nation(void **state)
{
	(void)state;
	expect("division", "西湖", "330100000", 0, "330106");
	expect("division", "西湖", "330106000", 0, "330106");
	expect("division", "西湖", "360100000", 0, "360103");
	expect("division", "和睦", "330100000", 0, "330105004");
	expect("division", "西湖", "330200000", 0, "330106");
	expect("division", "西湖区", "110000000", 0, "330106");
}

static void
expect_only(const char *text, const char *code)
{
	struct rows *rows = pick("division", text, NULL, "330100000");

	if (rows->n != 1 || !str_eq(rows_named(rows, 0, "code"), code))
		print_message("# %s: %zu rows, %s\n", text, rows->n,
			      rows_named(rows, 0, "path"));
	assert_int_equal(rows->n, 1);
	assert_string_equal(rows_named(rows, 0, "code"), code);
	rows_free(rows);
}

static void
test_several_words_are_looked_for_along_the_path(void **state)
{
	(void)state;
	expect_only("余杭 五常", "330110005");
	expect_only("五常 余杭", "330110005");
	expect_only("yhq wcjd", "330110005");
	expect_only("浙江　余杭　五常", "330110005");
	expect_only("西湖区文新街道", "330106013");
	expect_only("浙江省杭州市西湖区文新街道", "330106013");
	expect_only("浙江省 › 杭州市 › 西湖区 › 文新街道", "330106013");
	expect("division", "余杭 没有这样的镇", "330100000", 0, "");
	expect("unit", "杭州 西湖区局", "330100000", 0, "330106000");
	expect("unit", "余杭 五常", "330100000", 0, "330110005");
}

static void
test_the_path_says_where_a_unit_lies(void **state)
{
	struct rows *rows = pick("unit", "330106013", NULL, NULL);

	(void)state;
	assert_int_equal(rows->n, 1);
	assert_string_equal(rows_named(rows, 0, "path"),
			    "杭州市局 › 西湖区局 › 文新所");
	assert_string_equal(rows_named(rows, 0, "extra"), "{\"tier\":\"5\"}");
	rows_free(rows);
	rows = rows_new(query_named("code"));
	is_done(mirror_code(nation->store, "division", "330106013", rows, &kit_err));
	assert_string_equal(rows_named(rows, 0, "path"),
			    "浙江省 › 杭州市 › 西湖区 › 文新街道");
	is_done(mirror_code(nation->store, "division", "nowhere", rows, &kit_err));
	assert_int_equal(rows->n, 1);
	rows_free(rows);
}

static void
test_only_the_parent_and_what_lies_below_it_is_offered(void **state)
{
	struct rows *rows = pick("unit", "", "330106000", NULL);
	size_t i;

	(void)state;
	assert_true(rows->n > 5);
	for (i = 0; i < rows->n; i++)
		assert_true(str_starts(rows_named(rows, i, "code"), "330106"));
	rows_free(rows);
	rows = pick("unit", "xhqj", "330106000", NULL);
	assert_int_equal(rows->n, 1);
	assert_string_equal(rows_named(rows, 0, "code"), "330106000");
	rows_free(rows);
	rows = pick("unit", "s", "330100000", NULL);
	assert_true(rows->n > 5);
	for (i = 0; i < rows->n; i++)
		assert_true(str_starts(rows_named(rows, i, "code"), "3301"));
	rows_free(rows);
	rows = pick("unit", "wxs", "110000000", NULL);
	for (i = 0; i < rows->n; i++)
		assert_true(str_starts(rows_named(rows, i, "code"), "11"));
	rows_free(rows);
}

static void
test_what_was_used_lately_comes_first(void **state)
{
	(void)state;
	is_done(mirror_used(nation->store, "unit", "360103000", WALL, &kit_err));
	expect("unit", "xhqj", "330100000", 0, "360103000");
	expect("unit", "xhqj", "330100000", 1, "330106000");
	is_done(mirror_used(nation->store, "unit", "330106000", WALL + 1, &kit_err));
	expect("unit", "xhqj", NULL, 0, "330106000");
	expect("unit", "", NULL, 0, "330106000");
	expect("unit", "wxs", "330100000", 0, "330106013");
}

static void
test_a_whole_code_comes_before_what_was_used_lately(void **state)
{
	(void)state;
	is_done(mirror_used(nation->store, "division", "330106005", WALL, &kit_err));
	expect("division", "330106", "330106000", 0, "330106");
	expect("division", "330106", "330106000", 1, "330106005");
	expect("division", "33010", "330106000", 0, "330106005");
}

/* Two that one types with the same letters are told apart by where they stand. */
static void
test_a_short_list_stands_still(void **state)
{
	(void)state;
	expect("gender", "nx", NULL, 0, "1");
	is_done(mirror_used(nation->store, "gender", "2", WALL, &kit_err));
	expect("gender", "nx", NULL, 0, "1");
	expect("gender", "nx", NULL, 1, "2");
	expect("gender", "", NULL, 0, "0");
}

static void
test_retired_codes_keep_a_name_and_are_not_offered(void **state)
{
	struct rows *rows = pick("object_category", "bjp", NULL, NULL);
	size_t i;

	(void)state;
	for (i = 0; i < rows->n; i++)
		assert_string_not_equal(rows_named(rows, i, "code"), "105");
	rows_free(rows);
	rows = rows_new(query_named("code"));
	is_done(mirror_code(nation->store, "object_category", "105", rows, &kit_err));
	assert_string_equal(rows_named(rows, 0, "name"), "保健品");
	rows_free(rows);
}

static void
test_a_changed_row_is_found_under_its_new_name(void **state)
{
	struct code_row row = { .table = "unit",
				.code = "330106013",
				.name = "文新西溪所",
				.short_name = "文新西溪所",
				.parent = "330106000",
				.initials = "wxxxs|wxxqs",
				.extra = "{\"tier\":\"5\"}" };
	struct sync_point point = { .stream = "units",
				    .epoch = 7,
				    .after = "330106013" };

	(void)state;
	is_done(mirror_put_codes(nation->store, &row, 1, &point, &kit_err));
	while (store_tidy(nation->store, WALL))
		;
	expect("unit", "wxxqs", NULL, 0, "330106013");
	expect("unit", "新西溪", NULL, 0, "330106013");
	memset(&point, 0, sizeof point);
	is_done(mirror_point(nation->store, "units", &point, &kit_err));
	assert_int_equal(point.epoch, 7);
	assert_string_equal(point.after, "330106013");
	row.name = row.short_name = "文新所";
	row.initials = "wxs";
	is_done(mirror_put_codes(nation->store, &row, 1, &point, &kit_err));
	while (store_tidy(nation->store, WALL))
		;
}

static void
test_a_code_out_of_force_is_not_offered(void **state)
{
	struct code_row rows[] = {
		{ .table = "ground",
		  .code = "1",
		  .name = "old",
		  .valid_to = "2026-04-14" },
		{ .table = "ground",
		  .code = "2",
		  .name = "now",
		  .valid_from = "2026-04-15" },
		{ .table = "ground",
		  .code = "3",
		  .name = "soon",
		  .valid_from = "2027-01-01" },
	};
	struct sync_point point = { .epoch = 1 };
	struct rows *got;

	(void)state;
	is_done(mirror_put_codes(nation->store, rows, 3, &point, &kit_err));
	got = pick("ground", "", NULL, NULL); /* not tidied: the first pick builds it */
	assert_int_equal(got->n, 1);
	assert_string_equal(rows_named(got, 0, "name"), "now");
	rows_free(got);
	got = rows_new(query_named("codes"));
	is_done(mirror_codes(nation->store, "ground", got, &kit_err));
	assert_int_equal(got->n, 3);
	rows_free(got);
	got = pick("no_such_table", "x", NULL, NULL);
	assert_int_equal(got->n, 0);
	rows_free(got);
}

/* ---- lists and tickets --------------------------------------------------------------- */

static void
put_list(struct kit *k, const char *queue, const struct uuid *tickets, size_t n)
{
	struct list_name list = { "", queue };
	struct rows *rows = rows_new(query_named("worklist"));
	const char *cells[32] = { 0 };
	char id[UUID_TEXT];
	size_t i;

	cells[query_column(rows->query, "state")] = "TS11";
	cells[query_column(rows->query, "unit")] = "330106000";
	cells[query_column(rows->query, "version")] = "3";
	cells[query_column(rows->query, "title")] = CANARY;
	for (i = 0; i < n; i++) {
		uuid_text(&tickets[i], id);
		cells[query_column(rows->query, "ticket")] = id;
		rows_add(rows, cells);
	}
	is_done(mirror_put_worklist(k->store, &list, rows, WALL, &kit_err));
	rows_free(rows);
}

static struct rows *
get_list(struct kit *k, const char *queue, int64_t *at)
{
	struct list_name list = { "", queue };
	struct rows *rows = rows_new(query_named("worklist"));

	is_done(mirror_worklist(k->store, &list, rows, at, &kit_err));
	return rows;
}

static void
test_a_list_is_shown_with_its_age_and_replaced_whole(void **state)
{
	struct kit *k = *state;
	struct uuid tickets[3] = { uuid_new(WALL), uuid_new(WALL), uuid_new(WALL) };
	struct rows *rows;
	int64_t at = 1;

	rows = get_list(k, "tosign", &at);
	assert_int_equal(rows->n, 0);
	assert_int_equal(at, 0);
	rows_free(rows);
	put_list(k, "tosign", tickets, 3);
	put_list(k, "tosign", tickets, 2);
	kit_reopen(k);
	rows = get_list(k, "tosign", &at);
	assert_int_equal(rows->n, 2);
	assert_int_equal(at, WALL);
	assert_string_equal(rows_named(rows, 1, "title"), CANARY);
	assert_null(rows->cells[query_column(rows->query, "due")]);
	rows_free(rows);
}

static void
put_queues(struct kit *k)
{
	struct code_row rows[] = {
		{ .table = "queue",
		  .code = "tosign",
		  .name = "待签收",
		  .extra = "{\"scope\":\"holder\",\"states\":\"TS11 JB11\"}" },
		{ .table = "queue",
		  .code = "below",
		  .name = "下级在办",
		  .extra = "{\"scope\":\"below\"}" },
	};
	struct sync_point point = { .epoch = 1 };

	is_done(mirror_put_codes(k->store, rows, 2, &point, &kit_err));
}

static void
test_a_change_is_shown_and_a_row_that_left_is_taken_out(void **state)
{
	struct kit *k = *state;
	struct uuid t[3] = { uuid_new(WALL), uuid_new(WALL), uuid_new(WALL) };
	struct ticket_change changes[] = {
		{ .ticket = t[0], .version = 4, .state = "TS20" },
		{ .ticket = t[1], .version = 4, .state = "TS11", .unit = "330106013" },
		{ .ticket = t[2],
		  .version = 2,
		  .state = "TS20" }, /* older than shown */
		{ .ticket = uuid_new(WALL), .version = 1, .state = "TS10" },
	};
	struct rows *rows;
	int64_t at;

	put_queues(k);
	put_list(k, "tosign", t, 3);
	put_list(k, "below", t, 3);
	is_done(mirror_apply(k->store, changes, ARRAY_LEN(changes), &kit_err));
	rows = get_list(k, "tosign", &at);
	assert_int_equal(rows->n, 1);
	assert_string_equal(rows_named(rows, 0, "version"), "3");
	rows_free(rows);
	rows = get_list(k, "below", &at);
	assert_int_equal(rows->n, 3);
	assert_string_equal(rows_named(rows, 0, "state"), "TS20");
	assert_string_equal(rows_named(rows, 0, "version"), "4");
	assert_string_equal(rows_named(rows, 1, "unit"), "330106013");
	assert_string_equal(rows_named(rows, 2, "state"), "TS11");
	rows_free(rows);
}

static void
test_a_thousand_tickets_are_mirrored_and_no_more(void **state)
{
	struct kit *k = *state;
	struct uuid first = uuid_new(WALL), last = first, second = first;
	json_t *doc = json_object(), *got;
	int64_t at;
	int i;

	json_put(doc, "pname", CANARY);
	for (i = 0; i <= 1000; i++) {
		last = i == 0 ? first : uuid_new(WALL);
		second = i == 1 ? last : second;
		is_done(mirror_put_ticket(k->store, &last, doc, WALL + i, &kit_err));
	}
	is_done(mirror_ticket(k->store, &first, &got, &at, &kit_err));
	assert_null(got);
	assert_int_equal(at, 0);
	is_done(mirror_ticket(k->store, &second, &got, &at, &kit_err));
	assert_non_null(got);
	json_decref(got);
	is_done(mirror_ticket(k->store, &last, &got, &at, &kit_err));
	assert_string_equal(json_text(got, "pname"), CANARY);
	assert_int_equal(at, WALL + 1000);
	json_decref(got);
	json_decref(doc);
}

static size_t
found(struct kit *k, const char *text, char id[UUID_TEXT])
{
	const struct search_ask ask = { .text = text, .limit = 9 };
	struct rows *rows = rows_new(query_named("search"));
	int64_t at;
	size_t n;

	is_done(mirror_search(k->store, &ask, rows, &at, &kit_err));
	n = rows->n;
	str_copy(id, UUID_TEXT, rows_named(rows, 0, "ticket"));
	rows_free(rows);
	return n;
}

/* The search was said to be answered here, and was not. */
static void
test_a_search_finds_what_is_mirrored(void **state)
{
	struct kit *k = *state;
	struct uuid listed = uuid_new(WALL), read = uuid_new(WALL);
	char id[UUID_TEXT], got[UUID_TEXT];
	json_t *doc = json_object();

	uuid_text(&read, id);
	json_put(doc, "ticket", id);
	json_put(doc, "regno", "3301000002026120100000534");
	json_put(doc, "respondent", "麦香（西湖）");
	json_put(doc, "title", "原味 KFC 套餐");
	put_list(k, "tosign", &listed, 1);
	is_done(mirror_put_ticket(k->store, &read, doc, WALL, &kit_err));
	assert_int_equal(found(k, "00000534", got), 1);
	assert_string_equal(got, id);
	assert_int_equal(found(k, "534", got), 1);
	assert_int_equal(found(k, "330100000 20261201 00000534", got), 1);
	assert_int_equal(found(k, "麦香(西湖)", got), 1);
	assert_int_equal(found(k, "ｋｆｃ　麦香", got), 1);
	assert_int_equal(found(k, "麦香 金项链", got), 0);
	assert_int_equal(found(k, "535", got), 0);
	assert_int_equal(found(k, CANARY, got), 1);
	uuid_text(&listed, id);
	assert_string_equal(got, id);
	assert_int_equal(found(k, " ", got), 0);
	json_decref(doc);
}

static void
test_forgetting_the_mirror_keeps_the_promises(void **state)
{
	struct kit *k = *state;
	struct uuid ticket = uuid_new(WALL), op = kit_put(k, &kit_note, &ticket);
	struct sync_point point;
	struct rows *rows;
	int64_t at;

	put_queues(k);
	put_list(k, "tosign", &ticket, 1);
	is_done(mirror_forget(k->store, &kit_err));
	rows = get_list(k, "tosign", &at);
	assert_int_equal(rows->n + (size_t)at, 0);
	is_done(mirror_point(k->store, "codes", &point, &kit_err));
	assert_int_equal(point.epoch, 0);
	assert_int_equal(kit_state(k, &op), OP_QUEUED);
	rows_free(rows);
}

#define OWN(name) cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_ones_own_city_comes_before_the_province_before_the_nation),
		cmocka_unit_test(test_several_words_are_looked_for_along_the_path),
		TEST(test_a_code_finds_its_unit),
		TEST(test_initials_find_what_is_near_first),
		TEST(test_names_match_by_prefix_before_anywhere),
		TEST(test_the_path_says_where_a_unit_lies),
		TEST(test_only_the_parent_and_what_lies_below_it_is_offered),
		TEST(test_what_was_used_lately_comes_first),
		TEST(test_a_whole_code_comes_before_what_was_used_lately),
		TEST(test_a_short_list_stands_still),
		TEST(test_retired_codes_keep_a_name_and_are_not_offered),
		TEST(test_a_changed_row_is_found_under_its_new_name),
		TEST(test_a_code_out_of_force_is_not_offered),
		OWN(test_a_list_is_shown_with_its_age_and_replaced_whole),
		OWN(test_a_change_is_shown_and_a_row_that_left_is_taken_out),
		OWN(test_a_thousand_tickets_are_mirrored_and_no_more),
		OWN(test_a_search_finds_what_is_mirrored),
		OWN(test_forgetting_the_mirror_keeps_the_promises),
	};

	return cmocka_run_group_tests(tests, load_nation, drop_nation);
}
