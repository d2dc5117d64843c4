/* base/clock.h -- time comes in as an argument; only main loops call clock_now().
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stamp {
	int64_t wall; /* milliseconds since 1970-01-01 UTC: may jump, may lie */
	int64_t mono; /* milliseconds, only ever forward: for intervals and timers */
};

struct stamp clock_now(void);

/* All civil time of this program is China's: UTC+8 without summer time (GB/T 7408).
 * A day is a count of days since 1970-01-01 in that zone; DAY_NONE is no day. */
#define DAY_NONE INT32_MIN

int32_t clock_day(int64_t wall);
int32_t day_of(int year, int month, int mday); /* DAY_NONE where no such day exists */
void day_split(int32_t day, int *year, int *month, int *mday);
int day_weekday(int32_t day); /* 0 Monday … 6 Sunday */
void day_text(int32_t day, char out[11]); /* YYYY-MM-DD */
int32_t day_parse(const char *iso); /* exactly YYYY-MM-DD, or DAY_NONE */
void stamp_text(int64_t wall, char out[30]); /* 2026-11-23T14:05:09.123+08:00 */
void stamp_minute(int64_t wall, char out[17]); /* 2026-11-23 14:05; as it is read */
bool stamp_parse(const char *iso, int64_t *wall); /* also PostgreSQL's own form */

#endif
