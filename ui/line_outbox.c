/* line_outbox.c -- lists undelivered operations by number; withdraws one with a reason, or
 * mends it in its form.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/line_own.h"
#include "ui/part/fact.h"
#include "ui/part/pending.h"

static const struct rows *
ask_outbox(struct line *line)
{
	return line_ask(line, &line->answer, "outbox", json_object());
}

/* The row of the n-th that is open; -1: none. */
static int
nth_open(const struct rows *rows, size_t n)
{
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		if (pending_is_open(rows, i) && --n == 0)
			return (int)i;
	return -1;
}

static void
say_open(const struct rows *rows, size_t i, size_t n)
{
	const struct action *action = action_named(rows_named(rows, i, "action"));
	json_t *args = json_loads(rows_named(rows, i, "args"), 0, NULL);
	char at[24], why[400];

	fact_stamp(at, sizeof at, rows_named(rows, i, "at"));
	msg_words(why, sizeof why, rows_named(rows, i, "text"), args);
	json_decref(args);
	line_sayf("%zu. %s %s %s %s %s", n, at, action ? _(action->label) : "",
		  rows_named(rows, i, "regno"), op_state_label(pending_state(rows, i)),
		  why);
}

void
line_outbox(struct line *line, const char *rest)
{
	const struct rows *rows = ask_outbox(line);
	size_t n = 0;
	int i;

	(void)rest;
	while ((i = nth_open(rows, n + 1)) >= 0)
		say_open(rows, (size_t)i, ++n);
	if (rows && n == 0)
		line_say(_("Everything is delivered."));
}

/* The row that the number means; -1, said: none. */
static int
meant(const struct rows *rows, const char *rest)
{
	size_t n = strtoul(rest, NULL, 10);
	int i = n ? nth_open(rows, n) : -1;

	if (rows && i < 0)
		line_say(_("Say a number of outbox."));
	return i;
}

static bool
is_answered(const struct line *line)
{
	return !line->told;
}

void
line_withdraw(struct line *line, const char *rest)
{
	const struct rows *rows = ask_outbox(line);
	int i = meant(rows, rest);
	struct str reason = { 0 };
	struct uuid op;

	if (i < 0 || !uuid_parse(rows_named(rows, (size_t)i, "op"), &op))
		return;
	if (line_read(line, _("Withdraw because: "), &reason) && reason.len) {
		line->refused = false;
		line->told = ui_withdraw(line->ui, &op, reason.s);
		if (line_until(line, is_answered) && !line->refused)
			line_say(_("Withdrawn."));
	} else {
		line_say(_("Without a reason nothing is withdrawn."));
	}
	str_release(&reason);
}

void
line_mend(struct line *line, const char *rest)
{
	const struct rows *rows = ask_outbox(line);
	int at = meant(rows, rest);
	size_t i = (size_t)at;
	struct work w = { .line = line };
	json_t *payload, *body;
	char ticket[UUID_TEXT];
	enum op_state state;

	if (at < 0)
		return;
	state = pending_state(rows, i);
	w.action = action_named(rows_named(rows, i, "action"));
	if (!w.action || !uuid_parse(rows_named(rows, i, "op"), &w.mends) ||
	    (state != OP_REFUSED && state != OP_CONFLICT && state != OP_HELD)) {
		line_say(_("It waits to be sent; nothing is wrong with it."));
		return;
	}
	str_copy(ticket, sizeof ticket, rows_named(rows, i, "ticket"));
	payload = json_loads(rows_named(rows, i, "payload"), 0, NULL);
	str_copy(w.call, sizeof w.call, json_text(payload, "call"));
	str_copy(w.started, sizeof w.started, json_text(payload, "received"));
	body = pending_draft(w.action, payload);
	json_decref(payload);
	say_open(rows, i, strtoul(rest, NULL, 10));
	if (w.action->flags & ACTION_CREATES)
		(void)uuid_parse(ticket, &w.mended);
	if (w.action->flags & ACTION_CREATES || line_take_ticket(&w, ticket))
		line_work(&w, NULL, body);
	json_decref(body);
}
