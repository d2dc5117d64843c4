/* act_draw.c -- draws the step, its tickets and the form; beside or below it the ticket, or
 * after a conflict both versions. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fact.h"
#include "ui/part/incident.h"
#include "ui/part/missing.h"
#include "ui/part/publication.h"
#include "ui/part/sheet.h"
#include "ui/part/whole.h"
#include "ui/screen/act.h"

#define HEAD	  3
#define LIST_ROWS 12 /* a list of candidates wants room below a short form */

static const char *
title(const struct act_screen *a, struct ui *ui)
{
	const struct transition *step = act_step(a, ui);

	if (a->action->ask)
		return _(a->action->ask);
	return step && step->name[0] ? step->name : _(a->action->label);
}

static void
draw_title(const struct act_screen *a, struct ui *ui, struct canvas line)
{
	int x = draw_text(line, 0, 1, FACE_TITLE, title(a, ui)) + 3;

	if (a->phase == ACT_SENDING)
		draw_text(line, 0, x, FACE_WARN, _("being kept …"));
	else if (!uuid_is_nil(&a->mends))
		x += draw_text(line, 0, x, FACE_WARN, _("mending")) + 2;
	if (a->phase == ACT_TYPING)
		missing_draw(&a->fields, line, x);
}

/* One ticket, or how many and which. */
static void
draw_targets(const struct act_screen *a, struct ui *ui, struct canvas line)
{
	const struct ticket *t = act_ticket(a);
	const struct target *target;
	char regno[40], text[900];
	size_t len;
	int x = 1;

	if (a->targets.n == 1) {
		fact_regno(regno, sizeof regno, t->regno);
		str_format(text, sizeof text, "%s  %s  %s  %s", regno,
			   kind_label(t->kind), ui_label(ui, "state", t->state),
			   json_text(t->doc, "respondent"));
		draw_cut(line, 0, 1, FACE_PLAIN, text);
		return;
	}
	x += draw_format(line, 0, x, FACE_WARN, _("For %zu of %zu tagged tickets: "),
			 act_ntargets(a), a->targets.n);
	vec_each(target, &a->targets) {
		len = strlen(target->ticket.regno);
		x += draw_format(line, 0, x, target->left_out ? FACE_DIM : FACE_PLAIN,
				 target->left_out ? "(%s)" : "%s",
				 len > 8 ? target->ticket.regno + len - 8 : "…") +
		     1;
	}
}

/* -- beside -------------------------------------------------------------------------- */

static void
put_fact(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols,
	 const char *name)
{
	const json_t *facts = json_object_get(act_ticket(a)->doc, "facts");
	const json_t *value = json_object_get(facts, name);
	struct str text = { 0 };

	if (!value)
		return;
	str_addf(&text, "%s  ", fact_title(act_ticket(a), name));
	fact_text(ui, act_ticket(a), fact_field(action_named("register"), name), value,
		  &text);
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_PLAIN, str_text(&text));
	str_wipe(&text);
}

/* Nobody decides blind: who approves, sends back or decides what was proposed. */
static bool
is_decision(const struct act_screen *a, const struct ticket *t)
{
	const char *what = json_text(json_object_get(t->doc, "proposal"), "what");

	return str_eq(a->action->name, "approve") ||
	       str_eq(a->action->name, "reject") || str_eq(a->action->name, what);
}

static void
put_proposal(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols)
{
	const json_t *proposal = json_object_get(act_ticket(a)->doc, "proposal");
	const struct action *what = action_named(json_text(proposal, "what"));
	struct str text = { 0 };
	json_t *said;

	if (!proposal || !is_decision(a, act_ticket(a)))
		return;
	said = json_copy((json_t *)proposal);
	json_object_del(said, "at");
	if (what)
		json_object_del(said, "what"); /* its name stands above */
	sheet_line(sheet, "");
	sheet_format(sheet, 0, FACE_TITLE, "%s  %s", what ? _(what->label) : "",
		     json_text(proposal, "label"));
	fact_summary(ui, act_ticket(a), what, said, &text);
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_PLAIN, str_text(&text));
	if (what && what->flags & ACTION_PAPER) {
		sheet_line(sheet, "");
		sheet_put(sheet, 0, FACE_KEY,
			  _("F8 shows the document as it would be issued"));
	}
	json_decref(said);
	str_release(&text);
}

/* The last time this was done; NULL: never. */
static const json_t *
last_done(const struct ticket *t, const char *action)
{
	const json_t *timeline = json_object_get(t->doc, "timeline");
	size_t i;

	for (i = json_array_size(timeline); i-- > 0;)
		if (str_eq(json_text(json_array_get(timeline, i), "action"), action))
			return json_array_get(timeline, i);
	return NULL;
}

static void
put_done(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols,
	 const char *name)
{
	const json_t *event = last_done(act_ticket(a), name);
	const struct action *action = action_named(name);
	struct str text = { 0 };
	char at[24];

	if (!event)
		return;
	fact_stamp(at, sizeof at, json_text(event, "at"));
	sheet_line(sheet, "");
	sheet_format(sheet, 0, FACE_TITLE, "%s  %s  %s", action ? _(action->label) : "",
		     json_text(event, "label"), at);
	fact_summary(ui, act_ticket(a), action, json_object_get(event, "payload"),
		     &text);
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_PLAIN, str_text(&text));
	str_wipe(&text);
}

/* What the decision stands on: the result, the agreement with its money, how mediation
 * ended, what was found, what was laid before the leader. */
static void
put_basis(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols)
{
	static const char *const steps[] = { "propose", "reply", "agree", "terminate",
					     "verify" };
	const char *what =
		json_text(json_object_get(act_ticket(a)->doc, "proposal"), "what");
	size_t i;

	for (i = 0; is_decision(a, act_ticket(a)) && i < ARRAY_LEN(steps); i++)
		if (!str_eq(steps[i], what)) /* it stands above */
			put_done(a, ui, sheet, cols, steps[i]);
}

/* The competent unit, with the reason and how often it took up the like. */
static void
put_suggestion(const struct act_screen *a, struct sheet *sheet, int cols)
{
	const struct rows *rows = a->suggest.rows;
	int row = act_suggestion(a);
	struct str text = { 0 };

	if (row < 0)
		return;
	str_addf(&text, "%s  ", rows_named(rows, (size_t)row, "name"));
	str_addf(&text, "%s  ", _(rows_named(rows, (size_t)row, "reason")));
	str_addf(&text, _("precedent %s of %s"), rows_named(rows, (size_t)row, "hits"),
		 rows_named(rows, (size_t)row, "total"));
	sheet_line(sheet, "");
	sheet_put(sheet, 0, FACE_KEY, _("Suggested unit (F5 takes it)"));
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_PLAIN, str_text(&text));
	str_release(&text);
}

/* Each report on a major incident has the earlier ones before it. */
static bool
is_on_incident(const struct action *action)
{
	return str_eq(action->name, "alert_ack") ||
	       str_eq(action->name, "alert_follow") ||
	       str_eq(action->name, "alert_close");
}

static bool
stands_on_result(const struct action *action)
{
	return str_eq(action->name, "callback") || str_eq(action->name, "publish") ||
	       str_eq(action->name, "archive");
}

/* What the unit wrote; for who calls back also every number there is. */
static void
put_result(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols)
{
	static const char *const numbers[] = { "landtel", "inccall" };
	const json_t *outcome = json_object_get(act_ticket(a)->doc, "outcome");
	const char *result = json_text(outcome, "handleadvice");
	struct str text = { 0 };
	size_t i;

	if (!stands_on_result(a->action))
		return;
	if (*result) {
		str_addf(&text, "%s  %s",
			 fact_label(action_named("reply"), "handleadvice"), result);
		sheet_line(sheet, "");
		sheet_wrap(sheet, 0, cols, FACE_PLAIN, str_text(&text));
	}
	for (i = 0; str_eq(a->action->name, "callback") && i < ARRAY_LEN(numbers); i++)
		put_fact(a, ui, sheet, cols, numbers[i]);
	str_wipe(&text);
}

static void
fill_ticket(const struct act_screen *a, struct ui *ui, struct sheet *sheet, int cols)
{
	static const char *const names[] = {
		"pname",    "mobile", "invname", "invaddr",
		"mdsename", "invoam", "demand",	 "content"
	};
	size_t i;

	if (a->targets.n > 1 || a->groups.n > 1 || a->nclosed) {
		act_put_targets(a, ui, sheet, cols);
		return;
	}
	if (is_on_incident(a->action))
		incident_put(act_ticket(a), ui, sheet, cols);
	if (str_eq(a->action->name, "publish"))
		publication_put_draft(act_ticket(a), sheet, cols);
	put_proposal(a, ui, sheet, cols);
	put_basis(a, ui, sheet, cols);
	put_suggestion(a, sheet, cols);
	put_result(a, ui, sheet, cols);
	for (i = 0; i < ARRAY_LEN(names); i++)
		put_fact(a, ui, sheet, cols, names[i]);
}

static void
draw_beside(struct act_screen *a, struct ui *ui, struct canvas c)
{
	struct sheet sheet = { 0 };
	const struct sheet_line *line;
	const struct sheet_span *span;
	size_t from;
	bool more;
	int y;

	if (act_is_conflict(a))
		act_put_conflict(a, ui, &sheet, c.cols);
	else
		fill_ticket(a, ui, &sheet, c.cols);
	draw_clear(c);
	from = a->scroll < sheet.lines.n ? a->scroll : 0;
	more = a->more = sheet.lines.n - from > (size_t)c.rows;
	for (y = 0; y < c.rows - more && from + (size_t)y < sheet.lines.n; y++)
		for (line = &sheet.lines.v[from + (size_t)y], span = line->spans;
		     span < line->spans + line->nspans; span++)
			draw_text(c, y, span->x, span->face, span->text);
	if (more)
		draw_format(c, y, 0, FACE_WARN, _("%zu more lines below (PgDn)"),
			    sheet.lines.n - from - (size_t)y);
	sheet_release(&sheet);
}

/* -- the whole ----------------------------------------------------------------------- */

static int
form_rows(const struct fieldset *fs)
{
	size_t i;
	int rows = 0;

	for (i = 0; i < fs->n; i++)
		if (fs->fields[i] >= 0 && fs->places[i].row + fs->places[i].rows > rows)
			rows = fs->places[i].row + fs->places[i].rows;
	return rows;
}

static void
draw_empty(const struct act_screen *a, struct canvas c)
{
	draw_text(c, 0, 1, FACE_PLAIN, a->action->help ? _(a->action->help) : "");
	draw_text(c, 1, 1, FACE_FOCUS,
		  _("There is nothing to fill in: ^S or Enter does it."));
	draw_cursor(c, 1, 0);
}

static void
draw_fields(struct act_screen *a, struct ui *ui, struct canvas c, int rows, int cols,
	    unsigned damage)
{
	char page[400];

	fieldset_draw(&a->fields, ui, canvas_part(c, HEAD, 1, rows, cols - 1), damage);
	fieldset_page(&a->fields, rows, cols - 2, page, sizeof page);
	if (!page[0])
		return;
	draw_rule(c, HEAD - 1);
	draw_text(canvas_part(c, HEAD - 1, 1, 1, cols - 2), 0, 0, FACE_WARN, page);
}

void
act_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct act_screen *a = (struct act_screen *)screen;
	bool wide = c.cols >= 100;
	int cols = wide ? c.cols * 3 / 5 : c.cols, rows, most = c.rows - HEAD, below;
	struct str whole = { 0 };

	if (!a->form) {
		if (damage & DAMAGE_SCREEN)
			draw_text(c, 0, 2, FACE_DIM,
				  a->doc.fault[0] ? a->doc.fault : _("Asking …"));
		draw_cursor(c, 0, 0);
		return;
	}
	if (a->fields.cols != cols - 4)
		fieldset_layout(&a->fields, cols - 4);
	fieldset_whole(&a->fields, ui, &whole);
	below = whole_rows(str_text(&whole), cols - 2);
	rows = wide ? most : form_rows(&a->fields);
	if (a->fields.picker.open && rows < LIST_ROWS)
		rows = LIST_ROWS;
	if (!wide && act_is_conflict(a) && rows > most / 2)
		rows = most / 2;
	if (below > 0 && rows + 1 + below > most)
		rows = most - 1 - below;
	if (damage & DAMAGE_SCREEN) {
		draw_targets(a, ui, canvas_part(c, 1, 0, 1, c.cols));
		draw_rule(c, 2);
		if (wide) {
			draw_upright(c, cols, HEAD, most);
			draw_beside(a, ui,
				    canvas_part(c, HEAD, cols + 2, most, c.cols));
		} else if (rows + below + 2 < most) {
			draw_beside(
				a, ui,
				canvas_part(c, HEAD + rows + 1 + below, 1, most, -2));
		}
		if (below > 0 || (!wide && rows + 2 < most))
			draw_rule(canvas_part(c, 0, 0, c.rows, cols), HEAD + rows);
		whole_draw(canvas_part(c, HEAD + rows + 1, 1, below, cols - 2),
			   FACE_FOCUS, str_text(&whole));
	}
	str_release(&whole);
	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	draw_title(a, ui, canvas_part(c, 0, 0, 1, c.cols));
	if (form_count(a->form) == 0)
		draw_empty(a, canvas_part(c, HEAD, 0, most, c.cols));
	else
		draw_fields(a, ui, c, rows < most ? rows : most, cols, damage);
}
