/* clock.c -- days and moments of China's civil time (UTC+8, no summer time); proleptic
 * Gregorian, years 1 to 9999.  Nothing here asks the machine's time zone.
 */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/str.h"

#define MS_DAY	INT64_C(86400000)
#define MS_ZONE (INT64_C(8) * 3600000)

static int64_t
now_of(clockid_t id)
{
	struct timespec ts = { 0 };

	if (clock_gettime(id, &ts) != 0)
		abort(); /* the two clocks asked for exist on every Linux */
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

struct stamp
clock_now(void)
{
	return (struct stamp){
		.wall = now_of(CLOCK_REALTIME),
		.mono = now_of(CLOCK_BOOTTIME), /* goes on while the machine sleeps */
	};
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* The count of days of a civil date, in eras of 400 years that begin in March. */
static int32_t
days_from_civil(int y, int m, int d)
{
	int era, yoe, doy;

	y -= m <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

#define DAY_FIRST (-719162) /* 0001-01-01 */
#define DAY_LAST  2932896 /* 9999-12-31 */

int32_t
clock_day(int64_t wall)
{
	int64_t day;

	if (wall > INT64_MAX - MS_ZONE)
		return DAY_NONE;
	day = floor_div(wall + MS_ZONE, MS_DAY);
	return day < DAY_FIRST || day > DAY_LAST ? DAY_NONE : (int32_t)day;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

int32_t
day_of(int year, int month, int mday)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || mday < 1)
		return DAY_NONE;
	if (mday > month_days(year, month))
		return DAY_NONE;
	return days_from_civil(year, month, mday);
}

void
day_split(int32_t day, int *year, int *month, int *mday)
{
	int z, era, doe, yoe, doy, mp;

	*year = *month = *mday = 0;
	if (day < DAY_FIRST || day > DAY_LAST)
		return;
	z = day + 719468;
	era = z / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*mday = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int
day_weekday(int32_t day)
{
	int w = (int)((day + INT64_C(3)) % 7); /* day 0 was a Thursday */

	return w < 0 ? w + 7 : w;
}

void
day_text(int32_t day, char out[11])
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	out[0] = '\0';
	if (y)
		str_format(out, 11, "%04d-%02d-%02d", y, m, d);
}

/* Exactly n digits at *s; moves past them. */
static bool
digits(const char **s, int n, int *value)
{
	const char *p = *s;

	for (*value = 0; n > 0; n--, p++) {
		if (*p < '0' || *p > '9')
			return false;
		*value = *value * 10 + (*p - '0');
	}
	*s = p;
	return true;
}

static bool
letter(const char **s, char c)
{
	return **s == c && (*s)++;
}

static bool
parse_day(const char **s, int32_t *day)
{
	int y, m, d;

	if (!digits(s, 4, &y) || !letter(s, '-') || !digits(s, 2, &m) ||
	    !letter(s, '-') || !digits(s, 2, &d))
		return false;
	*day = day_of(y, m, d);
	return *day != DAY_NONE;
}

int32_t
day_parse(const char *iso)
{
	int32_t day = DAY_NONE;

	return iso && parse_day(&iso, &day) && !*iso ? day : DAY_NONE;
}

void
stamp_text(int64_t wall, char out[30])
{
	int32_t day = clock_day(wall);
	char date[11];
	int64_t ms;

	out[0] = '\0';
	if (day == DAY_NONE)
		return;
	ms = wall + MS_ZONE - day * MS_DAY;
	day_text(day, date);
	str_format(out, 30, "%sT%02d:%02d:%02d.%03d+08:00", date, (int)(ms / 3600000),
		   (int)(ms / 60000 % 60), (int)(ms / 1000 % 60), (int)(ms % 1000));
}

/* ".123456": any number of digits, the first three count. */
static bool
parse_fraction(const char **s, int *ms)
{
	int unit = 100;

	*ms = 0;
	if (**s != '.')
		return true;
	if ((*s)[1] < '0' || (*s)[1] > '9')
		return false;
	for ((*s)++; **s >= '0' && **s <= '9'; (*s)++, unit /= 10)
		*ms += (**s - '0') * unit;
	return true;
}

/* "Z", "+08", "+0800", "+08:00"; none means China's. */
static bool
parse_zone(const char **s, int64_t *offset)
{
	int h = 0, m = 0, sign = **s == '-' ? -1 : 1;

	*offset = MS_ZONE;
	if (!**s)
		return true;
	if (letter(s, 'Z')) {
		*offset = 0;
		return true;
	}
	if (!letter(s, '+') && !letter(s, '-'))
		return false;
	if (!digits(s, 2, &h))
		return false;
	letter(s, ':');
	if (**s && !digits(s, 2, &m))
		return false;
	*offset = sign * (h * INT64_C(3600000) + m * INT64_C(60000));
	return h <= 15 && m <= 59;
}

void
stamp_minute(int64_t wall, char out[17])
{
	char iso[30];

	stamp_text(wall, iso);
	str_format(out, 17, "%.10s %.5s", iso, *iso ? iso + 11 : "");
}

bool
stamp_parse(const char *iso, int64_t *wall)
{
	int h, m, s, ms;
	int64_t offset;
	int32_t day;

	if (!iso || !parse_day(&iso, &day) ||
	    (!letter(&iso, 'T') && !letter(&iso, ' ')))
		return false;
	if (!digits(&iso, 2, &h) || !letter(&iso, ':') || !digits(&iso, 2, &m) ||
	    !letter(&iso, ':') || !digits(&iso, 2, &s) || !parse_fraction(&iso, &ms) ||
	    !parse_zone(&iso, &offset) || *iso)
		return false;
	if (h > 23 || m > 59 || s > 60)
		return false;
	*wall = day * MS_DAY + h * INT64_C(3600000) + m * INT64_C(60000) +
		s * INT64_C(1000) + ms - offset;
	return true;
}
