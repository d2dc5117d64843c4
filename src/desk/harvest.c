/* harvest.c -- the verdicts that one call brought back: reads them, stores them, tells the
 * clients.
 * Law: verdicts are on the disk before any client is row.
 */
#include "harvest.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

#include "wire/message.h"

#include "gate/decode.h"
#include "store/mirror.h"

#include "client.h"
#include "pump.h"

static void
harvest_announce(struct desk *desk, const struct operation *o,
		 const struct settlement *s)
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
mirror_follow_ticket(struct desk *desk, const struct ticket_change *change,
		     struct err *err)
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
mirror_follow(struct desk *desk, const struct operation *o, const struct settlement *s)
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
	     mirror_follow_ticket(desk, &change, &err) != DONE))
		log_warn("drive: the mirror did not follow: %s", err.text);
}

void
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

enum verdict
harvest_store(struct desk *desk, struct harvest *h, struct stamp now, struct err *err)
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
		mirror_follow(desk, h->ops[i], &h->verdicts[i]);
		harvest_announce(desk, h->ops[i], &h->verdicts[i]);
	}
	desk_raise(desk, DESK_SETTLED, now);
	return DONE;
}

/* The operation that a row of the answer is about; a lone one needs no name. */
static const struct operation *
operation_find(const struct operation *ops, size_t n, const struct uuid *op)
{
	size_t i;

	if (n == 1 && uuid_is_nil(op))
		return &ops[0];
	for (i = 0; i < n; i++)
		if (uuid_eq(&ops[i].op, op))
			return &ops[i];
	return NULL;
}

/* An operation whose call failed: refused or for the administrator, unless it is to be sent
 * again. */
static void
harvest_failed(struct harvest *h, const struct operation *o, const struct reply *reply)
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

/* Holds an operation whose verdict cannot be read: the centre would give the same one
 * again. */
static void
harvest_unread(struct harvest *h, const struct operation *o)
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
harvest_has(const struct harvest *h, const struct operation *o)
{
	size_t i;

	for (i = 0; i < h->n; i++)
		if (h->ops[i] == o)
			return true;
	return false;
}

static void
harvest_row(struct harvest *h, const struct operation *o, struct outcome_row *row)
{
	static const enum op_state states[] = { [OUTCOME_APPLIED] = OP_APPLIED,
						[OUTCOME_REFUSED] = OP_REFUSED,
						[OUTCOME_CONFLICT] = OP_CONFLICT };
	const char *state = json_text(row->detail, "sqlstate");
	const struct reply alone = { .verdict = decode_state(state),
				     .state = state,
				     .field = "",
				     .text = json_text(row->detail, "text") };

	h->stale |= row->outcome == OUTCOME_FAILED && decode_is_stale(state);
	if (row->outcome == OUTCOME_FAILED)
		harvest_failed(h, o, &alone);
	else
		harvest_add(h, o, states[row->outcome], json_incref(row->detail));
}

void
harvest_read(struct harvest *h, const struct operation *ops, size_t n,
	     const struct reply *reply)
{
	const struct operation *o;
	struct outcome_row row;
	bool readable;
	size_t i;

	h->stale = decode_is_stale(reply->state);
	h->verdicts = xcalloc(n, sizeof *h->verdicts);
	h->ops = xcalloc(n, sizeof(struct operation *));
	if (reply->verdict != DONE && n == 1)
		harvest_failed(h, &ops[0], reply);
	if (reply->verdict != DONE)
		return;
	for (i = 0; i < decode_count(reply->result) && h->n < n; i++) {
		readable = decode_outcome(&row, reply->result, i);
		o = operation_find(ops, n, &row.op);
		if (o && readable && !harvest_has(h, o))
			harvest_row(h, o, &row);
		else if (o && !harvest_has(h, o))
			harvest_unread(h, o);
		outcome_release(&row);
	}
}
