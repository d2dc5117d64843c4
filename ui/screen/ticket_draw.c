/* ticket_draw.c -- draws the head of a ticket, the names of its panes, and the pane; from
 * 100 columns on with the timeline beside it. */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/due.h"
#include "ui/part/fact.h"
#include "ui/screen/ticket.h"
#include "ui/ui.h"

#define HEAD 5 /* two lines, the deadlines, the panes, a rule */

static const struct {
	const char *name, *label;
} panes[PANE__MAX] = {
	[PANE_OVERVIEW] = { "overview", N_("Overview") },
	[PANE_FACTS] = { "facts", N_("Facts") },
	[PANE_TIMELINE] = { "timeline", N_("Timeline") },
	[PANE_CONTACTS] = { "contacts", N_("Contacts") },
	[PANE_DOCUMENTS] = { "documents", N_("Documents") },
	[PANE_LINKED] = { "linked", N_("Linked") },
	[PANE_PENDING] = { "pending", N_("To send") },
};

/* How fresh it is: a mirror's answer says its age until the centre has spoken. */
static enum face
freshness(const struct ticket_screen *t, char *out, size_t size)
{
	char age[40];

	if (t->stale) {
		str_copy(out, size, _("changed since: F5"));
		return FACE_WARN;
	}
	if (t->answer.fault[0] && t->ticket.doc) {
		str_copy(out, size, _("the centre has not answered"));
		return FACE_WARN;
	}
	out[0] = '\0';
	if (t->answer.mirror || t->answer.waiting) {
		fact_age(age, sizeof age, t->answer.age);
		str_format(out, size, _("own copy, %s"), age);
	}
	return FACE_DIM;
}

/* What one's own operations will make of it; "" where that is what it is. */
static void
on_its_way(const struct ticket_screen *t, struct ui *ui, char *out, size_t size)
{
	out[0] = '\0';
	if (!str_eq(t->then.state, t->ticket.state))
		str_format(out, size, _("→ %s (being sent)"),
			   ui_label(ui, "state", t->then.state));
}

static void
draw_title(const struct ticket_screen *t, struct ui *ui, struct canvas line)
{
	char regno[40], fresh[80], then[80];
	enum face face = freshness(t, fresh, sizeof fresh);
	const char *state = ui_label(ui, "state", t->ticket.state);
	int x = 1;

	fact_regno(regno, sizeof regno, t->ticket.regno);
	on_its_way(t, ui, then, sizeof then);
	x += draw_text(line, 0, x, FACE_TITLE, regno) + 2;
	x += draw_text(line, 0, x, FACE_TITLE, kind_label(t->ticket.kind)) + 2;
	x += draw_text(line, 0, x, FACE_FOCUS, state) + 2;
	if (then[0])
		x += draw_text(line, 0, x, FACE_WARN, then) + 2;
	draw_format(line, 0, x, FACE_PLAIN, _("order %s"), t->ticket.rule_set);
	x = line.cols - utf8_columns(fresh, strlen(fresh)) - 1;
	if (fresh[0])
		draw_text(line, 0, x, face, fresh);
}

/* With whom it is and where it came from; behind it what is special about it. */
static void
where(const struct ticket_screen *t, struct str *out, struct str *signs)
{
	const json_t *doc = t->ticket.doc;
	const char *flags = json_text(doc, "flags");
	char at[40];

	fact_stamp(at, sizeof at, json_text(doc, "received"));
	str_addf(out, _("With %s   Registered %s %s   Received %s"),
		 json_text(doc, "unit_name"), json_text(doc, "registered_unit_name"),
		 json_text(doc, "registered_by"), at);
	str_addf(signs, "%s%s%s%s", strchr(flags, 'u') ? _("urged ") : "",
		 strchr(flags, 's') ? _("supervised ") : "",
		 strchr(flags, 'j') ? _("major ") : "",
		 json_int(doc, "returned", 0) > 0 ? _("returned ") : "");
}

static void
draw_where(const struct ticket_screen *t, struct canvas line)
{
	struct str text = { 0 }, signs = { 0 };
	int x;

	where(t, &text, &signs);
	x = 1 + draw_text(line, 0, 1, FACE_PLAIN, str_text(&text));
	draw_text(line, 0, x + 2, FACE_WARN, str_text(&signs));
	str_release(&text);
	str_release(&signs);
}

static void
draw_clocks(const struct ticket_screen *t, struct ui *ui, struct canvas line)
{
	const json_t *clock;
	const char *due;
	char left[16];
	enum face face;
	int x = 1;
	size_t i;

	json_array_foreach(json_object_get(t->ticket.doc, "clocks"), i, clock) {
		if (!str_empty(json_text(clock, "stopped")))
			continue;
		due = due_day(clock);
		face = due_clock(left, sizeof left, ui, clock);
		x += draw_format(line, 0, x, FACE_PLAIN, "%s ",
				 json_text(clock, "name"));
		x += draw_format(line, 0, x, face, "%s %s", left,
				 strlen(due) == 10 ? due + 5 : due) +
		     3;
	}
	if (x == 1)
		draw_text(line, 0, 1, FACE_DIM, _("No deadline runs."));
}

static void
draw_tabs(const struct ticket_screen *t, struct canvas line)
{
	char tab[60], count[16];
	int x = 1, n;
	size_t i;

	for (i = 0; i < PANE__MAX; i++) {
		n = ticket_count(t, (enum pane)i);
		count[0] = '\0';
		if (n >= 0)
			str_format(count, sizeof count, " %d", n);
		str_format(tab, sizeof tab, i == t->pane ? "[%s%s]" : " %s%s ",
			   _(panes[i].label), count);
		x += draw_text(line, 0, x, i == t->pane ? FACE_FOCUS : FACE_PLAIN, tab);
	}
}

static void
draw_head(const struct ticket_screen *t, struct ui *ui, struct canvas c)
{
	draw_title(t, ui, canvas_part(c, 0, 0, 1, c.cols));
	draw_where(t, canvas_part(c, 1, 0, 1, c.cols));
	draw_clocks(t, ui, canvas_part(c, 2, 0, 1, c.cols));
	draw_tabs(t, canvas_part(c, 3, 0, 1, c.cols));
	draw_rule(c, 4);
}

/* Beside: what happened last, without a cursor. */
static void
draw_beside(struct ticket_screen *t, struct ui *ui, struct canvas c)
{
	enum pane pane = t->pane == PANE_TIMELINE ? PANE_FACTS : PANE_TIMELINE;
	struct sheet beside = { 0 };

	ticket_fill(t, ui, &beside, pane, c.cols);
	sheet_paint(&beside, c);
	sheet_release(&beside);
}

void
ticket_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct ticket_screen *t = (struct ticket_screen *)screen;
	bool wide = c.cols >= 100;
	int side = wide ? c.cols * 2 / 5 : 0;
	struct canvas pane =
		canvas_part(c, HEAD, 0, c.rows - HEAD, wide ? c.cols - side : c.cols);

	if (!t->ticket.doc) {
		if (damage & DAMAGE_SCREEN)
			draw_text(c, 0, 2, FACE_DIM,
				  t->answer.fault[0] ? t->answer.fault : _("Asking …"));
		draw_cursor(c, 0, 0);
		return;
	}
	t->sheet.list.jump = wide ? pane.rows / 2 : 0;
	if (damage & DAMAGE_SCREEN) {
		draw_head(t, ui, c);
		sheet_clear(&t->sheet);
		ticket_fill(t, ui, &t->sheet, t->pane, pane.cols);
		sheet_done(&t->sheet);
	}
	if (damage & DAMAGE_SCREEN && wide) {
		draw_upright(c, pane.cols, HEAD, pane.rows);
		draw_beside(t, ui,
			    canvas_part(c, HEAD, pane.cols + 1, pane.rows, side - 1));
	}
	sheet_draw(&t->sheet, pane, damage);
}

/* -- said ---------------------------------------------------------------------------- */

bool
ticket_turn_to(struct ticket_screen *t, const char *pane)
{
	size_t i;

	for (i = 0; i < PANE__MAX; i++)
		if (str_eq(panes[i].name, pane) || str_eq(_(panes[i].label), pane)) {
			t->pane = (enum pane)i;
			return true;
		}
	return false;
}

void
ticket_read_out(struct screen *screen, struct ui *ui, struct sheet *sheet)
{
	enum { UNWRAPPED = 4000 };
	struct ticket_screen *t = (struct ticket_screen *)screen;
	struct str text = { 0 }, signs = { 0 };
	char fresh[80], then[80];

	if (!t->ticket.doc) {
		sheet_line(sheet, "");
		sheet_put(sheet, 0, FACE_PLAIN, t->answer.fault);
		return;
	}
	(void)freshness(t, fresh, sizeof fresh);
	on_its_way(t, ui, then, sizeof then);
	where(t, &text, &signs);
	sheet_line(sheet, "");
	sheet_format(sheet, 0, FACE_PLAIN, "%s %s %s %s", t->ticket.regno,
		     kind_label(t->ticket.kind), ui_label(ui, "state", t->ticket.state),
		     then);
	sheet_format(sheet, 1, FACE_PLAIN, _("order %s"), t->ticket.rule_set);
	sheet_put(sheet, 2, FACE_PLAIN, fresh);
	sheet_line(sheet, "");
	sheet_put(sheet, 0, FACE_PLAIN, str_text(&text));
	sheet_put(sheet, 1, FACE_PLAIN, str_text(&signs));
	ticket_fill(t, ui, sheet, t->pane, UNWRAPPED);
	str_release(&text);
	str_release(&signs);
}
