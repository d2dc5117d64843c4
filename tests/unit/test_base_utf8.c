#include <langinfo.h>
#include <locale.h>
#include <wchar.h>

#include "base/utf8.h"

#include "unit.h"

static void
expect_faults(const char *s, size_t len, size_t faults)
{
	size_t n, at, seen = 0;
	uint32_t cp;

	for (at = 0; at < len; at += n) {
		n = utf8_decode(s + at, len - at, &cp);
		seen += n == 1 && cp == UTF8_REPLACEMENT;
	}
	assert_int_equal(seen, faults);
	assert_int_equal(utf8_valid(s, len), faults == 0);
}

static void
test_every_character_survives_encoding_and_decoding(void **state)
{
	uint32_t cp, back;
	char s[4];
	size_t n;

	(void)state;
	for (cp = 0; cp < 0x110000; cp++) {
		n = utf8_encode(cp, s);
		if (cp >= 0xD800 && cp <= 0xDFFF) {
			assert_int_equal(n, 0);
			continue;
		}
		if (utf8_decode(s, n, &back) != n || back != cp)
			fail_msg("U+%04X", (unsigned)cp);
	}
	assert_int_equal(utf8_encode(0x110000, s), 0);
}

static void
test_ill_formed_bytes_count_one_by_one(void **state)
{
	(void)state;
	expect_faults("\x80", 1, 1);
	expect_faults("\xC0\xAF", 2, 2); /* overlong / */
	expect_faults("\xC1\xBF", 2, 2);
	expect_faults("\xE0\x80\xAF", 3, 3); /* overlong */
	expect_faults("\xF0\x80\x80\xAF", 4, 4); /* overlong */
	expect_faults("\xED\xA0\x80", 3, 3); /* surrogate */
	expect_faults("\xF4\x90\x80\x80", 4, 4); /* above U+10FFFF */
	expect_faults("\xF5\x80", 2, 2);
	expect_faults("\xFF\xFE", 2, 2);
	expect_faults("\xE5\xB7", 2, 2); /* cut short */
	expect_faults("\xE5"
		      "a",
		      2, 1);
	expect_faults("\xEF\xBF\xBD", 3, 0); /* U+FFFD itself is a character */
	expect_faults("工\xE5单", 7, 1);
	expect_faults("", 0, 0);
}

static void
test_characters_are_counted(void **state)
{
	(void)state;
	assert_int_equal(utf8_count("a工\xFF😀", 9), 4);
	assert_int_equal(utf8_count("", 0), 0);
}

static void
test_classes_keep_the_dangerous_apart(void **state)
{
	static const struct {
		uint32_t cp;
		enum utf8_class class;
	} cases[] = {
		{ 'a', UTF8_PLAIN },	      { 0x5DE5, UTF8_PLAIN },
		{ 0x1F600, UTF8_PLAIN },      { 0x20000, UTF8_PLAIN },
		{ '\n', UTF8_NEWLINE },	      { '\t', UTF8_TAB },
		{ 0, UTF8_CONTROL },	      { 0x1B, UTF8_CONTROL },
		{ '\r', UTF8_CONTROL },	      { 0x7F, UTF8_CONTROL },
		{ 0x85, UTF8_CONTROL },	      { 0x9B, UTF8_CONTROL },
		{ 0xAD, UTF8_INVISIBLE },     { 0x200B, UTF8_INVISIBLE },
		{ 0x200D, UTF8_INVISIBLE },   { 0x200E, UTF8_INVISIBLE },
		{ 0x202E, UTF8_INVISIBLE },   { 0x2066, UTF8_INVISIBLE },
		{ 0x2069, UTF8_INVISIBLE },   { 0x2028, UTF8_INVISIBLE },
		{ 0x2029, UTF8_INVISIBLE },   { 0xFEFF, UTF8_INVISIBLE },
		{ 0x61C, UTF8_INVISIBLE },    { 0xE0041, UTF8_INVISIBLE },
		{ 0x3164, UTF8_INVISIBLE },   { 0xFFFF, UTF8_INVISIBLE },
		{ 0xE000, UTF8_INVISIBLE },   { 0xF8FF, UTF8_INVISIBLE },
		{ 0xFE0F, UTF8_INVISIBLE },   { 0xE01EF, UTF8_INVISIBLE },
		{ 0x10FFFD, UTF8_INVISIBLE }, { 0x17B4, UTF8_INVISIBLE },
		{ 0xF900, UTF8_PLAIN },	      { 0xFE20, UTF8_COMBINING },
		{ 0x301, UTF8_COMBINING },    { 0x20E3, UTF8_COMBINING },

	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof *cases; i++)
		if (utf8_class(cases[i].cp) != cases[i].class)
			fail_msg("U+%04X", (unsigned)cases[i].cp);
}

/* What Unicode 15 and 16 made wide, or seen, that was not so in 14: a C library may say
 * either.  What it does not know at all it says nothing about. */
static const struct {
	uint32_t first, last;
} changed[] = {
	{ 0x2630, 0x2637 },   { 0x268A, 0x268F },   { 0x3164, 0x3164 },
	{ 0xFFA0, 0xFFA0 },   { 0xFFF9, 0xFFFB },   { 0x1171E, 0x1171E },
	{ 0x13430, 0x13438 }, { 0x1D300, 0x1D356 }, { 0x1D360, 0x1D376 },
};

static bool
has_changed(uint32_t cp)
{
	size_t i;

	for (i = 0; i < sizeof changed / sizeof *changed; i++)
		if (cp >= changed[i].first && cp <= changed[i].last)
			return true;
	return false;
}

static void
test_widths_agree_with_the_terminals_wcwidth(void **state)
{
	unsigned compared = 0;
	uint32_t cp;

	(void)state;
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		pass_over("no UTF-8 locale");
	for (cp = 0xA0; cp < 0x110000; cp++) {
		int theirs = wcwidth((wchar_t)cp);

		if (theirs < 0)
			continue;
		compared++;
		if (theirs != utf8_width(cp) && !has_changed(cp))
			fail_msg("U+%04X: %d here, %d there", (unsigned)cp,
				 utf8_width(cp), theirs);
	}
	assert_true(compared > 250000);
}

/* One answer on every machine, also where its C library knows less. */
static void
test_widths_are_those_of_unicode_16(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(0x2630), 2);
	assert_int_equal(utf8_width(0x268F), 2);
	assert_int_equal(utf8_width(0x4DC0), 2);
	assert_int_equal(utf8_width(0x1D300), 2);
	assert_int_equal(utf8_width(0x31350), 2); /* extension H, Unicode 15 */
	assert_int_equal(utf8_width(0x2EBF0), 2); /* extension I, Unicode 15.1 */
	assert_int_equal(utf8_width(0x1FAE9), 2); /* an emoji of Unicode 16 */
	assert_int_equal(utf8_width(0x1171E), 1);
	assert_int_equal(utf8_width(0x897), 0); /* a mark of Unicode 16 */
}

static void
test_widths_of_what_callers_say(void **state)
{
	(void)state;
	assert_int_equal(utf8_width('a'), 1);
	assert_int_equal(utf8_width(0x5DE5), 2); /* 工 */
	assert_int_equal(utf8_width(0xFF21), 2); /* Ａ */
	assert_int_equal(utf8_width(0x3000), 2); /* ideographic space */
	assert_int_equal(utf8_width(0x20000), 2); /* extension B */
	assert_int_equal(utf8_width(0x1F600), 2); /* 😀 */
	assert_int_equal(utf8_width(0x301), 0);
	assert_int_equal(utf8_width(0xAC00), 2); /* 가 */
	assert_int_equal(utf8_width(0x2500), 1); /* ─ */
	assert_int_equal(utf8_columns("工a\u0301单", strlen("工a\u0301单")), 5);
}

static void
test_the_longest_prefix_fits(void **state)
{
	const char *s = "工单a\u0301b";
	int used;

	(void)state;
	assert_int_equal(utf8_fit(s, strlen(s), 3, &used), 3);
	assert_int_equal(used, 2);
	assert_int_equal(utf8_fit(s, strlen(s), 5, &used), 9);
	assert_int_equal(used, 5);
	assert_int_equal(utf8_fit(s, strlen(s), 99, NULL), strlen(s));
	assert_int_equal(utf8_fit(s, strlen(s), 0, &used), 0);
	assert_int_equal(utf8_fit("", 0, 5, &used), 0);
}

static void
test_the_cursor_moves_by_what_a_person_sees(void **state)
{
	const char *s = "a\u0301工\xFF"
			"b";
	size_t len = strlen(s);

	(void)state;
	assert_int_equal(utf8_next(s, len, 0), 3);
	assert_int_equal(utf8_next(s, len, 3), 6);
	assert_int_equal(utf8_next(s, len, 6), 7);
	assert_int_equal(utf8_next(s, len, 8), len);
	assert_int_equal(utf8_next(s, len, 99), len);
	assert_int_equal(utf8_prev(s, len, len), 7);
	assert_int_equal(utf8_prev(s, len, 7), 6);
	assert_int_equal(utf8_prev(s, len, 6), 3);
	assert_int_equal(utf8_prev(s, len, 3), 0);
	assert_int_equal(utf8_prev(s, len, 0), 0);
	assert_int_equal(utf8_prev(s, len, 99), 7);
	assert_int_equal(utf8_prev("\u0301", 2, 2), 0);
}

static void
expect_clean(const char *in, size_t len, const char *want, size_t dropped)
{
	struct str out = { 0 };

	assert_int_equal(utf8_clean(&out, in, len), dropped);
	assert_string_equal(str_text(&out), want);
	str_release(&out);
}

static void
test_text_that_comes_in_loses_only_what_is_no_text(void **state)
{
	(void)state;
	expect_clean("a\r\nb\rc\n\td", 9, "a\nb\nc\n\td", 0);
	expect_clean("x\x1b[31m", 6, "x[31m", 1);
	expect_clean("a\0b", 3, "ab", 1);
	expect_clean("\xFF工\xC2\x9B", 6, "工", 3);
	expect_clean("a\u202Eb😀", strlen("a\u202Eb😀"), "a\u202Eb😀", 0);
	expect_clean("\r", 1, "\n", 0);
}

static void
test_full_width_signs_become_plain(void **state)
{
	struct str out = { 0 };
	const char *s = "１３８－Ａｂ　～工";

	(void)state;
	utf8_narrow(&out, s, strlen(s));
	assert_string_equal(str_text(&out), "138-Ab ~工");
	str_release(&out);
}

static void
expect_visible(const char *in, const char *want)
{
	struct str out = { 0 };

	utf8_visible(&out, in, strlen(in));
	assert_string_equal(str_text(&out), want);
	str_release(&out);
}

static void
test_nothing_reaches_the_terminal_as_control(void **state)
{
	(void)state;
	expect_visible("工单 a", "工单 a");
	expect_visible("\x1b[2J\x7f", "␛[2J␡");
	expect_visible("a\nb\tc", "a b c");
	expect_visible("\u202Egnp", "‹U+202E›gnp");
	expect_visible("\xC2\x9B"
		       "1m",
		       "‹U+009B›1m");
	expect_visible("a\xFF", "a‹FF›");
	expect_visible("\U000E0041", "‹U+E0041›");
	expect_visible("e\u0301", "e\u0301");
	expect_visible("\u0301", "‹U+0301›");
	expect_visible("\n\u0301", " ‹U+0301›");
	expect_visible("a\u0301\u0301\u0301\u0301\u0301b",
		       "a\u0301\u0301\u0301\u0301‹U+0301›b");
}

/* A cursor stands behind what is shown: marks and pictures have their width. */
static void
test_every_character_is_as_wide_as_it_is_shown(void **state)
{
	struct str seen = { 0 };
	char text[8];
	uint32_t cp;
	size_t n;

	(void)state;
	for (cp = 1; cp <= 0x10FFFF; cp++) {
		text[0] = 'a';
		n = utf8_encode(cp, text + 1);
		if (!n)
			continue;
		str_clear(&seen);
		utf8_visible(&seen, text, n + 1);
		if (utf8_columns(text, n + 1) != utf8_columns(seen.s, seen.len))
			fail_msg("U+%04X", (unsigned)cp);
	}
	str_clear(&seen);
	utf8_visible(&seen, "a\xff\xe4\xb8", 4);
	assert_int_equal(utf8_columns("a\xff\xe4\xb8", 4),
			 utf8_columns(seen.s, seen.len));
	str_release(&seen);
}

/* Whatever stands together: what is measured is what is drawn, cell by cell. */
static void
test_a_text_is_as_wide_as_it_is_shown(void **state)
{
	static const char *const bits[] = { "a",  "工",	  "\u0301", "\u0302",
					    "\n", "\x1b", "\u202E", "\xff" };
	enum { BITS = 8, LENGTH = 7, ALL = 1 << 3 * LENGTH };
	struct str seen = { 0 }, text = { 0 };
	int way, i, used, part;
	size_t at, back, n;

	(void)state;
	for (way = 0; way < ALL; way += 37) {
		str_clear(&text);
		str_clear(&seen);
		for (i = 0; i < LENGTH; i++)
			str_add(&text, bits[way >> 3 * i & (BITS - 1)]);
		utf8_visible(&seen, text.s, text.len);
		used = utf8_columns(text.s, text.len);
		if (used != utf8_columns(seen.s, seen.len))
			fail_msg("%o: %d", (unsigned)way, used);
		n = utf8_fit(text.s, text.len, used, &part);
		assert_int_equal(n, text.len);
		assert_int_equal(part, used);
		for (at = 0, part = 0; at < text.len; at = n) {
			n = utf8_next(text.s, text.len, at);
			back = utf8_prev(text.s, text.len, n);
			if (back != at)
				fail_msg("%o: %zu, not %zu", (unsigned)way, back, at);
			part += utf8_columns(text.s + at, n - at);
		}
		assert_int_equal(part, used);
	}
	str_release(&seen);
	str_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_character_survives_encoding_and_decoding),
		cmocka_unit_test(test_ill_formed_bytes_count_one_by_one),
		cmocka_unit_test(test_characters_are_counted),
		cmocka_unit_test(test_classes_keep_the_dangerous_apart),
		cmocka_unit_test(test_widths_agree_with_the_terminals_wcwidth),
		cmocka_unit_test(test_widths_are_those_of_unicode_16),
		cmocka_unit_test(test_every_character_is_as_wide_as_it_is_shown),
		cmocka_unit_test(test_a_text_is_as_wide_as_it_is_shown),
		cmocka_unit_test(test_widths_of_what_callers_say),
		cmocka_unit_test(test_the_longest_prefix_fits),
		cmocka_unit_test(test_the_cursor_moves_by_what_a_person_sees),
		cmocka_unit_test(test_text_that_comes_in_loses_only_what_is_no_text),
		cmocka_unit_test(test_full_width_signs_become_plain),
		cmocka_unit_test(test_nothing_reaches_the_terminal_as_control),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
