/* ui/part/picker.h -- candidates for what is typed, asked of the desk key by key: by code,
 * pinyin initials or words, last used first, with the path.
 */
#ifndef UI_PART_PICKER_H
#define UI_PART_PICKER_H

#include <stdbool.h>

#include "form/field.h"

#include "ui/ui.h"

struct picker {
	bool open;
	char table[48], within[40], asked[4 * FIELD_LINE_MAX + 1];
	const struct ticket *ticket; /* borrowed; NULL: no list of a ticket's own */
	struct answer answer;
	size_t cursor, top;
	bool more; /* than are listed */
	bool open_choice; /* several places bear the name: none is chosen yet */
	bool moved; /* the cursor was, by a person */
	bool came; /* rows for what was asked last */
	int height; /* of the last painting */
};

/* What is chosen from, and what was typed. */
struct picking {
	const char *table; /* a code table, "unit", "division", or "trader" */
	const char *within; /* only this code and what lies below it; "": all */
	const char *text;
	const struct ticket *ticket; /* of a list of its own; else NULL */
};

void picker_open(struct picker *, struct ui *, const struct picking *);
void picker_ask(struct picker *, struct ui *, const char *text);
void picker_close(struct picker *, struct ui *);
/* The rows that stand here belong to this text and are all of them. */
bool picker_is_fresh(const struct picker *, const char *text);
/* The rows have come: as many as are listed are kept. */
void picker_come(struct picker *);
/* After what is not offered was dropped: where the cursor stands, and whether it does. */
void picker_judge(struct picker *);
/* Several places bear this name: none of them is taken without being pointed at. */
bool picker_is_open_choice(const char *table, const struct answer *, const char *text);
size_t picker_count(const struct picker *);
/* "code", "name" or "path" of a row; of a trader its code, name and address. */
const char *picker_cell(const struct picker *, size_t row, const char *what);
/* Whether a code is a word of the program's own, which nobody needs to see. */
bool picker_is_word(const char *code);
bool picker_act(struct picker *, enum act); /* false: moves nothing here */
/* Rows it would like to have at this width. */
int picker_rows(const struct picker *, int cols);
void picker_draw(struct picker *, struct canvas);

/* Asks for the candidates of a text without a list: the answer's rows are read with
 * picker_read(). */
void picker_look_up(struct ui *, struct answer *, const struct picking *,
		    const char *limit);
const char *picker_read(const struct answer *, size_t row, const char *what);

#endif
