/* wire/encode.c -- from structs to JSON; decode.c is its mirror, key by key. */
#include "base/str.h"

#include "wire/message.h"
#include "wire/wire.h"

static json_t *
message(enum message m)
{
	json_t *o = json_object();

	json_put(o, "m", message_name(m));
	return o;
}

static json_t *
numbered(enum message m, int64_t id)
{
	json_t *o = message(m);

	json_put_int(o, "id", id);
	return o;
}

static void
put_uuid(json_t *o, const char *key, const struct uuid *id)
{
	char text[UUID_TEXT];

	uuid_text(id, text);
	json_put(o, key, text);
}

/* Leaves out an empty text: "" is the reader's default. */
static void
put_some(json_t *o, const char *key, const char *text)
{
	if (!str_empty(text))
		json_put(o, key, text);
}

static void
put_json(json_t *o, const char *key, const json_t *value)
{
	if (value)
		json_object_set_new(o, key, json_deep_copy(value));
}

static void
put_keys(json_t *o, const char *operator_name, const struct msg_keys *keys)
{
	json_put_int(o, "v", WIRE_VERSION);
	json_put(o, "operator", operator_name);
	json_put(o, "password", keys->password);
	put_some(o, "former", keys->former);
	put_some(o, "becomes", keys->becomes);
}

json_t *
msg_hello(const char *operator_name, const struct msg_keys *keys)
{
	json_t *o = message(MSG_HELLO);

	put_keys(o, operator_name, keys);
	json_put(o, "client", VERSION);
	return o;
}

json_t *
msg_renew(int64_t id, const char *operator_name, const struct msg_keys *keys)
{
	json_t *o = numbered(MSG_RENEW, id);

	put_keys(o, operator_name, keys);
	return o;
}

json_t *
msg_renewed(int64_t id)
{
	return numbered(MSG_RENEWED, id);
}

json_t *
msg_tell(int64_t id, const struct command *commands, size_t n, const struct uuid *draft)
{
	json_t *o = numbered(MSG_TELL, id), *ops = json_array(), *op;
	size_t i;

	for (i = 0; i < n; i++) {
		op = json_object();
		put_uuid(op, "op", &commands[i].op);
		put_uuid(op, "ticket", &commands[i].ticket);
		json_put(op, "base", commands[i].base);
		json_put(op, "action", commands[i].action->name);
		put_json(op, "payload", commands[i].payload);
		if (!uuid_is_nil(&commands[i].mends))
			put_uuid(op, "mends", &commands[i].mends);
		json_array_append_new(ops, op);
	}
	json_object_set_new(o, "ops", ops);
	if (draft)
		put_uuid(o, "draft", draft);
	return o;
}

json_t *
msg_ask(int64_t id, const char *query, json_t *args, const char *from)
{
	json_t *o = numbered(MSG_ASK, id);

	json_put(o, "query", query);
	if (args)
		json_object_set_new(o, "args", args);
	put_some(o, "from", from);
	return o;
}

json_t *
msg_cancel(int64_t id)
{
	return numbered(MSG_CANCEL, id);
}

json_t *
msg_draft(const struct uuid *draft, int64_t seq, json_t *body)
{
	json_t *o = message(MSG_DRAFT);

	put_uuid(o, "draft", draft);
	json_put_int(o, "seq", seq);
	json_object_set_new(o, "body", body);
	return o;
}

json_t *
msg_drop(const struct uuid *draft, const char *reason)
{
	json_t *o = message(MSG_DROP);

	if (!str_empty(reason))
		json_put(o, "reason", reason);
	put_uuid(o, "draft", draft);
	return o;
}

json_t *
msg_withdraw(int64_t id, const struct uuid *op, const char *reason)
{
	json_t *o = numbered(MSG_WITHDRAW, id);

	put_uuid(o, "op", op);
	json_put(o, "reason", reason);
	return o;
}

json_t *
msg_retry(int64_t id, const struct uuid *op)
{
	json_t *o = numbered(MSG_RETRY, id);

	put_uuid(o, "op", op);
	return o;
}

json_t *
msg_bye(void)
{
	return message(MSG_BYE);
}

json_t *
msg_kept(int64_t id, const struct msg_kept *ops, size_t n)
{
	json_t *o = numbered(MSG_KEPT, id), *list = json_array(), *op;
	size_t i;

	for (i = 0; i < n; i++) {
		op = json_object();
		put_uuid(op, "op", &ops[i].op);
		json_put_int(op, "seq", ops[i].seq);
		put_some(op, "regno", ops[i].regno);
		json_array_append_new(list, op);
	}
	json_object_set_new(o, "ops", list);
	return o;
}

json_t *
msg_drafted(const struct uuid *draft, int64_t seq)
{
	json_t *o = message(MSG_DRAFTED);

	put_uuid(o, "draft", draft);
	json_put_int(o, "seq", seq);
	return o;
}

json_t *
msg_link(const struct msg_link *l)
{
	json_t *o = message(MSG_LINK);

	json_put(o, "state", link_name(l->state));
	json_put_int(o, "since", l->since);
	json_put_int(o, "oldest", l->oldest);
	json_put_int(o, "numbers", l->numbers);
	json_put_int(o, "leave", l->leave);
	json_put_int(o, "queued", l->queued);
	json_put_int(o, "stuck", l->stuck);
	json_put_int(o, "held", l->held);
	json_put_int(o, "drafts", l->drafts);
	json_put(o, "agreed", agreement_name(l->agreed));
	json_put_int(o, "again", l->again);
	put_some(o, "text", l->text);
	put_some(o, "host", l->host);
	put_json(o, "args", l->args);
	return o;
}

json_t *
msg_word(const struct msg_word *w)
{
	json_t *o = message(MSG_WORD);

	json_put(o, "text", w->text);
	put_json(o, "args", w->args);
	return o;
}

json_t *
msg_no(const struct msg_no *no)
{
	json_t *o = numbered(MSG_NO, no->id);

	json_put(o, "verdict", verdict_name(no->verdict));
	put_some(o, "field", no->field);
	put_some(o, "text", no->text);
	put_json(o, "args", no->args);
	return o;
}

json_t *
msg_no_err(int64_t id, enum verdict v, const struct err *err)
{
	const struct msg_no no = {
		.id = id, .verdict = v, .field = err->field, .text = err->text
	};

	return msg_no(&no);
}

json_t *
msg_settled(const struct msg_settled *s)
{
	json_t *o = message(MSG_SETTLED);

	put_uuid(o, "op", &s->op);
	put_uuid(o, "ticket", &s->ticket);
	put_some(o, "action", s->action);
	json_put(o, "state", op_state_name(s->state));
	json_put_int(o, "version", s->version);
	put_some(o, "ticket_state", s->ticket_state);
	put_some(o, "unit", s->unit);
	put_some(o, "regno", s->regno);
	put_some(o, "field", s->field);
	put_some(o, "text", s->text);
	put_json(o, "args", s->args);
	put_json(o, "detail", s->detail);
	return o;
}

json_t *
msg_rows(int64_t id, const struct rows *rows, const char *from, int64_t age,
	 enum rows_more more)
{
	json_t *o = numbered(MSG_ROWS, id), *cols = json_array();
	size_t i;

	for (i = 0; i < rows->query->ncolumns; i++)
		json_array_append_new(cols, json_string(rows->query->columns[i].name));
	json_put(o, "from", from);
	json_put_int(o, "age", age);
	json_object_set_new(o, "cols", cols);
	json_object_set_new(o, "rows", rows_json(rows));
	json_object_set_new(o, "last", json_boolean(more == ROWS_LAST));
	return o;
}
