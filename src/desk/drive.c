/* drive.c -- obeys the pump: outbox → gate → settle → clients.  It decides nothing.
 *
 * 1. An operation is marked sent with its call, and queued again when the call ends without
 *    a verdict: it is never forgotten, and never under way twice on one link.
 * 2. Verdicts are on the disk before any client is told.
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
	struct operation ops[];
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

/* Takes the operations; returns how many were sent. */
static int
send_off(struct desk *desk, const struct operation *ops, size_t n, struct stamp now)
{
	struct flight *f = xcalloc(1, sizeof *f + n * sizeof *ops);

	f->desk = desk;
	f->n = n;
	memcpy(f->ops, ops, n * sizeof *ops);
	if (n == 1 ? fly_one(f, now) : fly_many(f, now))
		return (int)n;
	flight_free(f);
	return 0;
}

static int
take_and_send(struct desk *desk, const struct pump_orders *o, struct stamp now)
{
	struct operation ops[PUMP_BATCH];
	size_t i, n = 0, step;
	struct err err;
	enum verdict v = DONE;
	int sent = 0;

	if (desk->store && conn_pipe(desk->conn) && !agree_holds(desk))
		v = outbox_next(desk->store, ops, (size_t)o->most, &n, &err);
	if (v != DONE) {
		log_err("drive: the outbox could not be read: %s", err.text);
		if (v == BROKEN)
			desk_sick(desk, &err, now);
		return 0;
	}
	step = o->way == PUMP_BATCHED ? n : 1;
	for (i = 0; i < n; i += step)
		sent += send_off(desk, &ops[i], step, now);
	return sent;
}

/* ---- the pump's orders ------------------------------------------------------------------- */

static void
ask_facts(struct desk *desk, struct pump_facts *f, struct stamp now)
{
	struct outbox_counts counts = { 0 };

	f->now = now.mono;
	if (desk->store) {
		f->wake = outbox_wake(desk->store, now.mono);
		outbox_counts(desk->store, &counts);
	}
	f->queued = counts.queued;
	if (getrandom(&f->random, sizeof f->random, GRND_NONBLOCK) < 0)
		f->random = (uint32_t)now.mono;
}

static void
recall(struct desk *desk, struct stamp now)
{
	forget_flights(desk);
	if (desk->store)
		outbox_unsent(desk->store);
	link_fell(desk, now);
}

static void
arm(struct desk *desk, const struct pump_orders *o)
{
	if (o->timer)
		loop_timer(desk->loop, o->timer, tick, desk);
	else
		loop_timer_off(desk->loop, tick, desk);
}

/* Loops until nothing more may be sent: after one batch there may be room for another. */
void
drive_event(struct desk *desk, enum pump_event event, int n, struct stamp now)
{
	struct pump_facts facts = { .n = n };
	struct pump_orders orders;

	for (;;) {
		ask_facts(desk, &facts, now);
		orders = pump_step(&desk->pump, event, &facts);
		if (orders.hang_up && desk->conn)
			conn_close(desk->conn);
		if (orders.recall)
			recall(desk, now);
		arm(desk, &orders);
		if (orders.way == PUMP_NOT)
			break;
		facts.n = take_and_send(desk, &orders, now);
		event = PUMP_SENT;
	}
	if (orders.dial)
		link_dial(desk, now);
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

/* After an own operation, the mirrored document that it built on becomes the next version,
 * so that the operator's next step can build on it.  After others' steps the desk needs the
 * centre's document. */
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

/* Updates the mirrored lists and documents with an applied operation. */
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

/* The verdicts of a flight: verdicts[i] is about ops[i]; details are owned. */
struct harvest {
	size_t n;
	bool stale; /* the error concerns the link, not the operations */
	struct settlement *verdicts;
	const struct operation **ops;
};

static void
harvest_release(struct harvest *h)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		json_decref((json_t *)h->verdicts[i].detail);
	free(h->verdicts);
	free(h->ops);
}

/* Takes the detail. */
static void
harvest_add(struct harvest *h, const struct operation *o, enum op_state state,
	    json_t *detail)
{
	h->ops[h->n] = o;
	h->verdicts[h->n].op = o->op;
	h->verdicts[h->n].state = state;
	h->verdicts[h->n++].detail = detail;
}

/* Writes the verdicts to the disk, then tells all clients. */
static enum verdict
settle(struct desk *desk, struct harvest *h, struct stamp now, struct err *err)
{
	enum verdict v;
	size_t i;

	if (!h->n)
		return DONE;
	for (i = 0; i < h->n; i++)
		h->verdicts[i].wall = now.wall;
	v = outbox_settle_many(desk->store, h->verdicts, h->n, err);
	if (v != DONE) {
		log_err("drive: verdicts could not be kept: %s", err->text);
		return v;
	}
	for (i = 0; i < h->n; i++) {
		log_note("drive: seq %lld %s %s", (long long)h->ops[i]->seq,
			 h->ops[i]->action, op_state_name(h->verdicts[i].state));
		follow(desk, h->ops[i], &h->verdicts[i]);
		announce(desk, h->ops[i], &h->verdicts[i]);
	}
	agree_settled(desk, now);
	feed_soon(desk, now);
	return DONE;
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

/* An operation whose call failed: refused or for the administrator, unless it is to be sent
 * again. */
static void
gather_failed(struct harvest *h, const struct operation *o, const struct reply *reply)
{
	static const char indigestible[] =
		N_("The centre could not process this; the administrator must look.");
	enum op_state fate = pump_fate(reply->verdict);
	json_t *detail, *args = NULL;

	if (fate == OP_QUEUED || h->stale)
		return;
	detail = json_object();
	if (reply->args &&
	    json_read(&args, reply->args, strlen(reply->args), NULL) == DONE)
		json_object_set_new(detail, "args", args);
	json_put(detail, "field", reply->field);
	json_put(detail, "text", fate == OP_REFUSED ? reply->text : indigestible);
	json_put(detail, "sqlstate", reply->state);
	if (fate == OP_ADMIN)
		log_err("drive: seq %lld needs the administrator, state %s",
			(long long)o->seq, reply->state);
	harvest_add(h, o, fate, detail);
}

/* The centre's verdict on the operation cannot be read; sending it again would give the
 * same answer. */
static void
gather_unread(struct harvest *h, const struct operation *o)
{
	json_t *detail = json_object();

	json_put(detail, "field", "");
	json_put(
		detail, "text",
		N_("The centre's answer to this cannot be read; the administrator must "
		   "look."));
	log_err("drive: seq %lld: the centre's answer cannot be read",
		(long long)o->seq);
	harvest_add(h, o, OP_ADMIN, detail);
}

static bool
is_gathered(const struct harvest *h, const struct operation *o)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (h->ops[i] == o)
			return true;
	return false;
}

static void
gather_row(struct harvest *h, const struct operation *o, struct told *told)
{
	static const enum op_state states[] = { [OUTCOME_APPLIED] = OP_APPLIED,
						[OUTCOME_REFUSED] = OP_REFUSED,
						[OUTCOME_CONFLICT] = OP_CONFLICT };
	const char *state = json_text(told->detail, "sqlstate");
	const struct reply alone = { .verdict = decode_state(state),
				     .state = state,
				     .field = "",
				     .text = json_text(told->detail, "text") };

	h->stale |= told->outcome == OUTCOME_FAILED && decode_is_stale(state);
	if (told->outcome == OUTCOME_FAILED)
		gather_failed(h, o, &alone);
	else
		harvest_add(h, o, states[told->outcome], json_incref(told->detail));
}

static void
gather(struct harvest *h, const struct flight *f, const struct reply *reply)
{
	const struct operation *o;
	struct told told;
	bool readable;
	size_t i;

	h->stale = decode_is_stale(reply->state);
	h->verdicts = xcalloc(f->n, sizeof *h->verdicts);
	h->ops = xcalloc(f->n, sizeof(struct operation *));
	if (reply->verdict != DONE && f->n == 1)
		gather_failed(h, &f->ops[0], reply);
	if (reply->verdict != DONE)
		return;
	for (i = 0; i < decode_count(reply->result) && h->n < f->n; i++) {
		readable = decode_told(&told, reply->result, i);
		o = flown(f, &told.op);
		if (o && readable && !is_gathered(h, o))
			gather_row(h, o, &told);
		else if (o && !is_gathered(h, o))
			gather_unread(h, o);
		told_release(&told);
	}
}

/* Queues the operations without a verdict again, after a rest where the operation itself
 * may be the cause.  Settled ones stay settled. */
static void
offer_again(struct flight *f, const struct reply *reply, struct stamp now)
{
	bool theirs = *reply->state != '\0' ? f->n == 1 : reply->verdict == DONE;
	uint32_t dice = (uint32_t)now.mono;
	size_t i;

	if (getrandom(&dice, sizeof dice, GRND_NONBLOCK) < 0)
		dice = (uint32_t)now.mono;
	for (i = 0; i < f->n; i++)
		outbox_requeue(f->desk->store, &f->ops[i].op,
			       theirs ? now.mono + 1 +
						pump_backoff(f->ops[i].busy + 1,
							     PUMP_REST, dice)
				      : 0);
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
	struct pump_landing l = { .verdict = reply->verdict,
				  .heard = reply->verdict == DONE ||
					   *reply->state != '\0',
				  .n = (int)f->n };
	enum pump_event event = PUMP_SICK;
	struct harvest h = { 0 };
	struct err err;
	enum verdict kept;

	if (!desk->store) {
		forget_flight(f);
		return;
	}
	gather(&h, f, reply);
	kept = settle(desk, &h, now, &err);
	l.kept = (int)h.n;
	l.stale = h.stale;
	offer_again(f, reply, now);
	harvest_release(&h);
	forget_flight(f);
	if (kept == DONE)
		event = pump_landed(&l);
	else
		desk_sick(desk, &err, now);
	drive_event(desk, event, l.n, now);
}

void
drive_release(struct desk *desk)
{
	loop_timer_off(desk->loop, tick, desk);
	forget_flights(desk);
	vec_release(&desk->flights);
}
