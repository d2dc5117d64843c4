/* ask.c -- questions: the mirror's answer at once, the centre's when it comes.
 *
 * 1. Every question ends: with rows marked last, with a no, or by its client's leaving.
 * 2. Where the centre fails, the mirror's answer is repeated as the last one.
 * 3. A cancelled question is forgotten here; the centre still finishes it.
 */
#include "ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include "gate/decode.h"

#include "local.h"
#include "question.h"
#include "uplink.h"

enum { ASKS_MAX = 256, ARGS_MAX = 8, ASK_PATIENCE = 15000 };

struct ask {
	struct desk *desk;
	struct client *client; /* NULL: the desk's own */
	int64_t id;
	struct question question;
	char from[8];
	uint64_t call;
	bool again; /* being asked a second time, because the link was stale */
};

struct asks {
	VEC(struct ask *) v;
};

static void
ask_free(struct ask *a)
{
	json_decref(a->question.args);
	free(a);
}

/* Removes the question from the open ones before it is ask_answered: sending the answer may
 * disconnect the client, which drops all its open questions. */
static void
ask_remove(struct desk *desk, const struct ask *a)
{
	size_t i;

	for (i = 0; i < desk->asks->v.n; i++)
		if (desk->asks->v.v[i] == a)
			break;
	if (i < desk->asks->v.n)
		vec_remove(&desk->asks->v, i);
}

/* ---- answers --------------------------------------------------------------------------- */

static void
ask_refuse(const struct ask *a, const struct msg_no *no)
{
	struct msg_no m = *no;

	m.id = a->id;
	if (a->client)
		client_tell(a->client, msg_no(&m));
}

/* Answers from this desk.  True: it had an answer. */
static bool
ask_answer_here(struct desk *desk, const struct ask *a, enum rows_more more,
		struct stamp now)
{
	struct rows *rows = rows_new(a->question.query);
	struct err err;
	int64_t at = 0, age;
	enum verdict v = local_answer(desk, &a->question, rows, &at, &err);

	age = at && now.wall > at ? (now.wall - at) / 1000 : 0;
	if (v == DONE)
		client_tell(a->client, msg_rows(a->id, rows, "mirror", age, more));
	else if (v != LATER)
		log_warn("ask: %s: %s", a->question.query->name, err.text);
	rows_free(rows);
	return v == DONE;
}

static const char unreachable[] =
	N_("The centre cannot be reached, and this is not known here.");

/* The centre does not answer, for the reason `why`: this desk's answer is the last one. */
static void
ask_fall_back(struct desk *desk, const struct ask *a, const char *why, struct stamp now)
{
	const struct msg_no no = { .verdict = LATER, .text = why };

	if (!a->client)
		return;
	if (!str_eq(a->from, "centre") && (a->question.query->where & QUERY_MIRROR) &&
	    ask_answer_here(desk, a, ROWS_LAST, now))
		return;
	ask_refuse(a, &no);
}

static void
ask_answer(struct desk *desk, const struct ask *a, const struct reply *reply,
	   struct stamp now)
{
	struct rows *rows = decode_rows(a->question.query, reply->result);

	local_learn(desk, &a->question, rows, now);
	if (a->client)
		client_tell(a->client, msg_rows(a->id, rows, "centre", 0, ROWS_LAST));
	else
		desk_raise_event(desk, DESK_FETCHED,
				 &(struct event){ .now = now,
						  .question = &a->question,
						  .rows = rows });
	rows_free(rows);
}

/* The link is stale because the centre changed: asks all open questions once more, over
 * another link.  True: done. */
static bool
asks_anew(struct desk *desk, struct ask *a, const struct reply *reply, struct stamp now)
{
	size_t i;

	if (reply->verdict != LATER || !decode_is_stale(reply->state) || a->again)
		return false;
	log_note("ask: %s: the link is stale, state %s", a->question.query->name,
		 reply->state);
	for (i = 0; i < desk->asks->v.n; i++) {
		desk->asks->v.v[i]->again = true;
		desk->asks->v.v[i]->call = 0;
	}
	desk_raise(desk, DESK_LINK_STALE, now);
	return true;
}

static void
ask_answered(void *arg, const struct reply *reply, struct stamp now)
{
	struct ask *a = arg;
	struct desk *desk = a->desk;
	json_t *args = NULL;
	struct msg_no no = { .verdict = reply->verdict,
			     .field = reply->field,
			     .text = reply->text };

	if (asks_anew(desk, a, reply, now))
		return;
	ask_remove(desk, a);
	if (reply->verdict == DONE) {
		ask_answer(desk, a, reply, now);
	} else if (reply->verdict == LATER) {
		/* no SQLSTATE: the link broke */
		ask_fall_back(desk, a, *reply->state ? reply->text : unreachable, now);
	} else if (reply->verdict == REFUSED) {
		if (reply->args &&
		    json_read(&args, reply->args, strlen(reply->args), NULL) == DONE)
			no.args = args;
		ask_refuse(a, &no);
	} else {
		log_err("ask: %s failed, state %s", a->question.query->name,
			reply->state);
		no.text =
			N_("The centre could not answer; the administrator must look.");
		no.field = "";
		ask_refuse(a, &no);
	}
	json_decref(args);
	ask_free(a);
}

/* ---- questions ------------------------------------------------------------------------- */

/* False: the link is down. */
static bool
ask_send(struct desk *desk, struct ask *a, struct stamp now)
{
	char buffers[ARGS_MAX][24];
	const char *args[ARGS_MAX];
	const struct call call = { .name = a->question.query->name,
				   .sql = a->question.query->sql,
				   .args = args,
				   .nargs = a->question.query->nparams,
				   .patience = ASK_PATIENCE,
				   .fn = ask_answered,
				   .arg = a };
	size_t i;

	if (a->question.query->nparams > ARGS_MAX || !uplink_pipe(desk))
		return false;
	for (i = 0; i < a->question.query->nparams; i++)
		args[i] = question_arg(&a->question, i, buffers[i]);
	a->call = pipe_call(uplink_pipe(desk), &call, now);
	return a->call != 0;
}

static struct ask *
ask_new(struct desk *desk, const struct query *q, json_t *args)
{
	struct ask *a = xcalloc(1, sizeof *a);

	a->desk = desk;
	a->question.query = q;
	a->question.args = args;
	str_copy(a->from, sizeof a->from, "both");
	return a;
}

/* Answers from here and asks the centre, as the question wants.  True: the centre's answer
 * is awaited. */
static bool
ask_begin(struct desk *desk, struct ask *a, struct stamp now)
{
	bool up = uplink_pipe(desk) != NULL;
	bool mirrored =
		(a->question.query->where & QUERY_MIRROR) && !str_eq(a->from, "centre");
	const struct msg_no unknown = { .verdict = LATER,
					.text = N_("This is not known here yet.") };

	if ((a->question.query->where & QUERY_LOCAL) || str_eq(a->from, "mirror")) {
		if (!ask_answer_here(desk, a, ROWS_LAST, now))
			ask_refuse(a, &unknown);
		return false;
	}
	if (up && mirrored)
		(void)ask_answer_here(desk, a, ROWS_MORE, now);
	if (up && ask_send(desk, a, now))
		return true;
	ask_fall_back(desk, a, unreachable, now);
	return false;
}

static void
ask_drop(struct desk *desk, size_t i)
{
	struct ask *a = desk->asks->v.v[i];

	pipe_forget(uplink_pipe(desk), a->call);
	vec_remove(&desk->asks->v, i);
	ask_free(a);
}

/* Drops all questions of a client that leaves. */
static void
asks_drop(struct client *c)
{
	struct desk *desk = c->desk;
	size_t i;

	for (i = desk->asks->v.n; i-- > 0;)
		if (desk->asks->v.v[i]->client == c)
			ask_drop(desk, i);
}

void
ask_serve(struct client *c, const json_t *m, struct stamp now)
{
	struct desk *desk = c->desk;
	const struct query *q;
	struct msg_ask ask;
	struct ask *a;

	if (!msg_read_ask(&ask, m) || !(q = query_named(ask.query))) {
		client_no(c, msg_id(m), REFUSED,
			  N_("The desk does not understand this question."));
		return;
	}
	if (desk->asks->v.n >= ASKS_MAX) {
		client_no(c, ask.id, LATER, N_("Too many questions are still open."));
		return;
	}
	a = ask_new(desk, q, json_incref(ask.args));
	a->client = c;
	a->id = ask.id;
	str_copy(a->from, sizeof a->from, ask.from);
	if (!ask_begin(desk, a, now)) {
		ask_free(a);
		return;
	}
	vec_push(&desk->asks->v, a);
	if (c->gone) /* sending the mirror's answer failed */
		asks_drop(c);
}

bool
ask_own(struct desk *desk, const char *query, json_t *args, struct stamp now)
{
	struct ask *a = ask_new(desk, query_named(query), args);

	if (a->question.query && ask_send(desk, a, now)) {
		vec_push(&desk->asks->v, a);
		return true;
	}
	ask_free(a);
	return false;
}

void
ask_cancel(struct client *c, int64_t id)
{
	struct desk *desk = c->desk;
	size_t i;

	for (i = desk->asks->v.n; i-- > 0;)
		if (desk->asks->v.v[i]->client == c && desk->asks->v.v[i]->id == id)
			ask_drop(desk, i);
}

static bool
ask_waits(const struct ask *a)
{
	return a->again && !a->call;
}

/* Ends the questions that wait for the link, or (waiting false) the others. */
static void
asks_end(struct desk *desk, bool waiting, struct stamp now)
{
	struct ask *a;
	size_t i;

	for (i = desk->asks->v.n; i-- > 0;) {
		if (i >= desk->asks->v.n) /* a client left, and its questions with it */
			continue;
		a = desk->asks->v.v[i];
		if (ask_waits(a) != waiting)
			continue;
		vec_remove(&desk->asks->v, i);
		ask_fall_back(desk, a, unreachable, now);
		ask_free(a);
	}
}

/* ---- events ------------------------------------------------------------------------------ */

/* The link was closed on purpose, so that the calls got no LATER. */
void
ask_fell(struct desk *desk, struct event *event)
{
	asks_end(desk, false, event->now);
}

/* Dialling failed: what waited for the link is answered from the mirror. */
void
ask_failed(struct desk *desk, struct event *event)
{
	asks_end(desk, true, event->now);
}

/* The link came up: asks again what waited for it. */
void
ask_up(struct desk *desk, struct event *event)
{
	size_t i;

	for (i = 0; i < desk->asks->v.n; i++)
		if (ask_waits(desk->asks->v.v[i]))
			(void)ask_send(desk, desk->asks->v.v[i], event->now);
	asks_end(desk, true, event->now);
}

void
ask_client_left(struct desk *desk, struct event *event)
{
	(void)desk;
	asks_drop(event->client);
}

void
ask_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->asks = xcalloc(1, sizeof *desk->asks);
}

void
ask_ended(struct desk *desk, struct event *event)
{
	size_t i;

	(void)event;
	for (i = 0; i < desk->asks->v.n; i++)
		ask_free(desk->asks->v.v[i]);
	vec_release(&desk->asks->v);
	free(desk->asks);
	desk->asks = NULL;
}
