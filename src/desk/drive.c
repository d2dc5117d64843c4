/* drive.c -- does what the pump decides: outbox → gate → settle → clients.
 *
 * 1. An operation is marked sent before its call and offered again when the call ends
 *    without a verdict: it is never forgotten and never twice on one link.
 * 2. Verdicts are on the disk before any client hears of them.
 * 3. A refusal to a whole call is a verdict about its one operation; a failed batch says
 *    nothing about any single one and is sent singly.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "gate/decode.h"
#include "gate/stmt.h"
#include "store/mirror.h"
#include "store/outbox.h"

#include "desk.h"

struct flight {
	struct desk *desk;
	size_t n;
	struct operation ops[PUMP_BATCH];
};

static void
tick(void *arg, struct stamp now)
{
	drive_event(arg, PUMP_TICK, 0, now);
}

/* ---- out ------------------------------------------------------------------------------- */

static void landed(void *arg, const struct reply *, struct stamp now);

static bool
fly(struct flight *f, const struct stmt_row *stmt, const char *const *args,
    struct stamp now)
{
	struct desk *desk = f->desk;
	const struct call call = { .name = stmt->name,
				   .sql = stmt->sql,
				   .args = args,
				   .nargs = stmt->nargs,
				   .fn = landed,
				   .arg = f };
	size_t i;

	if (!pipe_call(conn_pipe(desk->conn), &call, now))
		return false;
	vec_push(&desk->flights, f);
	for (i = 0; i < f->n; i++)
		outbox_sent(desk->store, &f->ops[i].op);
	return true;
}

static void
flight_free(struct flight *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		operation_release(&f->ops[i]);
	free(f);
}

static void
forget_flights(struct desk *desk)
{
	size_t i;

	for (i = 0; i < desk->flights.n; i++)
		flight_free(desk->flights.v[i]);
	vec_clear(&desk->flights);
}

static bool
fly_one(struct flight *f, struct stamp now)
{
	const struct operation *o = &f->ops[0];
	char op[UUID_TEXT], ticket[UUID_TEXT], store[UUID_TEXT], seq[24], schema[12];
	char *payload = json_write(o->payload);
	const char *const args[] = { op,      store,	 seq,	 ticket,
				     o->base, o->action, schema, payload };
	bool sent;

	uuid_text(&o->op, op);
	uuid_text(&o->ticket, ticket);
	uuid_text(store_id(f->desk->store), store);
	str_format(seq, sizeof seq, "%lld", (long long)o->seq);
	str_format(schema, sizeof schema, "%d", GATE_SCHEMA);
	sent = fly(f, &stmts[STMT_TELL], args, now);
	mem_wipe(payload, strlen(payload));
	free(payload);
	return sent;
}

/* An operation as api.tell_many reads it. */
static void
encode(struct str *out, const struct operation *o, const char *store)
{
	char op[UUID_TEXT], ticket[UUID_TEXT];
	json_t *j = json_object();
	char *text;

	uuid_text(&o->op, op);
	uuid_text(&o->ticket, ticket);
	json_put(j, "op", op);
	json_put(j, "store", store);
	json_put_int(j, "seq", o->seq);
	json_put(j, "ticket", ticket);
	json_put(j, "base", o->base);
	json_put(j, "action", o->action);
	json_put_int(j, "schema", GATE_SCHEMA);
	json_object_set(j, "payload", o->payload);
	text = json_write(j);
	encode_element(out, text);
	mem_wipe(text, strlen(text));
	free(text);
	json_decref(j);
}

static bool
fly_many(struct flight *f, struct stamp now)
{
	char store[UUID_TEXT];
	struct str array = { 0 };
	const char *args[1];
	bool sent;
	size_t i;

	uuid_text(store_id(f->desk->store), store);
	str_addc(&array, '{');
	for (i = 0; i < f->n; i++)
		encode(&array, &f->ops[i], store);
	str_addc(&array, '}');
	args[0] = array.s;
	sent = fly(f, &stmts[STMT_TELL_MANY], args, now);
	str_wipe(&array);
	return sent;
}

/* Takes the operations out of the array; how many are on the way. */
static int
send_singly(struct desk *desk, struct operation *ops, size_t n, struct stamp now)
{
	struct flight *f;
	int sent = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		f = xcalloc(1, sizeof *f);
		f->desk = desk;
		f->n = 1;
		f->ops[0] = ops[i];
		if (fly_one(f, now))
			sent++;
		else
			flight_free(f);
	}
	return sent;
}

static int
send_batch(struct desk *desk, const struct operation *ops, size_t n, struct stamp now)
{
	struct flight *f = xcalloc(1, sizeof *f);

	f->desk = desk;
	f->n = n;
	memcpy(f->ops, ops, n * sizeof *ops);
	if (fly_many(f, now))
		return (int)n;
	flight_free(f);
	return 0;
}

static int
take_and_send(struct desk *desk, const struct pump_plan *plan, struct stamp now)
{
	struct operation ops[PUMP_BATCH];
	size_t n = 0;
	struct err err;
	enum verdict v;

	if (plan->way == PUMP_NOT || !conn_pipe(desk->conn))
		return 0;
	v = outbox_next(desk->store, ops, (size_t)plan->most, &n, &err);
	if (v != DONE) {
		log_err("drive: the outbox could not be read: %s", err.text);
		if (v == BROKEN)
			desk_sick(desk, &err, now);
		return 0;
	}
	if (!n)
		return 0;
	if (plan->way == PUMP_BATCHED && n > 1)
		return send_batch(desk, ops, n, now);
	return send_singly(desk, ops, n, now);
}

/* Until nothing more may go: a batch leaves room for the next. */
void
drive_event(struct desk *desk, enum pump_event event, int n, struct stamp now)
{
	struct pump_facts facts = { .n = n, .now = now.mono };
	struct outbox_counts counts = { 0 };
	struct pump_plan plan;
	int sent;

	if (!desk->store)
		return;
	if (event == PUMP_FELL) {
		forget_flights(desk);
		outbox_unsent(desk->store);
	}
	do {
		outbox_counts(desk->store, &counts);
		facts.queued = counts.queued;
		if (getrandom(&facts.random, sizeof facts.random, GRND_NONBLOCK) < 0)
			facts.random = (uint32_t)now.mono;
		plan = pump_step(&desk->pump, event, &facts);
		if (plan.timer)
			loop_timer(desk->loop, plan.timer, tick, desk);
		else
			loop_timer_off(desk->loop, tick, desk);
		sent = take_and_send(desk, &plan, now);
		event = PUMP_SENT;
		facts.n = sent;
	} while (sent);
}

/* ---- back ------------------------------------------------------------------------------ */

static void
announce(struct desk *desk, const struct operation *o, const struct settlement *s)
{
	const struct msg_settled m = {
		.op = o->op,
		.ticket = o->ticket,
		.action = o->action,
		.state = s->state,
		.version = (int)json_int(s->detail, "version", 0),
		.ticket_state = json_text(s->detail, "state"),
		.unit = json_text(s->detail, "unit"),
		.regno = json_text_or(s->detail, "regno", o->regno),
		.field = json_text(s->detail, "field"),
		.text = json_text(s->detail, "text"),
		.args = json_object_get(s->detail, "args"),
		.detail = s->detail,
	};

	clients_tell(desk, msg_settled(&m));
}

/* One's own act is no surprise: the document that it built on becomes the next version,
 * so that the next act builds on that one.  What others did needs the centre's document. */
static enum verdict
follow_ticket(struct desk *desk, const struct ticket_change *change, struct err *err)
{
	json_t *doc = NULL;
	int64_t at = 0;
	enum verdict v = mirror_ticket(desk->store, &change->ticket, &doc, &at, err);

	if (v == DONE && doc && json_int(doc, "version", 0) == change->version - 1) {
		json_put_int(doc, "version", change->version);
		json_put(doc, "state", change->state);
		if (!str_eq(json_text(doc, "unit"), change->unit))
			json_object_del(doc, "unit_name");
		json_put(doc, "unit", change->unit);
		v = mirror_put_ticket(desk->store, &change->ticket, doc, at, err);
	}
	json_decref(doc);
	return v == LATER ? DONE : v;
}

/* The lists and documents shown from the mirror follow what was applied. */
static void
follow(struct desk *desk, const struct operation *o, const struct settlement *s)
{
	const struct ticket_change change = {
		.ticket = o->ticket,
		.version = (int)json_int(s->detail, "version", 0),
		.state = json_text(s->detail, "state"),
		.unit = json_text(s->detail, "unit"),
	};
	struct err err;

	if (s->state == OP_APPLIED &&
	    (mirror_apply(desk->store, &change, 1, &err) != DONE ||
	     follow_ticket(desk, &change, &err) != DONE))
		log_warn("drive: the mirror did not follow: %s", err.text);
}

/* The verdicts s[i] about o[i], on the disk, then to everybody. */
static bool
settle(struct desk *desk, const struct operation *const *o, const struct settlement *s,
       size_t n, struct stamp now)
{
	struct err err;
	size_t i;

	if (!n)
		return true;
	if (outbox_settle_many(desk->store, s, n, &err) != DONE) {
		log_err("drive: verdicts could not be kept: %s", err.text);
		desk_sick(desk, &err, now);
		return false;
	}
	for (i = 0; i < n; i++) {
		log_note("drive: seq %lld %s %s", (long long)o[i]->seq, o[i]->action,
			 op_state_name(s[i].state));
		follow(desk, o[i], &s[i]);
		announce(desk, o[i], &s[i]);
	}
	feed_soon(desk, now);
	return true;
}

static const struct operation *
flown(const struct flight *f, const struct uuid *op)
{
	size_t i;

	if (f->n == 1 && uuid_is_nil(op))
		return &f->ops[0];
	for (i = 0; i < f->n; i++)
		if (uuid_eq(&f->ops[i].op, op))
			return &f->ops[i];
	return NULL;
}

/* Reads the rows of an answer; how many operations have their verdict. */
static size_t
read_verdicts(struct flight *f, const struct reply *reply, struct stamp now)
{
	static const enum op_state states[OUTCOME__MAX] = { OP_APPLIED, OP_REFUSED,
							    OP_CONFLICT };
	const struct operation *ops[PUMP_BATCH];
	struct settlement s[PUMP_BATCH];
	struct told told[PUMP_BATCH];
	size_t i, n = 0, kept;

	for (i = 0; i < decode_count(reply->result) && n < f->n; i++) {
		if (!decode_told(&told[n], reply->result, i))
			continue;
		ops[n] = flown(f, &told[n].op);
		if (!ops[n]) {
			told_release(&told[n]);
			continue;
		}
		s[n] = (struct settlement){ .op = ops[n]->op,
					    .state = states[told[n].outcome],
					    .detail = told[n].detail,
					    .wall = now.wall };
		n++;
	}
	kept = settle(f->desk, ops, s, n, now) ? n : 0;
	for (i = 0; i < n; i++)
		told_release(&told[i]);
	return kept;
}

/* A call with one operation that the centre refused or could not digest. */
static bool
judge(struct flight *f, const struct reply *reply, struct stamp now)
{
	static const char indigestible[] =
		N_("The centre could not process this; the administrator must look.");
	const struct operation *o = &f->ops[0];
	bool refused = reply->verdict == REFUSED, ok;
	struct settlement s = { .op = o->op,
				.state = refused ? OP_REFUSED : OP_ADMIN,
				.wall = now.wall };
	json_t *detail = json_object(), *args = NULL;

	if (reply->args &&
	    json_read(&args, reply->args, strlen(reply->args), NULL) == DONE)
		json_object_set_new(detail, "args", args);
	json_put(detail, "field", reply->field);
	json_put(detail, "text", refused ? reply->text : indigestible);
	json_put(detail, "sqlstate", reply->state);
	if (!refused)
		log_err("drive: seq %lld needs the administrator, state %s",
			(long long)o->seq, reply->state);
	s.detail = detail;
	ok = settle(f->desk, &o, &s, 1, now);
	json_decref(detail);
	return ok;
}

static void
offer_again(struct flight *f)
{
	size_t i;

	for (i = 0; i < f->n; i++)
		outbox_requeue(f->desk->store, &f->ops[i].op);
}

static void
forget_flight(struct flight *f)
{
	struct desk *desk = f->desk;
	size_t i;

	for (i = 0; i < desk->flights.n; i++)
		if (desk->flights.v[i] == f)
			break;
	if (i < desk->flights.n)
		vec_remove(&desk->flights, i);
	flight_free(f);
}

static void
landed(void *arg, const struct reply *reply, struct stamp now)
{
	struct flight *f = arg;
	struct desk *desk = f->desk;
	enum pump_event event = PUMP_ANSWERED;
	size_t n = f->n, judged = 0;

	if (!desk->store) {
		forget_flight(f);
		return;
	}
	if (reply->verdict == DONE)
		judged = read_verdicts(f, reply, now);
	else if (reply->verdict != LATER && n == 1)
		judged = judge(f, reply, now);
	if (judged < n) {
		/* those that have their verdict are settled and stay so */
		offer_again(f);
		event = reply->verdict == LATER || n == 1 ? PUMP_BUSY : PUMP_SPOILT;
	}
	forget_flight(f);
	drive_event(desk, event, (int)n, now);
}

void
drive_release(struct desk *desk)
{
	loop_timer_off(desk->loop, tick, desk);
	forget_flights(desk);
	vec_release(&desk->flights);
}
