/* banner.c -- names the most urgent incident, and counts the others. */
#include "ui/part/banner.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/ui.h"

/* By the procedure: who may take note of one. */
static bool
takes_note(const struct state *s)
{
	const struct transition *row;

	vec_each(row, &s->transitions)
		if (str_eq(row->action, "alert_ack") && operator_has(&s->me, row->duty))
			return true;
	return false;
}

void
banner_ask(struct ui *ui)
{
	struct state *s = (struct state *)ui_state(ui);

	if (s->welcome && takes_note(s))
		ui_ask(ui, &s->incidents, "incidents", json_object(), NULL);
}

int
banner_rows(struct ui *ui)
{
	const struct rows *rows = ui_state(ui)->incidents.rows;

	return rows && rows->n > 0;
}

static void
time_left(char *out, size_t size, struct ui *ui, const char *due)
{
	static const char *const words[2][2] = {
		{ N_("%d min left"), N_("%d h %02d min left") },
		{ N_("%d min overdue"), N_("%d h %02d min overdue") },
	};
	int64_t wall = 0, left;
	int minutes;
	bool over;

	out[0] = '\0';
	if (!stamp_parse(due, &wall))
		return;
	left = (wall - ui_now(ui).wall - ui_state(ui)->offset) / 60000;
	over = left < 0;
	minutes = (int)(over ? -left : left);
	if (minutes < 60)
		str_format(out, size, _(words[over][0]), minutes);
	else
		str_format(out, size, _(words[over][1]), minutes / 60, minutes % 60);
}

/* While its name is still asked for, nothing. */
static const char *
kind_words(struct ui *ui, const char *kind)
{
	const char *name = ui_label(ui, "incident_kind", kind);

	return str_eq(name, kind) ? "" : name;
}

void
banner_text(struct ui *ui, char *out, size_t size)
{
	const struct rows *rows = ui_state(ui)->incidents.rows;
	bool locked = ui_top(ui)->cls == &screen_login;
	const char *regno = locked ? "" : rows_named(rows, 0, "regno");
	size_t n = strlen(regno);
	char left[60], more[60] = "";

	out[0] = '\0';
	if (!banner_rows(ui))
		return;
	time_left(left, sizeof left, ui, rows_named(rows, 0, "due"));
	if (rows->n > 1)
		str_format(more, sizeof more, _("  and %zu more"), rows->n - 1);
	str_format(out, size, _("! Take note of a major incident: %s  %s  %s%s%s%s"),
		   kind_words(ui, rows_named(rows, 0, "kind")),
		   rows_named(rows, 0, "unit_name"), n > 8 ? regno + n - 8 : regno,
		   n ? "  " : "", left, more);
}

void
banner_draw(struct ui *ui, struct canvas line)
{
	char text[300];

	banner_text(ui, text, sizeof text);
	draw_cell(line, 0, 0, line.cols, FACE_BAD, text);
}
