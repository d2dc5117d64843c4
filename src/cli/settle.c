/* settle.c -- first the desk's promise (kept on disk), then the centre's verdict.
 */
#include "settle.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"

struct outcome {
	const struct command *command;
	char regno[41];
	const struct msg_settled *settled; /* NULL: not yet */
	char words[480];
};

enum verdict
settle_wait(struct session *s, const struct uuid *op, int wait, struct msg_settled *out,
	    json_t **message, struct err *err)
{
	int64_t until = clock_now().mono + wait, left;
	enum verdict v;
	json_t *m = NULL;

	for (;;) {
		left = until - clock_now().mono;
		v = session_next(s, left > 0 ? (int)left : 0, &m, err);
		if (v != DONE)
			return v;
		if (message_kind(m) == MSG_SETTLED && msg_read_settled(out, m) &&
		    uuid_eq(&out->op, op) && out->state != OP_QUEUED &&
		    out->state != OP_SENT) {
			*message = m;
			return DONE;
		}
		json_decref(m);
	}
}

static enum verdict
keep(struct session *s, const struct command *command, struct outcome *o,
     struct err *err)
{
	int64_t id = ++s->last_id;
	json_t *m = NULL;
	enum verdict v;

	v = session_send(s, msg_tell(id, command, 1, NULL), err);
	if (v == DONE)
		v = session_answer(s, id, 30000, &m, err);
	if (v != DONE)
		return v;
	str_copy(o->regno, sizeof o->regno,
		 json_text(json_array_get(json_object_get(m, "ops"), 0), "regno"));
	json_decref(m);
	return DONE;
}

static void
put_json(const struct outcome *o)
{
	char op[UUID_TEXT], ticket[UUID_TEXT];
	json_t *out = json_object();
	char *text;

	uuid_text(&o->command->op, op);
	uuid_text(&o->command->ticket, ticket);
	json_put(out, "op", op);
	json_put(out, "ticket", ticket);
	if (*o->regno)
		json_put(out, "regno", o->regno);
	json_put(out, "state",
		 op_state_name(o->settled ? o->settled->state : OP_QUEUED));
	if (o->settled && o->settled->state == OP_APPLIED) {
		json_put_int(out, "version", o->settled->version);
		json_put(out, "ticket_state", o->settled->ticket_state);
		json_put(out, "unit", o->settled->unit);
	} else if (o->settled) {
		json_put(out, "field", o->settled->field);
		json_put(out, "text", o->words);
	}
	text = json_write(out);
	puts(text);
	free(text);
	json_decref(out);
}

static void
put_words(const struct outcome *o)
{
	char ticket[UUID_TEXT];

	uuid_text(&o->command->ticket, ticket);
	if (*o->regno)
		printf("%s  ", o->regno);
	printf("%s  %s", ticket,
	       op_state_label(o->settled ? o->settled->state : OP_QUEUED));
	if (o->settled && o->settled->state == OP_APPLIED)
		printf("  %s  %s", o->settled->ticket_state, o->settled->unit);
	else if (o->settled && *o->words)
		printf("  %s%s%s", o->settled->field, *o->settled->field ? ": " : "",
		       o->words);
	putchar('\n');
}

static enum cli_exit
exit_of(const struct msg_settled *settled)
{
	if (!settled)
		return EXIT_LATER;
	switch (settled->state) {
	case OP_APPLIED:
		return EXIT_DONE;
	case OP_REFUSED:
	case OP_CONFLICT:
	case OP_HELD:
	case OP_WITHDRAWN:
		return EXIT_REFUSED;
	default:
		return EXIT_BROKEN;
	}
}

enum cli_exit
settle_command(struct cli *cli, struct session *s, const struct command *command)
{
	struct outcome o = { .command = command };
	struct msg_settled settled;
	json_t *m = NULL;
	enum cli_exit code;
	struct err err;
	enum verdict v;

	v = keep(s, command, &o, &err);
	if (v != DONE)
		return cli_fail(&err);
	if (cli->wait) {
		v = settle_wait(s, &command->op, cli->wait * 1000, &settled, &m, &err);
		if (v == DONE) {
			o.settled = &settled;
			if (!str_empty(settled.text))
				msg_words(o.words, sizeof o.words, settled.text,
					  settled.args);
		}
	}
	if (cli->format == FORMAT_JSON)
		put_json(&o);
	else
		put_words(&o);
	code = cli->wait ? exit_of(o.settled) : EXIT_DONE;
	json_decref(m);
	return code;
}
