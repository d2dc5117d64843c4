/* form/field.h -- a field is a row: drawing, tab order, validation, picker, draft,
 * command-line flag and help all follow from it.
 */
#ifndef FORM_FIELD_H
#define FORM_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_type {
	FIELD_TEXT, /* one line */
	FIELD_LONG, /* several lines: the narrative editor */
	FIELD_CODE, /* one code out of a table (.pick) */
	FIELD_CODES, /* several codes out of a table: a row of [x] boxes, or a picker */
	FIELD_DATE, /* kept as YYYY-MM-DD, typed as T-3, 3/15, 上周五 … */
	FIELD_STAMP, /* date and minute */
	FIELD_MONEY, /* yuan, two decimals, kept as text "128.00" */
	FIELD_FLAG, /* yes / no; "" while not answered */
	FIELD__MAX
};

/* Who must fill it; a required field may still be marked unknown or declined where
 * FIELD_MAY_DECLINE says that the law allows it. */
enum {
	NEED_COMPLAINT = 1u << 0,
	NEED_REPORT = 1u << 1,
	NEED_ENQUIRY = 1u << 2,
	NEED_ALWAYS = NEED_COMPLAINT | NEED_REPORT | NEED_ENQUIRY,
	FIELD_MAY_DECLINE = 1u << 3,
	FIELD_PERSONAL = 1u << 4, /* never in logs; masked when shown */
	FIELD_STICKY = 1u << 5, /* F3: repeat from my last ticket makes sense */
	FIELD_HIDDEN = 1u << 6, /* payload only: filled by the program */
	FIELD_KIND = 1u << 7, /* its value says which NEED_ flags count */
	FIELD_ASKER =
		1u
		<< 8, /* the row of its code says what else is asked for: need, may */
	FIELD_ASKED = 1u << 9, /* shown and required as that row says */
	FIELD_SEVERAL = 1u << 10, /* what is picked is added, with a comma */
	FIELD_PRESSING = 1u << 11 /* while it says yes, what the kind of ticket asks for
				   * can follow later: NEED_ALWAYS alone counts */
};

/* Of a field that names a unit: from which part of the country it is chosen. */
enum field_reach {
	REACH_ALL,
	REACH_HOLDER, /* the unit that holds the ticket, and what lies below it */
	REACH_ACTING /* the unit that one acts for in this step, and below */
};

struct form;

struct field {
	const char *name; /* payload key, CLI flag; the glossary's word */
	const char *label; /* N_() */
	enum field_type type;
	const char *
		pick; /* code table, or "unit", "division", "trader"; {kind} and {rules}
			   * in it are filled in by form_pick(); of:… a list of the
			   * ticket's own, part_rows() */
	const char *rule; /* validator and normaliser by name: form/rule.h */
	const char *
		help; /* N_(): what goes in, and the law that asks for it; may be NULL */
	const char *
		fill; /* text it starts with, N_() where it is a sentence; may be NULL */
	uint16_t
		max; /* characters; 0: 200 for one line, 3000 for several (FIELD_MAX) */
	uint8_t rows; /* of a FIELD_LONG; 0: 4; of FIELD_CODES; 0: 2 */
	uint32_t flags;
	enum field_reach reach;
	/* Where the field only matters under a condition: NULL means always. */
	bool (*shown)(const struct form *);
	const char *report_label; /* N_(): its label in a report; NULL: the same */
	/* Where it is required under a condition, beside the NEED_ flags.  NULL: never. */
	bool (*needed)(const struct form *);
};

enum { FIELD_LINE_MAX = 200, FIELD_LONG_MAX = 3000 };
size_t field_max(const struct field *);
/* In the reader's language, as it is called in a ticket of this kind (NEED_…, 0: any). */
const char *field_label(const struct field *, uint32_t kind);

#define FIELDS(table) .fields = (table), .nfields = sizeof(table) / sizeof *(table)

#endif
