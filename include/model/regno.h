/* model/regno.h -- the number told to the caller: 9 digits of the registering unit,
 * yyyymmdd, 8 digits of a serial that is leased to one desk and used once.
 */
#ifndef MODEL_REGNO_H
#define MODEL_REGNO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REGNO_TEXT	 26 /* 25 digits and the NUL */
#define REGNO_SERIAL_MAX 99999999

struct regno {
	char unit[10];
	int32_t day;
	int64_t serial;
};

/* False, and out "", where a part is out of range. */
bool regno_format(char out[REGNO_TEXT], const char *unit, int32_t day, int64_t serial);
bool regno_parse(const char *, struct regno *); /* exactly 25 digits with a real day */
bool regno_is_valid(const char *);
/* Whether the number ends in these digits, as a caller reads them out; false for "". */
bool regno_ends(const char *regno, const char *tail);

/* A block of serials that only this desk may give out: first … last, both included. */
struct lease {
	char unit[10];
	int64_t first, last;
	int64_t next; /* not yet given out; last + 1 when used up */
};

int64_t lease_left(const struct lease *);
/* Takes the next number.  False: none is left, and nothing changes. */
bool lease_take(struct lease *, int32_t day, char out[REGNO_TEXT]);

#endif
