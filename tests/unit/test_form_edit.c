#include "base/clock.h"
#include "base/utf8.h"

#include "form/edit.h"

#include "unit.h"

static void
type(struct edit *e, const char *s)
{
	edit_insert(e, s, strlen(s));
}

static void
test_a_typed_run_is_one_step_back(void **state)
{
	struct edit *e = edit_new(0, 4);

	(void)state;
	type(e, "买");
	type(e, "了");
	type(e, "糕");
	assert_true(edit_undo(e));
	assert_string_equal(edit_text(e), "");
	assert_true(edit_redo(e));
	assert_string_equal(edit_text(e), "买了糕");
	assert_false(edit_redo(e));
	assert_true(edit_undo(e));
	assert_false(edit_undo(e));
	edit_free(e);
}

static void
test_a_correction_in_the_middle_is_a_step_of_its_own(void **state)
{
	struct edit *e = edit_new(0, 4);

	(void)state;
	type(e, "昨");
	type(e, "天");
	edit_move(e, EDIT_LEFT, 40);
	edit_cut(e, EDIT_CHAR_BACK);
	type(e, "前");
	assert_string_equal(edit_text(e), "前天");
	edit_undo(e);
	edit_undo(e);
	assert_string_equal(edit_text(e), "昨天");
	type(e, "x");
	assert_false(edit_redo(e));
	edit_free(e);
}

static void
test_undo_never_leaves_another_text_behind(void **state)
{
	static const char *const bits[] = {
		"甲", "b", "\n", "，", "长一点的一段", "\t"
	};
	struct edit *e = edit_new(0, 4);
	char *texts[400];
	int i, n = 0;
	unsigned seed = 7;

	(void)state;
	for (i = 0; i < 400; i++) {
		seed = seed * 1103515245u + 12345u;
		texts[n++] = strdup(edit_text(e));
		edit_seek(e, seed % (edit_len(e) + 1));
		if (seed >> 16 & 3 || !edit_len(e))
			type(e, bits[(seed >> 8) % 6]);
		else if (edit_cursor(e) > 0)
			edit_cut(e, EDIT_CHAR_BACK);
		else
			edit_cut(e, EDIT_CHAR);
	}
	while (n > 0) {
		assert_true(edit_undo(e));
		assert_string_equal(edit_text(e), texts[n - 1]);
		free(texts[--n]);
	}
	assert_false(edit_undo(e));
	edit_free(e);
}

static void
test_what_does_not_fit_is_counted(void **state)
{
	struct edit *e = edit_new(5, 1);

	(void)state;
	assert_int_equal(edit_insert(e, "一二三四五六七", 21), 2);
	assert_string_equal(edit_text(e), "一二三四五");
	assert_int_equal(edit_insert(e, "八", 3), 1);
	assert_int_equal(edit_chars(e), 5);
	edit_free(e);
}

static void
test_a_line_takes_no_newline_and_no_control(void **state)
{
	struct edit *e = edit_new(0, 1);

	(void)state;
	type(e, "文三路\n12号\x1b\r\n");
	assert_string_equal(edit_text(e), "文三路 12号");
	edit_free(e);
	e = edit_new(0, 3);
	assert_int_equal(edit_insert(e,
				     "a\xff\xfe"
				     "b",
				     4),
			 2);
	assert_string_equal(edit_text(e), "ab");
	edit_free(e);
}

static void
test_words_and_lines_are_cut_and_put_back(void **state)
{
	struct edit *e = edit_new(0, 4);

	(void)state;
	type(e, "order 12345\nsecond line");
	edit_cut(e, EDIT_WORD_BACK);
	assert_string_equal(edit_text(e), "order 12345\nsecond ");
	edit_yank(e);
	assert_string_equal(edit_text(e), "order 12345\nsecond line");
	edit_cut(e, EDIT_TO_START);
	assert_string_equal(edit_text(e), "order 12345\n");
	edit_seek(e, 5);
	edit_cut(e, EDIT_TO_END);
	assert_string_equal(edit_text(e), "order\n");
	edit_free(e);
}

static void
test_up_and_down_keep_their_column(void **state)
{
	struct edit *e = edit_new(0, 4);

	(void)state;
	edit_set(e, "一二三四\n五\n六七八九");
	edit_seek(e, 9); /* behind 三: column 6 */
	edit_move(e, EDIT_DOWN, 40);
	assert_int_equal(edit_cursor(e), 16); /* behind 五 */
	edit_move(e, EDIT_DOWN, 40);
	assert_int_equal(edit_cursor(e), 26); /* behind 八 */
	edit_move(e, EDIT_HOME, 40);
	assert_int_equal(edit_cursor(e), 17);
	edit_move(e, EDIT_END, 40);
	assert_int_equal(edit_cursor(e), edit_len(e));
	edit_move(e, EDIT_PAGE_UP, 40);
	assert_true(edit_cursor(e) <= 12);
	edit_free(e);
}

static void
test_lines_break_between_characters(void **state)
{
	struct edit_line lines[8];
	static const char text[] = "一二三四五六七";

	(void)state;
	assert_int_equal(edit_wrap(text, sizeof text - 1, 7, lines, 8), 3);
	assert_int_equal(lines[0].len, 9);
	assert_int_equal(lines[1].at, 9);
	assert_int_equal(lines[2].len, 3);
	assert_int_equal(edit_line_of(lines, 3, 9), 1);
	assert_int_equal(edit_wrap("", 0, 7, lines, 8), 1);
	assert_int_equal(edit_wrap("a\n", 2, 7, lines, 8), 2);
}

static void
test_punctuation_neither_starts_nor_ends_a_line(void **state)
{
	struct edit_line lines[8];
	static const char close[] = "一二三，四", open[] = "一二（三四";

	(void)state;
	edit_wrap(close, sizeof close - 1, 6, lines, 8);
	assert_int_equal(lines[1].at, 6); /* 三，go down together */
	edit_wrap(open, sizeof open - 1, 6, lines, 8);
	assert_int_equal(lines[1].at, 6); /* （ goes down */
	assert_true(edit_wrap("，，，，，，", 18, 4, lines, 8) >= 3);
}

/* Marks beyond those that a character takes are drawn by name, eight columns each. */
static void
test_no_line_is_wider_than_it_is_shown(void **state)
{
	static const char text[] =
		"甲a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
		"\u0301\u0301\u0301\u0301要退款\n\u0301\u0301乙\u202e";
	struct edit_line lines[64];
	struct str seen = { 0 };
	int columns;
	size_t n, i;

	(void)state;
	for (columns = 10; columns < 90; columns++) {
		n = edit_wrap(text, sizeof text - 1, columns, lines, 64);
		for (i = 0; i < n; i++) {
			str_clear(&seen);
			utf8_visible(&seen, text + lines[i].at, lines[i].len);
			assert_true(utf8_columns(str_text(&seen), seen.len) <= columns);
		}
	}
	str_release(&seen);
}

static void
test_wrapping_loses_no_byte(void **state)
{
	static const char text[] = "一，二。（三）\n\nabc「四」é\u0301\u202e五六七八九";
	struct edit_line lines[64];
	size_t n, i, columns;

	(void)state;
	for (columns = 1; columns < 30; columns++) {
		n = edit_wrap(text, sizeof text - 1, (int)columns, lines, 64);
		for (i = 0; i + 1 < n; i++) {
			size_t end = lines[i].at + lines[i].len;

			assert_true(lines[i + 1].at == end + (text[end] == '\n'));
		}
		assert_int_equal(lines[n - 1].at + lines[n - 1].len, sizeof text - 1);
	}
}

static void
test_a_large_paste_and_a_key_in_it_are_quick(void **state)
{
	enum { SIZE = 120000, KEYS = 100 };
	struct edit *e = edit_new(0, 10);
	char *big = malloc(SIZE);
	struct stamp start;
	int i;

	(void)state;
	for (i = 0; i + 3 <= SIZE; i += 3)
		memcpy(big + i, "诉", 3);
	start = clock_now();
	edit_insert(e, big, SIZE);
	assert_int_equal(edit_chars(e), SIZE / 3);
	assert_true(clock_now().mono - start.mono < 500);
	edit_set(e, "");
	edit_insert(e, big, 9000);
	start = clock_now();
	for (i = 0; i < KEYS; i++) {
		type(e, "x");
		edit_wrap(edit_text(e), edit_len(e), 60, NULL, 0);
	}
	assert_true(clock_now().mono - start.mono < KEYS * 10);
	edit_free(e);
	free(big);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_typed_run_is_one_step_back),
		cmocka_unit_test(test_a_correction_in_the_middle_is_a_step_of_its_own),
		cmocka_unit_test(test_undo_never_leaves_another_text_behind),
		cmocka_unit_test(test_what_does_not_fit_is_counted),
		cmocka_unit_test(test_a_line_takes_no_newline_and_no_control),
		cmocka_unit_test(test_words_and_lines_are_cut_and_put_back),
		cmocka_unit_test(test_up_and_down_keep_their_column),
		cmocka_unit_test(test_lines_break_between_characters),
		cmocka_unit_test(test_punctuation_neither_starts_nor_ends_a_line),
		cmocka_unit_test(test_no_line_is_wider_than_it_is_shown),
		cmocka_unit_test(test_wrapping_loses_no_byte),
		cmocka_unit_test(test_a_large_paste_and_a_key_in_it_are_quick),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
