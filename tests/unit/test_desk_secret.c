#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

#include "../../src/desk/secret.h"

static void
test_a_secret_is_kept_and_forgotten(void **state)
{
	struct secret s = { 0 };

	(void)state;
	assert_string_equal(secret_text(&s), "");
	assert_true(secret_set(&s, "first"));
	assert_true(secret_set(&s, "秘密"));
	assert_string_equal(secret_text(&s), "秘密");
	secret_forget(&s);
	assert_string_equal(secret_text(&s), "");
	secret_forget(&s);
}

static void
test_what_is_no_password_is_not_kept(void **state)
{
	struct secret s = { 0 };
	char text[2000];

	(void)state;
	memset(text, 'x', sizeof text);
	text[sizeof text - 1] = '\0';
	assert_false(secret_set(&s, text));
	secret_forget(&s);
}

static void
test_a_child_sees_no_secret(void **state)
{
	struct secret s = { 0 };
	int status;
	pid_t child;

	(void)state;
	assert_true(secret_set(&s, "secret"));
	child = fork();
	if (child == 0)
		_exit(*secret_text(&s) ? 1 : 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	secret_forget(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_secret_is_kept_and_forgotten),
		cmocka_unit_test(test_what_is_no_password_is_not_kept),
		cmocka_unit_test(test_a_child_sees_no_secret),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
