/* form/stamp.c -- a time typed to the minute is sent with its zone. */
#include "stamp.h"

#include <string.h>

#include "base/clock.h"

/* "2026-11-23 14:05" with its zone; anything else as it is. */
static const char *
with_zone(char iso[40], const char *text)
{
	if (strlen(text) != 16 || text[10] != ' ')
		return text;
	str_format(iso, 40, "%.10sT%s:00+08:00", text, text + 11);
	return iso;
}

json_t *
stamp_json(const char *text)
{
	char iso[40];

	return json_string(with_zone(iso, text));
}

bool
stamp_wall(const char *text, int64_t *wall)
{
	char iso[40];

	return stamp_parse(with_zone(iso, text), wall);
}

void
stamp_typed(struct str *text)
{
	char minute[17];
	int64_t wall;

	if (!strchr(str_text(text), 'T') || !stamp_parse(str_text(text), &wall) ||
	    wall % 60000 != 0)
		return;
	stamp_minute(wall, minute);
	str_set(text, minute);
}
