/* ui/part/fieldset.h -- a form on the screen, laid out and drawn from its field table:
 * a field never moves during typing.  Leaving a field marks its fault and never blocks.
 */
#ifndef UI_PART_FIELDSET_H
#define UI_PART_FIELDSET_H

#include <stdbool.h>

#include "form/form.h"

#include "ui/part/picker.h"
#include "ui/ui.h"

/* The place of a field.  Rows count from the top of the form, which may be taller than the
 * screen; columns from its left edge.  At col stands the mark, then the label (`label`
 * columns), then the value (`width` columns, `rows` lines). */
struct place {
	short row, col, label, width, rows;
};

/* The text of a code field that the operator left before the desk had answered. */
struct pending {
	size_t place;
	char text[4 * FIELD_LINE_MAX + 1];
	struct answer answer;
};

struct boxes {
	char table[48];
	struct answer answer;
	json_t *extra; /* of the code looked up last; owned */
};

struct fieldset;
/* A field was left, or something was picked into it (row: of the picker's answer). */
typedef void fieldset_left_fn(struct fieldset *, struct ui *, size_t field);
typedef void fieldset_picked_fn(struct fieldset *, struct ui *, size_t field,
				const struct answer *, size_t row);

/* Whether a code may be chosen now. */
typedef bool fieldset_offers_fn(struct fieldset *, struct ui *, size_t field,
				const struct choice *);

struct fieldset {
	struct ui *ui; /* borrowed: the rules of the form ask it for codes */
	struct form *form; /* borrowed */
	struct screen *owner;
	struct place *places; /* of the fields, in the order of the form */
	size_t n;
	int *fields; /* field of each place; -1: it has none now */
	int *tops; /* first line shown of each text of several lines */
	size_t focus, box; /* place; box of a field of several codes */
	bool typing; /* a code is being typed: the next key appends to it */
	int top; /* first row shown */
	struct canvas canvas; /* of the last painting */
	int cols, label; /* of the layout; of its labels, where they are not wider */
	const struct ticket *ticket; /* whose own lists may be picked from; or NULL */
	char first[12]; /* the unit listed first among units; "": no preference */
	char holder[12], acting[12]; /* units, for the reach of a field; "": any */
	struct picker picker;
	const struct action *helped; /* a help page waits for values; NULL: none */
	unsigned help_place;
	bool for_insert; /* the picker's text goes in at the cursor: phrases */
	VEC(struct pending *) pending;
	VEC(struct boxes *) boxes;
	fieldset_left_fn *left;
	fieldset_picked_fn *picked;
	fieldset_offers_fn *offers; /* NULL: every code of the table */
};

/* The caller has set form and owner and zeroed the rest. */
void fieldset_init(struct fieldset *, struct ui *);
/* Computes the places for so many columns, from the hints in the rows of the fields. */
void fieldset_layout(struct fieldset *, int cols);
/* Redoes the layout where other fields are asked for than before. */
void fieldset_follow(struct fieldset *, struct ui *);
void fieldset_release(struct fieldset *, struct ui *);

/* False: not an act of a form (submit, back, help …), or nowhere to go. */
bool fieldset_act(struct fieldset *, struct ui *, enum act, const struct key *);
/* Whether the act depends on an answer under way: candidates, the fields a code asks for,
 * the values of a help page. */
bool fieldset_waits(const struct fieldset *, enum act);
/* True: the event answered one of the form's own questions. */
bool fieldset_event(struct fieldset *, struct ui *, const struct event *);
/* Appends in full what is truncated at the place in focus: its label, the name of its code,
 * the box under the cursor; nothing where all of it is visible. */
void fieldset_whole(struct fieldset *, struct ui *, struct str *out);
/* "1/2 page PgDn: …" where the form has several pages, with the labels of the next ones, none
 * truncated; "" otherwise.  rows: of a page; cols: of the line it stands in. */
void fieldset_page(const struct fieldset *, int rows, int cols, char *out, size_t size);
void fieldset_draw(struct fieldset *, struct ui *, struct canvas, unsigned damage);
/* Opens the help on the field in focus: what goes in, the law, the values of a code; then
 * what the action is and the keys of the place. */
void fieldset_help(struct fieldset *, struct ui *, const struct action *,
		   unsigned place);

/* After a draft was loaded: asks for the names of the codes in the form. */
void fieldset_learn(struct fieldset *, struct ui *);
/* After a draft was loaded: marks the faults of the fields. */
void fieldset_judge(struct fieldset *, struct ui *);
size_t fieldset_field(const struct fieldset *); /* the field in focus */
void fieldset_focus(struct fieldset *, struct ui *, size_t field);
/* Resolves every typed text to a code or a fault; false: answers are still under way. */
bool fieldset_settle(struct fieldset *, struct ui *);
/* PLACE_FORM, and what its fields offer: lists to choose from, texts to write. */
unsigned fieldset_place(const struct fieldset *);
/* Opens the phrases (F7), whose text is inserted at the cursor; over them the knowledge,
 * over that the phrases again. */
void fieldset_insert(struct fieldset *, struct ui *);
/* The fault of the field in focus, for the message row; "" if none. */
const char *fieldset_fault(const struct fieldset *);

#endif
