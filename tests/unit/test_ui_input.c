/* Bytes become keys however they are cut, and no state lasts for ever. */
#include <locale.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

#include "unit.h"

#include "ui/term/input.h"

static struct input in;
static struct str heard; /* keys by name, texts as they are */

static void
hear(int64_t now)
{
	struct key key;
	char word[16];

	while (input_next(&in, now, &key)) {
		if (key.code == K_TEXT)
			str_add(&heard, key.text);
		else if (key.code == K_PASTE)
			str_addf(&heard, "<paste %s>", key.paste);
		else {
			key_word(&key, word);
			str_addf(&heard, "<%s>", word);
		}
	}
}

/* Parts of a text, each read `gap` ms after the one before; then a minute of silence. */
static const char *
after(const char *const *parts, int64_t gap)
{
	int64_t now = 1000, due;
	size_t i;

	setlocale(LC_ALL, "C.UTF-8");
	input_release(&in);
	input_init(&in);
	str_release(&heard);
	for (i = 0; parts[i]; i++, now += gap) {
		for (due = input_due(&in); due && due <= now; due = input_due(&in))
			hear(due);
		input_feed(&in, parts[i], strlen(parts[i]), now);
		hear(now);
	}
	for (i = 0; (due = input_due(&in)) != 0; i++) {
		assert_true(i < 10 && due < now + 6000);
		hear(due);
	}
	return str_text(&heard);
}

#define AFTER(gap, ...) after((const char *const[]){ __VA_ARGS__, NULL }, gap)

static void
test_a_paste_ends_wherever_its_end_is_cut(void **unused)
{
	(void)unused;
	assert_string_equal(AFTER(60, "\033[200~138\033", "[201~", "9"),
			    "<paste 138>9");
	assert_string_equal(AFTER(90, "\033", "[200~1", "\033[2", "01~x"),
			    "<Esc>[200~1x");
	assert_string_equal(AFTER(30, "\033", "[200~1", "\033[2", "01~x"),
			    "<paste 1>x");
	assert_string_equal(AFTER(60, "\033[200~a\033[\033[201~b"), "<paste a\033[>b");
	assert_string_equal(AFTER(1, "\033[200~一\r二\033[201~"), "<paste 一\n二>");
	/* a byte that ends a broken character may begin the next one */
	assert_string_equal(AFTER(1, "\033[200~\xc3末尾\033[201~"),
			    "<paste \xef\xbf\xbd末尾>");
}

static void
test_a_paste_without_an_end_ends_by_itself(void **unused)
{
	(void)unused;
	assert_string_equal(AFTER(1500, "\033[200~138\033[20", "a\r", "\033[201~b"),
			    "<paste 138>a<Enter>b");
	/* who types on in it is free after five seconds */
	assert_string_equal(AFTER(900, "\033[200~", "1", "2", "3", "4", "5", "6", "7"),
			    "<paste 12345>67");
}

static void
test_a_key_in_pieces_is_a_key(void **unused)
{
	(void)unused;
	assert_string_equal(AFTER(30, "\033", "[A"), "<Up>");
	assert_string_equal(AFTER(30, "\033[", "A"), "<Up>");
	assert_string_equal(AFTER(30, "\033", "O", "P"), "<F1>");
	assert_string_equal(AFTER(30, "\033[1", ";5", "D"), "<C-Left>");
	assert_string_equal(AFTER(200, "\033[2", "1~"), "<F10>");
	assert_string_equal(AFTER(200, "\xe5", "\xbc", "\xa0"), "张");
}

static void
test_esc_is_a_key_soon(void **unused)
{
	(void)unused;
	assert_string_equal(AFTER(100, "\033", "a"), "<Esc>a");
	assert_string_equal(AFTER(1, "\033a"), "<Esc>a");
	assert_string_equal(AFTER(1, "\033\033\033[A"), "<Esc><Esc><Up>");
	assert_string_equal(AFTER(100, "\033", "[A"), "<Esc>[A");
}

static void
test_what_is_begun_and_not_ended_swallows_nothing(void **unused)
{
	(void)unused;
	/* parameters, and what a person types on after them */
	assert_string_equal(AFTER(150, "\033[20", "1", "3", "8", "x"), "138x");
	assert_string_equal(AFTER(600, "\033[1;", "张"), "张");
	assert_string_equal(AFTER(600, "\033[", "138"), "<Esc>[138");
	/* half a character */
	assert_string_equal(AFTER(600, "\xe5", "138"), "\xef\xbf\xbd"
						       "138");
	assert_string_equal(AFTER(1, "\xe5\xbc"
				     "138"),
			    "\xef\xbf\xbd"
			    "138");
	assert_string_equal(AFTER(1, "\xe5\033[A"), "\xef\xbf\xbd<Up>");
	/* a reply that is none */
	assert_string_equal(AFTER(200, "\033P", "138", "9", "\r"), "1389<Enter>");
	assert_string_equal(AFTER(600, "\033]", "138"), "138");
}

static void
test_what_a_device_replies_is_no_key(void **unused)
{
	(void)unused;
	assert_string_equal(AFTER(30, "\033]11;rgb:0000/00", "00/0000\033", "\\a"),
			    "a");
	assert_string_equal(AFTER(30, "\033]11;rgb:0000/0000/0000\a", "a"), "a");
	assert_string_equal(AFTER(30, "\033P1+r524742\033\\", "a"), "a");
	assert_string_equal(AFTER(30, "\033[?62;", "22c", "\033[24;80Ra"), "a");
	assert_string_equal(AFTER(1, "\033[I\033[O\033[<0;1;1Ma"), "a");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_paste_ends_wherever_its_end_is_cut),
		cmocka_unit_test(test_a_paste_without_an_end_ends_by_itself),
		cmocka_unit_test(test_a_key_in_pieces_is_a_key),
		cmocka_unit_test(test_esc_is_a_key_soon),
		cmocka_unit_test(test_what_is_begun_and_not_ended_swallows_nothing),
		cmocka_unit_test(test_what_a_device_replies_is_no_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
