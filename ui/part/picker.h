/* ui/part/picker.h -- candidates for a typed text, asked of the desk after each key: by
 * code, pinyin initials or words, last used first, with the path.
 */
#ifndef UI_PART_PICKER_H
#define UI_PART_PICKER_H

#include <stdbool.h>

#include "form/field.h"

#include "ui/ui.h"

struct picker {
	bool open;
	char table[48], within[40], asked[4 * FIELD_LINE_MAX + 1];
	const struct ticket
		*ticket; /* for lists of the ticket's own; borrowed; or NULL */
	struct answer answer;
	size_t cursor, top;
	bool more; /* there are more candidates than listed */
	bool open_choice; /* several places have this name and none is chosen */
	bool moved; /* the operator moved the cursor */
	bool came; /* the rows for the last text have come */
	int height; /* of the last painting */
	const char *next; /* the key of the next list, a msgid; NULL: there is none */
};

/* The table to choose from, and the typed text. */
struct picking {
	const char *table; /* a code table, "unit", "division", or "trader" */
	const char *within; /* only this code and codes below it; "": all */
	const char *text;
	const struct ticket *ticket; /* for a list of the ticket's own; else NULL */
};

void picker_open(struct picker *, struct ui *, const struct picking *);
void picker_ask(struct picker *, struct ui *, const char *text);
void picker_close(struct picker *, struct ui *);
/* Whether the rows belong to this text and are complete. */
bool picker_is_fresh(const struct picker *, const char *text);
/* The rows have come: keeps as many as are listed. */
void picker_come(struct picker *);
/* After unoffered rows were dropped: puts the cursor on the row that the text means, and
 * sets open_choice. */
void picker_judge(struct picker *);
/* Whether several places have this name, so that the operator must point at one. */
bool picker_is_open_choice(const char *table, const struct answer *, const char *text);
size_t picker_count(const struct picker *);
/* "code", "name" or "path" of a row; of a trader its code, name and address. */
const char *picker_cell(const struct picker *, size_t row, const char *what);
/* Whether a code is an internal word (has lower-case letters) and need not be shown. */
bool picker_is_word(const char *code);
bool picker_act(struct picker *, enum act); /* false: not a moving act */
/* The number of rows it needs at this width. */
int picker_rows(const struct picker *, int cols);
void picker_draw(struct picker *, struct canvas);

/* Asks for the candidates of a text without opening a list; read the rows with
 * picker_read(). */
void picker_look_up(struct ui *, struct answer *, const struct picking *,
		    const char *limit);
const char *picker_read(const struct answer *, size_t row, const char *what);

#endif
