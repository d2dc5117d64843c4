/* model/paper.h -- the body of a document, one block per line, and its layout as text.
 * gangshao-press typesets the same body, the workstation previews it, and a printer at the
 * terminal prints it.
 *
 *	# title                 centred
 *	## office               centred, smaller
 *	>> text   << text       at the right; flush left
 *	>< text                 centred: the number below a title
 *	-- text                 a note in small type
 *	| label | value | …     a row of a form; every bar begins a cell
 *	---   ===               a rule; a new page
 *	@seal office|date       the signing office, followed by the place of the seal
 *	anything else           a paragraph, indented by two characters
 *	                        an empty line is a line of space
 *
 * In a cell and in @seal, "\|" is a bar, "\n" a new line and "\\" a backslash.  A line
 * that starts with a backslash is a paragraph of the text after it, taken literally.
 */
#ifndef MODEL_PAPER_H
#define MODEL_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#define PAPER_MAX   (256u << 10) /* bytes of a body */
#define PAPER_CELLS 12 /* of one row */
#define PAPER_WIDTH 78 /* columns of a document as text */
/* Documents are Chinese whatever language the program speaks. */
#define PAPER_SEAL_PLACE "（印章）"

enum paper_kind {
	PAPER_TEXT,
	PAPER_TITLE,
	PAPER_OFFICE,
	PAPER_RIGHT,
	PAPER_LEFT,
	PAPER_CENTRE,
	PAPER_NOTE,
	PAPER_ROW,
	PAPER_RULE,
	PAPER_PAGE,
	PAPER_SEAL,
	PAPER_BLANK,
	PAPER__MAX
};

struct paper_block {
	enum paper_kind kind;
	size_t n; /* parts: cells of a row, office and date of a seal, else 1 or 0 */
	char **parts; /* displayable text, see utf8_visible(); \n in cells only */
};

struct paper {
	VEC(struct paper_block) blocks;
};

/* *out is filled on success only.  REFUSED names the line: no UTF-8, too many cells; or
 * says that the body is empty or too long. */
enum verdict paper_read(struct paper *out, const char *body, size_t len,
			struct err *) MUST;
void paper_release(struct paper *); /* wipes the text */

/* Divides `total` among the cells of this row; rows of one table align. */
void paper_columns(const struct paper *, size_t block, int total,
		   int widths[PAPER_CELLS]);
/* Whether the cell is a label: the first cell of a row, and the first of each pair.  In a
 * row with an odd number of cells the first cell heads the pairs that follow it. */
bool paper_is_label(const struct paper_block *row, size_t cell);

struct paper_look {
	int columns; /* at least 20, and 5 for each cell of a row */
	const char *
		page; /* text of a page break, "\f" for a printer; NULL: an empty line */
};
void paper_text(struct str *out, const struct paper *, const struct paper_look *);

/* A warning printed above the document: that it is void, that values are masked; "" where
 * neither holds. */
void paper_remark(char *out, size_t size, bool voided, bool masked);

#define PAPER_LINES 66 /* lines of a page on a line printer */
/* paper_text() in pages of PAPER_LINES: each line ends with "\n", each page with its
 * number and a form feed.  remark: one line above the document, "" none.  Returns the
 * number of pages. */
int paper_pages(struct str *out, const struct paper *, const char *remark);

#endif
