/* model/calendar.h -- which days are worked, as the State Council published them.
 * A day without a row: Monday to Friday is worked, Saturday and Sunday are off.
 */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/vec.h"

enum calendar_mark {
	CALENDAR_PLAIN, /* no row */
	CALENDAR_HOLIDAY, /* published as off, whatever the weekday */
	CALENDAR_MAKEUP /* a Saturday or Sunday published as worked */
};

struct calendar_row {
	int32_t day;
	enum calendar_mark mark;
};

/* A zeroed struct is a valid calendar that knows no year. */
struct calendar {
	VEC(struct calendar_row) rows; /* ascending, one a day */
};

/* Order does not matter; a later row for the same day wins, CALENDAR_PLAIN removes it. */
void calendar_put(struct calendar *, int32_t day, enum calendar_mark);
void calendar_release(struct calendar *);
/* "holiday", "makeup_workday" (also "makeup"), as in workday.csv; else CALENDAR_PLAIN. */
enum calendar_mark calendar_mark_named(const char *);

enum calendar_mark calendar_mark(const struct calendar *, int32_t day);
bool calendar_is_workday(const struct calendar *, int32_t day);
bool calendar_is_off(const struct calendar *, int32_t day);
/* False for a year without any row: a date computed in it must warn. */
bool calendar_knows_year(const struct calendar *, int year);

/* 令121 §45: a last day that is a day off moves to the next day that is not.  The text
 * does not say whether an ordinary weekend counts as a day off; the office's setting
 * does. */
enum roll {
	ROLL_HOLIDAY, /* only off published holidays */
	ROLL_ANY_OFF /* also off ordinary weekends */
};
int32_t calendar_roll(const struct calendar *, int32_t day, enum roll);

/* The n-th day after start (start itself is not counted); n >= 0. */
int32_t calendar_add_workdays(const struct calendar *, int32_t start, int n);
int32_t calendar_add_days(const struct calendar *, int32_t start, int n, enum roll);
/* Worked days after `from`, up to and including `to`; 0 where to <= from. */
int calendar_workdays(const struct calendar *, int32_t from, int32_t to);

#endif
