/* due.c -- urgency as a word, a number and a colour, never by colour alone. */
#include "ui/part/due.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "base/text.h"

#include "model/deadline.h"

bool
due_is_sure(const struct ui *ui, const char *due)
{
	const struct calendar *calendar = &ui_state(ui)->calendar;
	int32_t day = day_parse(due);
	int y, m, d;

	if (day == DAY_NONE || calendar->rows.n == 0)
		return true;
	day_split(day, &y, &m, &d);
	return calendar_knows_year(calendar, y);
}

static enum face
in_words(char *out, size_t size, const struct ui *ui, const char *due)
{
	static const struct {
		const char *word;
		enum face face;
	} levels[] = {
		[LEVEL_GREEN] = { N_("%d left"), FACE_PLAIN },
		[LEVEL_YELLOW] = { N_("%d left"), FACE_WARN },
		[LEVEL_ORANGE] = { N_("soon %d"), FACE_WARN },
		[LEVEL_RED] = { N_("over %d"), FACE_BAD },
	};
	const struct calendar *calendar = &ui_state(ui)->calendar;
	int32_t day = day_parse(due), today = ui_today(ui);
	enum deadline_level level = deadline_level(calendar, day, today);
	int left;

	if (level == LEVEL_NONE)
		return FACE_PLAIN;
	left = deadline_left(calendar, day, BY_WORKDAY, today);
	if (left == 0 && level != LEVEL_RED)
		str_copy(out, size, _("today"));
	else
		str_format(out, size, _(levels[level].word), left < 0 ? -left : left);
	return levels[level].face;
}

enum face
due_text(char *out, size_t size, const struct ui *ui, const char *due,
	 const char *flags)
{
	enum face face = FACE_PLAIN;

	out[0] = '\0';
	if (str_empty(due))
		return face;
	if (strchr(flags, 'p')) {
		str_copy(out, size, "‖");
		return FACE_DIM;
	}
	face = in_words(out, size, ui, due);
	if (out[0] && !due_is_sure(ui, due))
		str_format(out + strlen(out), size - strlen(out), "?");
	return face;
}

const char *
due_day(const json_t *clock)
{
	const char *due = json_text(clock, "due"), *warn = json_text(clock, "warn");

	return !str_empty(warn) && strcmp(warn, due) < 0 ? warn : due;
}

enum face
due_clock(char *out, size_t size, const struct ui *ui, const json_t *clock)
{
	return due_text(out, size, ui, due_day(clock),
			json_is_true(json_object_get(clock, "paused")) ? "p" : "");
}
