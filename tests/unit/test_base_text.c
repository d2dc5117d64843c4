#include <langinfo.h>
#include <locale.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cite.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "unit.h"

static char dir[] = "/tmp/gangshao-text-XXXXXX";

static int
make_catalogue(void **state)
{
	char command[300];

	(void)state;
	if (!mkdtemp(dir))
		return -1;
	str_format(command, sizeof command,
		   "mkdir -p %s/zh_CN/LC_MESSAGES && "
		   "msgfmt -o %s/zh_CN/LC_MESSAGES/gangshao.mo ui/po/zh_CN.po",
		   dir, dir);
	return system(command);
}

static int
remove_catalogue(void **state)
{
	char command[300];

	(void)state;
	str_format(command, sizeof command, "rm -r %s", dir);
	return system(command);
}

/* The environment of an operator: only these four count. */
static const char *
speak(const char *lc_all, const char *lang, const char *language, const char *messages)
{
	const char *const names[] = { "LC_ALL", "LANG", "LANGUAGE", "LC_MESSAGES" };
	const char *const values[] = { lc_all, lang, language, messages };
	size_t i;

	unsetenv("LC_CTYPE");
	for (i = 0; i < 4; i++) {
		if (values[i])
			setenv(names[i], values[i], 1);
		else
			unsetenv(names[i]);
	}
	text_init(dir);
	return _("Name of the database.");
}

static void
test_chinese_is_spoken_where_nobody_says_otherwise(void **state)
{
	const char *zh = "数据库名称。";

	(void)state;
	assert_string_equal(speak(NULL, NULL, NULL, NULL), zh);
	assert_string_equal(nl_langinfo(CODESET), "UTF-8");
	assert_string_equal(speak("C", NULL, NULL, NULL), zh);
	assert_string_equal(nl_langinfo(CODESET), "UTF-8");
	assert_string_equal(speak("C.UTF-8", NULL, NULL, NULL), zh);
	assert_string_equal(speak(NULL, "en_US.UTF-8", NULL, NULL), zh);
	assert_string_equal(speak(NULL, "none_XX.KOI8", "", ""), zh);
	assert_string_equal(speak(NULL, NULL, NULL, "zh_CN.UTF-8"), zh);
}

static void
test_another_language_is_heeded(void **state)
{
	const char *en = "Name of the database.";

	(void)state;
	assert_string_equal(speak(NULL, NULL, "en", NULL), en);
	assert_string_equal(speak(NULL, NULL, NULL, "C"), en);
	assert_string_equal(speak(NULL, NULL, NULL, "en_GB.UTF-8"), en);
	assert_string_equal(speak(NULL, NULL, "zh_CN", "C"), "数据库名称。");
}

static void
test_numbers_stay_plain_in_every_locale(void **state)
{
	char text[10];

	(void)state;
	speak(NULL, "de_DE.UTF-8", NULL, NULL);
	str_format(text, sizeof text, "%.1f", 1.5);
	assert_string_equal(text, "1.5");
}

static void
expect_filled(const char *msgid, size_t nargs, const char *want)
{
	static const char *const args[] = { "A", "工", "C" };
	char out[64];

	text_fill(out, sizeof out, msgid, args, nargs);
	assert_string_equal(out, want);
}

static void
test_only_places_for_text_are_filled(void **state)
{
	(void)state;
	expect_filled("x %s y %s", 2, "x A y 工");
	expect_filled("%s %s %s %s", 3, "A 工 C ");
	expect_filled("%2$s %1$s", 2, "工 A");
	expect_filled("%9$s|%0$s", 2, "|%0$s");
	expect_filled("100% %d %n %99999s %", 0, "100% %d %n %99999s %");
	expect_filled("", 0, "");
	expect_filled(NULL, 0, "");
	expect_filled("%1$", 0, "%1$");
}

static void
test_what_has_no_place_stands_behind(void **state)
{
	(void)state;
	speak(NULL, NULL, NULL, "C");
	expect_filled("x %s.", 2, "x A. (工)");
	expect_filled("%2$s.", 2, "工.");
	expect_filled("No.", 3, "No. (A) (工) (C)");
	expect_filled("%d", 1, "%d (A)");
}

static void
test_a_filled_sentence_is_translated_and_cut_at_a_character(void **state)
{
	const char *args[] = { "F" };
	char out[64], small[8];

	(void)state;
	speak(NULL, NULL, NULL, NULL);
	text_fill(out, sizeof out, "There is no configuration file %s.", args, 1);
	assert_string_equal(out, "没有配置文件 F。");
	text_fill(small, sizeof small, "There is no configuration file %s.", args, 1);
	assert_string_equal(small, "没有");
}

static void
test_an_article_is_written_as_people_read_it(void **state)
{
	static const struct {
		const char *code, *said;
	} rows[] = {
		{ "令121§16", "《办法》第十六条" },
		{ "令121§10", "《办法》第十条" },
		{ "令121§15、§23", "《办法》第十五条、第二十三条" },
		{ "令121§23、25", "《办法》第二十三条、第二十五条" },
		{ "令121§23(一)", "《办法》第二十三条第一项" },
		{ "令20§31", "《暂行办法》第三十一条" },
		{ "处罚程序§64", "《处罚程序规定》第六十四条" },
		{ "食安法§103", "《食品安全法》第一百零三条" },
		{ "食安法§115", "《食品安全法》第一百一十五条" },
		{ "民法典§120", "《民法典》第一百二十条" },
		{ "总局令45", "《处罚信息公示规定》" },
		{ "令121§", "令121§" },
		{ "令121§0", "令121§0" },
		{ "令121§16条", "令121§16条" },
		{ "本地配置", "本地配置" },
		{ "", "" },
	};
	char out[64], small[10];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		cite_article(out, sizeof out, rows[i].code);
		assert_string_equal(out, rows[i].said);
	}
	cite_article(small, sizeof small, "令121§16");
	assert_string_equal(small, "《办法");
}

static void
test_a_refusal_cites_the_article_as_people_read_it(void **state)
{
	const char *args[] = { "令121§37" };
	char out[64];

	(void)state;
	speak(NULL, NULL, NULL, "C");
	text_fill(out, sizeof out, "No.", args, 1);
	assert_string_equal(out, "No. (《办法》第三十七条)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chinese_is_spoken_where_nobody_says_otherwise),
		cmocka_unit_test(test_another_language_is_heeded),
		cmocka_unit_test(test_numbers_stay_plain_in_every_locale),
		cmocka_unit_test(test_only_places_for_text_are_filled),
		cmocka_unit_test(test_what_has_no_place_stands_behind),
		cmocka_unit_test(test_an_article_is_written_as_people_read_it),
		cmocka_unit_test(test_a_refusal_cites_the_article_as_people_read_it),
		cmocka_unit_test(
			test_a_filled_sentence_is_translated_and_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, make_catalogue, remove_catalogue);
}
