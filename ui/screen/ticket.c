/* ticket.c -- one ticket to read and to act on.
 * The mirror's answer is shown at once, then the centre's.  Another operator's change is
 * announced and loaded on F5; the operator's own is loaded at once.
 */
#include "ui/screen/ticket.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/part/pending.h"
#include "ui/ui.h"

void
ticket_ask(struct ticket_screen *t, struct ui *ui)
{
	t->stale = false;
	if (t->before > 0)
		ui_ask(ui, &t->answer, "ticket",
		       json_pack("{s:s, s:i}", "ticket", t->id, "before", t->before),
		       "centre");
	else
		ui_ask(ui, &t->answer, "ticket", json_pack("{s:s}", "ticket", t->id),
		       NULL);
}

static void
ask_outbox(struct ticket_screen *t, struct ui *ui)
{
	ui_ask(ui, &t->outbox, "outbox", json_object(), NULL);
}

static struct screen *
ticket_open(struct ui *ui, const struct opening *opening)
{
	struct ticket_screen *t;

	if (str_empty(opening->ticket))
		return NULL;
	t = xcalloc(1, sizeof *t);
	t->screen.cls = &screen_ticket;
	str_copy(t->id, sizeof t->id, opening->ticket);
	ticket_ask(t, ui);
	ask_outbox(t, ui);
	return &t->screen;
}

static void
hide_again(struct ticket_screen *t)
{
	struct shown *shown;

	vec_each(shown, &t->shown) {
		mem_wipe(shown->value, strlen(shown->value));
		free(shown->value);
	}
	vec_clear(&t->shown);
}

static void
ticket_close(struct screen *screen, struct ui *ui)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;

	ui_forget(ui, &t->answer);
	ui_forget(ui, &t->outbox);
	ui_forget(ui, &t->reveal);
	ui_forget(ui, &t->paper);
	ui_forget(ui, &t->older);
	ticket_release(&t->ticket);
	sheet_release(&t->sheet);
	hide_again(t);
	vec_release(&t->shown);
	free(t);
}

/* -- what the panes ask -------------------------------------------------------------- */

const struct transition *
ticket_step(const struct ticket_screen *t, const struct ui *ui, const char *action)
{
	const struct state *state = ui_state(ui);
	const struct transition *step;

	if (!t->ticket.doc)
		return NULL;
	vec_each(step, &state->transitions)
		if (str_eq(step->action, action) &&
		    transition_offers(step, &t->then, &state->me))
			return step;
	return NULL;
}

const char *
ticket_shown(const struct ticket_screen *t, const char *field)
{
	const struct shown *shown;

	vec_each(shown, &t->shown)
		if (str_eq(shown->field, field))
			return shown->value;
	return NULL;
}

bool
ticket_is_masked(const struct ticket_screen *t, const char *field)
{
	const json_t *masked = json_object_get(t->ticket.doc, "masked"), *name;
	size_t i;

	json_array_foreach(masked, i, name)
		if (str_eq(json_string_value(name), field))
			return !ticket_shown(t, field);
	return false;
}

size_t
ticket_npending(const struct ticket_screen *t)
{
	const struct rows *rows = t->outbox.rows;
	size_t i, n = 0;

	for (i = 0; rows && i < rows->n; i++)
		n += pending_is_open(rows, i) &&
		     str_eq(rows_named(rows, i, "ticket"), t->id);
	return n;
}

int
ticket_count(const struct ticket_screen *t, enum pane pane)
{
	static const char *const lists[PANE__MAX] = {
		[PANE_TIMELINE] = "timeline",
		[PANE_CONTACTS] = "contacts",
		[PANE_DOCUMENTS] = "documents",
		[PANE_LINKED] = "linked",
	};

	if (pane == PANE_PENDING)
		return (int)ticket_npending(t);
	if (pane == PANE_CONTACTS && json_object_get(t->ticket.doc, "notices"))
		return (int)json_array_size(json_object_get(t->ticket.doc, "notices"));
	if (!lists[pane])
		return -1;
	return (int)json_array_size(json_object_get(t->ticket.doc, lists[pane])) +
	       (pane == PANE_TIMELINE ? (int)json_int(t->ticket.doc, "earlier", 0) : 0);
}

/* -- masked values ------------------------------------------------------------------- */

static void
reason_given(struct screen *screen, struct ui *ui, const char *reason)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;

	if (str_empty(reason)) {
		ui_say(ui, FACE_WARN, _("Without a reason it stays masked."));
		return;
	}
	ui_ask(ui, &t->reveal, "reveal_request",
	       json_pack("{s:s, s:s, s:s}", "ticket", t->id, "field", t->asked,
			 "reason", reason),
	       "centre");
}

/* The line under the cursor if it is masked, else the number to call. */
static const char *
wanted(const struct ticket_screen *t)
{
	static const char *const phones[] = { "mobile", "inccall", "landtel" };
	const char *at = sheet_at(&t->sheet);
	size_t i;

	if (str_starts(at, "fact:") && ticket_is_masked(t, at + 5))
		return at + 5;
	for (i = 0; i < ARRAY_LEN(phones); i++)
		if (ticket_is_masked(t, phones[i]))
			return phones[i];
	return NULL;
}

static void
reveal(struct ticket_screen *t, struct ui *ui)
{
	const char *field = wanted(t);
	char label[48];

	if (!field) {
		ui_say(ui, FACE_WARN, _("Nothing is masked here."));
	} else if (!json_is(t->ticket.doc, "may_reveal")) {
		ui_say(ui, FACE_WARN,
		       _("Only those who handle the ticket may see it unmasked."));
	} else {
		str_copy(t->asked, sizeof t->asked, field);
		str_format(label, sizeof label, _("Why see %s?"),
			   fact_label(NULL, field));
		ui_prompt(ui, &t->screen, label,
			  _("To call the person about the ticket"), reason_given);
	}
}

static void
revealed(struct ticket_screen *t, struct ui *ui)
{
	const struct rows *rows = t->reveal.rows;
	struct shown *shown;
	char token[UUID_TEXT];

	if (!rows || rows->n == 0)
		return;
	if (str_eq(t->reveal.query->name, "reveal_request")) {
		str_copy(token, sizeof token, rows_named(rows, 0, "token"));
		ui_ask(ui, &t->reveal, "reveal_redeem",
		       json_pack("{s:s}", "token", token), "centre");
		return;
	}
	shown = vec_add(&t->shown);
	str_copy(shown->field, sizeof shown->field, rows_named(rows, 0, "field"));
	shown->value = xstrdup(rows_named(rows, 0, "value"));
	ui_say(ui, FACE_GOOD, _("%s: %s"), fact_label(NULL, shown->field),
	       shown->value);
	ui_forget(ui, &t->reveal);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* -- acts ---------------------------------------------------------------------------- */

static const struct {
	enum act act;
	const char *action;
} shortcuts[] = {
	{ ACT_ASSIGN, "assign" }, { ACT_ESCALATE, "escalate" },
	{ ACT_REPLY, "reply" },	  { ACT_CALLBACK, "callback" },
	{ ACT_URGE, "urge" },	  { ACT_NOTE, "note" },
	{ ACT_ALERT, "alert" },
};

static bool
open_action(struct ticket_screen *t, struct ui *ui, const char *name, const char *text)
{
	const struct action *action = action_named(name);
	const struct transition *step = ticket_step(t, ui, name);

	if (!action)
		return false;
	/* n notes and c calls back; where no callback is due, c is a call to be noted */
	if (!step && str_eq(name, "callback"))
		return open_action(t, ui, "contact", text);
	/* where the incident is known: a superior takes note, others follow up */
	if (!step && str_eq(name, "alert") && ticket_step(t, ui, "alert_ack"))
		return open_action(t, ui, "alert_ack", text);
	if (!step && str_eq(name, "alert") && ticket_step(t, ui, "alert_follow"))
		return open_action(t, ui, "alert_follow", text);
	if (!step)
		ui_say(ui, FACE_WARN,
		       _("%s is not open to you here; F4 shows what is."),
		       _(action->label));
	else
		ui_open(ui, "act",
			&(struct opening){ .ticket = t->id,
					   .doc = t->ticket.doc,
					   .action = action,
					   .transition = step->code,
					   .text = text });
	return true;
}

static const char *
first_clock(const struct ticket_screen *t)
{
	const json_t *clock;
	const char *code = "";
	size_t i;

	json_array_foreach(json_object_get(t->ticket.doc, "clocks"), i, clock)
		if (!*code || str_empty(json_text(clock, "stopped")))
			code = json_text(clock, "code");
	return code;
}

static void
open_why(struct ticket_screen *t, struct ui *ui)
{
	const char *at = sheet_at(&t->sheet);
	const char *clock = str_starts(at, "clock:") ? at + 6 : first_clock(t);

	if (*clock)
		ui_open(ui, "why",
			&(struct opening){
				.ticket = t->id, .doc = t->ticket.doc, .text = clock });
	else
		ui_say(ui, FACE_WARN, _("No deadline runs for this ticket."));
}

/* What waits for approval, as the document that will tell of it. */
static void
ask_proposal(struct ticket_screen *t, struct ui *ui)
{
	ui_ask(ui, &t->paper, "document_draft",
	       json_pack("{s:s, s:s, s:s, s:s}", "ticket", t->id, "form", "approve",
			 "to", "", "fields", "{}"),
	       "centre");
}

static void
show_proposal(struct ticket_screen *t, struct ui *ui)
{
	const char *body = rows_named(t->paper.rows, 0, "body");

	if (*body && ui_top(ui) == &t->screen)
		ui_open(ui, "paper", &(struct opening){ .text = body });
	ui_forget(ui, &t->paper);
}

static void
open_line(struct ticket_screen *t, struct ui *ui)
{
	const char *at = sheet_at(&t->sheet);

	if (str_starts(at, "clock:"))
		open_why(t, ui);
	else if (str_starts(at, "ticket:"))
		ui_open(ui, "ticket", &(struct opening){ .ticket = at + 7 });
	else if (str_starts(at, "paper:"))
		ui_open(ui, "paper",
			&(struct opening){ .ticket = t->id,
					   .document = (int)strtol(at + 6, NULL, 10) });
	else if (str_eq(at, "proposal"))
		ask_proposal(t, ui);
	else if (str_starts(at, "earlier:"))
		ticket_ask_older(t, ui, at + 8);
	else if (str_starts(at, "op:"))
		ui_open(ui, "outbox", &(struct opening){ .text = at + 3 });
	else if (str_starts(at, "fact:") && ticket_is_masked(t, at + 5))
		reveal(t, ui);
	else
		ui_say(ui, FACE_PLAIN, _("Nothing opens here; F4 shows the actions."));
}

/* The last own operation that has not arrived. */
static void
undone(struct screen *screen, struct ui *ui, const char *reason)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;
	const struct rows *rows = t->outbox.rows;
	struct uuid op;
	size_t i;

	for (i = rows ? rows->n : 0; reason && i-- > 0;)
		if (pending_is_open(rows, i) &&
		    str_eq(rows_named(rows, i, "ticket"), t->id) &&
		    uuid_parse(rows_named(rows, i, "op"), &op)) {
			ui_withdraw(ui, &op, reason);
			return;
		}
}

static void
found(struct screen *screen, struct ui *ui, const char *words)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;

	if (!str_empty(words) && !sheet_find(&t->sheet, words, 1))
		ui_say(ui, FACE_WARN, _("\"%s\" is not in what is shown."), words);
	ui_damage(ui, DAMAGE_PART);
}

static void
next_pane(struct ticket_screen *t, struct ui *ui, size_t step)
{
	t->pane = (enum pane)(((size_t)t->pane + step) % PANE__MAX);
	t->sheet.list = (struct list){ .jump = t->sheet.list.jump };
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
deed(struct ticket_screen *t, struct ui *ui, enum act act)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(shortcuts); i++)
		if (shortcuts[i].act == act)
			return open_action(t, ui, shortcuts[i].action, NULL);
	if (act == ACT_MENU)
		ui_open(ui, "menu",
			&(struct opening){ .ticket = t->id, .doc = t->ticket.doc });
	else if (act == ACT_WHY)
		open_why(t, ui);
	else if (act == ACT_REVEAL)
		reveal(t, ui);
	else if (act == ACT_UNDO && ticket_npending(t) > 0)
		ui_prompt(ui, &t->screen, _("Withdraw my last act because:"), "",
			  undone);
	else if (act == ACT_UNDO)
		ui_say(ui, FACE_WARN, _("Everything of yours has arrived already."));
	else
		return false;
	return true;
}

static bool
ticket_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;
	int step = act == ACT_FIND_PREV ? -1 : 1;

	(void)key;
	if (sheet_act(&t->sheet, act))
		ui_damage(ui, DAMAGE_PART);
	else if (act == ACT_NEXT || act == ACT_RIGHT)
		next_pane(t, ui, 1);
	else if (act == ACT_PREV || act == ACT_LEFT)
		next_pane(t, ui, PANE__MAX - 1);
	else if (act == ACT_TAKE_IN) {
		ticket_ask(t, ui);
		ask_outbox(t, ui);
	} else if (act == ACT_OPEN)
		open_line(t, ui);
	else if (act == ACT_FIND)
		ui_prompt(ui, screen, "/", "", found);
	else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV) {
		if (!sheet_find(&t->sheet, t->sheet.found, step))
			ui_say(ui, FACE_WARN, _("Find with / first."));
		ui_damage(ui, DAMAGE_PART);
	} else
		return deed(t, ui, act);
	return true;
}

/* -- events -------------------------------------------------------------------------- */

static void
foresee(struct ticket_screen *t, struct ui *ui)
{
	char base[48];

	t->then = t->ticket;
	if (t->ticket.doc)
		pending_foresee(t->outbox.rows, ui_state(ui), &t->then, base);
}

static void
take(struct ticket_screen *t, struct ui *ui)
{
	const char *text = rows_named(t->answer.rows, 0, "doc");
	struct ticket got;
	json_t *doc = NULL;

	if (t->answer.rows && t->answer.rows->n > 0 &&
	    json_read(&doc, text, strlen(text), NULL) == DONE &&
	    ticket_read(&got, doc)) {
		ticket_release(&t->ticket);
		t->ticket = got;
		foresee(t, ui);
	}
	json_decref(doc);
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
is_about(const struct ticket_screen *t, const struct uuid *ticket)
{
	char id[UUID_TEXT];

	uuid_text(ticket, id);
	return str_eq(id, t->id);
}

static void
take_news(struct ticket_screen *t, struct ui *ui, const json_t *body)
{
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(body, "rows"), i, row)
		if (str_eq(json_text(row, "ticket"), t->id) &&
		    json_int(row, "version", INT32_MAX) > t->ticket.version) {
			t->stale = true;
			if (ui_top(ui) == &t->screen)
				ui_say(ui, FACE_WARN,
				       _("%s has just changed this ticket; F5 shows it."),
				       json_text(row, "operator"));
			ui_damage(ui, DAMAGE_SCREEN);
		}
}

static void
ticket_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;

	if (event->answer == &t->answer) {
		take(t, ui);
		if (t->answer.fault[0] && event->kind == EVENT_ROWS)
			ui_say(ui, FACE_BAD, "%s", t->answer.fault);
	} else if (event->answer == &t->older) {
		ticket_take_older(t, ui);
	} else if (event->answer == &t->outbox) {
		foresee(t, ui);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->answer == &t->reveal && event->kind == EVENT_ROWS) {
		revealed(t, ui);
	} else if (event->answer == &t->paper && event->kind == EVENT_ROWS) {
		show_proposal(t, ui);
	} else if (event->answer == &t->paper) {
		ui_say(ui, FACE_BAD, "%s", t->paper.fault);
	} else if (event->answer == &t->reveal) {
		ui_say(ui, FACE_BAD, "%s", t->reveal.fault);
	} else if (event->kind == EVENT_WELCOME ||
		   (event->kind == EVENT_SETTLED &&
		    is_about(t, &event->settled.ticket))) {
		ticket_ask(t, ui);
		ask_outbox(t, ui);
	} else if (event->kind == EVENT_KEPT) {
		ask_outbox(t, ui);
	} else if (event->kind == EVENT_NEWS) {
		take_news(t, ui, event->body);
	}
}

/* What was shown with a reason is not left standing while the seat is locked. */
static void
ticket_save(struct screen *screen, struct ui *ui)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;

	hide_again(t);
	sheet_clear(&t->sheet);
	sheet_done(&t->sheet);
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
ticket_command(struct screen *screen, struct ui *ui, const char *verb, const char *rest)
{
	static const struct {
		const char *verb, *action;
	} shorts[] = { { "a", "assign" },   { "e", "escalate" }, { "r", "reply" },
		       { "c", "callback" }, { "u", "urge" },	 { "n", "note" } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(shorts); i++)
		if (str_eq(shorts[i].verb, verb))
			verb = shorts[i].action;
	if (str_eq(verb, "register"))
		return false;
	return open_action((struct ticket_screen *)screen, ui, verb, rest);
}

/* The ticket; for the steps also one's own operations under way; a document or a value
 * that was asked for. */
static bool
ticket_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct ticket_screen *t = (const struct ticket_screen *)screen;
	size_t i;

	(void)ui;
	if (act == ACT_BACK)
		return t->paper.waiting;
	if ((!t->ticket.doc && t->answer.waiting) || t->paper.waiting)
		return true;
	for (i = 0; t->outbox.waiting && i < ARRAY_LEN(shortcuts); i++)
		if (shortcuts[i].act == act)
			return true;
	return t->outbox.waiting && (act == ACT_UNDO || act == ACT_COMMAND);
}

const struct screen_class screen_ticket = {
	.name = "ticket",
	.title = N_("Ticket"),
	.place = PLACE_TICKET,
	.open = ticket_open,
	.close = ticket_close,
	.draw = ticket_draw,
	.act = ticket_act,
	.waits = ticket_waits,
	.event = ticket_event,
	.save = ticket_save,
	.command = ticket_command,
	.read = ticket_read_out,
};
