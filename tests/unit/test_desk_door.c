#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"

#include "unit.h"

#include "../../src/desk/door.h"

struct fixture {
	char dir[64], run[96];
	struct conf *conf;
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);
	char path[128];
	struct err err;
	FILE *out;

	*state = f;
	str_copy(f->dir, sizeof f->dir, "/tmp/gangshao-door-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	str_format(f->run, sizeof f->run, "%s/a/run", f->dir);
	str_format(path, sizeof path, "%s/conf", f->dir);
	out = fopen(path, "w");
	assert_non_null(out);
	fprintf(out, "desk = { run = \"%s\"; log = \"%s/b/log\"; };\n", f->run, f->dir);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(conf_load(&f->conf, path, &err), DONE);
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;
	char command[128];

	conf_free(f->conf);
	str_format(command, sizeof command, "rm -rf '%s'", f->dir);
	assert_int_equal(system(command), 0);
	free(f);
	return 0;
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 0777;
}

static void
test_the_socket_and_its_directory_are_ours_alone(void **state)
{
	struct fixture *f = *state;
	char path[108];
	struct err err;
	int fd;

	assert_int_equal(door_take(f->conf, "recv", path, &fd, &err), DONE);
	assert_int_equal(mode_of(f->run), 0700);
	assert_int_equal(mode_of(path), 0600);
	close(fd);
}

/* In a child: one process may hold its own lock twice over. */
static enum verdict
take_elsewhere(struct fixture *f, const char *operator_name)
{
	char path[108];
	int fd, status;
	pid_t child = fork();

	if (child == 0)
		_exit((int)door_take(f->conf, operator_name, path, &fd, NULL));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return (enum verdict)WEXITSTATUS(status);
}

static void
test_the_second_desk_of_an_operator_is_told_so(void **state)
{
	struct fixture *f = *state;
	char path[108];
	struct err err;
	int fd;

	assert_int_equal(door_take(f->conf, "recv", path, &fd, &err), DONE);
	assert_int_equal(take_elsewhere(f, "recv"), LATER);
	assert_int_equal(take_elsewhere(f, "disp"), DONE);
	close(fd);
}

static void
test_a_socket_left_behind_is_replaced(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(take_elsewhere(f, "recv"), DONE);
	assert_int_equal(take_elsewhere(f, "recv"), DONE);
}

static void
test_a_directory_open_to_others_is_refused(void **state)
{
	struct fixture *f = *state;
	char path[108];
	struct err err;
	int fd;

	assert_int_equal(take_elsewhere(f, "recv"), DONE);
	assert_int_equal(chmod(f->run, 0755), 0);
	assert_int_equal(door_take(f->conf, "recv", path, &fd, &err), REFUSED);
}

static void
test_an_impossible_name_is_refused(void **state)
{
	struct fixture *f = *state;
	char path[108];
	struct err err;
	int fd;

	assert_int_equal(door_take(f->conf, "../recv", path, &fd, &err), REFUSED);
	assert_int_equal(door_take(f->conf, "", path, &fd, &err), REFUSED);
}

#define A_TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		A_TEST(test_the_socket_and_its_directory_are_ours_alone),
		A_TEST(test_the_second_desk_of_an_operator_is_told_so),
		A_TEST(test_a_socket_left_behind_is_replaced),
		A_TEST(test_a_directory_open_to_others_is_refused),
		A_TEST(test_an_impossible_name_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
