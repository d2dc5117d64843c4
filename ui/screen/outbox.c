/* outbox.c -- undelivered operations: state, age and the centre's answer.  An operation
 * leaves the list only by a verdict, by mending or by a withdrawal with a reason. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fact.h"
#include "ui/part/list.h"
#include "ui/part/pending.h"
#include "ui/part/sheet.h"
#include "ui/ui.h"

#define DETAIL 8

struct outbox {
	struct screen screen;
	struct answer answer;
	struct answer doc; /* the ticket of the row under the cursor, own copy */
	char asked[UUID_TEXT];
	struct list list;
	char sought[UUID_TEXT];
	char found[80];
};

static const char *
op_id(const void *arg, size_t row)
{
	const struct outbox *o = arg;

	return rows_named(o->answer.rows, row, "op");
}

static const char *
cell(const struct outbox *o, const char *column)
{
	return rows_named(o->answer.rows, o->list.cursor, column);
}

static void
ask(struct outbox *o, struct ui *ui)
{
	ui_ask(ui, &o->answer, "outbox", json_object(), NULL);
}

/* Which ticket it is: the desk's own copy knows. */
static void
ask_ticket(struct outbox *o, struct ui *ui)
{
	const char *ticket = cell(o, "ticket");

	if (!o->list.n || str_eq(ticket, o->asked))
		return;
	str_copy(o->asked, sizeof o->asked, ticket);
	ui_forget(ui, &o->doc);
	ui_ask(ui, &o->doc, "ticket", json_pack("{s:s}", "ticket", ticket), "mirror");
}

static struct screen *
outbox_open(struct ui *ui, const struct opening *opening)
{
	struct outbox *o = xcalloc(1, sizeof *o);

	o->screen.cls = &screen_outbox;
	str_copy(o->sought, sizeof o->sought, opening->text ? opening->text : "");
	ask(o, ui);
	return &o->screen;
}

static void
outbox_close(struct screen *screen, struct ui *ui)
{
	struct outbox *o = (struct outbox *)screen;

	ui_forget(ui, &o->answer);
	ui_forget(ui, &o->doc);
	free(o);
}

/* -- painting ------------------------------------------------------------------------ */

static enum face
state_face(enum op_state state)
{
	static const enum face faces[OP__MAX] = {
		[OP_APPLIED] = FACE_GOOD, [OP_REFUSED] = FACE_BAD,
		[OP_CONFLICT] = FACE_BAD, [OP_ADMIN] = FACE_BAD,
		[OP_HELD] = FACE_WARN,	  [OP_QUEUED] = FACE_WARN,
		[OP_SENT] = FACE_WARN,	  [OP_WITHDRAWN] = FACE_DIM,
	};

	return faces[state];
}

static void
answer_text(const struct outbox *o, size_t row, char *out, size_t size)
{
	json_t *args = json_loads(rows_named(o->answer.rows, row, "args"), 0, NULL);

	msg_words(out, size, rows_named(o->answer.rows, row, "text"), args);
	json_decref(args);
}

static const char *
tail(const char *regno)
{
	size_t len = strlen(regno);

	return len > 8 ? regno + len - 8 : regno;
}

static void
draw_row(void *arg, size_t row, struct canvas c)
{
	const struct outbox *o = arg;
	const struct rows *rows = o->answer.rows;
	const struct action *action = action_named(rows_named(rows, row, "action"));
	enum op_state state = pending_state(rows, row);
	char at[24], why[400];

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	fact_stamp(at, sizeof at, rows_named(rows, row, "at"));
	draw_cell(c, 0, 2, 12, FACE_PLAIN, strlen(at) > 5 ? at + 5 : at);
	draw_cell(c, 0, 15, 9, FACE_PLAIN, tail(rows_named(rows, row, "regno")));
	draw_cell(c, 0, 25, 10, FACE_PLAIN,
		  action ? _(action->label) : rows_named(rows, row, "action"));
	draw_cell(c, 0, 36, 18, state_face(state), op_state_label(state));
	draw_cell(c, 0, 55, 3, FACE_PLAIN, rows_named(rows, row, "tries"));
	answer_text(o, row, why, sizeof why);
	draw_text(c, 0, 59, FACE_PLAIN, why);
}

static void
draw_head(struct canvas line)
{
	draw_cell(line, 0, 2, 12, FACE_LABEL, _("Since"));
	draw_cell(line, 0, 15, 9, FACE_LABEL, _("Number"));
	draw_cell(line, 0, 25, 10, FACE_LABEL, _("Action"));
	draw_cell(line, 0, 36, 18, FACE_LABEL, _("State"));
	draw_cell(line, 0, 55, 4, FACE_LABEL, _("Tries"));
	draw_text(line, 0, 60, FACE_LABEL, _("Answer of the centre"));
}

static void
put_ticket(const struct outbox *o, struct sheet *sheet)
{
	const char *text = rows_named(o->doc.rows, 0, "doc");
	json_t *doc = NULL;
	char regno[40];

	if (!o->doc.rows || json_read(&doc, text, strlen(text), NULL) != DONE)
		return;
	fact_regno(regno, sizeof regno, json_text(doc, "regno"));
	sheet_line(sheet, "");
	sheet_format(sheet, 0, FACE_PLAIN, "%s  %s  %s", regno,
		     json_text(doc, "respondent"), json_text(doc, "title"));
	json_decref(doc);
}

/* Why it is still here, and what becomes of it. */
static void
put_waiting(const struct outbox *o, struct ui *ui, struct sheet *sheet, int cols)
{
	enum op_state state = pending_state(o->answer.rows, o->list.cursor);
	const struct state *s = ui_state(ui);
	bool up = !s->cut && s->link.state == LINK_UP;
	char since[30] = "", shown[24] = "";
	struct str text = { 0 };

	if (state == OP_HELD) {
		str_add(&text, _("It waits behind a refused operation of the same "
				 "ticket: mend or withdraw that one first."));
	} else if ((state == OP_QUEUED || state == OP_SENT) && up) {
		str_add(&text, _("It is being sent."));
	} else if (state == OP_QUEUED || state == OP_SENT) {
		stamp_text(s->link.since, since);
		fact_stamp(shown, sizeof shown, since);
		str_addf(&text,
			 _("No link since %s; it goes by itself as soon as "
			   "there is one."),
			 shown);
	}
	if (text.len) {
		sheet_line(sheet, "");
		sheet_wrap(sheet, 0, cols, FACE_WARN, str_text(&text));
	}
	str_release(&text);
}

/* Kind and rule set of what it is about: by the ticket, or as it registers one. */
static bool
about(const struct outbox *o, const json_t *payload, struct ticket *out)
{
	const char *text = rows_named(o->doc.rows, 0, "doc");
	json_t *doc = NULL;
	bool known;

	*out = (struct ticket){ 0 };
	out->kind = kind_named(json_text(payload, "kind"), &known);
	if (!str_eq(cell(o, "action"), "register") &&
	    json_read(&doc, text, strlen(text), NULL) == DONE) {
		out->kind = kind_named(json_text(doc, "kind"), &known);
		str_copy(out->rule_set, sizeof out->rule_set,
			 json_text(doc, "rule_set"));
	}
	json_decref(doc);
	return known;
}

/* What it says in full, and what can be done with it. */
static void
draw_detail(const struct outbox *o, struct ui *ui, struct canvas c)
{
	const struct action *action = action_named(cell(o, "action"));
	json_t *payload = json_loads(cell(o, "payload"), 0, NULL);
	struct str text = { 0 };
	struct sheet sheet = { 0 };
	const char *field = cell(o, "field");
	const struct field *at = *field ? fact_field(action, field) : NULL;
	struct ticket t;
	bool known = about(o, payload, &t);
	char why[400];
	size_t i;

	answer_text(o, o->list.cursor, why, sizeof why);
	sheet_line(&sheet, "");
	sheet_format(&sheet, 0, FACE_TITLE, "%s  %s", action ? _(action->label) : "",
		     cell(o, "regno"));
	put_ticket(o, &sheet);
	put_waiting(o, ui, &sheet, c.cols);
	if (*why) {
		if (at)
			str_addf(&text, _("%s: "),
				 field_label(at, known ? 1u << t.kind : 0));
		str_add(&text, why);
		sheet_line(&sheet, "");
		sheet_wrap(&sheet, 0, c.cols, FACE_BAD, str_text(&text));
		str_clear(&text);
	}
	fact_summary(ui, known ? &t : NULL, action, payload, &text);
	sheet_line(&sheet, "");
	sheet_wrap(&sheet, 0, c.cols, FACE_PLAIN, str_text(&text));
	for (i = 0; i < sheet.lines.n && (int)i < c.rows; i++)
		draw_text(c, (int)i, 0, sheet.lines.v[i].spans[0].face,
			  sheet.lines.v[i].spans[0].text);
	sheet_release(&sheet);
	str_wipe(&text);
	json_decref(payload);
}

static void
outbox_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct outbox *o = (struct outbox *)screen;
	struct canvas list = canvas_part(c, 1, 0, c.rows - DETAIL - 2, c.cols);

	if (damage & DAMAGE_SCREEN) {
		draw_head(canvas_part(c, 0, 0, 1, c.cols));
		draw_rule(c, c.rows - DETAIL - 1);
	} else {
		draw_clear(canvas_part(c, c.rows - DETAIL, 0, DETAIL, c.cols));
	}
	if (o->list.n > 0)
		draw_detail(o, ui, canvas_part(c, c.rows - DETAIL, 1, DETAIL, -2));
	list_draw(&o->list, list, damage, draw_row, o);
	if (o->list.n == 0 && damage & DAMAGE_SCREEN)
		draw_text(list, 0, 2, FACE_DIM,
			  !o->answer.rows ? _("Asking …")
			  : ui_state(ui)->link.agreed == AGREE_YES
				  ? _("Everything has arrived; nothing waits.")
				  : _("Nothing waits; the centre's ledger is yet to "
				      "agree."));
}

/* -- acts ---------------------------------------------------------------------------- */

/* The payload as it was typed, with the centre's words on its field. */
static json_t *
body_of(const struct outbox *o, const struct action *action)
{
	json_t *payload = json_loads(cell(o, "payload"), 0, NULL), *fault;
	json_t *body = pending_draft(action, payload);
	enum op_state state = pending_state(o->answer.rows, o->list.cursor);
	char why[400];

	json_put(body, "action", action->name);
	json_put(body, "call", json_text(payload, "call"));
	json_put(body, "started", json_text(payload, "received"));
	answer_text(o, o->list.cursor, why, sizeof why);
	fault = json_object();
	json_put(fault, "field", cell(o, "field"));
	json_put(fault, "text",
		 state == OP_CONFLICT
			 ? _("Somebody else was quicker: compare both, then ^S.")
			 : why);
	json_object_set_new(body, "fault", fault);
	if (state == OP_CONFLICT)
		json_object_set_new(body, "conflict",
				    json_pack("{s:s, s:O}", "base", cell(o, "base"),
					      "mine", payload));
	json_decref(payload);
	return body;
}

static void
mend(struct outbox *o, struct ui *ui)
{
	const struct action *action = action_named(cell(o, "action"));
	char op[UUID_TEXT], ticket[UUID_TEXT];
	struct opening opening = { .ticket = ticket, .op = op, .action = action };
	json_t *body;

	if (!action)
		return;
	str_copy(op, sizeof op, cell(o, "op"));
	str_copy(ticket, sizeof ticket, cell(o, "ticket"));
	opening.body = body = body_of(o, action);
	ui_open(ui, action->flags & ACTION_CREATES ? "intake" : "act", &opening);
	json_decref(body);
}

static void
open_row(struct outbox *o, struct ui *ui)
{
	enum op_state state = pending_state(o->answer.rows, o->list.cursor);

	if (state == OP_REFUSED || state == OP_CONFLICT || state == OP_HELD)
		mend(o, ui);
	else if (state == OP_APPLIED || !str_eq(cell(o, "action"), "register"))
		ui_open(ui, "ticket", &(struct opening){ .ticket = cell(o, "ticket") });
	else
		ui_say(ui, FACE_PLAIN,
		       _("It waits to be sent; nothing is wrong with it."));
}

static void
withdrawn(struct screen *screen, struct ui *ui, const char *reason)
{
	struct outbox *o = (struct outbox *)screen;
	struct uuid op;

	if (str_empty(reason))
		ui_say(ui, FACE_WARN, _("Without a reason nothing is withdrawn."));
	else if (uuid_parse(o->list.at, &op))
		ui_withdraw(ui, &op, reason);
}

static void
found(struct screen *screen, struct ui *ui, const char *words)
{
	struct outbox *o = (struct outbox *)screen;
	size_t i, row = o->list.cursor;

	if (!words)
		return;
	str_copy(o->found, sizeof o->found, words);
	for (i = 0; o->found[0] && i < o->list.n; i++) {
		row = (row + 1) % o->list.n;
		if (strstr(rows_named(o->answer.rows, row, "regno"), words) ||
		    strstr(rows_named(o->answer.rows, row, "payload"), words)) {
			list_seek(&o->list, row, op_id, o);
			ui_damage(ui, DAMAGE_SCREEN);
			return;
		}
	}
	ui_say(ui, FACE_WARN, _("No row has \"%s\"."), words);
}

static bool
row_act(struct outbox *o, struct ui *ui, enum act act)
{
	bool open = o->list.n > 0 && pending_is_open(o->answer.rows, o->list.cursor);
	struct uuid op;

	if (act == ACT_OPEN && o->list.n > 0)
		open_row(o, ui);
	else if (act == ACT_WITHDRAW && open)
		ui_prompt(ui, &o->screen, _("Withdraw because:"), "", withdrawn);
	else if (act == ACT_RETRY && open && uuid_parse(o->list.at, &op))
		ui_retry(ui, &op);
	else if (act == ACT_WITHDRAW || act == ACT_RETRY)
		ui_say(ui, FACE_WARN,
		       _("It is settled; nothing can be done with it here."));
	else
		return false;
	return true;
}

static bool
outbox_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct outbox *o = (struct outbox *)screen;

	(void)key;
	if (list_act(&o->list, act, op_id, o)) {
		ask_ticket(o, ui);
		ui_damage(ui, DAMAGE_PART);
	} else if (act == ACT_TAKE_IN)
		ask(o, ui);
	else if (act == ACT_FIND)
		ui_prompt(ui, screen, "/", "", found);
	else if (act == ACT_FIND_NEXT)
		found(screen, ui, o->found);
	else
		return row_act(o, ui, act);
	return true;
}

static void
outbox_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct outbox *o = (struct outbox *)screen;

	if (event->answer && event->answer == &o->answer) {
		if (o->sought[0])
			str_copy(o->list.at, sizeof o->list.at, o->sought);
		o->sought[0] = '\0';
		list_sync(&o->list, o->answer.rows ? o->answer.rows->n : 0, op_id, o);
		ask_ticket(o, ui);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->answer && event->answer == &o->doc) {
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->kind == EVENT_LINK && o->list.n == 0) {
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->kind == EVENT_SETTLED || event->kind == EVENT_KEPT ||
		   event->kind == EVENT_WELCOME) {
		ask(o, ui);
	} else if (event->kind == EVENT_LINK) {
		ui_damage(ui, DAMAGE_PART);
	}
}

static bool
outbox_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct outbox *o = (const struct outbox *)screen;

	(void)ui;
	return act != ACT_BACK && !o->answer.rows && o->answer.waiting;
}

const struct screen_class screen_outbox = {
	.name = "outbox",
	.title = N_("Outbox"),
	.place = PLACE_OUTBOX,
	.open = outbox_open,
	.close = outbox_close,
	.draw = outbox_draw,
	.act = outbox_act,
	.waits = outbox_waits,
	.event = outbox_event,
};
