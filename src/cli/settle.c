/* settle.c -- waits for the desk's acknowledgement (on disk), then the centre's verdict.
 */
#include "settle.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"

#include "names.h"

/* `message` owns the texts of `settled`; NULL: not settled yet. */
struct outcome {
	const struct command *command;
	char regno[41];
	json_t *message;
	struct msg_settled settled;
	char words[480];
};

static bool
is_final(enum op_state state)
{
	return state != OP_QUEUED && state != OP_SENT;
}

static struct outcome *
outcome_of(struct outcome *o, size_t n, const struct uuid *op)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (uuid_eq(&o[i].command->op, op))
			return &o[i];
	return NULL;
}

/* Takes what settles one of the commands; true where it did. */
static bool
note_settled(struct outcome *all, size_t n, json_t *message)
{
	struct msg_settled settled;
	struct outcome *o;

	if (message_kind(message) != MSG_SETTLED ||
	    !msg_read_settled(&settled, message) || !is_final(settled.state))
		return false;
	o = outcome_of(all, n, &settled.op);
	if (!o || o->message)
		return false;
	o->message = json_incref(message);
	o->settled = settled;
	if (!str_empty(settled.text))
		msg_words(o->words, sizeof o->words, settled.text, settled.args);
	return true;
}

static void
await(struct session *s, struct outcome *all, size_t n, int wait)
{
	int64_t until = clock_now().mono + wait, left;
	json_t *m = NULL;
	size_t missing = n;

	while (missing > 0) {
		left = until - clock_now().mono;
		if (left <= 0 || session_next(s, (int)left, &m, NULL) != DONE)
			return;
		missing -= note_settled(all, n, m);
		json_decref(m);
	}
}

static enum verdict
keep(struct session *s, const struct command *commands, struct outcome *all, size_t n,
     struct err *err)
{
	int64_t id = ++s->last_id;
	const json_t *ops;
	json_t *m = NULL;
	enum verdict v;
	size_t i;

	v = session_send(s, msg_tell(id, commands, n, NULL), err);
	if (v == DONE)
		v = session_answer(s, id, 30000, &m, err);
	if (v != DONE)
		return v;
	ops = json_object_get(m, "ops");
	for (i = 0; i < n; i++)
		str_copy(all[i].regno, sizeof all[i].regno,
			 json_text(json_array_get(ops, i), "regno"));
	json_decref(m);
	return DONE;
}

/* Of a document issued: its number, and which of the ticket's it is. */
static void
put_number(json_t *out, const json_t *detail)
{
	if (!json_object_get(detail, "document"))
		return;
	json_put(out, "number", json_text(detail, "number"));
	json_put_int(out, "document", json_int(detail, "document", 0));
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
		 op_state_name(o->message ? o->settled.state : OP_QUEUED));
	if (o->message && o->settled.state == OP_APPLIED) {
		json_put_int(out, "version", o->settled.version);
		json_put(out, "ticket_state", o->settled.ticket_state);
		json_put(out, "unit", o->settled.unit);
		put_number(out, o->settled.detail);
	} else if (o->message) {
		json_put(out, "field", o->settled.field);
		json_put(out, "text", o->words);
	}
	text = json_write(out);
	puts(text);
	free(text);
	json_decref(out);
}

/* The number as it is read to a caller, what became of it, and where it stands now. */
static void
put_words(struct session *s, const struct outcome *o)
{
	const char *regno = *o->regno ? o->regno : o->message ? o->settled.regno : "";
	const char *number = o->message ? json_text(o->settled.detail, "number") : "";
	char ticket[UUID_TEXT], state[200], unit[200];

	uuid_text(&o->command->ticket, ticket);
	printf("%s  %s", str_empty(regno) ? ticket : regno,
	       op_state_label(o->message ? o->settled.state : OP_QUEUED));
	if (o->message && o->settled.state == OP_APPLIED) {
		names_code(s, "state", o->settled.ticket_state, state, sizeof state);
		names_code(s, "unit", o->settled.unit, unit, sizeof unit);
		printf("  %s  %s%s%s", state, unit, *number ? "  " : "", number);
	} else if (o->message && *o->words) {
		printf("  %s%s%s", o->settled.field, *o->settled.field ? ": " : "",
		       o->words);
	}
	putchar('\n');
}

static enum cli_exit
exit_of(const struct outcome *o)
{
	if (!o->message)
		return EXIT_LATER;
	switch (o->settled.state) {
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

/* Who types a command has its answer before her and types another one: what was refused
 * is not left behind to hold that one back. */
static void
withdraw(struct session *s, struct outcome *o)
{
	int64_t id = ++s->last_id;
	json_t *m = NULL;
	struct err err;

	if (!o->message ||
	    (o->settled.state != OP_REFUSED && o->settled.state != OP_CONFLICT))
		return;
	if (session_send(
		    s,
		    msg_withdraw(id, &o->command->op, _("refused at the command line")),
		    &err) != DONE ||
	    session_answer(s, id, 10000, &m, &err) != DONE)
		fprintf(stderr, "gangshaoctl: %s\n", err.text);
	json_decref(m);
}

enum cli_exit
settle_commands(struct cli *cli, struct session *s, const struct command *commands,
		size_t n)
{
	struct outcome all[2] = { { .command = &commands[0] },
				  { .command = &commands[1] } };
	enum cli_exit code = EXIT_DONE, one;
	struct err err;
	size_t i;

	if (keep(s, commands, all, n, &err) != DONE)
		return cli_fail(&err);
	await(s, all, n, cli->wait * 1000);
	for (i = 0; i < n; i++) {
		if (cli->format == FORMAT_JSON)
			put_json(&all[i]);
		else
			put_words(s, &all[i]);
		if (!cli->keep)
			withdraw(s, &all[i]);
		one = cli->wait ? exit_of(&all[i]) : EXIT_DONE;
		code = one > code ? one : code;
		json_decref(all[i].message);
	}
	return code;
}
