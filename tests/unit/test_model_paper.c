#include "base/utf8.h"

#include "model/paper.h"

#include "unit.h"

static enum verdict
text_of(struct str *out, const char *body, int columns, struct err *err)
{
	const struct paper_look look = { .columns = columns };
	struct paper p;
	enum verdict v = paper_read(&p, body, strlen(body), err);

	if (v != DONE)
		return v;
	paper_text(out, &p, &look);
	paper_release(&p);
	return DONE;
}

static void
expect(const char *body, int columns, const char *want)
{
	struct str out = { 0 };
	struct err err = { 0 };

	assert_int_equal(text_of(&out, body, columns, &err), DONE);
	assert_string_equal(str_text(&out), want);
	str_release(&out);
}

static void
expect_refused(const char *body, size_t len, const char *word)
{
	struct err err = { 0 };
	struct paper p;

	assert_int_equal(paper_read(&p, body, len, &err), REFUSED);
	assert_non_null(strstr(err.text, word));
}

static void
test_each_block_has_its_place(void **state)
{
	(void)state;
	expect("# 决定书\n>< 第1号\n>> 右\n<< 张三：\n受理。\n-- 注：一\n---\n", 20,
	       "       决定书\n"
	       "       第1号\n"
	       "                  右\n"
	       "张三：\n"
	       "    受理。\n"
	       "注：一\n"
	       "--------------------\n");
}

static void
test_a_paragraph_is_indented_once_and_keeps_punctuation(void **state)
{
	(void)state;
	/* the comma would start the second line: its character goes with it */
	expect("一二三四五六七八，九", 20, "    一二三四五六七\n八，九\n");
}

static void
test_a_number_is_not_cut(void **state)
{
	(void)state;
	expect("<< 电话是一二三0571-88886666号", 20, "电话是一二三\n0571-88886666号\n");
}

static void
test_the_rows_of_a_form_are_framed_together(void **state)
{
	(void)state;
	expect("| 姓名 | 张三 | 电话 | 138\n| 地址 | 文三路\n", 40,
	       "+------+-----------+------+------------+\n"
	       "| 姓名 | 张三      | 电话 | 138        |\n"
	       "+------+-----------+------+------------+\n"
	       "| 地址 | 文三路                        |\n"
	       "+------+-------------------------------+\n");
}

static void
test_pairs_under_one_heading_have_labels_of_one_width(void **state)
{
	(void)state;
	expect("| 甲 | 一 | 二 | 三 | 四\n| 甲 | 五 | 六\n", 47,
	       "+------+------+-----------+------+------------+\n"
	       "| 甲   | 一   | 二        | 三   | 四         |\n"
	       "+------+------+-----------+------+------------+\n"
	       "| 甲   | 五   | 六                            |\n"
	       "+------+------+-------------------------------+\n");
}

static int
pages_of(const char *body, struct str *out)
{
	struct paper paper;
	struct err err;
	int n;

	assert_int_equal(paper_read(&paper, body, strlen(body), &err), DONE);
	n = paper_pages(out, &paper, "【作废】");
	paper_release(&paper);
	return n;
}

static void
test_pages_of_a_printer_have_66_lines_and_their_number(void **state)
{
	struct str body = { 0 }, out = { 0 };
	const char *page, *end, *s;
	int i, n, lines;

	(void)state;
	for (i = 0; i < 130; i++)
		str_addf(&body, "<< %d\n", i);
	str_add(&body, "===\n<< 末页\n");
	n = pages_of(str_text(&body), &out);
	assert_int_equal(n, 4);
	for (i = 1, page = out.s; (end = strchr(page, '\f')); page = end + 1, i++) {
		for (lines = 1, s = page; s < end; s++)
			lines += *s == '\n';
		assert_true(lines <= PAPER_LINES);
		assert_true(lines >= PAPER_LINES - 3);
		str_clear(&body);
		/* at the outer side, one character in */
		if (i % 2)
			str_addf(&body, "%*s— %d —\n\f", PAPER_WIDTH - 7, "", i);
		else
			str_addf(&body, "\n  — %d —\n\f", i);
		assert_non_null(strstr(page, str_text(&body)));
	}
	assert_int_equal(i, 5);
	assert_true(str_starts(out.s, "【作废】\n0\n1\n"));
	str_release(&body);
	str_release(&out);
}

static void
test_a_bar_and_a_new_line_can_stand_in_a_cell(void **state)
{
	(void)state;
	expect("| 甲 | a\\|b\\nc\\\\d\n", 30,
	       "+------+---------------------+\n"
	       "| 甲   | a|b                 |\n"
	       "|      | c\\d                 |\n"
	       "+------+---------------------+\n");
}

static void
test_a_row_that_ends_in_a_bar_has_an_empty_cell(void **state)
{
	(void)state;
	expect("| 备注 |", 30,
	       "+------+---------------------+\n"
	       "| 备注 |                     |\n"
	       "+------+---------------------+\n");
}

static void
test_the_date_ends_four_characters_in_below_its_office(void **state)
{
	(void)state;
	expect("@seal 某某市场监督管理局|2026年1月2日", 40,
	       "             某某市场监督管理局（印章）\n"
	       "                    2026年1月2日\n");
	/* a long name runs on to the edge and no further; the date stays */
	expect("@seal 一个名称很长的市场监督管理局|2026年1月2日", 40,
	       "    一个名称很长的市场监督管理局（印章）\n"
	       "                    2026年1月2日\n");
}

static void
test_a_backslash_makes_a_mark_a_text(void **state)
{
	(void)state;
	expect("\\# 不是标题", 30, "    # 不是标题\n");
	expect("\\\\x", 30, "    \\x\n");
}

static void
test_what_would_hide_or_turn_text_is_named(void **state)
{
	(void)state;
	expect("<< a\xe2\x80\xae"
	       "b\x1b",
	       30, "a‹U+202E›b␛\n");
}

static void
test_a_bad_body_is_refused_by_its_line(void **state)
{
	static char big[PAPER_MAX + 1];
	struct str row = { 0 };
	int i;

	(void)state;
	expect_refused("好\n\xff\n", 6, "2");
	expect_refused("a\0b", 3, "1");
	expect_refused("", 0, "empty");
	expect_refused("\n\n", 2, "empty");
	memset(big, 'x', sizeof big);
	expect_refused(big, sizeof big, "256");
	for (i = 0; i <= PAPER_CELLS; i++)
		str_add(&row, "|x");
	expect_refused(row.s, row.len, "cells");
	expect_refused("@seal a|b|c", 11, "cells");
	str_release(&row);
}

static void
test_no_line_is_wider_than_asked(void **state)
{
	static const char body[] =
		"# 一个很长很长很长很长很长很长的题目\n"
		"|甲|乙|丙|丁|戊|己|庚|辛|壬|癸|子|丑\n"
		"|很长的标签名称在这里|值|另一个很长的标签|https://a.example/b/c\n"
		"@seal 一个名称特别特别特别特别特别长的机关|2026年11月24日\n"
		">> 右侧的一行文字也可能比一行更长更长更长更长更长\n";
	struct str out = { 0 };
	const char *s, *end;
	struct err err;
	int columns;

	(void)state;
	for (columns = 64; columns <= 100; columns++) {
		str_clear(&out);
		assert_int_equal(text_of(&out, body, columns, &err), DONE);
		for (s = str_text(&out); *s; s = end + 1) {
			end = strchr(s, '\n');
			assert_true(utf8_columns(s, (size_t)(end - s)) <= columns);
		}
	}
	str_release(&out);
}

/* A number of 25 digits stands on one line where the row has room, and the rows of the
 * table keep their columns. */
static void
test_number_is_not_parted(void **state)
{
	static const char number[] = "3301000002026120100000001";
	static const struct {
		const char *body;
		int columns;
		bool whole;
	} tries[] = {
		{ "|登记编号|3301000002026120100000001|收到日期|2026年12月1日\n"
		  "|授权委托书原件|无|受托人身份证明|13911110001\n",
		  80, true },
		{ "|投诉人|金丝雀|登记编号|3301000002026120100000001\n"
		  "|授权委托书原件|无|受托人身份证明|无\n",
		  80, true },
		{ "|登记编号|3301000002026120100000001|原件|3301000002026120100000001\n",
		  80, true },
		{ "|登记编号|3301000002026120100000001|原件|3301000002026120100000001\n",
		  64, false },
	};
	int first[PAPER_CELLS], last[PAPER_CELLS];
	struct str out = { 0 };
	struct paper p;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof tries / sizeof *tries; i++) {
		str_clear(&out);
		assert_int_equal(text_of(&out, tries[i].body, tries[i].columns, &err),
				 DONE);
		assert_int_equal(strstr(str_text(&out), number) != NULL,
				 tries[i].whole);
		assert_int_equal(
			paper_read(&p, tries[i].body, strlen(tries[i].body), &err),
			DONE);
		paper_columns(&p, 0, tries[i].columns, first);
		paper_columns(&p, p.blocks.n - 1, tries[i].columns, last);
		assert_memory_equal(first, last, 4 * sizeof *first);
		assert_int_equal(first[0] + first[1] + first[2] + first[3],
				 tries[i].columns);
		paper_release(&p);
	}
	str_release(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_block_has_its_place),
		cmocka_unit_test(
			test_a_paragraph_is_indented_once_and_keeps_punctuation),
		cmocka_unit_test(test_a_number_is_not_cut),
		cmocka_unit_test(test_the_rows_of_a_form_are_framed_together),
		cmocka_unit_test(test_a_bar_and_a_new_line_can_stand_in_a_cell),
		cmocka_unit_test(test_a_row_that_ends_in_a_bar_has_an_empty_cell),
		cmocka_unit_test(
			test_the_date_ends_four_characters_in_below_its_office),
		cmocka_unit_test(test_a_backslash_makes_a_mark_a_text),
		cmocka_unit_test(test_what_would_hide_or_turn_text_is_named),
		cmocka_unit_test(test_a_bad_body_is_refused_by_its_line),
		cmocka_unit_test(test_no_line_is_wider_than_asked),
		cmocka_unit_test(test_number_is_not_parted),
		cmocka_unit_test(test_pairs_under_one_heading_have_labels_of_one_width),
		cmocka_unit_test(
			test_pages_of_a_printer_have_66_lines_and_their_number),
	};

	return cmocka_run_group_tests_name("model/paper", tests, NULL, NULL);
}
