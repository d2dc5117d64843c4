/* deadline.c -- one count, walked day by day: the end and the reasons come from the same
 * steps, so that the explanation always matches the deadline.
 */
#include "model/deadline.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

static const struct {
	const char *name, *word, *label;
} units[BY__MAX] = {
	[BY_WORKDAY] = { "workday", "工作日", N_("working days") },
	[BY_DAY] = { "day", "自然日", N_("days") },
	[BY_YEAR] = { "year", "年", N_("years") },
};

static const char *const reasons[REASON__MAX] = {
	[REASON_START] = N_("starting day, not counted"),
	[REASON_COUNTED] = N_("counted"),
	[REASON_MAKEUP] = N_("weekend worked instead, counted"),
	[REASON_WEEKEND] = N_("weekend"),
	[REASON_HOLIDAY] = N_("holiday"),
	[REASON_PAUSED] = N_("paused, not counted"),
	[REASON_ROLLED] = N_("the end fell on a day off and moved on"),
};

#define DAY_MAX 2932896 /* 9999-12-31 */
#define LONGEST 40000 /* days: no period of this procedure comes near a century */

const char *
deadline_unit_name(enum deadline_unit unit)
{
	return unit < BY__MAX ? units[unit].name : "";
}

const char *
deadline_unit_label(enum deadline_unit unit)
{
	return unit < BY__MAX ? _(units[unit].label) : "";
}

enum deadline_unit
deadline_unit_named(const char *name)
{
	size_t i;

	for (i = 0; i < BY__MAX; i++)
		if (str_eq(name, units[i].name) || str_eq(name, units[i].word))
			return (enum deadline_unit)i;
	return str_eq(name, "natural") ? BY_DAY : BY__MAX;
}

const char *
deadline_reason_label(enum day_reason reason)
{
	return reason < REASON__MAX ? _(reasons[reason]) : "";
}

static bool
is_paused(const struct deadline *dl, int32_t day)
{
	const struct pause *p;

	for (p = dl->pauses; p < dl->pauses + dl->npauses; p++)
		if (p->from != DAY_NONE && day >= p->from &&
		    (p->until == DAY_NONE ? day <= dl->today : day < p->until))
			return true;
	return false;
}

static enum day_reason
reason_for(const struct calendar *cal, const struct deadline *dl, int32_t day)
{
	enum calendar_mark mark;

	if (is_paused(dl, day))
		return REASON_PAUSED;
	if (dl->unit != BY_WORKDAY)
		return REASON_COUNTED;
	mark = calendar_mark(cal, day);
	if (mark == CALENDAR_HOLIDAY)
		return REASON_HOLIDAY;
	if (mark == CALENDAR_MAKEUP)
		return REASON_MAKEUP;
	return day_weekday(day) < 5 ? REASON_COUNTED : REASON_WEEKEND;
}

static bool
is_counted(enum day_reason reason)
{
	return reason == REASON_COUNTED || reason == REASON_MAKEUP;
}

/* How many days to count; years end on the same date, 29 February on the 28th. */
static int
days_to_count(const struct deadline *dl, int32_t start)
{
	int n = dl->length + dl->extension, y, m, d;
	int32_t end;

	if (dl->unit != BY_YEAR)
		return n;
	if (n < 0 || n > LONGEST / 366)
		return LONGEST;
	day_split(start, &y, &m, &d);
	end = day_of(y + n, m, d);
	if (end == DAY_NONE)
		end = day_of(y + n, m, 28);
	return end == DAY_NONE ? LONGEST : end - start;
}

struct walk {
	deadline_day_fn *fn;
	void *arg;
	int count;
};

static void
tell(const struct walk *w, int32_t day, enum day_reason reason)
{
	if (w->fn)
		w->fn(w->arg, &(struct deadline_day){ day, reason, w->count });
}

/* While the starting day lies in a pause the period has not begun. */
static int32_t
begin(const struct deadline *dl, const struct walk *w)
{
	int32_t day = dl->start;

	for (; is_paused(dl, day) && day - dl->start < LONGEST; day++)
		tell(w, day, REASON_PAUSED);
	tell(w, day, REASON_START);
	return day;
}

int32_t
deadline_walk(const struct calendar *cal, const struct deadline *dl,
	      deadline_day_fn *fn, void *arg)
{
	struct walk w = { fn, arg, 0 };
	enum day_reason reason;
	int32_t day, end;
	int n;

	if (dl->start == DAY_NONE || dl->start > DAY_MAX - 2 * LONGEST)
		return DAY_NONE;
	if (dl->length + dl->extension < 0 || dl->length + dl->extension >= LONGEST)
		return DAY_NONE;
	day = begin(dl, &w);
	n = days_to_count(dl, day);
	if (n < 0 || n >= LONGEST)
		return DAY_NONE;
	while (w.count < n) {
		if (++day - dl->start > LONGEST)
			return DAY_NONE;
		reason = reason_for(cal, dl, day);
		w.count += is_counted(reason);
		tell(&w, day, reason);
	}
	if (dl->unit == BY_WORKDAY)
		return day;
	for (end = calendar_roll(cal, day, dl->roll); day < end;)
		tell(&w, ++day, REASON_ROLLED);
	return end;
}

int32_t
deadline_due(const struct calendar *cal, const struct deadline *dl)
{
	return deadline_walk(cal, dl, NULL, NULL);
}

bool
deadline_is_certain(const struct calendar *cal, const struct deadline *dl)
{
	int32_t due = deadline_due(cal, dl);
	int y, last, m, d;

	if (due == DAY_NONE)
		return false;
	day_split(due, &last, &m, &d);
	day_split(dl->start, &y, &m, &d);
	if (dl->unit != BY_WORKDAY) /* only the day of the end can be a holiday */
		y = last;
	for (; y <= last; y++)
		if (!calendar_knows_year(cal, y))
			return false;
	return true;
}

int
deadline_left(const struct calendar *cal, int32_t due, enum deadline_unit unit,
	      int32_t today)
{
	int over;

	if (due == DAY_NONE || today == DAY_NONE)
		return 0;
	if (unit != BY_WORKDAY)
		return due - today;
	if (today <= due)
		return calendar_workdays(cal, today, due);
	over = calendar_workdays(cal, due, today);
	return over ? -over : -1; /* over is over, also on a weekend */
}

enum deadline_level
deadline_level(const struct calendar *cal, int32_t due, int32_t today)
{
	int left = deadline_left(cal, due, BY_WORKDAY, today);

	if (due == DAY_NONE || today == DAY_NONE)
		return LEVEL_NONE;
	if (today > due)
		return LEVEL_RED;
	if (left <= 1)
		return LEVEL_ORANGE;
	return left <= 3 ? LEVEL_YELLOW : LEVEL_GREEN;
}
