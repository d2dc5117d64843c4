/* regno.c -- registration numbers: 25 digits, never renumbered, never given out twice. */
#include "model/regno.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"

static bool
all_digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

bool
regno_format(char out[REGNO_TEXT], const char *unit, int32_t day, int64_t serial)
{
	int y, m, d;

	out[0] = '\0';
	day_split(day, &y, &m, &d);
	if (!unit || strlen(unit) != 9 || !all_digits(unit, 9) || y < 1000)
		return false;
	if (serial < 0 || serial > REGNO_SERIAL_MAX)
		return false;
	return str_format(out, REGNO_TEXT, "%s%04d%02d%02d%08d", unit, y, m, d,
			  (int)serial);
}

/* n digits as a number; the caller has seen that they are digits. */
static int
number(const char *s, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + (*s++ - '0');
	return value;
}

bool
regno_parse(const char *s, struct regno *out)
{
	struct regno r;

	if (!s || strlen(s) != REGNO_TEXT - 1 || !all_digits(s, REGNO_TEXT - 1))
		return false;
	memcpy(r.unit, s, 9);
	r.unit[9] = '\0';
	r.day = day_of(number(s + 9, 4), number(s + 13, 2), number(s + 15, 2));
	r.serial = number(s + 17, 8);
	if (r.day == DAY_NONE)
		return false;
	*out = r;
	return true;
}

bool
regno_is_valid(const char *s)
{
	struct regno r;

	return regno_parse(s, &r);
}

bool
regno_ends(const char *regno, const char *tail)
{
	return !str_empty(tail) && all_digits(tail, strlen(tail)) &&
	       str_ends(regno, tail);
}

int64_t
lease_left(const struct lease *lease)
{
	return lease->next > lease->last ? 0 : lease->last - lease->next + 1;
}

bool
lease_take(struct lease *lease, int32_t day, char out[REGNO_TEXT])
{
	out[0] = '\0';
	if (lease_left(lease) == 0 || lease->next < lease->first)
		return false;
	if (!regno_format(out, lease->unit, day, lease->next))
		return false;
	lease->next++;
	return true;
}
