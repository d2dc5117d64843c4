/* line_form.c -- a form as questions: label, possible answers, and after a fault the same
 * field again.  Each answer is saved at the desk before the next question.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "query/pick.h"

#include "ui/line_own.h"
#include "ui/part/fact.h"
#include "ui/part/pending.h"

enum { VERDICT_WAIT = 2000 };

static int64_t
wall_of(const struct line *line)
{
	return ui_now(line->ui).wall + ui_state(line->ui)->offset;
}

static const struct ticket *
ticket_of(const struct work *w)
{
	return w->ticket.doc ? &w->ticket : NULL;
}

/* -- drafts -------------------------------------------------------------------------- */

static void
keep(struct work *w)
{
	json_t *body;
	char id[UUID_TEXT];

	if (!draft_is_dirty(&w->draft, w->form))
		return;
	body = json_pack("{s:s}", "action", w->action->name);
	if (w->ticket.doc) {
		uuid_text(&w->ticket.id, id);
		json_put(body, "ticket", id);
		json_object_set_new(body, "tickets", json_pack("[s]", id));
		json_put(body, "title", w->ticket.regno);
	} else {
		json_put(body, "call", w->call);
		json_put(body, "started", w->started);
		json_put(body, "title", form_named(w->form, "invname"));
	}
	if (!uuid_is_nil(&w->mends)) {
		uuid_text(&w->mends, id);
		json_put(body, "mends", id);
	}
	draft_save(&w->draft, w->line->ui, w->form, body);
	(void)line_rest(w->line);
}

/* -- what tables say of their codes --------------------------------------------------- */

static const json_t *
code_extra(void *arg, const char *table, const char *code)
{
	struct work *w = arg;
	const struct rows *rows = w->codes.rows;
	const char *text = NULL;
	size_t r;

	if (!str_eq(w->table, table)) {
		str_copy(w->table, sizeof w->table, table);
		rows = line_ask(w->line, &w->codes, "codes",
				json_pack("{s:s}", "table", table));
	}
	for (r = 0; rows && r < rows->n; r++)
		if (str_eq(rows_named(rows, r, "code"), code))
			text = rows_named(rows, r, "extra");
	json_decref(w->extra);
	w->extra = text ? json_loads(text, 0, NULL) : NULL;
	return w->extra;
}

/* -- codes --------------------------------------------------------------------------- */

static bool
may_choose(const struct work *w, size_t i, const struct rows *rows, size_t r)
{
	const struct state *state = ui_state(w->line->ui);
	const struct stage stage = { &w->ticket, state->transitions.v,
				     state->transitions.n, &state->me };
	json_t *extra = json_loads(rows_named(rows, r, "extra"), 0, NULL);
	const struct choice choice = { rows_named(rows, r, "code"), extra };
	bool may = form_takes(w->form, i, choice.code) &&
		   (!w->action->offers ||
		    w->action->offers(w->form, form_field(w->form, i)->name, &choice,
				      &stage));

	json_decref(extra);
	return may;
}

static void
say_choices(const struct rows *rows)
{
	size_t r;

	line_say(rows && rows->n ? _("  Several match; type the code of one:")
				 : _("  Nothing in the list matches."));
	for (r = 0; rows && r < rows->n; r++)
		line_sayf("  %s %s", rows_named(rows, r, "code"),
			  rows_named(rows, r, "path"));
}

/* The unit for which she takes the step. */
static const char *
acting_unit(const struct work *w)
{
	const struct state *state = ui_state(w->line->ui);
	const struct transition *step;

	if (!w->ticket.doc)
		return state->me.unit;
	step = action_offered(w->action, state->transitions.v, state->transitions.n,
			      &w->ticket, &state->me);
	return step ? transition_unit(step, &w->ticket, &state->me) : "";
}

/* The unit at or below which one is chosen; "": anywhere. */
static const char *
reach_of(const struct work *w, size_t i)
{
	enum field_reach reach = form_field(w->form, i)->reach;

	return reach == REACH_HOLDER   ? w->ticket.unit
	       : reach == REACH_ACTING ? acting_unit(w)
				       : "";
}

/* What cannot be chosen now is no candidate. */
static void
drop_others(const struct work *w, size_t i, struct rows *rows)
{
	size_t r;

	for (r = rows ? rows->n : 0; r-- > 0;)
		if (!may_choose(w, i, rows, r))
			rows_drop(rows, r);
}

/* The signs between the steps of a path as it is shown are no part of its names. */
static void
plain_path(struct str *out, const char *path)
{
	static const char sign[] = " › ";

	for (; *path; path += str_starts(path, sign) ? strlen(sign) : 1)
		if (!str_starts(path, sign) && *path != ' ')
			str_addc(out, *path);
}

/* Typed as it is shown, whole or from some step on, with or without the signs between:
 * the ever shorter end of it is looked for until something bears that name. */
static const struct rows *
find_path(struct work *w, size_t i, const char *table, const char *text)
{
	struct str typed = { 0 }, path = { 0 };
	struct rows *rows = NULL;
	size_t at, r;

	plain_path(&typed, text);
	for (at = 0; at < typed.len && !(rows && rows->n > 0);
	     at = utf8_next(typed.s, typed.len, at)) {
		rows = (struct rows *)line_ask(
			w->line, &w->line->answer, "pick",
			json_pack("{s:s, s:s, s:s, s:s}", "table", table, "text",
				  typed.s + at, "parent", reach_of(w, i), "limit",
				  "50"));
		for (r = rows ? rows->n : 0; r-- > 0;) {
			str_clear(&path);
			plain_path(&path, rows_named(rows, r, "path"));
			if (!str_ends(str_text(&path), typed.s))
				rows_drop(rows, r);
		}
	}
	str_release(&typed);
	str_release(&path);
	return rows;
}

/* Appends the code of what was typed.  False: it was said why not. */
static bool
find_code(struct work *w, size_t i, const char *text, struct str *out)
{
	const char *table = form_pick(w->form, i);
	const struct rows *rows;
	int r;

	rows = line_ask(w->line, &w->line->answer, "pick",
			json_pack("{s:s, s:s, s:s, s:s}", "table", table, "text", text,
				  "parent", reach_of(w, i), "limit", "12"));
	if (rows && rows->n == 0)
		rows = find_path(w, i, table, text);
	drop_others(w, i, w->line->answer.rows);
	r = rows && rows->n == 1 ? 0 : pick_only(rows, text);
	if (r < 0) {
		say_choices(rows);
		return false;
	}
	line_sayf("  %s", rows_named(rows, (size_t)r, "path"));
	if (out->len)
		str_addc(out, ',');
	str_add(out, rows_named(rows, (size_t)r, "code"));
	return true;
}

/* One code, or several with blanks or commas between them. */
static bool
find_codes(struct work *w, size_t i, char *text)
{
	bool several = form_field(w->form, i)->type == FIELD_CODES, all = true;
	struct str codes = { 0 };
	char *word, *rest = text;

	while (all && (word = several ? strtok_r(rest, " ,", &rest) : rest)) {
		all = find_code(w, i, word, &codes);
		if (!several)
			break;
	}
	if (all)
		form_set(w->form, i, str_text(&codes));
	str_release(&codes);
	return all;
}

/* -- one field ----------------------------------------------------------------------- */

static bool
take_answer(struct work *w, size_t i, char *text)
{
	const struct field *f = form_field(w->form, i);
	bool coded = f->type == FIELD_CODE || f->type == FIELD_CODES;
	struct err err = { 0 };

	if (coded && *form_pick(w->form, i)) {
		if (!find_codes(w, i, text))
			return false;
	} else {
		form_set(w->form, i, text);
	}
	if (form_leave(w->form, i, &err) == DONE)
		return true;
	line_sayf("  %s", err.text);
	return false;
}

/* What stands in the field, codes by their names. */
static void
say_value(struct work *w, size_t i, struct str *out)
{
	const char *table = form_pick(w->form, i), *code = form_text(w->form, i);

	if (!*code && form_mark(w->form, i) == MARK_NONE)
		return;
	str_add(out, " = ");
	if (form_mark(w->form, i) != MARK_NONE)
		str_add(out, form_mark(w->form, i) == MARK_DECLINED ? _("declined")
								    : _("unknown"));
	else if (form_field(w->form, i)->type != FIELD_CODE || !*table)
		str_add(out, code);
	else {
		(void)ui_path(w->line->ui, table, code);
		(void)line_rest(w->line);
		str_add(out, ui_path(w->line->ui, table, code));
	}
}

static void
explain(struct work *w, size_t i)
{
	struct str help = { 0 };

	fact_help(&help, NULL, w->form, i);
	line_say(str_text(&help));
	str_release(&help);
}

static void
mark(struct work *w, size_t i, enum form_mark mark)
{
	if (form_field(w->form, i)->flags & FIELD_MAY_DECLINE)
		form_set_mark(w->form, i, mark);
	else
		line_say(_("  This field takes no such answer."));
}

/* Empty leaves the field as it is. */
static void
ask_field(struct work *w, size_t i)
{
	struct str prompt = { 0 }, answer = { 0 };
	const char *text;
	bool again = true;

	while (again && !w->line->over) {
		str_clear(&prompt);
		str_addf(&prompt, "%s%s", form_needs(w->form, i) ? "*" : "",
			 form_label(w->form, i));
		say_value(w, i, &prompt);
		str_add(&prompt, ": ");
		again = false;
		if (!line_read(w->line, str_text(&prompt), &answer) || !answer.len)
			break;
		text = answer.s;
		if (str_eq(text, "?")) {
			explain(w, i);
			again = true;
		} else if (str_eq(text, "!")) {
			w->left = true;
		} else if (str_eq(text, "-") || str_eq(text, "--")) {
			mark(w, i, text[1] ? MARK_DECLINED : MARK_UNKNOWN);
		} else {
			again = !take_answer(w, i, answer.s);
		}
	}
	str_wipe(&answer);
	str_wipe(&prompt);
	keep(w);
}

/* -- submitting ---------------------------------------------------------------------- */

struct sealed {
	struct command commands[2];
	size_t n;
};

static enum verdict
seal(struct work *w, struct sealed *out, struct err *err)
{
	int64_t wall = wall_of(w->line);
	struct command *first = &out->commands[0];
	enum verdict v;

	if (w->action->flags & ACTION_CREATES)
		v = register_seal(out->commands, &out->n, w->form, wall, err);
	else
		v = command_seal(first, w->action, w->form, ticket_of(w), wall, err);
	if (v != DONE)
		return v;
	out->n = out->n ? out->n : 1;
	command_build_on(first, w->base, &w->mends);
	if (!uuid_is_nil(&w->mended)) {
		first->mends = w->mends;
		first->ticket = w->mended;
	}
	return DONE;
}

/* The document that will tell of the step, as it would be issued. */
static void
preview(struct work *w)
{
	char id[UUID_TEXT];
	const struct rows *rows;

	uuid_text(&w->ticket.id, id);
	rows = line_ask(w->line, &w->line->answer, "document_draft",
			action_draft(w->action, w->form, id));
	if (rows && rows->n > 0)
		line_say_screen(w->line,
				ui_open(w->line->ui, "paper",
					&(struct opening){
						.text = rows_named(rows, 0, "body") }));
}

/* False: not now. */
static bool
agreed(struct work *w)
{
	bool paper = w->action->flags & ACTION_PAPER;
	struct err err = { 0 };
	struct str text = { 0 };
	bool yes = false, over = false;

	if (w->action->advise && w->action->advise(w->form, ticket_of(w), &err))
		line_say(err.text);
	while (!yes && !over) {
		over = !line_read(
			w->line,
			paper ? _("Enter submits, p shows the document, ! leaves it: ")
			      : _("Enter submits, ! leaves it: "),
			&text);
		over = over || str_eq(str_text(&text), "!");
		if (!over && paper && str_eq(str_text(&text), "p"))
			preview(w);
		else
			yes = !over;
	}
	str_release(&text);
	return yes;
}

static bool
is_kept(const struct line *line)
{
	return !line->told;
}

static bool
is_settled(const struct line *line)
{
	return line->settled || ui_state(line->ui)->link.state != LINK_UP;
}

static void
submit(struct work *w, const struct sealed *out)
{
	struct line *line = w->line;

	line->refused = line->settled = false;
	line->told = ui_tell(line->ui, out->commands, out->n, &w->draft.id);
	if (line_until(line, is_kept) && !line->refused)
		line_await(line, VERDICT_WAIT, is_settled);
}

/* Until everything is well: the fault is said, and its field is asked again. */
static bool
check(struct work *w, struct sealed *out)
{
	struct err err = { 0 };
	int fault;

	while (!w->line->over && !w->left) {
		if (seal(w, out, &err) == DONE)
			return true;
		line_say(err.text);
		fault = form_find(w->form, err.field);
		if (fault < 0)
			return false;
		ask_field(w, (size_t)fault);
	}
	return false;
}

static void
finish(struct work *w)
{
	struct sealed out = { .n = 0 };
	size_t i;

	if (check(w, &out)) {
		if (agreed(w))
			submit(w, &out);
		else
			w->left = true;
	}
	for (i = 0; i < out.n; i++)
		command_release(&out.commands[i]);
	if (w->left && !draft_is_empty(&w->draft, w->form))
		line_say(_("Laid aside; drafts lists it."));
}

static void
release(struct work *w)
{
	ui_forget(w->line->ui, &w->codes);
	json_decref(w->extra);
	ticket_release(&w->ticket);
	form_free(w->form);
}

static void
set_hidden(struct form *form, const char *name, const char *value)
{
	int field = form_find(form, name);

	if (field >= 0)
		form_set(form, (size_t)field, value);
}

void
line_work(struct work *w, const char *draft, const json_t *body)
{
	struct rule_context ctx;
	size_t i;

	w->form = action_form(w->action, ticket_of(w), wall_of(w->line));
	action_leave_out(w->action, w->form, &w->ticket, acting_unit(w));
	ctx = *form_context(w->form);
	ctx.extra = code_extra;
	ctx.arg = w;
	form_set_context(w->form, ctx);
	if (w->action->flags & ACTION_CREATES) {
		set_hidden(w->form, "call", w->call);
		set_hidden(w->form, "received", w->started);
	}
	if (body)
		action_restore(w->action, w->form, body);
	draft_init(&w->draft, w->line->ui, draft, w->form);
	line_say(w->action->help ? _(w->action->help) : _(w->action->label));
	line_say(_("Empty leaves a field as it is, ? explains it, - means unknown, "
		   "-- declined; ! leaves the form for later."));
	for (i = 0; i < form_count(w->form) && !w->line->over && !w->left; i++) {
		if (w->action->follow && w->ticket.doc)
			w->action->follow(w->form, &w->ticket);
		if (form_shown(w->form, i) &&
		    !(form_field(w->form, i)->flags & FIELD_HIDDEN))
			ask_field(w, i);
	}
	finish(w);
	release(w);
}

/* -- verbs --------------------------------------------------------------------------- */

bool
line_take_ticket(struct work *w, const char *id)
{
	struct line *line = w->line;
	const struct rows *rows =
		line_ask(line, &line->doc, "ticket", json_pack("{s:s}", "ticket", id));
	const char *text = rows_named(rows, 0, "doc");
	json_t *doc = NULL;
	bool read = rows && json_read(&doc, text, strlen(text), NULL) == DONE &&
		    ticket_read(&w->ticket, doc);

	json_decref(doc);
	rows = read ? line_ask(line, &line->outbox, "outbox", json_object()) : NULL;
	if (!rows) {
		release(w);
		return false;
	}
	pending_foresee(rows, ui_state(line->ui), &w->ticket, w->base);
	return true;
}

static void
new_call(struct work *w)
{
	struct uuid call = uuid_new(wall_of(w->line));

	uuid_text(&call, w->call);
	stamp_text(wall_of(w->line), w->started);
}

/* The action that a word means on this ticket: by its name, or as its step is called. */
static const struct action *
meant(const struct work *w, const char *word)
{
	const struct state *state = ui_state(w->line->ui);
	const struct transition *step;
	size_t i;

	for (i = 0; actions[i]; i++) {
		step = action_offered(actions[i], state->transitions.v,
				      state->transitions.n, &w->ticket, &state->me);
		if (step && (line_means(word, actions[i]->name, _(actions[i]->label)) ||
			     str_eq(word, step->name)))
			return actions[i];
	}
	return NULL;
}

void
line_do(struct line *line, const char *rest)
{
	struct work w = { .line = line };
	size_t n = strcspn(rest, " ");
	char word[64], id[UUID_TEXT];

	str_format(word, sizeof word, "%.*s", (int)n, rest);
	line_which(line, rest + n + strspn(rest + n, " "), id);
	if (!*id || !line_take_ticket(&w, id))
		return;
	w.action = meant(&w, word);
	if (w.action) {
		line_work(&w, NULL, NULL);
	} else {
		line_sayf(
			_("\"%s\" is not open to you on this ticket; show says what is."),
			word);
		release(&w);
	}
}

void
line_call(struct line *line, const char *rest)
{
	struct work w = { .line = line, .action = action_named("register") };

	(void)rest;
	if (!operator_has(&ui_state(line->ui)->me, "r01")) {
		line_say(_("Only a receiver registers calls."));
		return;
	}
	new_call(&w);
	line_work(&w, NULL, NULL);
}
