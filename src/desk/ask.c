/* ask.c -- questions: the mirror's answer at once, the centre's when it comes.
 *
 * 1. Every question ends: with rows marked last, with a no, or by its client's leaving.
 * 2. Where the centre fails, the mirror's answer is repeated as the last one.
 * 3. A cancelled question is forgotten here; the centre still finishes it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "gate/decode.h"

#include "desk.h"

enum { ASKS_MAX = 256, ARGS_MAX = 8, ASK_PATIENCE = 15000 };

static void
ask_free(struct ask *a)
{
	json_decref(a->args);
	free(a);
}

/* Removes the question from the open ones before it is answered: sending the answer may
 * disconnect the client, which drops all its open questions. */
static void
take_out(struct desk *desk, const struct ask *a)
{
	size_t i;

	for (i = 0; i < desk->asks.n; i++)
		if (desk->asks.v[i] == a)
			break;
	if (i < desk->asks.n)
		vec_remove(&desk->asks, i);
}

const char *
ask_arg(const struct ask *a, size_t param, char buffer[24])
{
	const struct param *p = &a->query->params[param];
	const json_t *value = json_object_get(a->args, p->name);

	if (json_is_string(value))
		return json_string_value(value);
	if (!json_is_integer(value))
		return json_is_boolean(value) ? json_is_true(value) ? "true" : "false"
					      : p->preset;
	str_format(buffer, 24, "%lld", (long long)json_integer_value(value));
	return buffer;
}

const char *
ask_named(const struct ask *a, const char *param, char buffer[24])
{
	const char *text;
	size_t i;

	for (i = 0; i < a->query->nparams; i++)
		if (str_eq(a->query->params[i].name, param)) {
			text = ask_arg(a, i, buffer);
			return text ? text : "";
		}
	return "";
}

/* ---- answers --------------------------------------------------------------------------- */

static void
refuse_ask(const struct ask *a, const struct msg_no *no)
{
	struct msg_no m = *no;

	m.id = a->id;
	if (a->client)
		client_tell(a->client, msg_no(&m));
}

/* Answers from this desk.  True: it had an answer. */
static bool
from_here(struct desk *desk, const struct ask *a, enum rows_more more, struct stamp now)
{
	struct rows *rows = rows_new(a->query);
	struct err err;
	int64_t at = 0, age;
	enum verdict v = local_answer(desk, a, rows, &at, &err);

	age = at && now.wall > at ? (now.wall - at) / 1000 : 0;
	if (v == DONE)
		client_tell(a->client, msg_rows(a->id, rows, "mirror", age, more));
	else if (v != LATER)
		log_warn("ask: %s: %s", a->query->name, err.text);
	rows_free(rows);
	return v == DONE;
}

static const char unreachable[] =
	N_("The centre cannot be reached, and this is not known here.");

/* The centre does not answer, for the reason `why`: this desk's answer is the last one. */
static void
fall_back(struct desk *desk, const struct ask *a, const char *why, struct stamp now)
{
	const struct msg_no no = { .verdict = LATER, .text = why };

	if (!a->client)
		return;
	if (!str_eq(a->from, "centre") && (a->query->where & QUERY_MIRROR) &&
	    from_here(desk, a, ROWS_LAST, now))
		return;
	refuse_ask(a, &no);
}

static void
answer(struct desk *desk, const struct ask *a, const struct reply *reply,
       struct stamp now)
{
	struct rows *rows = decode_rows(a->query, reply->result);
	json_t *message;

	local_learn(desk, a, rows, now);
	if (a->client) {
		message = msg_rows(a->id, rows, "centre", 0, ROWS_LAST);
		client_tell(a->client, message);
	}
	rows_free(rows);
}

/* The link is stale because the centre changed: asks all open questions once more, over
 * another link.  True: done. */
static bool
ask_anew(struct desk *desk, struct ask *a, const struct reply *reply, struct stamp now)
{
	size_t i;

	if (reply->verdict != LATER || !decode_is_stale(reply->state) || a->again)
		return false;
	log_note("ask: %s: the link is stale, state %s", a->query->name, reply->state);
	for (i = 0; i < desk->asks.n; i++) {
		desk->asks.v[i]->again = true;
		desk->asks.v[i]->call = 0;
	}
	drive_event(desk, PUMP_STALE, 0, now);
	return true;
}

static void
answered(void *arg, const struct reply *reply, struct stamp now)
{
	struct ask *a = arg;
	struct desk *desk = a->desk;
	json_t *args = NULL;
	struct msg_no no = { .verdict = reply->verdict,
			     .field = reply->field,
			     .text = reply->text };

	if (ask_anew(desk, a, reply, now))
		return;
	take_out(desk, a);
	if (reply->verdict == DONE) {
		answer(desk, a, reply, now);
	} else if (reply->verdict == LATER) {
		/* no SQLSTATE: the link broke */
		fall_back(desk, a, *reply->state ? reply->text : unreachable, now);
	} else if (reply->verdict == REFUSED) {
		if (reply->args &&
		    json_read(&args, reply->args, strlen(reply->args), NULL) == DONE)
			no.args = args;
		refuse_ask(a, &no);
	} else {
		log_err("ask: %s failed, state %s", a->query->name, reply->state);
		no.text =
			N_("The centre could not answer; the administrator must look.");
		no.field = "";
		refuse_ask(a, &no);
	}
	json_decref(args);
	ask_free(a);
}

/* ---- questions ------------------------------------------------------------------------- */

/* False: the link is down. */
static bool
send_ask(struct desk *desk, struct ask *a, struct stamp now)
{
	char buffers[ARGS_MAX][24];
	const char *args[ARGS_MAX];
	const struct call call = { .name = a->query->name,
				   .sql = a->query->sql,
				   .args = args,
				   .nargs = a->query->nparams,
				   .patience = ASK_PATIENCE,
				   .fn = answered,
				   .arg = a };
	size_t i;

	if (a->query->nparams > ARGS_MAX || !desk->conn)
		return false;
	for (i = 0; i < a->query->nparams; i++)
		args[i] = ask_arg(a, i, buffers[i]);
	a->call = pipe_call(conn_pipe(desk->conn), &call, now);
	return a->call != 0;
}

static struct ask *
ask_new(struct desk *desk, const struct query *q, json_t *args)
{
	struct ask *a = xcalloc(1, sizeof *a);

	a->desk = desk;
	a->query = q;
	a->args = args;
	str_copy(a->from, sizeof a->from, "both");
	return a;
}

/* Answers from here and asks the centre, as the question wants.  True: the centre's answer
 * is awaited. */
static bool
begin(struct desk *desk, struct ask *a, struct stamp now)
{
	bool up = desk->conn && conn_pipe(desk->conn);
	bool mirrored = (a->query->where & QUERY_MIRROR) && !str_eq(a->from, "centre");
	const struct msg_no unknown = { .verdict = LATER,
					.text = N_("This is not known here yet.") };

	if ((a->query->where & QUERY_LOCAL) || str_eq(a->from, "mirror")) {
		if (!from_here(desk, a, ROWS_LAST, now))
			refuse_ask(a, &unknown);
		return false;
	}
	if (up && mirrored)
		(void)from_here(desk, a, ROWS_MORE, now);
	if (up && send_ask(desk, a, now))
		return true;
	fall_back(desk, a, unreachable, now);
	return false;
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
	if (desk->asks.n >= ASKS_MAX) {
		client_no(c, ask.id, LATER, N_("Too many questions are still open."));
		return;
	}
	a = ask_new(desk, q, json_incref(ask.args));
	a->client = c;
	a->id = ask.id;
	str_copy(a->from, sizeof a->from, ask.from);
	if (!begin(desk, a, now)) {
		ask_free(a);
		return;
	}
	vec_push(&desk->asks, a);
	if (c->gone) /* sending the mirror's answer failed */
		ask_forget(c);
}

bool
ask_own(struct desk *desk, const char *query, json_t *args, struct stamp now)
{
	struct ask *a = ask_new(desk, query_named(query), args);

	if (a->query && send_ask(desk, a, now)) {
		vec_push(&desk->asks, a);
		return true;
	}
	ask_free(a);
	return false;
}

static void
forget(struct desk *desk, size_t i)
{
	struct ask *a = desk->asks.v[i];

	if (desk->conn)
		pipe_forget(conn_pipe(desk->conn), a->call);
	vec_remove(&desk->asks, i);
	ask_free(a);
}

void
ask_cancel(struct client *c, int64_t id)
{
	struct desk *desk = c->desk;
	size_t i;

	for (i = desk->asks.n; i-- > 0;)
		if (desk->asks.v[i]->client == c && desk->asks.v[i]->id == id)
			forget(desk, i);
}

void
ask_forget(struct client *c)
{
	struct desk *desk = c->desk;
	size_t i;

	for (i = desk->asks.n; i-- > 0;)
		if (desk->asks.v[i]->client == c)
			forget(desk, i);
}

static bool
waits_for_link(const struct ask *a)
{
	return a->again && !a->call;
}

/* Ends the questions that wait for the link, or (waiting false) the others. */
static void
end_all(struct desk *desk, bool waiting, struct stamp now)
{
	struct ask *a;
	size_t i;

	for (i = desk->asks.n; i-- > 0;) {
		if (i >= desk->asks.n) /* a client left, and its questions with it */
			continue;
		a = desk->asks.v[i];
		if (waits_for_link(a) != waiting)
			continue;
		vec_remove(&desk->asks, i);
		fall_back(desk, a, unreachable, now);
		ask_free(a);
	}
}

/* The link was closed on purpose, so that the calls got no LATER. */
void
ask_fell(struct desk *desk, struct stamp now)
{
	end_all(desk, false, now);
}

void
ask_in_vain(struct desk *desk, struct stamp now)
{
	end_all(desk, true, now);
}

void
ask_up(struct desk *desk, struct stamp now)
{
	size_t i;

	for (i = 0; i < desk->asks.n; i++)
		if (waits_for_link(desk->asks.v[i]))
			(void)send_ask(desk, desk->asks.v[i], now);
	end_all(desk, true, now);
}

void
ask_release(struct desk *desk)
{
	size_t i;

	for (i = 0; i < desk->asks.n; i++)
		ask_free(desk->asks.v[i]);
	vec_release(&desk->asks);
}
