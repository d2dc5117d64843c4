/* bar.c -- status: operator, unit, link, queue and the minute; painted only when one of
 * them changes.
 */
#include "ui/part/bar.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/term/term.h"
#include "ui/ui.h"

static const struct {
	const char *sign, *plain, *label;
} links[LINK__MAX] = {
	[LINK_DOWN] = { "×", "x", N_("no link") },
	[LINK_CONNECTING] = { "○", "o", N_("connecting") },
	[LINK_UP] = { "●", "*", N_("linked") },
	[LINK_AUTH] = { "×", "x", N_("password not accepted") },
};

static const char *
link_sign(const struct state *s)
{
	enum link_state state = s->cut ? LINK_DOWN : s->link.state;

	return term_ascii() ? links[state].plain : links[state].sign;
}

static void
minute(char *out, size_t size, int64_t wall)
{
	char iso[30];

	stamp_text(wall, iso);
	str_format(out, size, "%.5s %.5s", iso + 5, iso + 11);
}

/* What waits.  "Nothing" is said only where the centre has it all on record. */
static void
queue_text(char *out, size_t size, const struct state *s)
{
	int waits = s->link.queued + s->link.held;

	if (waits > 0 || s->link.agreed == AGREE_YES)
		str_format(out, size, _("to send %d"), waits);
	else if (s->link.agreed == AGREE_NO)
		str_copy(out, size, _("ledgers differ"));
	else if (s->link.state == LINK_UP && !s->cut)
		str_copy(out, size, _("comparing"));
	else
		str_copy(out, size, _("to compare"));
}

static void
right_part(char *out, size_t size, struct ui *ui)
{
	const struct state *s = ui_state(ui);
	char clock[16], stuck[40] = "", news[40] = "", queue[60];

	minute(clock, sizeof clock, ui_now(ui).wall + s->offset);
	if (s->link.stuck > s->link.held)
		str_format(stuck, sizeof stuck, _("!%d refused  "),
			   s->link.stuck - s->link.held);
	if (s->news.n > 0)
		str_format(news, sizeof news, _("+%d new  "), (int)s->news.n);
	queue_text(queue, sizeof queue, s);
	str_format(out, size, _("%s%s %s  %s%s  drafts %d  %s"), news, link_sign(s),
		   s->cut ? _("desk restarting") : _(links[s->link.state].label), stuck,
		   queue, s->link.drafts, clock);
}

/* By its name; while that is still asked for, by nothing. */
static const char *
duty_name(struct ui *ui, const char *duty)
{
	const char *name = ui_label(ui, "role", duty);

	return str_eq(name, duty) ? "" : name;
}

/* Who sits there; the narrower the place, the less around the name. */
static void
left_part(char *out, size_t size, struct ui *ui, int without)
{
	const struct operator_info *me = &ui_state(ui)->me;
	const char *duty = me->nduties ? duty_name(ui, me->duties[0].duty) : "";

	str_format(out, size, " %s%s%s%s%s%s%s %s", without < 1 ? _("Gangshao") : "",
		   without < 1 ? " " : "", without < 2 ? me->unit_name : "",
		   without < 2 ? " " : "", without < 3 ? duty : "",
		   without < 3 ? " " : "", without < 4 ? me->number : "", me->label);
	if (me->stands[0])
		str_format(out + strlen(out), size - strlen(out), _(" (for %s)"),
			   me->stands);
}

void
bar_status(struct ui *ui, struct canvas line)
{
	char left[300], right[200];
	int cols, without = 0;

	if (ui_state(ui)->welcome)
		right_part(right, sizeof right, ui);
	else
		minute(right, sizeof right, ui_now(ui).wall);
	cols = utf8_columns(right, strlen(right));
	cols = cols < line.cols - 1 ? cols : line.cols - 1;
	if (!ui_state(ui)->welcome)
		str_format(left, sizeof left, " %s", _("Gangshao 12315"));
	else
		do
			left_part(left, sizeof left, ui, without);
		while (utf8_columns(left, strlen(left)) > line.cols - cols - 2 &&
		       without++ < 4);
	draw_cell(line, 0, 0, line.cols, FACE_BAR, left);
	draw_fill(line, 0, line.cols - cols - 2, 2, FACE_BAR, ' ');
	draw_cell(line, 0, line.cols - cols - 1, cols + 1, FACE_BAR, right);
}

void
bar_hints(struct canvas line, unsigned place)
{
	size_t i;
	int x = 1;

	draw_fill(line, 0, 0, line.cols, FACE_PLAIN, ' ');
	for (i = 0; i < key_nrows; i++) {
		const struct key_row *row = &key_rows[i];
		const char *label;
		char key[64];

		if (!row->hint || !(row->places & place))
			continue;
		keys_shown(key, sizeof key, place, row);
		key[strcspn(key, " ")] = '\0';
		if (!key[0])
			continue;
		label = _(row->hint);
		if (x + utf8_columns(key, strlen(key)) +
			    utf8_columns(label, strlen(label)) >=
		    line.cols)
			break;
		x += draw_text(line, 0, x, FACE_KEY, key);
		x += draw_text(line, 0, x, FACE_HINT, label) + 1;
	}
}
