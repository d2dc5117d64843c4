/* model/deadline.h -- the last day of a period, how it is counted, and how urgent it is.
 * 令121 §45: the starting day is not counted; a period that ends on a holiday ends on
 * the first day after it.  Paused days are not counted (§22).
 */
#ifndef MODEL_DEADLINE_H
#define MODEL_DEADLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/calendar.h"

enum deadline_unit { BY_WORKDAY, BY_DAY, BY_YEAR, BY__MAX };

const char *deadline_unit_name(enum deadline_unit); /* "workday", "day", "year" */
const char *deadline_unit_label(enum deadline_unit);
/* Also the words of deadline.csv (工作日 自然日 年); BY__MAX for an unknown one. */
enum deadline_unit deadline_unit_named(const char *);

/* Days from `from` on do not count; counting resumes on `until`, so that the end moves by
 * until - from days.  until DAY_NONE: still paused.  A period whose starting day is paused
 * begins on the day the pause ends. */
struct pause {
	int32_t from, until;
};

struct deadline {
	int32_t start; /* the day of the event: not counted */
	int length, extension; /* both in `unit` */
	enum deadline_unit unit;
	enum roll roll; /* for BY_DAY and BY_YEAR */
	const struct pause *pauses;
	size_t npauses;
	int32_t today; /* ends pauses that still run */
};

/* DAY_NONE where start is none or the end lies beyond the year 9999. */
int32_t deadline_due(const struct calendar *, const struct deadline *);
/* False where the count runs through a year whose holidays are not published. */
bool deadline_is_certain(const struct calendar *, const struct deadline *);

/* The same count, day by day, for the person who asks why. */
enum day_reason {
	REASON_START, /* the starting day is not counted */
	REASON_COUNTED, /* counted */
	REASON_MAKEUP, /* counted: a weekend day published as worked */
	REASON_WEEKEND, /* not counted */
	REASON_HOLIDAY, /* not counted */
	REASON_PAUSED, /* not counted */
	REASON_ROLLED, /* the end fell on a day off and moved on */
	REASON__MAX
};
struct deadline_day {
	int32_t day;
	enum day_reason reason;
	int count; /* days counted so far, including this one */
};
typedef void deadline_day_fn(void *arg, const struct deadline_day *);
/* Calls fn for start and every day after it to the end; returns the end. */
int32_t deadline_walk(const struct calendar *, const struct deadline *,
		      deadline_day_fn *fn, void *arg);
const char *deadline_reason_label(enum day_reason); /* translated */

/* Days of `unit` (for years: calendar days) left after today, including the last day: 0 on
 * the last day, negative once it is over. */
int deadline_left(const struct calendar *, int32_t due, enum deadline_unit,
		  int32_t today);

enum deadline_level {
	LEVEL_NONE, /* no date */
	LEVEL_GREEN, /* more than three worked days left */
	LEVEL_YELLOW, /* three or two */
	LEVEL_ORANGE, /* one, or this is the last day */
	LEVEL_RED /* over */
};
enum deadline_level deadline_level(const struct calendar *, int32_t due, int32_t today);

#endif
