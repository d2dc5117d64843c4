#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"

#include "unit.h"

static char dir[] = "/tmp/gangshao-log-XXXXXX";

static int
make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int
remove_dir(void **state)
{
	char path[100];

	(void)state;
	if (log_open(NULL, "test", NULL) != DONE)
		return -1;
	str_format(path, sizeof path, "%s/log", dir);
	unlink(path);
	str_format(path, sizeof path, "%s/link", dir);
	unlink(path);
	str_format(path, sizeof path, "%s/fifo", dir);
	unlink(path);
	return rmdir(dir);
}

static void
read_log(const char *path, char *out, size_t size)
{
	FILE *f = fopen(path, "r");
	size_t n;

	assert_non_null(f);
	n = fread(out, 1, size - 1, f);
	out[n] = '\0';
	fclose(f);
}

static void
test_lines_are_appended_with_time_program_and_level(void **state)
{
	char path[100], text[2000];
	struct stat st;

	(void)state;
	str_format(path, sizeof path, "%s/log", dir);
	assert_int_equal(log_open(path, "gangshaod", NULL), DONE);
	log_level(LOG_NOTE_);
	log_note("queue %d", 7);
	log_debug("unheard");
	log_err("x\nforged \x1b[2J");
	assert_int_equal(log_open(path, "again", NULL), DONE);
	log_warn("second");
	read_log(path, text, sizeof text);
	assert_non_null(strstr(text, "+08:00 gangshaod["));
	assert_non_null(strstr(text, "] note: queue 7\n"));
	assert_null(strstr(text, "unheard"));
	assert_non_null(strstr(text, "] error: x forged ␛[2J\n"));
	assert_non_null(strstr(text, "again["));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
test_a_log_that_cannot_be_is_refused_by_name(void **state)
{
	struct err err = { 0 };
	char path[100];

	(void)state;
	str_format(path, sizeof path, "%s/none/log", dir);
	assert_int_equal(log_open(path, "x", &err), REFUSED);
	assert_non_null(strstr(err.text, path));
	str_format(path, sizeof path, "%s/link", dir);
	assert_int_equal(symlink("log", path), 0);
	assert_int_equal(log_open(path, "x", &err), REFUSED);
	str_format(path, sizeof path, "%s/fifo", dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(log_open(path, "x", &err), REFUSED);
	assert_int_equal(log_open(dir, "x", &err), REFUSED);
	assert_int_equal(log_open("/dev/null", "x", &err), REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines_are_appended_with_time_program_and_level),
		cmocka_unit_test(test_a_log_that_cannot_be_is_refused_by_name),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
