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
		1u << 8, /* its code's row lists the FIELD_ASKED fields: need, may */
	FIELD_ASKED = 1u << 9, /* shown and required as the FIELD_ASKER's row says */
	FIELD_APPENDS = 1u << 10, /* a pick is appended, after a comma */
	FIELD_PRESSING = 1u << 11, /* while answered yes, fields that only this kind of
				    * ticket needs may follow later: only NEED_ALWAYS
				    * ones are required */
	FIELD_ALONE = 1u << 12 /* stays out of the report made beside a complaint */
};

/* For a field that names a unit: the units offered. */
enum field_reach {
	REACH_ALL,
	REACH_HOLDER, /* the unit that holds the ticket, and units below it */
	REACH_ACTING /* the unit the operator acts for in this step, and units below */
};

/* The part of the ticket's screen that shows the field. */
enum field_group {
	GROUP_REST, /* after the others */
	GROUP_CALLER,
	GROUP_RESPONDENT,
	GROUP_MATTER,
	GROUP_PROCEDURE,
	GROUP__MAX
};

struct form;

/* One row of sql/code/field.csv; src/action/field.awk makes the tables. */
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
	const char *fill; /* initial text, N_() where it is a sentence; may be NULL */
	uint16_t
		max; /* characters; 0: 200 for one line, 3000 for several (FIELD_MAX) */
	uint8_t rows; /* of a FIELD_LONG; 0: 4; of FIELD_CODES; 0: 2 */
	uint8_t width; /* columns of the value where a field stands beside; 0: half */
	bool beside; /* stands at the right of the field before it */
	const char *instead; /* the field in whose place it stands; NULL: none */
	enum field_group group;
	uint32_t flags;
	enum field_reach reach;
	/* Whether the field is shown.  NULL: always. */
	bool (*shown)(const struct form *);
	const char *report_label; /* N_(): its label in a report; NULL: the same */
	/* Whether it is required even without a NEED_ flag.  NULL: never. */
	bool (*needed)(const struct form *);
};

enum { FIELD_LINE_MAX = 200, FIELD_LONG_MAX = 3000 };
size_t field_max(const struct field *);
/* The translated label in a ticket of this kind (NEED_…, 0: any). */
const char *field_label(const struct field *, uint32_t kind);

#define FIELDS(table) .fields = (table), .nfields = sizeof(table) / sizeof *(table)

#endif
