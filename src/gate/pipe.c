/* gate/pipe.c -- the calls under way, oldest first.
 *
 *   call ─► [prepare] query sync ─► answers … sync ─► fn          (in order)
 *                                   nothing heard ─► LATER to all ─► lost
 *
 * 1. Every call that got a number ends in exactly one fn, unless it was forgotten.
 * 2. One sync per call: a failing call does not affect its neighbours.
 * 3. Between syncs the first error is the answer; without one, the last result.
 * 4. With anything outstanding the watch is armed; a link silent for PIPE_DEAD is dead.
 * 5. Nothing here blocks: bytes the socket does not take now are sent later.
 */
#include "gate/pipe.h"

#include <libpq-fe.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include "gate/decode.h"
#include "gate/stmt.h"

struct waiting {
	uint64_t number;
	reply_fn *fn; /* NULL: forgotten */
	void *arg;
	int64_t due; /* mono; 0: none */
	PGresult *result;
	size_t stmt; /* index into prepared */
};

struct prepared {
	const char *name;
	bool ready;
};

struct pipe {
	struct loop *loop;
	PGconn *pg;
	int fd;
	struct pipe_owner owner;
	VEC(struct waiting) waiting;
	VEC(struct prepared) prepared;
	uint64_t last;
	int64_t heard; /* mono */
	bool dead; /* the link is gone; lost was or is being called */
	int inside; /* depth of callbacks: pipe_free() must wait */
	bool freed;
};

static void watch_time(void *arg, struct stamp now);
static void pipe_ready(void *arg, int fd, unsigned got, struct stamp now);

static void
close_link(struct pipe *p)
{
	if (!p->pg)
		return;
	loop_watch(p->loop, p->fd, 0, NULL, NULL);
	loop_timer_off(p->loop, watch_time, p);
	PQfinish(p->pg); /* non-blocking: unsent bytes are dropped */
	p->pg = NULL;
}

static void
destroy(struct pipe *p)
{
	struct waiting *w;

	close_link(p);
	vec_each(w, &p->waiting)
		PQclear(w->result);
	vec_release(&p->waiting);
	vec_release(&p->prepared);
	free(p);
}

void
pipe_free(struct pipe *p)
{
	if (!p)
		return;
	p->freed = p->dead = true;
	close_link(p);
	if (!p->inside)
		destroy(p);
}

/* Leaves a callback section; false: the pipe was freed. */
static bool
pipe_leave(struct pipe *p)
{
	p->inside--;
	if (!p->freed || p->inside)
		return !p->freed;
	destroy(p);
	return false;
}

static void
answer(struct pipe *p, const struct waiting *w, const struct reply *reply,
       struct stamp now)
{
	if (w->fn && !p->freed)
		w->fn(w->arg, reply, now);
}

static void
die(struct pipe *p, const struct err *err, struct stamp now)
{
	const struct reply gone = {
		.verdict = LATER, .state = "", .field = "", .text = err->text
	};
	struct waiting w;

	if (p->dead)
		return;
	p->dead = true;
	close_link(p);
	p->inside++;
	while (p->waiting.n && !p->freed) {
		w = p->waiting.v[0];
		vec_remove(&p->waiting, 0);
		PQclear(w.result);
		answer(p, &w, &gone, now);
	}
	if (!p->freed)
		p->owner.lost(p->owner.arg, err, now);
	(void)pipe_leave(p);
}

static void
broke(struct pipe *p, struct stamp now)
{
	struct err err;

	later(&err, "%s", _("The link to the centre broke."));
	log_note("pipe: link broke, %zu outstanding", p->waiting.n);
	die(p, &err, now);
}

/* Arms the timer for the earliest deadline. */
static void
arm(struct pipe *p)
{
	int64_t due = p->heard + (p->waiting.n ? PIPE_DEAD : PIPE_QUIET);
	struct waiting *w;

	if (p->dead)
		return;
	vec_each(w, &p->waiting)
		if (w->fn && w->due && w->due < due)
			due = w->due;
	loop_timer(p->loop, due, watch_time, p);
}

static bool
send_out(struct pipe *p, struct stamp now)
{
	int left = PQflush(p->pg);

	if (left < 0) {
		broke(p, now);
		return false;
	}
	loop_watch(p->loop, p->fd, LOOP_IN | (left ? LOOP_OUT : 0), pipe_ready, p);
	return true;
}

static void
pipe_explain(struct reply *reply, const PGresult *r)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char *field = PQresultErrorField(r, PG_DIAG_MESSAGE_DETAIL);
	const char *text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	const char *args = PQresultErrorField(r, PG_DIAG_MESSAGE_HINT);

	reply->state = state ? state : "";
	reply->verdict = decode_state(reply->state);
	reply->field = "";
	reply->text = text ? text : "";
	if (reply->verdict == REFUSED) {
		reply->field = field ? field : "";
		reply->args = args;
	} else if (reply->verdict == LATER) {
		reply->text = N_("The centre is busy.");
	}
}

/* The oldest call's sync has come: the call is complete. */
static void
settle(struct pipe *p, struct stamp now)
{
	struct reply reply = { .verdict = DONE, .state = "", .field = "", .text = "" };
	struct waiting w;

	if (!p->waiting.n)
		return;
	w = p->waiting.v[0];
	vec_remove(&p->waiting, 0);
	switch (PQresultStatus(w.result)) {
	case PGRES_TUPLES_OK:
	case PGRES_COMMAND_OK:
		reply.result = (const struct pg_result *)w.result;
		break;
	default:
		pipe_explain(&reply, w.result);
		p->prepared.v[w.stmt].ready &= !str_eq(reply.state, "26000");
	}
	answer(p, &w, &reply, now);
	PQclear(w.result);
}

/* Keeps the first error, else the last result. */
static void
pipe_keep(struct pipe *p, PGresult *r)
{
	struct waiting *w = p->waiting.v; /* drain() ensures that there is one */

	if (w->result && PQresultStatus(w->result) != PGRES_COMMAND_OK) {
		PQclear(r);
		return;
	}
	PQclear(w->result);
	w->result = r;
}

/* Reads all complete results.  False: the pipe was freed. */
static bool
pipe_drain(struct pipe *p, struct stamp now)
{
	int between = 0;
	PGresult *r;

	p->inside++;
	while (!p->dead && p->waiting.n && !PQisBusy(p->pg)) {
		r = PQgetResult(p->pg);
		if (!r) {
			if (++between > 3)
				break; /* no further complete result */
			continue;
		}
		between = 0;
		if (PQstatus(p->pg) == CONNECTION_BAD &&
		    PQresultStatus(r) == PGRES_FATAL_ERROR) {
			PQclear(r); /* libpq's own error about the link, no answer */
			break;
		}
		if (PQresultStatus(r) == PGRES_PIPELINE_SYNC) {
			PQclear(r);
			settle(p, now);
		} else {
			pipe_keep(p, r);
		}
	}
	return pipe_leave(p);
}

static void
pipe_ready(void *arg, int fd, unsigned got, struct stamp now)
{
	struct pipe *p = arg;

	(void)fd;
	if (got & LOOP_IN) {
		p->heard = now.mono;
		if (!PQconsumeInput(p->pg)) {
			/* answers that came before the end still count */
			if (pipe_drain(p, now) && !p->dead)
				broke(p, now);
			return;
		}
		if (!pipe_drain(p, now) || p->dead)
			return;
	}
	if (PQstatus(p->pg) == CONNECTION_BAD)
		broke(p, now);
	else if (send_out(p, now))
		arm(p);
}

struct pipe *
pipe_new(struct loop *loop, struct pg_conn *pg, const struct pipe_owner *owner,
	 struct stamp now)
{
	struct pipe *p = xcalloc(1, sizeof *p);

	p->loop = loop;
	p->pg = (PGconn *)pg;
	p->fd = PQsocket(p->pg);
	p->owner = *owner;
	p->heard = now.mono;
	if (PQsetnonblocking(p->pg, 1) || !PQenterPipelineMode(p->pg))
		log_err("pipe: no pipeline mode");
	loop_watch(loop, p->fd, LOOP_IN, pipe_ready, p);
	arm(p);
	return p;
}

static struct prepared *
statement(struct pipe *p, const char *name)
{
	struct prepared *s;

	vec_each(s, &p->prepared)
		if (str_eq(s->name, name))
			return s;
	s = vec_add(&p->prepared);
	s->name = name;
	return s;
}

static bool
pipe_put(struct pipe *p, const struct call *call, struct prepared *s)
{
	if (!s->ready && !PQsendPrepare(p->pg, call->name, call->sql, 0, NULL))
		return false;
	s->ready = true;
	return PQsendQueryPrepared(p->pg, call->name, (int)call->nargs, call->args,
				   NULL, NULL, 0) &&
	       PQpipelineSync(p->pg);
}

uint64_t
pipe_call(struct pipe *p, const struct call *call, struct stamp now)
{
	struct prepared *s;
	struct waiting *w;

	if (!p || p->dead)
		return 0;
	s = statement(p, call->name);
	if (!pipe_put(p, call, s)) {
		log_note("pipe: a call could not be sent");
		p->heard = INT64_MIN / 2; /* the watch will find it dead */
		loop_timer(p->loop, now.mono, watch_time, p);
		return 0;
	}
	if (!p->waiting.n)
		p->heard = now.mono; /* silence counts from the call */
	w = vec_add(&p->waiting);
	w->number = ++p->last;
	w->fn = call->fn;
	w->arg = call->arg;
	w->due = call->patience ? now.mono + call->patience : 0;
	w->stmt = (size_t)(s - p->prepared.v);
	loop_watch(p->loop, p->fd, LOOP_IN | LOOP_OUT, pipe_ready, p);
	arm(p);
	return p->last;
}

void
pipe_forget(struct pipe *p, uint64_t number)
{
	struct waiting *w;

	if (!p)
		return;
	vec_each(w, &p->waiting)
		if (w->number == number)
			w->fn = NULL;
}

static void
beaten(void *arg, const struct reply *reply, struct stamp now)
{
	(void)arg;
	(void)reply;
	(void)now;
}

/* Answers LATER to the calls whose patience has ended, and forgets them. */
static bool
pipe_give_up(struct pipe *p, struct stamp now)
{
	const struct reply gone = { .verdict = LATER,
				    .state = "57014", /* given up, by us */
				    .field = "",
				    .text = N_("The centre did not answer in time.") };
	struct waiting w;
	size_t i;

	p->inside++;
	for (i = 0; i < p->waiting.n && !p->freed; i++) {
		w = p->waiting.v[i];
		if (!w.fn || !w.due || w.due > now.mono)
			continue;
		p->waiting.v[i].fn = NULL;
		answer(p, &w, &gone, now);
	}
	return pipe_leave(p);
}

static void
watch_time(void *arg, struct stamp now)
{
	struct pipe *p = arg;
	const struct call beat = { .name = stmts[STMT_BEAT].name,
				   .sql = stmts[STMT_BEAT].sql,
				   .fn = beaten };
	struct err err;

	if (!pipe_give_up(p, now) || p->dead)
		return;
	if (p->heard < now.mono - PIPE_DEAD ||
	    (p->waiting.n && p->heard + PIPE_DEAD <= now.mono)) {
		log_note("pipe: no sign of life, %zu outstanding", p->waiting.n);
		later(&err, "%s", _("The centre does not answer."));
		die(p, &err, now);
		return;
	}
	if (!p->waiting.n && p->heard + PIPE_QUIET <= now.mono)
		(void)pipe_call(p, &beat, now);
	else
		arm(p);
}
