/* due.c -- urgency as a word, a number and a colour, never as a colour alone. */
#include "ui/part/due.h"

#include "base/str.h"
#include "base/text.h"

#include "model/deadline.h"

enum face
due_text(char *out, size_t size, const struct ui *ui, const char *due)
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

	out[0] = '\0';
	if (level == LEVEL_NONE)
		return FACE_PLAIN;
	left = deadline_left(calendar, day, BY_WORKDAY, today);
	if (left == 0 && level != LEVEL_RED)
		str_copy(out, size, _("today"));
	else
		str_format(out, size, _(levels[level].word), left < 0 ? -left : left);
	return levels[level].face;
}
