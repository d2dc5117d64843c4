/* ticket_draw.c -- the head of a ticket, the names of its panes, and the pane; from 100
 * columns on the timeline stands beside it. */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/due.h"
#include "ui/part/fact.h"
#include "ui/screen/ticket.h"
#include "ui/ui.h"

#define HEAD 5 /* two lines, the deadlines, the panes, a rule */

static const char *const panes[PANE__MAX] = {
	[PANE_OVERVIEW] = N_("Overview"),   [PANE_FACTS] = N_("Facts"),
	[PANE_TIMELINE] = N_("Timeline"),   [PANE_CONTACTS] = N_("Contacts"),
	[PANE_DOCUMENTS] = N_("Documents"), [PANE_LINKED] = N_("Linked"),
	[PANE_PENDING] = N_("To send"),
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

static void
draw_title(const struct ticket_screen *t, struct ui *ui, struct canvas line)
{
	const json_t *doc = t->ticket.doc;
	char regno[40], fresh[80];
	enum face face = freshness(t, fresh, sizeof fresh);
	const char *state = ui_label(ui, "state", t->ticket.state);
	int x = 1;

	fact_regno(regno, sizeof regno, t->ticket.regno);
	x += draw_text(line, 0, x, FACE_TITLE, regno) + 2;
	x += draw_text(line, 0, x, FACE_TITLE, kind_label(t->ticket.kind)) + 2;
	x += draw_text(line, 0, x, FACE_FOCUS, state) + 2;
	if (!str_eq(t->then.state, t->ticket.state))
		x += draw_format(line, 0, x, FACE_WARN, _("→ %s (being sent)"),
				 ui_label(ui, "state", t->then.state)) +
		     2;
	draw_format(line, 0, x, FACE_PLAIN, _("order %s"), t->ticket.rule_set);
	x = line.cols - utf8_columns(fresh, strlen(fresh)) - 1;
	if (fresh[0])
		draw_text(line, 0, x, face, fresh);
	(void)doc;
}

static void
draw_where(const struct ticket_screen *t, struct canvas line)
{
	const json_t *doc = t->ticket.doc;
	const char *flags = json_text(doc, "flags");
	char at[40];
	int x = 1;

	fact_stamp(at, sizeof at, json_text(doc, "received"));
	x += draw_format(
		line, 0, x, FACE_PLAIN, _("With %s   Registered %s %s   Received %s"),
		json_text(doc, "unit_name"), json_text(doc, "registered_unit_name"),
		json_text(doc, "registered_by"), at);
	draw_format(line, 0, x + 2, FACE_WARN, "%s%s%s%s",
		    strchr(flags, 'u') ? _("urged ") : "",
		    strchr(flags, 's') ? _("supervised ") : "",
		    strchr(flags, 'j') ? _("major ") : "",
		    json_int(doc, "returned", 0) > 0 ? _("returned ") : "");
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

	json_array_foreach(json_object_get(t->ticket.doc, "clocks"), i, clock)
	{
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
			   _(panes[i]), count);
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
	const struct sheet_span *span;
	int y;

	ticket_fill(t, ui, &beside, pane, c.cols);
	for (y = 0; y < c.rows && (size_t)y < beside.lines.n; y++)
		for (span = beside.lines.v[y].spans;
		     span < beside.lines.v[y].spans + beside.lines.v[y].nspans; span++)
			draw_text(c, y, span->x, span->face, span->text);
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
