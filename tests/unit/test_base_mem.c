#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

#include "unit.h"

static void
test_memory_is_there_and_zeroed_where_promised(void **state)
{
	unsigned char *p = xcalloc(10, 3);
	int i;

	(void)state;
	for (i = 0; i < 30; i++)
		assert_int_equal(p[i], 0);
	p = xrealloc(p, 100, 2);
	p[199] = 1;
	free(p);
	free(xmalloc(0));
	free(xcalloc(0, 0));
}

static void
test_strings_are_copied_up_to_a_length(void **state)
{
	char *a = xstrdup("工单"), *b = xstrndup("abcdef", 3), *c = xstrndup("ab", 9);

	(void)state;
	assert_string_equal(a, "工单");
	assert_string_equal(b, "abc");
	assert_string_equal(c, "ab");
	free(a);
	free(b);
	free(c);
}

static void
test_wiped_memory_is_zero(void **state)
{
	char secret[] = "password";

	(void)state;
	mem_wipe(secret, sizeof secret);
	assert_int_equal(secret[0], 0);
	assert_int_equal(secret[7], 0);
	mem_wipe(NULL, 0);
}

static void
say_goodbye(void)
{
	if (write(STDOUT_FILENO, "bye", 3) != 3)
		_exit(1);
}

/* Runs `end` in a child; returns its exit status, its output in out. */
static int
run_child(void (*end)(void), char out[16])
{
	int fds[2], status = 0;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(fds), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(fds[1], STDOUT_FILENO);
		mem_on_exhaustion(say_goodbye);
		end();
		_exit(0);
	}
	close(fds[1]);
	n = read(fds[0], out, 15);
	out[n > 0 ? n : 0] = '\0';
	close(fds[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
overflow(void)
{
	free(xrealloc(NULL, SIZE_MAX / 2, 3));
}

static void
test_exhaustion_says_its_last_words_and_ends_the_program(void **state)
{
	char out[16];

	(void)state;
	assert_int_equal(run_child(mem_exhausted, out), 71);
	assert_string_equal(out, "bye");
}

static void
test_a_size_that_overflows_ends_the_program(void **state)
{
	char out[16];

	(void)state;
#ifndef __SANITIZE_ADDRESS__ /* which has its own opinion of absurd sizes */
	assert_int_equal(run_child(overflow, out), 71);
#else
	(void)out;
	(void)overflow;
#endif
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory_is_there_and_zeroed_where_promised),
		cmocka_unit_test(test_strings_are_copied_up_to_a_length),
		cmocka_unit_test(test_wiped_memory_is_zero),
		cmocka_unit_test(
			test_exhaustion_says_its_last_words_and_ends_the_program),
		cmocka_unit_test(test_a_size_that_overflows_ends_the_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
