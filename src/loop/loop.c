/* loop.c -- one ppoll(2) for everything that can happen.
 *
 * One turn: timers that are due · the hook before sleep · ppoll · signals · descriptors.
 * 1. A handler may watch, forget and arm as it likes: a descriptor watched anew in this
 *    turn is served in the next (its serial is younger than the turn).
 * 2. A timer armed in this turn fires in the next at the earliest, so that a handler
 *    arming itself for "now" cannot hold the turn.
 * 3. Watched signals stay blocked and are read from a signalfd(2): ppoll alone would let
 *    a busy descriptor starve them.
 */
#include "loop/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/vec.h"

struct watch {
	int fd;
	unsigned want;
	uint64_t serial;
	loop_fd_fn *fn;
	void *arg;
};

struct timer {
	int64_t due;
	uint64_t serial;
	loop_timer_fn *fn;
	void *arg;
};

struct signal_watch {
	int signal;
	loop_signal_fn *fn;
	void *arg;
};

struct loop {
	VEC(struct watch) watches;
	VEC(struct timer) timers;
	VEC(struct signal_watch) signals;
	VEC(struct pollfd) polled; /* of this turn, in no lasting order */
	uint64_t serial;
	loop_timer_fn *before_sleep;
	void *before_sleep_arg;
	sigset_t caught, outside; /* outside: the mask that loop_free() puts back */
	int signal_fd;
	bool running;
};

struct loop *
loop_new(void)
{
	struct loop *loop = xcalloc(1, sizeof *loop);

	loop->signal_fd = -1;
	sigemptyset(&loop->caught);
	sigprocmask(SIG_SETMASK, NULL, &loop->outside);
	return loop;
}

void
loop_free(struct loop *loop)
{
	struct signalfd_siginfo info;

	if (!loop)
		return;
	if (loop->signal_fd >= 0) {
		/* what came after the end must not kill who is tidying up */
		while (read(loop->signal_fd, &info, sizeof info) > 0)
			;
		close(loop->signal_fd);
		sigprocmask(SIG_SETMASK, &loop->outside, NULL);
	}
	vec_release(&loop->watches);
	vec_release(&loop->timers);
	vec_release(&loop->signals);
	vec_release(&loop->polled);
	free(loop);
}

static struct watch *
watch_find(struct loop *loop, int fd)
{
	struct watch *w;

	vec_each(w, &loop->watches)
		if (w->fd == fd)
			return w;
	return NULL;
}

void
loop_watch(struct loop *loop, int fd, unsigned want, loop_fd_fn *fn, void *arg)
{
	struct watch *w = watch_find(loop, fd);

	if (want == 0) {
		if (w)
			vec_remove(&loop->watches, w - loop->watches.v);
		return;
	}
	if (!w)
		w = vec_add(&loop->watches);
	*w = (struct watch){ fd, want, ++loop->serial, fn, arg };
}

static struct timer *
timer_find(struct loop *loop, loop_timer_fn *fn, void *arg)
{
	struct timer *t;

	vec_each(t, &loop->timers)
		if (t->fn == fn && t->arg == arg)
			return t;
	return NULL;
}

void
loop_timer(struct loop *loop, int64_t due_mono, loop_timer_fn *fn, void *arg)
{
	struct timer *t = timer_find(loop, fn, arg);

	if (!t)
		t = vec_add(&loop->timers);
	*t = (struct timer){ due_mono, ++loop->serial, fn, arg };
}

void
loop_timer_off(struct loop *loop, loop_timer_fn *fn, void *arg)
{
	struct timer *t = timer_find(loop, fn, arg);

	if (t)
		vec_remove(&loop->timers, t - loop->timers.v);
}

void
loop_before_sleep(struct loop *loop, loop_timer_fn *fn, void *arg)
{
	loop->before_sleep = fn;
	loop->before_sleep_arg = arg;
}

void
loop_signal(struct loop *loop, int signal, loop_signal_fn *fn, void *arg)
{
	struct signal_watch *s, *found = NULL;
	int fd;

	vec_each(s, &loop->signals)
		if (s->signal == signal)
			found = s;
	if (!found)
		found = vec_add(&loop->signals);
	*found = (struct signal_watch){ signal, fn, arg };
	sigaddset(&loop->caught, signal);
	sigprocmask(SIG_BLOCK, &loop->caught, NULL);
	fd = signalfd(loop->signal_fd, &loop->caught, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		log_err("signalfd: errno %d", errno);
	else
		loop->signal_fd = fd;
}

/* The earliest timer not younger than serial, NULL where none is due. */
static struct timer *
timer_due(struct loop *loop, int64_t now, uint64_t serial)
{
	struct timer *t, *first = NULL;

	vec_each(t, &loop->timers)
		if (t->due <= now && t->serial <= serial &&
		    (!first || t->due < first->due))
			first = t;
	return first;
}

static void
run_timers(struct loop *loop, struct stamp now)
{
	uint64_t serial = loop->serial;
	struct timer *t, due;

	while (loop->running && (t = timer_due(loop, now.mono, serial))) {
		due = *t;
		vec_remove(&loop->timers, t - loop->timers.v);
		due.fn(due.arg, now);
	}
}

/* Milliseconds until the next timer, -1 where there is none. */
static int64_t
time_to_sleep(const struct loop *loop, int64_t now)
{
	int64_t least = -1, left;
	const struct timer *t;

	vec_each(t, &loop->timers) {
		left = t->due <= now ? 0 : t->due - now;
		if (least < 0 || left < least)
			least = left;
	}
	return least;
}

static void
sleep_until_something(struct loop *loop, int64_t ms)
{
	struct timespec ts = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 };
	struct watch *w;

	vec_clear(&loop->polled);
	vec_push(&loop->polled,
		 ((struct pollfd){ .fd = loop->signal_fd, .events = POLLIN }));
	vec_each(w, &loop->watches)
		vec_push(&loop->polled,
			 ((struct pollfd){
				 .fd = w->fd,
				 .events = (short)((w->want & LOOP_IN ? POLLIN : 0) |
						   (w->want & LOOP_OUT ? POLLOUT : 0)),
			 }));
	if (ppoll(loop->polled.v, loop->polled.n, ms < 0 ? NULL : &ts, NULL) < 0) {
		if (errno != EINTR)
			log_err("ppoll: errno %d", errno);
		vec_clear(&loop->polled);
	}
}

static void
run_signals(struct loop *loop, struct stamp now)
{
	struct signalfd_siginfo info;
	struct signal_watch *s, hit;

	if (loop->polled.n == 0 || !loop->polled.v[0].revents)
		return;
	while (loop->running &&
	       read(loop->signal_fd, &info, sizeof info) == sizeof info) {
		hit.fn = NULL;
		vec_each(s, &loop->signals)
			if (s->signal == (int)info.ssi_signo)
				hit = *s;
		if (hit.fn)
			hit.fn(hit.arg, hit.signal, now);
	}
}

static void
run_descriptors(struct loop *loop, struct stamp now, uint64_t serial)
{
	unsigned got;
	size_t i;

	for (i = 1; i < loop->polled.n && loop->running; i++) {
		struct pollfd p = loop->polled.v[i];
		struct watch *w = p.revents ? watch_find(loop, p.fd) : NULL, hit;

		if (!w || w->serial > serial)
			continue;
		got = (p.revents & POLLIN ? LOOP_IN : 0) |
		      (p.revents & POLLOUT ? LOOP_OUT : 0);
		if (p.revents & (POLLERR | POLLHUP | POLLNVAL))
			got = w->want;
		hit = *w;
		if (p.revents & POLLNVAL) { /* closed without a word: told once */
			log_err("a closed descriptor was still watched");
			loop_watch(loop, p.fd, 0, NULL, NULL);
		}
		hit.fn(hit.arg, p.fd, got & hit.want, now);
	}
}

void
loop_run(struct loop *loop)
{
	struct stamp now = clock_now();
	uint64_t serial;

	loop->running = true;
	while (loop->running) {
		run_timers(loop, now);
		if (loop->running && loop->before_sleep)
			loop->before_sleep(loop->before_sleep_arg, now);
		if (!loop->running)
			break;
		serial = loop->serial;
		sleep_until_something(loop, time_to_sleep(loop, clock_now().mono));
		now = clock_now();
		run_signals(loop, now);
		run_descriptors(loop, now, serial);
	}
}

void
loop_stop(struct loop *loop)
{
	loop->running = false;
}
