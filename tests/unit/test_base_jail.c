/* What a program has given up it cannot do, and what it needs it can. */
#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/jail.h"

#include "unit.h"

/* In a child: the jail is for life. */
static int
inside(enum jail who, int (*fn)(void))
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		_exit(jail_enter(who) ? fn() : 99);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int
nothing(void)
{
	return 0;
}

#define NEEDS_A_JAIL                                                           \
	do {                                                                   \
		if (inside(JAIL_SEAT, nothing) == 99)                          \
			pass_over("no filter in this kernel, or a build that " \
				  "is itself watched");                        \
	} while (0)

static int
denied(long result)
{
	return result == -1 && errno == EPERM;
}

static int
try_common(void)
{
	struct iovec v = { 0 };

	if (!denied(ptrace(PTRACE_TRACEME, 0, NULL, NULL)))
		return 1;
	if (!denied(process_vm_readv(getppid(), &v, 1, &v, 1, 0)))
		return 2;
	if (!denied(syscall(SYS_execveat, -1, "/bin/true", NULL, NULL, 0)))
		return 3;
	if (!denied(syscall(SYS_unshare, 0)))
		return 4;
	if (!denied(socket(AF_PACKET, SOCK_RAW, 0)))
		return 5;
	if (!denied(syscall(SYS_keyctl, 0, 0, 0)) || !denied(syscall(SYS_bpf, 0, 0, 0)))
		return 6;
	if (socket(AF_INET, SOCK_STREAM, 0) < 0 ||
	    socket(AF_UNIX, SOCK_STREAM, 0) < 0 || open("/dev/null", O_RDWR) < 0 ||
	    fork() < 0)
		return 7;
	return 0;
}

static int
try_desk(void)
{
	char *const argv[] = { (char *)"false", NULL };

	if (!denied(execv("/bin/false", argv)))
		return 21;
	return try_common();
}

static int
start_a_program(void)
{
	char *const argv[] = { (char *)"true", NULL };

	return execv("/bin/true", argv);
}

static int
lay_open(void)
{
	struct rlimit core;

	return getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0 ||
	       prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	       prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1;
}

static void
test_a_workstation_does_only_what_its_work_needs(void **state)
{
	(void)state;
	NEEDS_A_JAIL;
	assert_int_equal(inside(JAIL_SEAT, try_common), 0);
}

static void
test_a_workstation_can_start_its_desk(void **state)
{
	(void)state;
	NEEDS_A_JAIL;
	assert_int_equal(inside(JAIL_SEAT, start_a_program), 0);
}

static void
test_a_desk_starts_no_program(void **state)
{
	(void)state;
	NEEDS_A_JAIL;
	assert_int_equal(inside(JAIL_DESK, try_desk), 0);
}

static void
test_nobody_looks_into_either(void **state)
{
	(void)state;
	NEEDS_A_JAIL;
	assert_int_equal(inside(JAIL_SEAT, lay_open), 0);
	assert_int_equal(inside(JAIL_DESK, lay_open), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_workstation_does_only_what_its_work_needs),
		cmocka_unit_test(test_a_workstation_can_start_its_desk),
		cmocka_unit_test(test_a_desk_starts_no_program),
		cmocka_unit_test(test_nobody_looks_into_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
