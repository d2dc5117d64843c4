/* wire/decode.c -- from JSON to structs.  What comes in may be anything: a reader says
 * false, or falls back to the default, and never trusts a type. */
#include <limits.h>
#include <string.h>

#include "base/str.h"

#include "wire/message.h"

static int
small_int(const json_t *m, const char *key)
{
	int64_t n = json_int(m, key, 0);

	return n < 0 ? 0 : n > INT_MAX ? INT_MAX : (int)n;
}

int64_t
msg_id(const json_t *m)
{
	return json_int(m, "id", 0);
}

bool
msg_read_uuid(struct uuid *out, const json_t *m, const char *key)
{
	return uuid_parse(json_text(m, key), out);
}

bool
msg_read_link(struct msg_link *out, const json_t *m)
{
	const char *state = json_text(m, "state");
	int i;

	memset(out, 0, sizeof *out);
	for (i = 0; i < LINK__MAX && !str_eq(link_name((enum link_state)i), state); i++)
		continue;
	if (i == LINK__MAX)
		return false;
	out->state = (enum link_state)i;
	out->since = json_int(m, "since", 0);
	out->oldest = json_int(m, "oldest", 0);
	out->numbers = json_int(m, "numbers", 0);
	out->leave = json_int(m, "leave", 0);
	out->queued = small_int(m, "queued");
	out->stuck = small_int(m, "stuck");
	out->held = small_int(m, "held");
	out->drafts = small_int(m, "drafts");
	out->host = json_text(m, "host");
	for (i = 0; i < AGREE__MAX; i++)
		if (str_eq(agreement_name((enum agreement)i), json_text(m, "agreed")))
			out->agreed = (enum agreement)i;
	out->again = small_int(m, "again");
	out->text = json_text(m, "text");
	out->args = json_object_get(m, "args");
	return true;
}

bool
msg_read_word(struct msg_word *out, const json_t *m)
{
	*out = (struct msg_word){ .text = json_text(m, "text"),
				  .args = json_object_get(m, "args") };
	return message_kind(m) == MSG_WORD && !str_empty(out->text);
}

bool
msg_read_no(struct msg_no *out, const json_t *m)
{
	memset(out, 0, sizeof *out);
	out->id = msg_id(m);
	out->verdict = verdict_named(json_text(m, "verdict"));
	out->field = json_text(m, "field");
	out->text = json_text(m, "text");
	out->args = json_object_get(m, "args");
	return message_kind(m) == MSG_NO && out->verdict != DONE;
}

bool
msg_read_settled(struct msg_settled *out, const json_t *m)
{
	memset(out, 0, sizeof *out);
	out->state = op_state_named(json_text(m, "state"));
	out->action = json_text(m, "action");
	out->version = small_int(m, "version");
	out->ticket_state = json_text(m, "ticket_state");
	out->unit = json_text(m, "unit");
	out->regno = json_text(m, "regno");
	out->field = json_text(m, "field");
	out->text = json_text(m, "text");
	out->args = json_object_get(m, "args");
	out->detail = json_object_get(m, "detail");
	return out->state != OP__MAX && msg_read_uuid(&out->op, m, "op") &&
	       msg_read_uuid(&out->ticket, m, "ticket");
}

bool
msg_read_rows(struct msg_rows *out, const json_t *m)
{
	memset(out, 0, sizeof *out);
	out->id = msg_id(m);
	out->from_mirror = str_eq(json_text(m, "from"), "mirror");
	out->last = json_is(m, "last");
	out->age = json_int(m, "age", 0);
	out->rows = json_object_get(m, "rows");
	return out->id > 0 && json_is_array(out->rows);
}

bool
msg_read_ask(struct msg_ask *out, const json_t *m)
{
	memset(out, 0, sizeof *out);
	out->id = msg_id(m);
	out->query = json_text(m, "query");
	out->from = json_text_or(m, "from", "both");
	out->args = json_object_get(m, "args");
	return out->id > 0 && *out->query && (!out->args || json_is_object(out->args));
}

bool
msg_read_draft(struct msg_draft *out, const json_t *m)
{
	memset(out, 0, sizeof *out);
	out->seq = json_int(m, "seq", 0);
	out->body = json_object_get(m, "body");
	return msg_read_uuid(&out->draft, m, "draft") &&
	       (!out->body || json_is_object(out->body));
}

size_t
msg_count(const json_t *m)
{
	return json_array_size(json_object_get(m, "ops"));
}

bool
msg_read_op(struct msg_op *out, const json_t *tell, size_t i)
{
	const json_t *op = json_array_get(json_object_get(tell, "ops"), i);

	memset(out, 0, sizeof *out);
	out->base = json_text(op, "base");
	out->action = action_named(json_text(op, "action"));
	out->payload = json_object_get(op, "payload");
	if (json_object_get(op, "mends") && !msg_read_uuid(&out->mends, op, "mends"))
		return false;
	return out->action && json_is_object(out->payload) &&
	       strlen(out->base) < sizeof((struct command *)0)->base &&
	       msg_read_uuid(&out->op, op, "op") &&
	       msg_read_uuid(&out->ticket, op, "ticket");
}

bool
msg_read_kept(struct msg_kept *out, const json_t *kept, size_t i)
{
	const json_t *op = json_array_get(json_object_get(kept, "ops"), i);

	memset(out, 0, sizeof *out);
	out->seq = json_int(op, "seq", 0);
	out->regno = json_text(op, "regno");
	return msg_read_uuid(&out->op, op, "op");
}
