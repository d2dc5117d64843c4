/* form/stamp.c -- what is typed to the minute is told with its zone. */
#include "stamp.h"

#include <string.h>

#include "base/clock.h"

json_t *
stamp_json(const char *text)
{
	char iso[40];

	if (strlen(text) != 16 || text[10] != ' ')
		return json_string(text);
	str_format(iso, sizeof iso, "%.10sT%s:00+08:00", text, text + 11);
	return json_string(iso);
}

void
stamp_typed(struct str *text)
{
	char iso[30];
	int64_t wall;

	if (!strchr(str_text(text), 'T') || !stamp_parse(str_text(text), &wall) ||
	    wall % 60000 != 0)
		return;
	stamp_text(wall, iso);
	str_clear(text);
	str_addf(text, "%.10s %.5s", iso, iso + 11);
}
