#include "base/str.h"

#include "unit.h"

static void
test_an_empty_str_is_a_valid_text(void **state)
{
	struct str s = { 0 };
	char *taken;

	(void)state;
	assert_string_equal(str_text(&s), "");
	taken = str_take(&s);
	assert_string_equal(taken, "");
	free(taken);
	str_clear(&s);
	str_release(&s);
	str_wipe(&s);
}

static void
test_text_grows_in_every_way(void **state)
{
	struct str s = { 0 };
	int i;

	(void)state;
	str_set(&s, "a");
	str_add(&s, "b");
	str_add(&s, NULL);
	str_addn(&s, "cde", 2);
	str_addc(&s, 'x');
	str_addf(&s, "%03d", 7);
	assert_string_equal(str_text(&s), "abcdx007");
	for (i = 0; i < 5000; i++)
		str_addc(&s, 'y');
	assert_int_equal(s.len, 5008);
	assert_int_equal(strlen(s.s), 5008);
	str_set(&s, s.s + 5); /* of itself */
	assert_int_equal(s.len, 5003);
	str_set(&s, NULL);
	assert_string_equal(str_text(&s), "");
	str_release(&s);
}

static void
test_splice_replaces_inserts_and_deletes(void **state)
{
	struct str s = { 0 };

	(void)state;
	str_set(&s, "hello world");
	str_splice(&s, 0, 5, "bye", 3);
	assert_string_equal(s.s, "bye world");
	str_splice(&s, 3, 0, ", my", 4);
	assert_string_equal(s.s, "bye, my world");
	str_splice(&s, 3, 4, NULL, 0);
	assert_string_equal(s.s, "bye world");
	str_splice(&s, 99, 99, "!", 1);
	assert_string_equal(s.s, "bye world!");
	str_splice(&s, 3, 999, "", 0);
	assert_string_equal(s.s, "bye");
	str_release(&s);
}

static void
test_taken_text_leaves_an_empty_str(void **state)
{
	struct str s = { 0 };
	char *taken;

	(void)state;
	str_set(&s, "x");
	taken = str_take(&s);
	assert_string_equal(taken, "x");
	assert_string_equal(str_text(&s), "");
	free(taken);
}

static void
test_comparisons_know_null(void **state)
{
	(void)state;
	assert_true(str_eq(NULL, NULL));
	assert_false(str_eq(NULL, ""));
	assert_true(str_eq("a", "a"));
	assert_true(str_empty(NULL));
	assert_true(str_empty(""));
	assert_false(str_empty(" "));
	assert_true(str_starts("abc", "ab"));
	assert_false(str_starts("a", "ab"));
	assert_false(str_starts(NULL, "ab"));
	assert_true(str_ends("abc", "bc"));
	assert_false(str_ends("c", "bc"));
	assert_false(str_ends(NULL, "bc"));
}

static void
test_copies_are_cut_at_a_character(void **state)
{
	char out[8];

	(void)state;
	assert_true(str_copy(out, 8, "工单ab") == false);
	assert_string_equal(out, "工单a");
	assert_false(str_copy(out, 6, "工单"));
	assert_string_equal(out, "工");
	assert_false(str_copy(out, 3, "工"));
	assert_string_equal(out, "");
	assert_true(str_copy(out, 7, "工单"));
	assert_string_equal(out, "工单");
	assert_true(str_copy(out, 1, NULL));
	assert_string_equal(out, "");
	assert_false(str_copy(out, 0, "x"));
	assert_false(str_copy(out, 5, "ab\xF0\x9F\x98\x80"));
	assert_string_equal(out, "ab");
}

static void
test_formatted_text_is_cut_at_a_character(void **state)
{
	char out[8];

	(void)state;
	assert_true(str_format(out, sizeof out, "%d", 42));
	assert_string_equal(out, "42");
	assert_false(str_format(out, sizeof out, "ab%s", "工单"));
	assert_string_equal(out, "ab工");
	assert_false(str_format(out, 0, "x"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_empty_str_is_a_valid_text),
		cmocka_unit_test(test_text_grows_in_every_way),
		cmocka_unit_test(test_splice_replaces_inserts_and_deletes),
		cmocka_unit_test(test_taken_text_leaves_an_empty_str),
		cmocka_unit_test(test_comparisons_know_null),
		cmocka_unit_test(test_copies_are_cut_at_a_character),
		cmocka_unit_test(test_formatted_text_is_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
