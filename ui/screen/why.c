/* why.c -- how a deadline was counted, day by day: what the centre counted, with the
 * article it counts by. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "model/deadline.h"

#include "ui/part/due.h"
#include "ui/part/sheet.h"
#include "ui/ui.h"

struct why {
	struct screen screen;
	char ticket[UUID_TEXT], clock[16];
	struct answer answer, doc;
	json_t *facts; /* the ticket's document; owned */
	struct sheet sheet;
};

static void
ask_days(struct why *why, struct ui *ui)
{
	ui_ask(ui, &why->answer, "why",
	       json_pack("{s:s, s:s}", "ticket", why->ticket, "clock", why->clock),
	       NULL);
}

static const json_t *
clock_of(const struct why *why)
{
	const json_t *clock, *running = NULL;
	size_t i;

	json_array_foreach(json_object_get(why->facts, "clocks"), i, clock)
	{
		if (str_eq(json_text(clock, "code"), why->clock))
			return clock;
		if (!running || str_empty(json_text(clock, "stopped")))
			running = clock;
	}
	return why->clock[0] ? NULL : running;
}

/* Opened without a clock: the one that runs. */
static void
take_doc(struct why *why, struct ui *ui, json_t *doc)
{
	json_decref(why->facts);
	why->facts = doc;
	if (!why->clock[0]) {
		str_copy(why->clock, sizeof why->clock,
			 json_text(clock_of(why), "code"));
		if (why->clock[0])
			ask_days(why, ui);
	}
	ui_damage(ui, DAMAGE_SCREEN);
}

static struct screen *
why_open(struct ui *ui, const struct opening *opening)
{
	struct why *why;

	if (str_empty(opening->ticket))
		return NULL;
	why = xcalloc(1, sizeof *why);
	why->screen.cls = &screen_why;
	str_copy(why->ticket, sizeof why->ticket, opening->ticket);
	str_copy(why->clock, sizeof why->clock, opening->text ? opening->text : "");
	if (why->clock[0])
		ask_days(why, ui);
	if (opening->doc)
		take_doc(why, ui, json_incref((json_t *)opening->doc));
	else
		ui_ask(ui, &why->doc, "ticket",
		       json_pack("{s:s}", "ticket", why->ticket), NULL);
	return &why->screen;
}

static void
why_close(struct screen *screen, struct ui *ui)
{
	struct why *why = (struct why *)screen;

	ui_forget(ui, &why->answer);
	ui_forget(ui, &why->doc);
	json_decref(why->facts);
	sheet_release(&why->sheet);
	free(why);
}

static const char *
weekday(const char *day)
{
	static const char *const names[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					     N_("Fri"), N_("Sat"), N_("Sun") };
	int32_t d = day_parse(day);

	return d == DAY_NONE ? "" : _(names[day_weekday(d)]);
}

/* The centre's words for a day; others (names of holidays) stand as they are. */
static const char *const reasons[] = {
	N_("The first day is not counted"),
	N_("The clock stood still"),
	N_("Holiday"),
	N_("Weekend"),
	N_("The last day moved behind a holiday"),
	N_("Make-up working day"),
	N_("Working day"),
	N_("Day"),
	N_("The holidays of this year are not announced yet"),
};

static const char *
in_words(const char *text)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(reasons); i++)
		if (str_eq(reasons[i], text))
			return _(text);
	return text;
}

static void
put_day(struct sheet *sheet, const struct rows *rows, size_t row)
{
	const char *day = rows_named(rows, row, "day"), *note;
	const char *reason = rows_named(rows, row, "reason");
	const char *counted = rows_named(rows, row, "counted");
	bool counts = str_starts(counted, "t");

	note = rows_named(rows, row, "note");
	sheet_line(sheet, day);
	sheet_format(sheet, 2, FACE_PLAIN, "%s %s", day, weekday(day));
	sheet_format(sheet, 19, counts ? FACE_FOCUS : FACE_DIM, counts ? "%4s" : "   –",
		     rows_named(rows, row, "n"));
	sheet_put(sheet, 26, counts ? FACE_PLAIN : FACE_DIM, in_words(reason));
	sheet_put(sheet, 48, FACE_WARN, in_words(note));
}

static void
fill(struct why *why)
{
	const struct rows *rows = why->answer.rows;
	size_t i;

	sheet_clear(&why->sheet);
	for (i = 0; rows && i < rows->n; i++)
		put_day(&why->sheet, rows, i);
	sheet_done(&why->sheet);
}

static bool
is_unsure(const struct why *why)
{
	const struct rows *rows = why->answer.rows;
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		if (strstr(rows_named(rows, i, "note"), "not announced"))
			return true;
	return false;
}

static void
draw_head(const struct why *why, struct ui *ui, struct canvas c)
{
	const json_t *clock = clock_of(why);
	enum deadline_unit unit = deadline_unit_named(json_text(clock, "unit"));
	int paused = (int)json_int(clock, "paused_days", 0);
	char left[16];
	enum face face = due_text(left, sizeof left, ui, json_text(clock, "due"));
	int x;

	if (!clock)
		return;
	x = 1 + draw_format(c, 0, 1, FACE_TITLE, _("%s  due %s"),
			    json_text(clock, "name"), json_text(clock, "due"));
	draw_text(c, 0, x + 2, face, left);
	x = 1 +
	    draw_format(
		    c, 1, 1, FACE_PLAIN,
		    _("%s: %d %s, the first day not counted; ticket under order %s"),
		    json_text(clock, "rule"), (int)json_int(clock, "length", 0),
		    unit < BY__MAX ? deadline_unit_label(unit) : "",
		    json_text(why->facts, "rule_set"));
	if (paused > 0)
		draw_format(c, 1, x + 2, FACE_WARN, _("paused %d days"), paused);
	if (is_unsure(why))
		draw_text(
			c, 2, 1, FACE_BAD,
			_("Holidays of a year in it are not announced: the date may move."));
}

static void
why_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct why *why = (struct why *)screen;
	const char *text = NULL;

	if (damage & DAMAGE_SCREEN) {
		draw_head(why, ui, c);
		draw_text(c, 3, 2, FACE_LABEL, _("Day"));
		draw_text(c, 3, 19, FACE_LABEL, _("Count"));
		draw_text(c, 3, 26, FACE_LABEL, _("Why"));
		fill(why);
		if (why->answer.fault[0])
			text = why->answer.fault;
		else if (why->facts && !clock_of(why))
			text = _("No deadline runs for this ticket.");
		else if (!why->answer.rows)
			text = _("Asking …");
		if (text)
			draw_text(c, 4, 2, FACE_DIM, text);
	}
	if (why->sheet.list.n > 0)
		sheet_draw(&why->sheet, canvas_part(c, 4, 0, c.rows - 4, c.cols),
			   damage);
	else
		draw_cursor(c, 4, 0);
}

static void
next_clock(struct why *why, struct ui *ui)
{
	const json_t *clocks = json_object_get(why->facts, "clocks");
	size_t i, n = json_array_size(clocks);

	for (i = 0; i < n; i++)
		if (str_eq(json_text(json_array_get(clocks, i), "code"), why->clock))
			break;
	if (n < 2)
		return;
	str_copy(why->clock, sizeof why->clock,
		 json_text(json_array_get(clocks, (i + 1) % n), "code"));
	why->sheet.list = (struct list){ 0 };
	ask_days(why, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
found(struct screen *screen, struct ui *ui, const char *words)
{
	struct why *why = (struct why *)screen;

	if (!str_empty(words) && !sheet_find(&why->sheet, words, 1))
		ui_say(ui, FACE_WARN, _("\"%s\" is not in what is shown."), words);
	ui_damage(ui, DAMAGE_PART);
}

static bool
why_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct why *why = (struct why *)screen;

	(void)key;
	if (sheet_act(&why->sheet, act))
		ui_damage(ui, DAMAGE_PART);
	else if (act == ACT_NEXT || act == ACT_PREV)
		next_clock(why, ui);
	else if (act == ACT_FIND)
		ui_prompt(ui, screen, "/", "", found);
	else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV) {
		(void)sheet_find(&why->sheet, why->sheet.found,
				 act == ACT_FIND_NEXT ? 1 : -1);
		ui_damage(ui, DAMAGE_PART);
	} else if (act == ACT_TAKE_IN)
		ask_days(why, ui);
	else
		return false;
	return true;
}

static void
why_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct why *why = (struct why *)screen;
	const char *text;
	json_t *doc = NULL;

	if (!event->answer)
		return;
	if (event->answer == &why->answer) {
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->answer == &why->doc && why->doc.rows) {
		text = rows_named(why->doc.rows, 0, "doc");
		if (json_read(&doc, text, strlen(text), NULL) == DONE)
			take_doc(why, ui, doc);
	}
}

const struct screen_class screen_why = {
	.name = "why",
	.title = N_("Why this date"),
	.place = PLACE_VIEW,
	.open = why_open,
	.close = why_close,
	.draw = why_draw,
	.act = why_act,
	.event = why_event,
};
