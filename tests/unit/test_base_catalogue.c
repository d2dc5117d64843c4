#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/catalogue.h"
#include "base/str.h"

#include "unit.h"

static char dir[] = "/tmp/gangshao-catalogue-XXXXXX";

static void
run(const char *command)
{
	assert_int_equal(system(command), 0);
}

/* A catalogue of three sentences for `language`. */
static void
make(const char *language, const char *how)
{
	char command[700];

	str_format(
		command, sizeof command,
		"mkdir -p %s/%s/LC_MESSAGES && printf '%%s\\n' "
		"'msgid \"\"' 'msgstr \"Content-Type: text/plain; charset=UTF-8\\n\"' "
		"'msgid \"Yes.\"' 'msgstr \"是。\"' "
		"'msgid \"No.\"' 'msgstr \"否。\"' "
		"'msgid \"Not said.\"' 'msgstr \"\"' "
		"'msgid \"Name %%s\"' 'msgstr \"名称 %%s\"' "
		"| msgfmt %s -o %s/%s/LC_MESSAGES/t.mo -",
		dir, language, how, dir, language);
	run(command);
}

static int
set_up(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	make("zh_CN", "");
	return 0;
}

static int
tear_down(void **state)
{
	char command[100];

	(void)state;
	(void)catalogue_open("/nonexistent", "", "t");
	str_format(command, sizeof command, "rm -r %s", dir);
	return system(command);
}

static void
test_a_sentence_is_found_and_an_unknown_one_stays(void **state)
{
	(void)state;
	assert_true(catalogue_open(dir, "zh_CN", "t"));
	assert_string_equal(catalogue_text("Yes."), "是。");
	assert_string_equal(catalogue_text("No."), "否。");
	assert_string_equal(catalogue_text("Name %s"), "名称 %s");
	assert_string_equal(catalogue_text("Not said."), "Not said.");
	assert_string_equal(catalogue_text("Yes"), "Yes");
	assert_string_equal(catalogue_text("Zzz"), "Zzz");
	assert_string_equal(catalogue_text(""), "");
	assert_null(catalogue_text(NULL));
}

static void
test_both_byte_orders_and_no_hash_table_are_read(void **state)
{
	(void)state;
	make("xx", "--endianness=big");
	make("yy", "--endianness=little --no-hash");
	assert_true(catalogue_open(dir, "xx", "t"));
	assert_string_equal(catalogue_text("No."), "否。");
	assert_true(catalogue_open(dir, "yy", "t"));
	assert_string_equal(catalogue_text("No."), "否。");
}

static void
expect_language(const char *languages, bool found, const char *want)
{
	assert_int_equal(catalogue_open(dir, languages, "t"), found);
	assert_string_equal(catalogue_text("Yes."), want);
}

static void
test_the_first_language_that_is_there_speaks(void **state)
{
	(void)state;
	expect_language("zh_CN", true, "是。");
	expect_language("zh_CN.UTF-8", true, "是。");
	expect_language("zh_CN@pinyin", true, "是。");
	expect_language("fr:zh_CN:en", true, "是。");
	expect_language(":zh_CN", true, "是。");
	expect_language("en:zh_CN", true, "Yes.");
	expect_language("en_GB.UTF-8:zh_CN", true, "Yes.");
	expect_language("C", true, "Yes.");
	expect_language("fr", false, "Yes.");
	expect_language("", false, "Yes.");
	expect_language("../xx", false, "Yes.");
	make("de", "");
	expect_language("de_AT.UTF-8", true, "是。");
}

static size_t
read_file(const char *path, char *out, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, out, size);

	assert_true(n > 0);
	close(fd);
	return (size_t)n;
}

static void
write_file(const char *path, const char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
}

/* Whatever stands in it: an answer that ends, and no read outside the file (ASan). */
static void
ask_all(void)
{
	static const char *const ids[] = { "Yes.", "No.", "Name %s", "", "zz", "A" };
	size_t i;

	for (i = 0; i < sizeof ids / sizeof *ids; i++)
		assert_true(strlen(catalogue_text(ids[i])) < 4096);
}

static void
test_a_broken_file_harms_nobody(void **state)
{
	char from[100], to[100], bytes[4096], was;
	static const unsigned char wrong[] = { 0x00, 0x01, 0x7F, 0x80, 0xFF };
	size_t n, i, k;

	(void)state;
	str_format(from, sizeof from, "%s/zh_CN/LC_MESSAGES/t.mo", dir);
	make("bad", "");
	str_format(to, sizeof to, "%s/bad/LC_MESSAGES/t.mo", dir);
	n = read_file(from, bytes, sizeof bytes);
	for (i = 0; i < n; i++) {
		write_file(to, bytes, i);
		(void)catalogue_open(dir, "bad", "t");
		ask_all();
		was = bytes[i];
		for (k = 0; k < sizeof wrong; k++) {
			bytes[i] = (char)wrong[k];
			write_file(to, bytes, n);
			(void)catalogue_open(dir, "bad", "t");
			ask_all();
		}
		bytes[i] = was;
	}
	assert_false(catalogue_open("/", "dev", "null"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_sentence_is_found_and_an_unknown_one_stays),
		cmocka_unit_test(test_both_byte_orders_and_no_hash_table_are_read),
		cmocka_unit_test(test_the_first_language_that_is_there_speaks),
		cmocka_unit_test(test_a_broken_file_harms_nobody),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
