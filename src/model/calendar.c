/* calendar.c -- published days in one ascending array; all else follows the weekday. */
#include "model/calendar.h"

#include "base/str.h"

/* Index of the first row not before day. */
static size_t
lower_bound(const struct calendar *cal, int32_t day)
{
	size_t low = 0, high = cal->rows.n, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (cal->rows.v[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool
is_at(const struct calendar *cal, size_t i, int32_t day)
{
	return i < cal->rows.n && cal->rows.v[i].day == day;
}

void
calendar_put(struct calendar *cal, int32_t day, enum calendar_mark mark)
{
	size_t i = lower_bound(cal, day);

	if (day == DAY_NONE)
		return;
	if (is_at(cal, i, day)) {
		cal->rows.v[i].mark = mark;
		if (mark == CALENDAR_PLAIN)
			vec_remove(&cal->rows, i);
		return;
	}
	if (mark == CALENDAR_PLAIN)
		return;
	(void)vec_add(&cal->rows);
	memmove(&cal->rows.v[i + 1], &cal->rows.v[i],
		(cal->rows.n - 1 - i) * sizeof *cal->rows.v);
	cal->rows.v[i] = (struct calendar_row){ day, mark };
}

void
calendar_release(struct calendar *cal)
{
	vec_release(&cal->rows);
}

enum calendar_mark
calendar_mark_named(const char *name)
{
	if (str_eq(name, "holiday"))
		return CALENDAR_HOLIDAY;
	if (str_eq(name, "makeup") || str_eq(name, "makeup_workday"))
		return CALENDAR_MAKEUP;
	return CALENDAR_PLAIN;
}

enum calendar_mark
calendar_mark(const struct calendar *cal, int32_t day)
{
	size_t i = lower_bound(cal, day);

	return is_at(cal, i, day) ? cal->rows.v[i].mark : CALENDAR_PLAIN;
}

bool
calendar_is_workday(const struct calendar *cal, int32_t day)
{
	enum calendar_mark mark = calendar_mark(cal, day);

	return mark == CALENDAR_MAKEUP ||
	       (mark == CALENDAR_PLAIN && day_weekday(day) < 5);
}

bool
calendar_is_off(const struct calendar *cal, int32_t day)
{
	return !calendar_is_workday(cal, day);
}

bool
calendar_knows_year(const struct calendar *cal, int year)
{
	int32_t first = day_of(year, 1, 1), last = day_of(year, 12, 31);
	size_t i = lower_bound(cal, first);

	return first != DAY_NONE && i < cal->rows.n && cal->rows.v[i].day <= last;
}

int32_t
calendar_roll(const struct calendar *cal, int32_t day, enum roll roll)
{
	while (roll == ROLL_ANY_OFF ? calendar_is_off(cal, day)
				    : calendar_mark(cal, day) == CALENDAR_HOLIDAY)
		day++;
	return day;
}

int32_t
calendar_add_workdays(const struct calendar *cal, int32_t start, int n)
{
	if (start == DAY_NONE)
		return DAY_NONE;
	while (n > 0)
		n -= calendar_is_workday(cal, ++start);
	return start;
}

int32_t
calendar_add_days(const struct calendar *cal, int32_t start, int n, enum roll roll)
{
	return start == DAY_NONE ? DAY_NONE : calendar_roll(cal, start + n, roll);
}

int
calendar_workdays(const struct calendar *cal, int32_t from, int32_t to)
{
	int n = 0;

	if (from == DAY_NONE)
		return 0;
	while (from < to)
		n += calendar_is_workday(cal, ++from);
	return n;
}
