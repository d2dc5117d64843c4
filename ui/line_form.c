/* line_form.c -- a form as questions: label, what may be answered, the fault if there is
 * one, and the same field again.
 */
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "wire/message.h"

#include "ui/line_own.h"

/* Initials or words become a code; several candidates are said.  False: ask again. */
static bool
find_code(struct line *line, struct form *form, size_t i, const char *text)
{
	const char *table = form_pick(form, i);
	struct rows *rows;
	size_t r, n;

	rows = line_ask(line, "pick",
			json_pack("{s:s, s:s, s:s, s:s}", "table", table, "text", text,
				  "parent", "", "limit", "12"));
	n = rows ? rows->n : 0;
	for (r = 0; r < n; r++)
		if (n == 1 || str_eq(rows_named(rows, r, "code"), text)) {
			form_set(form, i, rows_named(rows, r, "code"));
			line_sayf("  %s", rows_named(rows, r, "path"));
			rows_free(rows);
			return true;
		}
	line_say(n ? _("  Several match; type the code of one:")
		   : _("  Nothing in the list matches."));
	for (r = 0; r < n; r++)
		line_sayf("  %s %s", rows_named(rows, r, "code"),
			  rows_named(rows, r, "path"));
	rows_free(rows);
	return false;
}

static bool
take_answer(struct line *line, struct form *form, size_t i, const char *text)
{
	const struct field *f = form_field(form, i);
	struct err err = { 0 };

	if (f->type == FIELD_CODE && *form_pick(form, i))
		return find_code(line, form, i, text);
	form_set(form, i, text);
	if (form_leave(form, i, &err) == DONE)
		return true;
	line_sayf("  %s", err.text);
	return false;
}

/* An empty answer leaves the field as it is; "?" explains, "-" means unknown. */
static void
ask_field(struct line *line, struct form *form, size_t i)
{
	const struct field *f = form_field(form, i);
	char prompt[200], text[9600];

	for (;;) {
		str_format(prompt, sizeof prompt,
			   "%s%s%s%s: ", form_needs(form, i) ? "*" : "", _(f->label),
			   *form_text(form, i) ? " = " : "", form_text(form, i));
		if (!line_read(line, prompt, text, sizeof text) || !*text)
			return;
		if (str_eq(text, "?"))
			line_say(f->help ? _(f->help) : _(f->label));
		else if (str_eq(text, "-")) {
			form_set_mark(form, i, MARK_UNKNOWN);
			return;
		} else if (take_answer(line, form, i, text))
			return;
	}
}

static void
submit(struct line *line, struct command *commands, size_t n)
{
	int64_t id = ++line->next_id;
	const json_t *op;
	json_t *kept;
	size_t i;

	if (wire_send(line->wire, msg_tell(id, commands, n, NULL)) != DONE) {
		line->over = true;
		return;
	}
	kept = line_wait(line, id);
	json_array_foreach(json_object_get(kept, "ops"), i, op)
	{
		line_sayf(_("Kept: %s"), json_text(op, "regno"));
	}
	json_decref(kept);
}

struct sealed {
	struct command commands[2];
	size_t n;
};

static enum verdict
seal(struct sealed *out, const struct action *action, struct form *form,
     const struct ticket *ticket, struct err *err)
{
	enum verdict v;
	int64_t wall = clock_now().wall;

	if (action->flags & ACTION_CREATES)
		return register_seal(out->commands, &out->n, form, wall, err);
	v = command_seal(out->commands, action, form, ticket, wall, err);
	out->n = v == DONE;
	return v;
}

static void
set_hidden(struct form *form)
{
	struct uuid call = uuid_new(clock_now().wall);
	char text[UUID_TEXT], stamp[30];
	int field;

	uuid_text(&call, text);
	stamp_text(clock_now().wall, stamp);
	if ((field = form_find(form, "call")) >= 0)
		form_set(form, (size_t)field, text);
	if ((field = form_find(form, "received")) >= 0)
		form_set(form, (size_t)field, stamp);
}

void
line_form(struct line *line, const struct action *action, const struct ticket *ticket)
{
	struct form *form = action_form(action, ticket, clock_now().wall);
	struct sealed out = { .n = 0 };
	struct err err = { 0 };
	size_t i;
	int fault = -1;

	line_say(action->help ? _(action->help) : _(action->label));
	line_say(_("Empty leaves a field, ? explains it, - means unknown."));
	for (i = 0; i < form_count(form) && !line->over; i++)
		if (form_shown(form, i) && !(form_field(form, i)->flags & FIELD_HIDDEN))
			ask_field(line, form, i);
	if (action->flags & ACTION_CREATES)
		set_hidden(form);
	while (!line->over && seal(&out, action, form, ticket, &err) != DONE) {
		line_say(err.text);
		fault = form_find(form, err.field);
		if (fault < 0)
			break;
		ask_field(line, form, (size_t)fault);
	}
	if (out.n > 0 && !line->over)
		submit(line, out.commands, out.n);
	for (i = 0; i < out.n; i++)
		command_release(&out.commands[i]);
	form_free(form);
}
