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
#include <sys/stat.h>
#include <unistd.h>

#include "base/jail.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/visible.h"

#include "client.h"
#include "desk.h"
#include "door.h"

enum { EXIT_USAGE = 2 };

struct options {
	const char *conf, *operator_name;
	int ready; /* descriptor to close when listening; -1: none */
	bool foreground;
};

static int
desk_usage(void)
{
	(void)fputs(_("usage: gangshaod [-c FILE] [-f] [--fd N] [-o] OPERATOR\n"),
		    stderr);
	return EXIT_USAGE;
}

static bool
fd_read(const char *text, int *out)
{
	char *end;
	long n = strtol(text, &end, 10);

	*out = (int)n;
	return *text && !*end && n >= 0 && n < 65536;
}

static bool
desk_options(struct options *o, int argc, char **argv)
{
	int i;

	*o = (struct options){ .ready = -1 };
	for (i = 1; i < argc; i++) {
		if (str_eq(argv[i], "-f"))
			o->foreground = true;
		else if (str_eq(argv[i], "-c") && i + 1 < argc)
			o->conf = argv[++i];
		else if (str_eq(argv[i], "-o") && i + 1 < argc)
			o->operator_name = argv[++i];
		else if (str_eq(argv[i], "--fd") && i + 1 < argc) {
			if (!fd_read(argv[++i], &o->ready))
				return false;
		} else if (argv[i][0] != '-' && !o->operator_name)
			o->operator_name = argv[i];
		else
			return false;
	}
	return o->operator_name != NULL;
}

/* The environment must not redirect the link. */
static void
forget_environment(void)
{
	char name[64];
	size_t i = 0, len;

	while (environ[i]) {
		len = strcspn(environ[i], "=");
		if (!str_starts(environ[i], "PG") || len >= sizeof name) {
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
	umask(077);
	(void)jail_enter(JAIL_DESK);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGPIPE, SIG_IGN);
	forget_environment();
	/* libpq's own words stay English: gate/reason.c reads them */
	(void)setenv("PGLOCALEDIR", "/", 1);
}

static void
ready_tell(const struct options *o)
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
desk_signalled(void *arg, int signal, struct stamp now)
{
	(void)signal;
	(void)now;
	log_note("desk: asked to end");
	loop_stop(arg);
}

static int
desk_run(const struct conf *conf, const struct options *o, int socket)
{
	struct loop *loop = loop_new();
	struct desk desk;

	desk_init(&desk, loop, conf, o->operator_name);
	loop_signal(loop, SIGTERM, desk_signalled, loop);
	loop_signal(loop, SIGINT, desk_signalled, loop);
	clients_listen(&desk, socket);
	ready_tell(o);
	log_note("desk: " VERSION " is open");
	loop_run(loop);
	log_note("desk: closed");
	desk_release(&desk);
	loop_free(loop);
	return 0;
}

static int
desk_fail(const struct err *err)
{
	log_err("%s", err->text); /* the starter may not read standard error */
	(void)fprintf(stderr, "gangshaod: %s\n", err->text);
	return 1;
}

int
main(int argc, char **argv)
{
	struct conf *conf = NULL;
	struct options o;
	char path[108];
	struct err err;
	enum verdict v;
	int socket = -1, status;

	mem_thrift();
	close_the_shutters();
	visible_errors();
	text_init(NULL);
	if (!desk_options(&o, argc, argv))
		return desk_usage();
	if (conf_load(&conf, o.conf, &err) != DONE)
		return desk_fail(&err);
	text_init(conf_text(conf, CONF_LOCALE_DIR));
	v = door_log(conf, &err);
	if (v == DONE)
		v = door_take(conf, o.operator_name, path, &socket, &err);
	if (v == LATER) {
		ready_tell(&o);
		conf_free(conf);
		return 0;
	}
	if (v != DONE)
		return desk_fail(&err);
	if (!o.foreground && !detach())
		return 1;
	status = desk_run(conf, &o, socket);
	(void)unlink(path);
	conf_free(conf);
	return status;
}
