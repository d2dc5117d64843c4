/* serve.c -- serves the clients' messages, one handler each.
 *
 * 1. Before login the desk accepts only `hello`, `renew` and `bye`.
 * 2. `kept` is sent only after the outbox has the operations on disk; a failure before that
 *    stores nothing at all.
 */
#include "serve.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "store/draft.h"
#include "store/mirror.h"
#include "store/outbox.h"

#include "ask.h"
#include "client.h"
#include "numbers.h"
#include "renew.h"
#include "session.h"

enum { TELL_MOST = 32 };

static void
serve_no(struct client *c, int64_t id, enum verdict v, struct err *err,
	 struct stamp now)
{
	client_tell(c, msg_no_err(id, v, err));
	if (v == BROKEN) {
		log_err("serve: %s", err->text);
		desk_raise_failed(c->desk, err, now);
	}
}

static bool
commands_read(struct command *out, size_t n, const json_t *m)
{
	struct msg_op op;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!msg_read_op(&op, m, i))
			return false;
		out[i] = (struct command){ .op = op.op,
					   .ticket = op.ticket,
					   .action = op.action,
					   .payload = op.payload,
					   .mends = op.mends };
		str_copy(out[i].base, sizeof out[i].base, op.base);
	}
	return true;
}

static void
client_kept(struct client *c, int64_t id, const struct kept *kept, size_t n)
{
	struct msg_kept ops[TELL_MOST];
	size_t i;

	for (i = 0; i < n; i++)
		ops[i] = (struct msg_kept){ .op = kept[i].op,
					    .seq = kept[i].seq,
					    .regno = kept[i].regno };
	client_tell(c, msg_kept(id, ops, n));
}

/* The caller knows a number that another ticket has: tells the operator to give the caller
 * the new one. */
static void
clients_number(struct desk *desk, const struct kept *kept)
{
	struct msg_word word = {
		.text = N_(
			"The number %s was given to another ticket already; this one "
			"is now %s. Call the caller back and say so."),
	};
	json_t *args;

	if (kept->former[0] == '\0')
		return;
	word.args = args = json_pack("[s,s]", kept->former, kept->regno);
	clients_tell(desk, msg_word(&word));
	json_decref(args);
	log_note("serve: seq %lld has another number than its caller was told",
		 (long long)kept->seq);
}

/* Records the chosen codes, to be offered first the next time. */
static void
choice_remember(struct desk *desk, const struct field *f, const json_t *value,
		struct stamp now)
{
	const json_t *one;
	size_t i;

	if (str_empty(f->pick) || strchr(f->pick, '{') || part_is_list(f->pick))
		return;
	if (json_is_string(value)) {
		if (json_string_length(value) &&
		    mirror_used(desk->store, f->pick, json_string_value(value),
				now.wall, NULL) != DONE)
			log_warn("serve: a choice was not remembered");
		return;
	}
	json_array_foreach(value, i, one) {
		if (json_is_string(one))
			choice_remember(desk, f, one, now);
	}
}

static void
choices_remember(struct desk *desk, const struct command *c, struct stamp now)
{
	const struct field *f;

	for (f = c->action->fields; f < c->action->fields + c->action->nfields; f++)
		if (f->type == FIELD_CODE || f->type == FIELD_CODES)
			choice_remember(desk, f, json_object_get(c->payload, f->name),
					now);
}

/* A mended operation comes alone and replaces a refused one. */
static enum verdict
parcel_put(struct desk *desk, const struct parcel *p, struct kept *kept,
	   struct err *err)
{
	const struct uuid *mends = &p->commands[0].mends;

	if (uuid_is_nil(mends))
		return outbox_put(desk->store, p, kept, err);
	if (p->n > 1)
		return refuse(err, _("Operations are mended one by one."));
	return outbox_mend(desk->store, mends, p, kept, err);
}

static void
serve_tell(struct client *c, const json_t *m, struct stamp now)
{
	struct desk *desk = c->desk;
	struct command commands[TELL_MOST];
	struct parcel parcel = { .commands = commands, .wall = now.wall };
	struct kept kept[TELL_MOST];
	struct uuid draft;
	bool ends = msg_read_uuid(&draft, m, "draft");
	size_t n = msg_count(m), i;
	struct err err;
	enum verdict v;

	if (n < 1 || n > TELL_MOST || !commands_read(commands, n, m)) {
		client_no(c, msg_id(m), REFUSED,
			  N_("The desk does not understand this operation."));
		return;
	}
	parcel.draft = ends ? &draft : NULL;
	parcel.n = n;
	v = parcel_put(desk, &parcel, kept, &err);
	if (v != DONE) {
		serve_no(c, msg_id(m), v, &err, now);
		numbers_ask(desk, now); /* perhaps none was left */
		return;
	}
	client_kept(c, msg_id(m), kept, n);
	for (i = 0; i < n; i++)
		clients_number(desk, &kept[i]);
	desk_raise(desk, DESK_KEPT, now);
	for (i = 0; i < n; i++)
		choices_remember(desk, &commands[i], now);
}

static void
serve_draft(struct client *c, const json_t *m, struct stamp now)
{
	struct msg_draft draft;
	struct err err;
	enum verdict v;
	char *body;

	if (!msg_read_draft(&draft, m) || !draft.body) {
		client_no(c, msg_id(m), REFUSED,
			  N_("The desk does not understand this draft."));
		return;
	}
	body = json_write(draft.body);
	v = draft_put(c->desk->store,
		      &(struct draft){ .id = draft.draft,
				       .seq = draft.seq,
				       .at = now.wall,
				       .body = body },
		      &err);
	mem_wipe(body, strlen(body));
	free(body);
	if (v == DONE)
		client_tell(c, msg_drafted(&draft.draft, draft.seq));
	else
		serve_no(c, msg_id(m), v, &err, now);
}

static void
serve_drop(struct client *c, const json_t *m, struct stamp now)
{
	const char *reason = json_text(m, "reason");
	struct uuid draft;
	struct err err;
	enum verdict v;

	if (!msg_read_uuid(&draft, m, "draft"))
		return;
	v = str_empty(reason)
		    ? draft_drop(c->desk->store, &draft, &err)
		    : draft_throw(c->desk->store, &draft, reason, now.wall, &err);
	if (v != DONE)
		serve_no(c, msg_id(m), v, &err, now);
}

/* Tells all clients the new state of an operation, like any verdict. */
static void
clients_outcome(struct desk *desk, const struct operation *o, enum op_state state)
{
	const struct msg_settled m = { .op = o->op,
				       .ticket = o->ticket,
				       .action = o->action,
				       .state = state,
				       .regno = o->regno };

	clients_tell(desk, msg_settled(&m));
}

static void
serve_withdraw(struct client *c, const json_t *m, struct stamp now)
{
	struct desk *desk = c->desk;
	struct operation o = { 0 };
	struct kept kept = { 0 };
	struct uuid op;
	struct err err;
	enum verdict v;

	if (!msg_read_uuid(&op, m, "op")) {
		client_no(c, msg_id(m), REFUSED, N_("No such operation."));
		return;
	}
	v = outbox_find(desk->store, &op, &o, &err);
	if (v == DONE)
		v = outbox_withdraw(desk->store, &op, json_text(m, "reason"), now.wall,
				    &err);
	if (v == DONE) {
		kept.op = op;
		kept.seq = o.seq;
		client_kept(c, msg_id(m), &kept, 1);
		clients_outcome(desk, &o, OP_WITHDRAWN);
		desk_raise(desk, DESK_KEPT, now);
	} else {
		serve_no(c, msg_id(m), v, &err, now);
	}
	operation_release(&o);
}

static void
serve_retry(struct client *c, const json_t *m, struct stamp now)
{
	struct kept kept = { 0 };
	struct uuid op;
	struct err err;
	enum verdict v;

	if (!msg_read_uuid(&op, m, "op")) {
		client_no(c, msg_id(m), REFUSED, N_("No such operation."));
		return;
	}
	v = outbox_retry(c->desk->store, &op, now.wall, &kept, &err);
	if (v != DONE) {
		serve_no(c, msg_id(m), v, &err, now);
		return;
	}
	client_kept(c, msg_id(m), &kept, 1);
	clients_number(c->desk, &kept);
	desk_raise(c->desk, DESK_KEPT, now);
}

static void
serve_cancel(struct client *c, const json_t *m, struct stamp now)
{
	(void)now;
	ask_cancel(c, msg_id(m));
}

static void
serve_bye(struct client *c, const json_t *m, struct stamp now)
{
	(void)m;
	(void)now;
	client_leave(c);
}

static const struct {
	void (*serve)(struct client *, const json_t *, struct stamp);
	bool stranger; /* accepted before login too */
} handlers[MSG__MAX] = {
	[MSG_HELLO] = { session_hello, true },
	[MSG_BYE] = { serve_bye, true },
	[MSG_RENEW] = { renew_serve, true },
	[MSG_TELL] = { serve_tell },
	[MSG_ASK] = { ask_serve },
	[MSG_CANCEL] = { serve_cancel },
	[MSG_DRAFT] = { serve_draft },
	[MSG_DROP] = { serve_drop },
	[MSG_WITHDRAW] = { serve_withdraw },
	[MSG_RETRY] = { serve_retry },
};

void
serve_said(struct desk *desk, struct event *event)
{
	struct client *c = event->client;
	const json_t *m = event->message;
	enum message kind = message_kind(m);

	(void)desk;
	if (kind == MSG__MAX || !handlers[kind].serve)
		client_no(c, msg_id(m), REFUSED,
			  N_("The desk does not understand this message."));
	else if (!handlers[kind].stranger && !c->welcome)
		client_no(c, msg_id(m), REFUSED, N_("Log in first."));
	else
		handlers[kind].serve(c, m, event->now);
}
