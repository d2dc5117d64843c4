/* main.c -- gangshaod: one operator's desk as a process of its own.
 *
 * 1. It returns to its starter only when the socket listens: success means "connect".
 * 2. Of two desks of one operator the second ends quietly; a lock beside the socket
 *    decides, not the socket's presence.
 * 3. Nothing of its memory reaches a core, a debugger or a swapped-out environment.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include "desk.h"

enum { EXIT_USAGE = 2, BACKLOG = 16 };

struct options {
	const char *conf, *operator;
	int ready; /* descriptor to close when listening; -1: none */
	bool foreground;
};

static int
usage(void)
{
	fputs(_("usage: gangshaod [-c FILE] [-f] [--fd N] [-o] OPERATOR\n"), stderr);
	return EXIT_USAGE;
}

static bool
number(const char *text, int *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	*out = (int)n;
	return *text && !*end && n >= 0 && n < 65536;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	int i;

	*o = (struct options){ .ready = -1 };
	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "-f"))
			o->foreground = true;
		else if (str_eq(argv[i], "-c") && i + 1 < argc)
			o->conf = argv[++i];
		else if (str_eq(argv[i], "-o") && i + 1 < argc)
			o->operator= argv[++i];
		else if (str_eq(argv[i], "--fd") && i + 1 < argc) {
			if (!number(argv[++i], &o->ready))
				return false;
		} else if (argv[i][0] != '-' && !o->operator)
			o->operator= argv[i];
		else
			return false;
	}
	return o->operator!= NULL;
}

/* The environment must not redirect the link. */
static void
forget_environment(void)
{
	extern char **environ;
	char name[64];
	size_t i = 0, len;

	while (environ[i]) {
		len = strcspn(environ[i], "=");
		if (strncmp(environ[i], "PG", 2) || len >= sizeof name) {
			i++;
			continue;
		}
		memcpy(name, environ[i], len);
		name[len] = '\0';
		unsetenv(name); /* moves the rest up */
	}
}

static void
close_the_shutters(void)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0);
	signal(SIGHUP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	forget_environment();
}

/* The run directory, ours alone. */
static enum verdict
run_directory(const char *dir, struct err *err)
{
	struct stat st;

	if (mkdir(dir, 0700) && errno != EEXIST)
		return refuse(err, _("The run directory %s cannot be made: %s."), dir,
			      strerror(errno));
	if (lstat(dir, &st) || !S_ISDIR(st.st_mode) || st.st_uid != getuid() ||
	    (st.st_mode & 077))
		return refuse(err,
			      _("The run directory %s must be a directory of your own "
				"that nobody else may enter (mode 0700)."),
			      dir);
	return DONE;
}

/* LATER: another desk of this operator has it. */
static enum verdict
lock(const char *socket_path, struct err *err)
{
	char path[128];
	int fd;

	str_format(path, sizeof path, "%s.lock", socket_path);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return broken(err, "%s: %s", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return DONE; /* held until the process ends */
	close(fd);
	return later(err, "%s", _("Another desk of this operator is running."));
}

static enum verdict
listen_at(int *out, const char *path, struct err *err)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	str_copy(where.sun_path, sizeof where.sun_path, path);
	(void)unlink(path); /* stale: the lock is ours */
	if (fd < 0 || bind(fd, (const struct sockaddr *)&where, sizeof where) ||
	    chmod(path, 0600) || listen(fd, BACKLOG)) {
		broken(err, "%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return BROKEN;
	}
	*out = fd;
	return DONE;
}

static enum verdict
take_place(const struct conf *conf, const struct options *o, char *path, size_t size,
	   int *out, struct err *err)
{
	enum verdict v;

	v = wire_path(path, size, conf_text(conf, CONF_RUN_DIR), o->operator, err);
	if (v == DONE)
		v = run_directory(conf_text(conf, CONF_RUN_DIR), err);
	if (v == DONE)
		v = lock(path, err);
	if (v == DONE)
		v = listen_at(out, path, err);
	return v;
}

static void
tell_ready(const struct options *o)
{
	if (o->ready < 0)
		return;
	if (write(o->ready, "1", 1) != 1)
		log_note("desk: nobody waited for it");
	close(o->ready);
}

/* The parent ends here, with success. */
static bool
detach(void)
{
	pid_t child = fork();
	int null;

	if (child < 0)
		return false;
	if (child > 0)
		_exit(0);
	(void)setsid();
	null = open("/dev/null", O_RDWR);
	if (null < 0 || dup2(null, 0) < 0 || dup2(null, 1) < 0 || dup2(null, 2) < 0)
		return false;
	if (null > 2)
		close(null);
	return chdir("/") == 0;
}

static void
on_signal(void *arg, int signal, struct stamp now)
{
	(void)signal;
	(void)now;
	log_note("desk: asked to end");
	loop_stop(arg);
}

static int
run(const struct conf *conf, const struct options *o, int socket)
{
	struct loop *loop = loop_new();
	struct desk desk;

	desk_init(&desk, loop, conf, o->operator);
	loop_signal(loop, SIGTERM, on_signal, loop);
	loop_signal(loop, SIGINT, on_signal, loop);
	clients_listen(&desk, socket);
	tell_ready(o);
	log_note("desk: " VERSION " is open");
	loop_run(loop);
	log_note("desk: closed");
	desk_release(&desk);
	loop_free(loop);
	return 0;
}

static int
fail(const struct err *err)
{
	fprintf(stderr, "gangshaod: %s\n", err->text);
	return 1;
}

int
main(int argc, char **argv)
{
	struct conf *conf = NULL;
	struct options o;
	char path[108], log[512];
	struct err err;
	enum verdict v;
	int socket = -1, status;

	close_the_shutters();
	text_init(NULL);
	if (!read_options(&o, argc, argv))
		return usage();
	if (conf_load(&conf, o.conf, &err) != DONE)
		return fail(&err);
	text_init(conf_text(conf, CONF_LOCALE_DIR));
	v = take_place(conf, &o, path, sizeof path, &socket, &err);
	if (v == LATER) {
		tell_ready(&o);
		conf_free(conf);
		return 0;
	}
	str_copy(log, sizeof log, conf_text(conf, CONF_LOG_FILE));
	if (v == DONE)
		v = log_open(*log ? log : NULL, "gangshaod", &err);
	if (v != DONE)
		return fail(&err);
	if (!o.foreground && !detach())
		return 1;
	status = run(conf, &o, socket);
	(void)unlink(path);
	conf_free(conf);
	return status;
}
