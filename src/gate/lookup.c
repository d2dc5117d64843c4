/* gate/lookup.c -- one child per look-up; it is always killed and always reaped.
 * Law: the loop never blocks on a name server, not even at the end of a look-up.
 */
#include "lookup.h"

#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"

enum { ANSWER_MAX = 1024 };

struct lookup {
	struct loop *loop;
	int fd;
	pid_t child;
	struct str answer;
	lookup_fn *fn;
	void *arg;
};

/* The child: no loop, no store, no buffered output; only the answer. */
static _Noreturn void
lookup_ask(const char *host, int fd)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *list = NULL, *a;
	char address[NI_MAXHOST], text[ANSWER_MAX] = "";
	size_t len = 0, n;

	if (getaddrinfo(host, NULL, &hints, &list))
		_exit(1);
	for (a = list; a; a = a->ai_next) {
		if (getnameinfo(a->ai_addr, a->ai_addrlen, address, sizeof address,
				NULL, 0, NI_NUMERICHOST))
			continue;
		n = strlen(address);
		if (len + n + 2 > sizeof text)
			break;
		if (len)
			text[len++] = ',';
		memcpy(text + len, address, n);
		len += n;
	}
	_exit(write(fd, text, len) == (ssize_t)len ? 0 : 1);
}

static void lookup_late(void *arg, struct stamp now);

void
lookup_stop(struct lookup *l)
{
	if (!l)
		return;
	loop_watch(l->loop, l->fd, 0, NULL, NULL);
	loop_timer_off(l->loop, lookup_late, l);
	close(l->fd);
	kill(l->child, SIGKILL);
	waitpid(l->child, NULL, 0);
	str_release(&l->answer);
	free(l);
}

static void
lookup_finish(struct lookup *l, const char *answer, struct stamp now)
{
	char text[ANSWER_MAX + 1];
	lookup_fn *fn = l->fn;
	void *arg = l->arg;

	str_copy(text, sizeof text, answer);
	lookup_stop(l);
	fn(arg, text, now);
}

static void
lookup_late(void *arg, struct stamp now)
{
	lookup_finish(arg, "", now);
}

static void
readable(void *arg, int fd, unsigned got, struct stamp now)
{
	struct lookup *l = arg;
	char chunk[256];
	ssize_t n = read(fd, chunk, sizeof chunk);

	(void)got;
	if (n > 0 && l->answer.len + (size_t)n <= ANSWER_MAX)
		str_addn(&l->answer, chunk, (size_t)n);
	else
		lookup_finish(l, str_text(&l->answer), now);
}

struct lookup *
lookup_start(struct loop *loop, const char *host, int64_t due_mono, lookup_fn *fn,
	     void *arg)
{
	struct lookup *l;
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC))
		return NULL;
	child = fork();
	if (child == 0)
		lookup_ask(host, ends[1]);
	close(ends[1]);
	if (child < 0) {
		close(ends[0]);
		return NULL;
	}
	l = xcalloc(1, sizeof *l);
	*l = (struct lookup){ .loop = loop, .fd = ends[0], .child = child };
	l->fn = fn;
	l->arg = arg;
	loop_watch(loop, l->fd, LOOP_IN, readable, l);
	loop_timer(loop, due_mono, lookup_late, l);
	return l;
}
