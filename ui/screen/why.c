/* why.c -- how a deadline was counted, day by day: the centre's count, with the article it
 * follows; without the centre the desk's own count by the same steps. */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "base/text.h"

#include "model/deadline.h"

#include "ui/part/due.h"
#include "ui/part/fact.h"
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

/* Before the other: it runs, and its day is nearer. */
static bool
is_nearer(const json_t *clock, const json_t *other)
{
	bool runs = str_empty(json_text(clock, "stopped")),
	     ran = str_empty(json_text(other, "stopped"));

	return runs != ran ? runs : strcmp(due_day(clock), due_day(other)) < 0;
}

static const json_t *
clock_of(const struct why *why)
{
	const json_t *clock, *running = NULL;
	size_t i;

	json_array_foreach(json_object_get(why->facts, "clocks"), i, clock) {
		if (str_eq(json_text(clock, "code"), why->clock))
			return clock;
		if (!running || is_nearer(clock, running))
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
	N_("The holidays of this year are not announced yet"),
};

static const char *
in_words(const char *text)
{
	size_t i;

	if (str_eq(text, "Day"))
		return _("Calendar day");
	for (i = 0; i < ARRAY_LEN(reasons); i++)
		if (str_eq(reasons[i], text))
			return _(text);
	return text;
}

struct line {
	const char *day, *n, *reason, *note;
	bool counts;
};

static void
put_line(struct sheet *sheet, const struct line *line)
{
	enum face face = line->counts ? FACE_PLAIN : FACE_DIM;

	sheet_line(sheet, line->day);
	sheet_format(sheet, 2, FACE_PLAIN, "%s %s", line->day, weekday(line->day));
	sheet_format(sheet, 19, line->counts ? FACE_FOCUS : FACE_DIM,
		     line->counts ? "%4s" : "   –", line->n);
	sheet_put(sheet, 26, face, in_words(line->reason));
	sheet_put(sheet, 48, FACE_WARN, in_words(line->note));
}

static void
put_day(struct sheet *sheet, const struct rows *rows, size_t row)
{
	put_line(sheet,
		 &(struct line){
			 .day = rows_named(rows, row, "day"),
			 .n = rows_named(rows, row, "n"),
			 .reason = rows_named(rows, row, "reason"),
			 .note = rows_named(rows, row, "note"),
			 .counts = str_starts(rows_named(rows, row, "counted"), "t") });
}

/* -- counted here -------------------------------------------------------------------- */

struct walker {
	struct sheet *sheet;
	const struct calendar *calendar;
	enum deadline_unit unit;
	int32_t last; /* written in a paper; DAY_NONE: where the count ends */
};

/* The centre's words for what the desk counted. */
static const char *
reason_of(const struct walker *w, const struct deadline_day *day)
{
	static const char *const words[REASON__MAX] = {
		[REASON_START] = "The first day is not counted",
		[REASON_COUNTED] = "Day",
		[REASON_MAKEUP] = "Make-up working day",
		[REASON_WEEKEND] = "Weekend",
		[REASON_HOLIDAY] = "Holiday",
		[REASON_PAUSED] = "The clock stood still",
		[REASON_ROLLED] = "The last day moved behind a holiday",
	};

	if (day->reason == REASON_COUNTED && w->unit == BY_WORKDAY)
		return "Working day";
	return words[day->reason];
}

static void
walked(void *arg, const struct deadline_day *day)
{
	const struct walker *w = arg;
	char text[11], count[16];
	int y, m, d;

	if (w->last != DAY_NONE && day->day > w->last)
		return;
	day_text(day->day, text);
	day_split(day->day, &y, &m, &d);
	str_format(count, sizeof count, "%d", day->count);
	put_line(
		w->sheet,
		&(struct line){
			.day = text,
			.n = count,
			.reason = reason_of(w, day),
			.note = calendar_knows_year(w->calendar, y)
					? ""
					: "The holidays of this year are not announced yet",
			.counts = day->reason == REASON_COUNTED ||
				  day->reason == REASON_MAKEUP });
}

static int32_t
day_at(const json_t *object, const char *key)
{
	char day[11];

	str_format(day, sizeof day, "%.10s", json_text(object, key));
	return day_parse(day);
}

static void
fill_here(struct why *why, struct ui *ui, struct sheet *sheet)
{
	const json_t *clock = clock_of(why), *one;
	struct pause pauses[24];
	struct deadline dl = { .start = day_at(clock, "start"),
			       .length = (int)json_int(clock, "length", 0),
			       .unit = deadline_unit_named(json_text(clock, "unit")),
			       .pauses = pauses,
			       .today = day_at(clock, "stopped") };
	struct walker w = { sheet, &ui_state(ui)->calendar, dl.unit, DAY_NONE };
	size_t i;

	if (!clock || dl.unit == BY__MAX || w.calendar->rows.n == 0)
		return;
	json_array_foreach(json_object_get(clock, "pauses"), i, one) {
		if (i == ARRAY_LEN(pauses))
			return;
		pauses[dl.npauses++] =
			(struct pause){ day_at(one, "from"), day_at(one, "until") };
	}
	if (dl.today == DAY_NONE)
		dl.today = ui_today(ui);
	dl.roll = str_eq(json_text(clock, "roll"), "1") ? ROLL_ANY_OFF : ROLL_HOLIDAY;
	if (json_is_true(json_object_get(clock, "fixed")))
		w.last = day_at(clock, "due");
	(void)deadline_walk(w.calendar, &dl, walked, &w);
}

static bool
is_alone(const struct why *why, const struct ui *ui)
{
	return !why->answer.rows && why->facts &&
	       (why->answer.fault[0] || ui_state(ui)->link.state != LINK_UP);
}

static void
fill(struct why *why, struct ui *ui, struct sheet *sheet)
{
	const struct rows *rows = why->answer.rows;
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		put_day(sheet, rows, i);
	if (is_alone(why, ui))
		fill_here(why, ui, sheet);
}

static bool
is_unsure(const struct why *why, const struct ui *ui)
{
	const struct rows *rows = why->answer.rows;
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		if (strstr(rows_named(rows, i, "note"), "not announced"))
			return true;
	return !due_is_sure(ui, json_text(clock_of(why), "due"));
}

/* The line between the rule and the days. */
static void
put_notes(const struct why *why, struct ui *ui, struct sheet *head)
{
	const json_t *clock = clock_of(why);
	enum deadline_unit unit = deadline_unit_named(json_text(clock, "warn_unit"));

	sheet_line(head, "");
	if (is_unsure(why, ui))
		sheet_append(head, FACE_BAD,
			     _("Holidays of a year in it are not announced: the date "
			       "may move."));
	if (!str_empty(json_text(clock, "warn")))
		sheet_append(head, FACE_WARN,
			     _("By %s (%d %s) it is %s: the earlier day warns."),
			     json_text(clock, "warn_rule"),
			     (int)json_int(clock, "warn_length", 0),
			     unit < BY__MAX ? deadline_unit_label(unit) : "",
			     json_text(clock, "warn"));
	if (is_alone(why, ui))
		sheet_append(head, FACE_DIM, "%s", _("Counted by this desk."));
}

/* While it stands still the day on record is that of before; what is counted below says
 * which it would be. */
static void
put_pause(const struct why *why, struct sheet *head, const json_t *clock)
{
	const struct rows *rows = why->answer.rows;
	int days = (int)json_int(clock, "paused_days", 0);

	if (days > 0)
		sheet_append(head, FACE_WARN, _("paused %d days"), days);
	if (json_is_true(json_object_get(clock, "paused")) && rows && rows->n > 0)
		sheet_append(head, FACE_WARN, _("goes on today: %s"),
			     rows_named(rows, rows->n - 1, "day"));
}

/* Which deadline, by what it is counted, and what one must know of it. */
static void
put_head(const struct why *why, struct ui *ui, struct sheet *head)
{
	const json_t *clock = clock_of(why);
	enum deadline_unit unit = deadline_unit_named(json_text(clock, "unit"));
	const char *stopped = json_text(clock, "stopped");
	char left[16], article[64];
	enum face face =
		due_text(left, sizeof left, ui, json_text(clock, "due"),
			 json_is_true(json_object_get(clock, "paused")) ? "p" : "");

	if (!clock)
		return;
	fact_article(article, sizeof article, clock);
	sheet_line(head, "");
	sheet_append(head, FACE_TITLE, _("%s  due %s"), json_text(clock, "name"),
		     json_text(clock, "due"));
	if (str_empty(stopped))
		sheet_append(head, face, "%s", left);
	else
		sheet_append(head, FACE_DIM, _("stopped %.10s"), stopped);
	if (!str_empty(json_text(clock, "from")))
		sheet_append(head, FACE_DIM, _("counts from: %s"),
			     json_text(clock, "from"));
	sheet_line(head, "");
	sheet_append(head, FACE_PLAIN,
		     _("%s: %d %s, the first day not counted; ticket under order %s"),
		     article, (int)json_int(clock, "length", 0),
		     unit < BY__MAX ? deadline_unit_label(unit) : "",
		     json_text(why->facts, "rule_set"));
	if (json_int(clock, "extended", 0) > 0)
		sheet_append(head, FACE_WARN, _("extended by %d"),
			     (int)json_int(clock, "extended", 0));
	put_pause(why, head, clock);
	put_notes(why, ui, head);
}

static const char *
in_place_of_days(const struct why *why, bool none)
{
	if (!none)
		return NULL;
	if (why->answer.fault[0])
		return why->answer.fault;
	if (why->facts && !clock_of(why))
		return _("No deadline runs for this ticket.");
	return why->answer.rows ? NULL : _("Asking …");
}

static void
why_read(struct screen *screen, struct ui *ui, struct sheet *sheet)
{
	struct why *why = (struct why *)screen;
	const char *text;
	size_t head;

	put_head(why, ui, sheet);
	head = sheet->lines.n;
	fill(why, ui, sheet);
	text = in_place_of_days(why, sheet->lines.n == head);
	if (text) {
		sheet_line(sheet, "");
		sheet_put(sheet, 0, FACE_DIM, text);
	}
}

static void
draw_all(struct why *why, struct ui *ui, struct canvas c)
{
	struct sheet head = { 0 };
	const char *text;

	put_head(why, ui, &head);
	sheet_paint(&head, canvas_part(c, 0, 0, 3, c.cols));
	sheet_release(&head);
	draw_text(c, 3, 2, FACE_LABEL, _("Day"));
	draw_text(c, 3, 19, FACE_LABEL, _("Count"));
	draw_text(c, 3, 26, FACE_LABEL, _("Why"));
	sheet_clear(&why->sheet);
	fill(why, ui, &why->sheet);
	sheet_done(&why->sheet);
	text = in_place_of_days(why, why->sheet.list.n == 0);
	if (text)
		draw_text(c, 4, 2, FACE_DIM, text);
}

static void
why_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct why *why = (struct why *)screen;

	if (damage & DAMAGE_SCREEN)
		draw_all(why, ui, c);
	if (why->sheet.list.n > 0)
		sheet_draw(&why->sheet, canvas_part(c, 4, 0, c.rows - 4, c.cols),
			   damage);
	else
		draw_cursor(c, 4, 0);
}

static size_t
nclocks(const struct why *why)
{
	return json_array_size(json_object_get(why->facts, "clocks"));
}

static void
next_clock(struct why *why, struct ui *ui, size_t step)
{
	const json_t *clocks = json_object_get(why->facts, "clocks");
	size_t i, n = json_array_size(clocks);

	for (i = 0; i < n; i++)
		if (str_eq(json_text(json_array_get(clocks, i), "code"), why->clock))
			break;
	if (n < 2)
		return;
	str_copy(why->clock, sizeof why->clock,
		 json_text(json_array_get(clocks, (i % n + step) % n), "code"));
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
		next_clock(why, ui, act == ACT_NEXT ? 1 : nclocks(why) - 1);
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
	.place = PLACE_WHY,
	.open = why_open,
	.close = why_close,
	.draw = why_draw,
	.act = why_act,
	.event = why_event,
	.read = why_read,
};
