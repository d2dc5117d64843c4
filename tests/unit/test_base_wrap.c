#include <stdint.h>

#include "base/str.h"
#include "base/utf8.h"
#include "base/wrap.h"

#include "unit.h"

/* The lines of a text, with '|' between them. */
static void
expect_lines(const char *text, int columns, const char *want)
{
	size_t len = strlen(text), at = 0, end;
	struct str lines = { 0 };

	for (;;) {
		end = wrap_line(text, len, at, columns);
		str_addn(&lines, text + at, end - at);
		if (end >= len)
			break;
		str_addc(&lines, '|');
		at = text[end] == '\n' ? end + 1 : end;
	}
	assert_string_equal(str_text(&lines), want);
	str_release(&lines);
}

static void
test_no_run_of_closing_signs_starts_a_line(void **state)
{
	(void)state;
	expect_lines("一二三，四", 6, "一二|三，四");
	expect_lines("他说（见“附件”）。好", 14, "他说（见“附|件”）。好");
	expect_lines("一二三四五。”）」』】好", 13, "一二三四|五。”）」』】|好");
	expect_lines("一二三四五六……”）。好", 14, "一二三四五|六……”）。好");
	expect_lines("一二三四百分之五！？！”", 16, "一二三四百分之|五！？！”");
	expect_lines("一二三e\u0301）。四", 8, "一二三|e\u0301）。四");
}

static void
test_opening_signs_do_not_end_a_line(void **state)
{
	(void)state;
	expect_lines("一二（三四", 6, "一二|（三四");
	expect_lines("一二（《“三四", 10, "一二|（《“三四");
	expect_lines("一二（ 三四", 6, "一二|（ 三|四");
	expect_lines("共计￥三", 6, "共计|￥三");
}

static void
test_words_numbers_and_amounts_stay_whole(void **state)
{
	(void)state;
	expect_lines("退款1280.00元整", 10, "退款|1280.00元|整");
	expect_lines("退款1,280.00元整", 11, "退款|1,280.00元|整");
	expect_lines("一二１２８．００元", 14, "一二|１２８．００元");
	expect_lines("一二abc，三", 6, "一二|abc，|三");
	expect_lines("see my-shop.example.cn now", 20, "see |my-shop.example.cn |now");
	expect_lines("电话13800138000转8", 14, "电话|13800138000转8");
	expect_lines("编号：33010000", 12, "编号：|33010000");
	expect_lines("一，128.00", 8, "一，|128.00");
	expect_lines("约30%，二", 6, "约|30%，|二");
}

static void
test_what_fits_no_line_is_parted(void **state)
{
	(void)state;
	expect_lines("一13800138000", 6, "一1380|013800|0");
	expect_lines("，，，，，，", 4, "，，|，，|，，");
	expect_lines("（（（（（", 4, "（（|（（|（");
	expect_lines("abcdefgh", 1, "a|b|c|d|e|f|g|h");
	expect_lines("a\n\n，b", 8, "a||，b");
	expect_lines("", 8, "");
}

/* Pieces in chance order: signs up to four in a row, words of up to nine columns. */
static const char *const pieces[] = {
	"消",  "费",   "者",  "甲", "乙", "。", "，",	   "”",	 "）",
	"》",  "！",   "％",  "、", "…",  "（", "“",	   "《", "￥",
	"128", "9.50", "abc", " ",  "元", "Ｔ", "e\u0301",
};

static bool
is_sign(const char *s)
{
	return strstr("。，”）》！％、…（“《￥", s) != NULL;
}

static uint32_t
draw(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static void
make_text(struct str *text, uint32_t *seed)
{
	const char *piece;
	int i, signs = 0;

	str_clear(text);
	for (i = 0; i < 60; i++) {
		piece = pieces[draw(seed) % (sizeof pieces / sizeof *pieces)];
		signs = is_sign(piece) ? signs + 1 : 0;
		if (signs > 3 || (signs == 0 && i % 2))
			piece = "句", signs = 0;
		str_add(text, piece);
	}
}

/* Each sign that may not stand here, tried by hand: not by the tables of wrap.c. */
static void
check_break(const struct str *text, size_t at)
{
	static const char *const no_start[] = { "。", "，", "”",  "）", "》",
						"！", "％", "、", "…" };
	static const char *const no_end[] = { "（", "“", "《", "￥" };
	size_t i;

	for (i = 0; i < sizeof no_start / sizeof *no_start; i++)
		if (str_starts(text->s + at, no_start[i]))
			fail_msg("%s starts a line of %s", no_start[i], text->s);
	for (i = 0; i < sizeof no_end / sizeof *no_end; i++)
		if (at >= strlen(no_end[i]) &&
		    str_starts(text->s + at - strlen(no_end[i]), no_end[i]))
			fail_msg("%s ends a line of %s", no_end[i], text->s);
}

static void
test_chance_texts_keep_the_rules_and_every_byte(void **state)
{
	struct str text = { 0 };
	uint32_t seed = 12;
	size_t at, end;
	int i, columns;

	(void)state;
	for (i = 0; i < 2000; i++) {
		make_text(&text, &seed);
		columns = 40 + (int)(draw(&seed) % 40);
		for (at = 0; at < text.len; at = end) {
			end = wrap_line(text.s, text.len, at, columns);
			assert_true(end > at);
			assert_true(utf8_columns(text.s + at, end - at) <= columns);
			if (end < text.len)
				check_break(&text, end);
		}
	}
	str_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_run_of_closing_signs_starts_a_line),
		cmocka_unit_test(test_opening_signs_do_not_end_a_line),
		cmocka_unit_test(test_words_numbers_and_amounts_stay_whole),
		cmocka_unit_test(test_what_fits_no_line_is_parted),
		cmocka_unit_test(test_chance_texts_keep_the_rules_and_every_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
