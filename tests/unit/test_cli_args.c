/* How the command line is read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "../../src/cli/cli.h"

static void
test_flags_words_and_values_are_told_apart(void **state)
{
	char *argv[] = { (char *)"ctl",	   (char *)"--unit=330106000",
			 (char *)"--note", (char *)"-x",
			 (char *)"word",   (char *)"--",
			 (char *)"--no" };
	const char *value;
	struct args args;
	struct arg arg;

	(void)state;
	args_init(&args, 7, argv);
	assert_int_equal(args_next(&args, &arg), ARG_FLAG);
	assert_string_equal(arg.name, "unit");
	assert_int_equal(args_value(&args, &arg, &value, NULL), DONE);
	assert_string_equal(value, "330106000");
	assert_int_equal(args_next(&args, &arg), ARG_FLAG);
	assert_int_equal(args_value(&args, &arg, &value, NULL), DONE);
	assert_string_equal(value, "-x");
	assert_int_equal(args_next(&args, &arg), ARG_WORD);
	assert_string_equal(arg.value, "word");
	assert_int_equal(args_next(&args, &arg), ARG_WORD);
	assert_string_equal(arg.value, "--no");
	assert_int_equal(args_next(&args, &arg), ARG_END);
}

static void
test_a_flag_without_its_value_is_refused(void **state)
{
	char *argv[] = { (char *)"ctl", (char *)"--unit" };
	const char *value;
	struct args args;
	struct arg arg;
	struct err err;

	(void)state;
	args_init(&args, 2, argv);
	assert_int_equal(args_next(&args, &arg), ARG_FLAG);
	assert_int_equal(args_value(&args, &arg, &value, &err), REFUSED);
}

static enum verdict
common(struct cli *cli, char *flag, char *value, bool *taken)
{
	char *argv[] = { (char *)"ctl", flag, value };
	struct args args;
	struct arg arg;
	struct err err;

	args_init(&args, value ? 3 : 2, argv);
	args_next(&args, &arg);
	return cli_common(cli, &args, &arg, taken, &err);
}

static void
test_a_number_out_of_bounds_is_refused(void **state)
{
	struct cli cli = { .wait = 30 };
	bool taken;

	(void)state;
	assert_int_equal(common(&cli, (char *)"--wait", (char *)"5", &taken), DONE);
	assert_int_equal(cli.wait, 5);
	assert_int_equal(common(&cli, (char *)"--wait", (char *)"-1", &taken), REFUSED);
	assert_int_equal(common(&cli, (char *)"--wait", (char *)"5x", &taken), REFUSED);
	assert_int_equal(common(&cli, (char *)"--wait", (char *)"", &taken), REFUSED);
	assert_int_equal(cli.wait, 5);
}

static void
test_no_flag_carries_a_password(void **state)
{
	struct cli cli = { .wait = 30 };
	bool taken = true;

	(void)state;
	assert_int_equal(common(&cli, (char *)"--password", (char *)"demo", &taken),
			 DONE);
	assert_false(taken);
}

static void
test_a_password_file_that_others_read_is_refused(void **state)
{
	char path[] = "/tmp/gangshao-secret-XXXXXX";
	struct str out = { 0 };
	struct err err;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "opensesame\r\nmore\n", 17), 17);
	close(fd);
	assert_int_equal(cli_secret(&out, -1, path, &err), DONE);
	assert_string_equal(str_text(&out), "opensesame");
	str_clear(&out);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(cli_secret(&out, -1, path, &err), REFUSED);
	unlink(path);
	str_wipe(&out);
}

static void
test_an_empty_password_is_refused(void **state)
{
	struct str out = { 0 };
	struct err err;
	int fds[2];

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], "\n", 1), 1);
	close(fds[1]);
	assert_int_equal(cli_secret(&out, fds[0], NULL, &err), REFUSED);
	close(fds[0]);
	str_release(&out);
}

static void
test_exit_codes_are_the_promised_ones(void **state)
{
	(void)state;
	assert_int_equal(cli_exit_of(DONE), 0);
	assert_int_equal(cli_exit_of(REFUSED), 1);
	assert_int_equal(EXIT_USAGE, 2);
	assert_int_equal(cli_exit_of(LATER), 3);
	assert_int_equal(cli_exit_of(BROKEN), 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flags_words_and_values_are_told_apart),
		cmocka_unit_test(test_a_flag_without_its_value_is_refused),
		cmocka_unit_test(test_a_number_out_of_bounds_is_refused),
		cmocka_unit_test(test_no_flag_carries_a_password),
		cmocka_unit_test(test_a_password_file_that_others_read_is_refused),
		cmocka_unit_test(test_an_empty_password_is_refused),
		cmocka_unit_test(test_exit_codes_are_the_promised_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
