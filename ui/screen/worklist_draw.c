/* worklist_draw.c -- draws the queues above, the rows, and below or beside them the row in
 * full.  Below 120 columns rows span the whole width, so that the terminal can scroll them
 * by one; beside a preview it cannot, and the list moves by half a page instead.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/due.h"
#include "ui/part/row.h"
#include "ui/screen/worklist.h"
#include "ui/ui.h"

#define PREVIEW	    7
#define WIDE	    120 /* from here on the preview stands beside */
#define LIST_COLS   84 /* which leaves the list at least so much */
#define NAME_MOST   34 /* a longer respondent gives way to the matter … */
#define TITLE_LEAST 14 /* … where that gets so much */
#define COUNTED	    1000 /* counters end there */

struct cell_column {
	const char *name, *label;
	int cols; /* 0: what is left */
};

enum { NAME = 4, TITLE, STATE = 8 }; /* the first two share what is left */

static const struct cell_column columns[] = {
	{ "due", N_("Days"), 8 },
	{ "regno", N_("Number"), 9 },
	{ "kind", N_("Kind"), 5 },
	{ "flags", N_("Signs"), SIGN_COLS + 1 },
	{ "respondent", N_("Respondent"), 0 },
	{ "title", N_("Matter"), 0 },
	{ "caller", N_("Caller"), 7 },
	{ "unit_name", N_("Unit"), 11 },
	{ "state", N_("State"), 15 },
};

/* For the row painter: the list hands only one pointer through. */
struct painter {
	struct worklist *w;
	struct ui *ui;
};

/* Where every row is with one's own unit, its name leaves the room to the respondent. */
static bool
is_shown(const struct worklist *w, size_t column)
{
	return w->foreign || !str_eq(columns[column].name, "unit_name");
}

/* What the respondent has, and from NAME_MOST on the matter beside him. */
static int
width(const struct worklist *w, struct canvas c, size_t column)
{
	int left = c.cols - 2;
	size_t i;

	if (column != NAME && column != TITLE)
		return is_shown(w, column) ? columns[column].cols : 0;
	for (i = 0; i < ARRAY_LEN(columns); i++)
		left -= is_shown(w, i) ? columns[i].cols : 0;
	if (left < NAME_MOST + TITLE_LEAST)
		return column == NAME ? left : 0;
	return column == NAME ? NAME_MOST : left - NAME_MOST;
}

static const char *
tail(const char *regno)
{
	size_t len = strlen(regno);

	return len > 8 ? regno + len - 8 : regno;
}

static enum face
cell_text(char *out, size_t size, const struct painter *p, size_t row, const char *name)
{
	const char *text = listing_cell(&p->w->listing, row, name);
	bool known;

	if (str_eq(name, "due"))
		return due_text(out, size, p->ui, text,
				listing_cell(&p->w->listing, row, "flags"));
	if (str_eq(name, "regno"))
		text = tail(text);
	else if (str_eq(name, "kind"))
		text = kind_label(kind_named(text, &known));
	else if (str_eq(name, "state")) {
		row_state(out, size, p->ui, text, columns[STATE].cols - 1);
		return FACE_PLAIN;
	} else if (str_eq(name, "respondent"))
		text = row_name(p->ui, text);
	str_copy(out, size, text);
	return FACE_PLAIN;
}

static void
draw_row(void *arg, size_t row, struct canvas line)
{
	const struct painter *p = arg;
	char text[300];
	enum face face;
	int x = 2, cols;
	size_t i;

	draw_fill(line, 0, 0, 2, FACE_PLAIN, ' ');
	if (listing_is_tagged(&p->w->listing, row))
		draw_fill(line, 0, 1, 1, FACE_WARN, '*');
	for (i = 0; i < ARRAY_LEN(columns); i++) {
		cols = width(p->w, line, i);
		if (cols == 0)
			continue;
		face = cell_text(text, sizeof text, p, row, columns[i].name);
		if (str_eq(columns[i].name, "flags"))
			row_put_signs(canvas_part(line, 0, x, 1, cols - 1), text);
		else
			draw_cell(line, 0, x, cols - 1, face, text);
		draw_fill(line, 0, x + cols - 1, 1, FACE_PLAIN, ' ');
		x += cols;
	}
}

static void
draw_head(const struct worklist *w, struct canvas line)
{
	int x = 2, cols;
	size_t i;

	for (i = 0; i < ARRAY_LEN(columns); i++) {
		cols = width(w, line, i);
		if (cols == 0)
			continue;
		draw_cell(line, 0, x, cols - 1, FACE_LABEL, _(columns[i].label));
		x += cols;
	}
}

static void
tab_text(const struct worklist *w, struct ui *ui, size_t i, char out[160])
{
	const char *n = worklist_queue_count(w, i);
	char label[120];

	worklist_tab_label(w, ui, i, label);
	str_format(out, 160, i == w->tab ? "[%s %s%s]" : " %s %s%s ", label, n,
		   strtol(n, NULL, 10) >= COUNTED ? "+" : "");
}

static int
tab_cols(const struct worklist *w, struct ui *ui, size_t i)
{
	char tab[160];

	tab_text(w, ui, i, tab);
	return worklist_queue_shown(w, i) ? utf8_columns(tab, strlen(tab)) : 0;
}

/* The first tab from which on the current one still fits whole. */
static size_t
first_tab(const struct worklist *w, struct ui *ui, int cols)
{
	size_t first = w->tab;
	int width = tab_cols(w, ui, first) + 1;

	while (first > 0 && width + tab_cols(w, ui, first - 1) < cols - 1)
		width += tab_cols(w, ui, --first);
	return first;
}

/* As many tabs as fit whole, the current one always among them: a count cut short would
 * be another count.  An arrow says that there are more. */
static void
draw_queues(const struct worklist *w, struct ui *ui, struct canvas line)
{
	size_t i, first;
	char tab[160];
	int x = 1;

	if (w->tabs.n == 0)
		return;
	first = first_tab(w, ui, line.cols);
	for (i = 0; i < first; i++)
		if (worklist_queue_shown(w, i))
			draw_fill(line, 0, 0, 1, FACE_DIM, '<');
	for (i = first; i < w->tabs.n; i++) {
		if (!worklist_queue_shown(w, i))
			continue;
		if (i > first && x + tab_cols(w, ui, i) >= line.cols) {
			draw_fill(line, 0, line.cols - 1, 1, FACE_DIM, '>');
			break;
		}
		tab_text(w, ui, i, tab);
		x += draw_text(line, 0, x,
			       i == w->tab		    ? FACE_FOCUS
			       : worklist_queue_grave(w, i) ? FACE_BAD
							    : FACE_PLAIN,
			       tab);
	}
}

/* Text over several lines of a canvas; returns the lines used. */
static int
draw_wrapped(struct canvas c, int y, enum face face, const char *text)
{
	size_t len = strlen(text), n;
	int used, lines = 0;

	while (len > 0 && y + lines < c.rows) {
		n = utf8_fit(text, len, c.cols, &used);
		if (n == 0)
			break;
		draw_textn(c, y + lines++, 0, face, text, n);
		text += n;
		len -= n;
	}
	return lines;
}

static void
draw_preview(const struct worklist *w, struct ui *ui, struct canvas c)
{
	size_t row = w->listing.list.cursor;
	const char *due = listing_cell(&w->listing, row, "due"), *at, *flags;
	char line[600], left[16];
	int y = 0;
	bool known;

	draw_clear(c);
	if (w->listing.list.n == 0)
		return;
	at = listing_cell(&w->listing, row, "received");
	str_format(
		line, sizeof line, "%s  %s  %s",
		listing_cell(&w->listing, row, "regno"),
		kind_label(kind_named(listing_cell(&w->listing, row, "kind"), &known)),
		ui_label(ui, "state", listing_cell(&w->listing, row, "state")));
	y += draw_wrapped(c, y, FACE_TITLE, line);
	str_format(line, sizeof line, _("Respondent %s   Caller %s   Received %.16s"),
		   listing_cell(&w->listing, row, "respondent"),
		   listing_cell(&w->listing, row, "caller"), at);
	y += draw_wrapped(c, y, FACE_PLAIN, line);
	(void)due_text(left, sizeof left, ui, due,
		       listing_cell(&w->listing, row, "flags"));
	str_format(line, sizeof line, _("With %s   Clock %s %s %s"),
		   listing_cell(&w->listing, row, "unit_name"),
		   ui_label(ui, "deadline", listing_cell(&w->listing, row, "clock")),
		   due, left);
	y += draw_wrapped(c, y, FACE_PLAIN, line);
	str_format(line, sizeof line, _("Changed %.16s %s"),
		   listing_cell(&w->listing, row, "updated"),
		   listing_cell(&w->listing, row, "operator"));
	y += draw_wrapped(c, y, FACE_PLAIN, line);
	y += draw_wrapped(c, y, FACE_PLAIN, listing_cell(&w->listing, row, "title"));
	flags = listing_cell(&w->listing, row, "flags");
	str_format(line, sizeof line, "%s%s%s%s%s%s",
		   strchr(flags, '!') ? _("overdue to be noted ") : "",
		   strchr(flags, 'u') ? _("urged ") : "",
		   strchr(flags, 's') ? _("supervised ") : "",
		   strchr(flags, 'j') ? _("major ") : "",
		   strchr(flags, 'l') ? _("linked ") : "",
		   strchr(flags, 'r') ? _("returned ") : "");
	draw_wrapped(c, y, FACE_WARN, line);
}

static void
draw_state(const struct worklist *w, struct ui *ui, struct canvas c)
{
	const char *text = "";

	if (w->tabs.n == 0)
		text = _("No duty of yours has a worklist.");
	else if (w->listing.paged.answer.fault[0])
		text = w->listing.paged.answer.fault;
	else if (!w->listing.paged.rows)
		text = _("Asking …");
	else if (w->listing.view.n == 0 && listing_is_limited(&w->listing))
		text = _("No row matches; l and Enter shows all.");
	else if (w->listing.view.n == 0)
		text = _("Nothing waits here.");
	draw_text(c, 0, 2, FACE_DIM, text);
	(void)ui;
}

void
worklist_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct worklist *w = (struct worklist *)screen;
	struct painter painter = { w, ui };
	bool wide = c.cols >= WIDE;
	int most = wide ? c.cols - LIST_COLS : 0;
	int side = c.cols * 2 / 5 < most ? c.cols * 2 / 5 : most, left;
	struct canvas list =
		canvas_part(c, 2, 0, wide ? c.rows - 2 : c.rows - 3 - PREVIEW,
			    wide ? c.cols - side : c.cols);
	struct canvas view =
		wide ? canvas_part(c, 2, c.cols - side + 2, c.rows - 2, side - 2)
		     : canvas_part(c, c.rows - PREVIEW, 1, PREVIEW, c.cols - 2);

	w->listing.list.jump = wide ? list.rows / 2 : 0;
	if (damage & DAMAGE_SCREEN) {
		draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
		left = listing_draw_limits(&w->listing,
					   canvas_part(c, 0, 0, 1, c.cols));
		draw_queues(w, ui, canvas_part(c, 0, 0, 1, left));
		draw_head(w, canvas_part(c, 1, 0, 1, list.cols));
		if (wide)
			draw_upright(c, list.cols, 1, c.rows - 1);
		else
			draw_rule(c, c.rows - PREVIEW - 1);
	}
	if (damage & DAMAGE_SCREEN || w->listing.rest)
		draw_preview(w, ui, view);
	w->listing.rest = false;
	list_draw(&w->listing.list, list, damage, draw_row, &painter);
	if (w->listing.list.n == 0)
		draw_state(w, ui, list);
}
