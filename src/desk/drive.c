/* drive.c -- obeys the pump: outbox → gate → settle → clients.  It decides nothing.
 *
 * 1. An operation is marked sent with its call, and queued again when the call ends without
 *    a verdict: it is never forgotten, and never under way twice on one link.
 * 2. Verdicts are stored before an operation without one is queued again (harvest.c).
 */
#include "drive.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

#include "gate/decode.h"
#include "gate/stmt.h"
#include "store/outbox.h"

#include "agree.h"
#include "client.h"
#include "harvest.h"
#include "pump.h"
#include "uplink.h"

struct flight {
	struct desk *desk;
	size_t n;
	struct operation ops[];
};

struct drive {
	struct pump pump;
	VEC(struct flight *) flights; /* calls under way */
};

static void drive_pump(struct desk *, enum pump_event, int n, struct stamp now);

static void
drive_tick(void *arg, struct stamp now)
{
	drive_pump(arg, PUMP_TICK, 0, now);
}

/* ---- out ------------------------------------------------------------------------------- */

static void flight_landed(void *arg, const struct reply *, struct stamp now);

static bool
flight_send(struct flight *f, const struct stmt_row *stmt, const char *const *args,
	    struct stamp now)
{
	struct desk *desk = f->desk;
	const struct call call = { .name = stmt->name,
				   .sql = stmt->sql,
				   .args = args,
				   .nargs = stmt->nargs,
				   .fn = flight_landed,
				   .arg = f };
	size_t i;

	if (!pipe_call(uplink_pipe(desk), &call, now))
		return false;
	vec_push(&desk->drive->flights, f);
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
flights_forget(struct desk *desk)
{
	size_t i;

	for (i = 0; i < desk->drive->flights.n; i++)
		flight_free(desk->drive->flights.v[i]);
	vec_clear(&desk->drive->flights);
}

static bool
flight_send_one(struct flight *f, struct stamp now)
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
	sent = flight_send(f, &stmts[STMT_TELL], args, now);
	mem_wipe(payload, strlen(payload));
	free(payload);
	return sent;
}

/* An operation as api.tell_many reads it. */
static void
operation_encode(struct str *out, const struct operation *o, const char *store)
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
flight_send_many(struct flight *f, struct stamp now)
{
	char store[UUID_TEXT];
	struct str array = { 0 };
	const char *args[1];
	bool sent;
	size_t i;

	uuid_text(store_id(f->desk->store), store);
	str_addc(&array, '{');
	for (i = 0; i < f->n; i++)
		operation_encode(&array, &f->ops[i], store);
	str_addc(&array, '}');
	args[0] = array.s;
	sent = flight_send(f, &stmts[STMT_TELL_MANY], args, now);
	str_wipe(&array);
	return sent;
}

/* Takes the operations; returns how many were sent. */
static int
drive_send(struct desk *desk, const struct operation *ops, size_t n, struct stamp now)
{
	struct flight *f = xcalloc(1, sizeof *f + n * sizeof *ops);

	f->desk = desk;
	f->n = n;
	memcpy(f->ops, ops, n * sizeof *ops);
	if (n == 1 ? flight_send_one(f, now) : flight_send_many(f, now))
		return (int)n;
	flight_free(f);
	return 0;
}

static int
drive_send_next(struct desk *desk, const struct pump_orders *o, struct stamp now)
{
	struct operation ops[PUMP_BATCH];
	size_t i, n = 0, step;
	struct err err;
	enum verdict v = DONE;
	int sent = 0;

	if (desk->store && uplink_pipe(desk) && !agree_blocks(desk))
		v = outbox_next(desk->store, ops, (size_t)o->most, &n, &err);
	if (v != DONE) {
		log_err("drive: the outbox could not be read: %s", err.text);
		if (v == BROKEN)
			desk_raise_failed(desk, &err, now);
		return 0;
	}
	step = o->way == PUMP_BATCHED ? n : 1;
	for (i = 0; i < n; i += step)
		sent += drive_send(desk, &ops[i], step, now);
	return sent;
}

/* ---- the pump's orders ------------------------------------------------------------------- */

static void
drive_facts(struct desk *desk, struct pump_facts *f, struct stamp now)
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
drive_recall(struct desk *desk, struct stamp now)
{
	flights_forget(desk);
	if (desk->store)
		outbox_unsent(desk->store);
	desk_raise(desk, DESK_LINK_FELL, now);
}

static void
drive_arm(struct desk *desk, const struct pump_orders *o)
{
	if (o->timer)
		loop_timer(desk->loop, o->timer, drive_tick, desk);
	else
		loop_timer_off(desk->loop, drive_tick, desk);
}

/* Feeds an event to the pump and obeys its orders, until nothing more may be sent: after one
 * batch there may be room for another. */
static void
drive_pump(struct desk *desk, enum pump_event event, int n, struct stamp now)
{
	struct pump_facts facts = { .n = n };
	struct pump_orders orders;

	for (;;) {
		drive_facts(desk, &facts, now);
		orders = pump_step(&desk->drive->pump, event, &facts);
		if (orders.hang_up)
			uplink_close(desk);
		if (orders.recall)
			drive_recall(desk, now);
		drive_arm(desk, &orders);
		if (orders.way == PUMP_NOT)
			break;
		facts.n = drive_send_next(desk, &orders, now);
		event = PUMP_SENT;
	}
	if (orders.dial)
		uplink_dial(desk, now);
}

/* ---- back ------------------------------------------------------------------------------ */

/* Queues the operations without a verdict again, after a rest where the operation itself
 * may be the cause.  Settled ones stay settled. */
static void
flight_requeue(struct flight *f, const struct reply *reply, struct stamp now)
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
flight_forget(struct flight *f)
{
	struct desk *desk = f->desk;
	size_t i;

	for (i = 0; i < desk->drive->flights.n; i++)
		if (desk->drive->flights.v[i] == f)
			break;
	if (i < desk->drive->flights.n)
		vec_remove(&desk->drive->flights, i);
	flight_free(f);
}

static void
flight_landed(void *arg, const struct reply *reply, struct stamp now)
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
		flight_forget(f);
		return;
	}
	harvest_read(&h, f->ops, f->n, reply);
	kept = harvest_store(desk, &h, now, &err);
	l.kept = (int)h.n;
	l.stale = h.stale;
	flight_requeue(f, reply, now);
	harvest_release(&h);
	flight_forget(f);
	if (kept == DONE)
		event = pump_landed(&l);
	else
		desk_raise_failed(desk, &err, now);
	drive_pump(desk, event, l.n, now);
}

/* ---- events ------------------------------------------------------------------------------ */

/* An operation was held or released because of another of its ticket. */
static void
drive_moved(void *arg, const struct uuid *op, const struct uuid *ticket,
	    const char *action, enum op_state state)
{
	const struct msg_settled m = {
		.op = *op, .ticket = *ticket, .action = action, .state = state
	};

	clients_tell(arg, msg_settled(&m));
}

void
drive_opened(struct desk *desk, struct event *event)
{
	(void)event;
	outbox_watch(desk->store, drive_moved, desk);
}

bool
drive_is_wanted(const struct desk *desk)
{
	return pump_is_wanted(&desk->drive->pump);
}

void
drive_wanted(struct desk *desk, struct event *event)
{
	drive_pump(desk, PUMP_WANTED, 0, event->now);
}

void
drive_unwanted(struct desk *desk, struct event *event)
{
	drive_pump(desk, PUMP_UNWANTED, 0, event->now);
}

void
drive_up(struct desk *desk, struct event *event)
{
	drive_pump(desk, PUMP_UP, 0, event->now);
}

void
drive_failed(struct desk *desk, struct event *event)
{
	enum pump_event failed = PUMP_FELL;

	if (event->verdict == REFUSED)
		failed = uplink_now(desk) == LINK_AUTH ? PUMP_DENIED : PUMP_TURNED_AWAY;
	drive_pump(desk, failed, 0, event->now);
}

void
drive_stale(struct desk *desk, struct event *event)
{
	drive_pump(desk, PUMP_STALE, 0, event->now);
}

void
drive_answered(struct desk *desk, struct event *event)
{
	drive_pump(desk, PUMP_ANSWERED, 0, event->now);
}

void
drive_kept(struct desk *desk, struct event *event)
{
	drive_pump(desk, PUMP_KEPT, 0, event->now);
}

void
drive_made(struct desk *desk, struct event *event)
{
	(void)event;
	desk->drive = xcalloc(1, sizeof *desk->drive);
}

void
drive_ended(struct desk *desk, struct event *event)
{
	(void)event;
	loop_timer_off(desk->loop, drive_tick, desk);
	flights_forget(desk);
	vec_release(&desk->drive->flights);
	free(desk->drive);
	desk->drive = NULL;
}
