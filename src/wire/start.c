/* wire/start.c -- the first client that needs a desk starts it, detached from itself.
 * Law: the child keeps no descriptor, terminal or session of ours, and leaves no zombie.
 */
#include "wire/start.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"

enum verdict
desk_connect(struct wire **out, const struct conf *conf, const char *operator_name,
	     struct err *err)
{
	char path[108];
	enum verdict v;

	v = wire_path(path, sizeof path, conf_text(conf, CONF_RUN_DIR), operator_name,
		      err);
	if (v == DONE)
		v = wire_connect(out, path, err);
	return v;
}

/* In the grandchild: never returns.  Tells errno through the pipe if exec fails. */
static void
become(const char *program, const char *conf, const char *operator_name, int report)
{
	char *const argv[] = { (char *)program, (char *)"-c",	       (char *)conf,
			       (char *)"-o",	(char *)operator_name, NULL };
	sigset_t none;
	int null = open("/dev/null", O_RDWR), fd, why;

	for (fd = 0; fd <= 2 && null >= 0; fd++)
		if (dup2(null, fd) < 0)
			break;
	/* The report is above 2 and closes itself on exec; nothing else stays open. */
	if (dup2(report, 3) == 3 && fcntl(3, F_SETFD, FD_CLOEXEC) == 0)
		report = 3;
	if (close_range(4, ~0U, 0) != 0)
		for (fd = 4; fd < 1024; fd++)
			close(fd);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	(void)signal(SIGPIPE, SIG_DFL);
	umask(077);
	if (chdir("/") == 0)
		execv(program, argv);
	why = errno;
	if (write(report, &why, sizeof why) < 0)
		_exit(126);
	_exit(127);
}

/* The errno of a failed exec, 0 where the program runs, -1 where not known. */
static int
outcome(int fd)
{
	int why = 0;
	ssize_t n;

	do
		n = read(fd, &why, sizeof why);
	while (n < 0 && errno == EINTR);
	if (n == 0)
		return 0;
	return n == sizeof why ? why : -1;
}

static enum verdict
cannot(struct err *err, const char *program, int why)
{
	return refuse(err, _("The desk program %s cannot be started: %s."), program,
		      text_errno(why));
}

enum verdict
desk_spawn(const struct conf *conf, const char *operator_name, struct err *err)
{
	const char *program = conf_text(conf, CONF_DESK_PROGRAM);
	char file[PATH_MAX];
	int pipes[2], status, why;
	pid_t child;

	/* The desk's working directory is /, so the path must be absolute. */
	if (!realpath(conf_path(conf), file))
		return cannot(err, program, errno);
	if (pipe2(pipes, O_CLOEXEC) != 0)
		return cannot(err, program, errno);
	child = fork();
	if (child == 0) {
		setsid();
		child = fork();
		if (child == 0)
			become(program, file, operator_name, pipes[1]);
		why = errno;
		_exit(child < 0 && write(pipes[1], &why, sizeof why) < 0);
	}
	why = errno;
	close(pipes[1]);
	if (child > 0) {
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		why = outcome(pipes[0]);
	}
	close(pipes[0]);
	return why == 0 ? DONE : cannot(err, program, why < 0 ? EIO : why);
}

enum verdict
desk_reach(struct wire **out, const struct conf *conf, const char *operator_name,
	   int wait, struct err *err)
{
	static const struct timespec pause = { .tv_nsec = 10000000 };
	int64_t until = clock_now().mono + wait, now, spawn_at = 0;
	enum verdict v;

	while ((v = desk_connect(out, conf, operator_name, err)) == LATER &&
	       (now = clock_now().mono) < until) {
		if (now >=
		    spawn_at) { /* a desk that is just ending makes the new one exit */
			spawn_at = now + 500;
			v = desk_spawn(conf, operator_name, err);
			if (v != DONE)
				return v;
		}
		nanosleep(&pause, NULL);
	}
	if (v == LATER)
		return broken(err,
			      _("The desk was started but does not listen; its log "
				"%s says why."),
			      conf_text(conf, CONF_LOG_FILE));
	return v;
}
