/* loop/loop.h -- one ppoll(2): descriptors, timers, signals, and a hook before sleep.
 * Handlers run to completion and never wait.  Signals are delivered only while asleep.
 */
#ifndef LOOP_LOOP_H
#define LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"

struct loop;

struct loop *loop_new(void);
void loop_free(struct loop *);

#define LOOP_IN	 1u
#define LOOP_OUT 2u

/* Replaces what was watched on fd; want 0 stops watching.  Safe inside any handler.
 * got holds LOOP_IN and/or LOOP_OUT; an error or hang-up is reported as what was
 * wanted. */
typedef void loop_fd_fn(void *arg, int fd, unsigned got, struct stamp now);
void loop_watch(struct loop *, int fd, unsigned want, loop_fd_fn *, void *arg);

/* A one-shot timer, identified by (fn, arg); arming it again moves it. */
typedef void loop_timer_fn(void *arg, struct stamp now);
void loop_timer(struct loop *, int64_t due_mono, loop_timer_fn *, void *arg);
void loop_timer_off(struct loop *, loop_timer_fn *, void *arg);

/* Called before each sleep, after all due handlers: where screens draw. */
void loop_before_sleep(struct loop *, loop_timer_fn *, void *arg);

/* The signal is blocked except while asleep and then handed to fn. */
typedef void loop_signal_fn(void *arg, int signal, struct stamp now);
void loop_signal(struct loop *, int signal, loop_signal_fn *, void *arg);

/* Runs until loop_stop(). */
void loop_run(struct loop *);
void loop_stop(struct loop *);

#endif
