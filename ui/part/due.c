/* due.c -- urgency as a letter and a colour, never as a colour alone. */
#include "ui/part/due.h"

#include "base/str.h"

#include "model/deadline.h"

enum face
due_text(char *out, size_t size, const struct ui *ui, const char *due)
{
	static const struct {
		char letter;
		enum face face;
	} levels[] = {
		[LEVEL_NONE] = { ' ', FACE_PLAIN },
		[LEVEL_GREEN] = { 'C', FACE_PLAIN },
		[LEVEL_YELLOW] = { 'B', FACE_WARN },
		[LEVEL_ORANGE] = { 'A', FACE_WARN },
		[LEVEL_RED] = { 'X', FACE_BAD },
	};
	const struct calendar *calendar = &ui_state(ui)->calendar;
	int32_t day = day_parse(due), today = ui_today(ui);
	enum deadline_level level = deadline_level(calendar, day, today);

	out[0] = '\0';
	if (level == LEVEL_NONE)
		return FACE_PLAIN;
	str_format(out, size, "%c%d", levels[level].letter,
		   deadline_left(calendar, day, BY_WORKDAY, today));
	return levels[level].face;
}
