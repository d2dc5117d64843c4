/* paper_text.c -- a document laid out with blanks: for the screen, the command line and a
 * printer at the terminal.  Law: no line is wider than requested, and no text is left out.
 */
#include <string.h>

#include "base/utf8.h"
#include "base/wrap.h"

#include "model/paper.h"

enum { LEAST = 20, INDENT = 4, SIGNED = 8 };

enum align { AT_LEFT, AT_CENTRE, AT_RIGHT };

static void
blanks(struct str *out, int n)
{
	for (; n > 0; n--)
		str_addc(out, ' ');
}

static void
put_line(struct str *out, const char *s, size_t len, int columns, enum align align)
{
	int room = columns - utf8_columns(s, len);

	if (align != AT_LEFT)
		blanks(out, align == AT_CENTRE ? room / 2 : room);
	str_addn(out, s, len);
	str_addc(out, '\n');
}

/* Behind a break no blank is kept. */
static size_t
next_start(const char *s, size_t len, size_t end)
{
	if (end < len && s[end] == '\n')
		return end + 1;
	while (end < len && s[end] == ' ')
		end++;
	return end;
}

static void
put_wrapped(struct str *out, const char *s, int columns, int indent, enum align align)
{
	size_t len = strlen(s), at = 0, end;

	blanks(out, indent);
	columns -= indent;
	do {
		end = wrap_line(s, len, at, columns);
		put_line(out, s + at, end - at, columns, align);
		at = next_start(s, len, end);
		columns += indent;
		indent = 0;
	} while (at < len);
}

/* The date ends four characters from the edge; the office stands above it around the
 * same middle, as far as there is room. */
static void
put_seal(struct str *out, const struct paper_block *b, int columns)
{
	const char *date = b->n > 1 ? b->parts[1] : "";
	int w = utf8_columns(date, strlen(date)), at = columns - SIGNED - w, wide, x;
	struct str office = { 0 };

	str_addf(&office, "%s%s", b->parts[0], PAPER_SEAL_PLACE);
	wide = utf8_columns(office.s, office.len);
	x = at + (w - wide) / 2;
	if (x + wide > columns)
		x = columns - wide;
	if (x >= 0) {
		blanks(out, x);
		put_line(out, office.s, office.len, wide, AT_LEFT);
	} else {
		put_wrapped(out, office.s, columns, 0, AT_RIGHT);
	}
	if (at >= 0)
		blanks(out, at);
	put_wrapped(out, date, at >= 0 ? columns - at : columns, 0, AT_LEFT);
	str_release(&office);
}

/* -- forms --------------------------------------------------------------------------- */

struct table {
	struct str *out;
	const struct paper *p;
	int total;
};

/* The corners of a row in the line above or below it. */
static void
mark_corners(const struct table *t, char *edge, size_t block)
{
	int widths[PAPER_CELLS], x = 0;
	size_t i;

	if (block >= t->p->blocks.n || t->p->blocks.v[block].kind != PAPER_ROW)
		return;
	paper_columns(t->p, block, t->total, widths);
	for (i = 0; i < t->p->blocks.v[block].n; i++) {
		edge[x] = '+';
		x += widths[i];
	}
}

/* The line above this row (or, with the number of the row after the last, below it). */
static void
put_edge(const struct table *t, size_t block)
{
	char *edge = xmalloc((size_t)t->total + 2);

	memset(edge, '-', (size_t)t->total);
	if (block > 0)
		mark_corners(t, edge, block - 1);
	mark_corners(t, edge, block);
	edge[t->total] = '+';
	edge[t->total + 1] = '\0';
	str_add(t->out, edge);
	str_addc(t->out, '\n');
	free(edge);
}

/* What of a cell stands in this line of the row; *at moves on. */
static bool
put_cell(struct str *out, const char *s, size_t *at, int width)
{
	size_t len = strlen(s), end = *at;
	int room = width - 3;

	str_add(out, "| ");
	if (*at < len || (*at == 0 && len == 0))
		end = wrap_line(s, len, *at, room > 1 ? room : 1);
	str_addn(out, s + *at, end - *at);
	blanks(out, room - utf8_columns(s + *at, end - *at));
	str_addc(out, ' ');
	*at = next_start(s, len, end);
	return *at < len;
}

static void
put_row(const struct table *t, size_t block)
{
	const struct paper_block *row = &t->p->blocks.v[block];
	int widths[PAPER_CELLS];
	size_t at[PAPER_CELLS] = { 0 }, i;
	bool more = true;

	paper_columns(t->p, block, t->total, widths);
	put_edge(t, block);
	while (more) {
		more = false;
		for (i = 0; i < row->n; i++)
			more |= put_cell(t->out, row->parts[i], &at[i], widths[i]);
		str_add(t->out, "|\n");
	}
	if (block + 1 == t->p->blocks.n || t->p->blocks.v[block + 1].kind != PAPER_ROW)
		put_edge(t, block + 1);
}

/* -- blocks -------------------------------------------------------------------------- */

static const struct {
	int indent;
	enum align align;
} looks[PAPER__MAX] = {
	[PAPER_TEXT] = { INDENT, AT_LEFT }, [PAPER_TITLE] = { 0, AT_CENTRE },
	[PAPER_OFFICE] = { 0, AT_CENTRE },  [PAPER_RIGHT] = { 0, AT_RIGHT },
	[PAPER_LEFT] = { 0, AT_LEFT },	    [PAPER_CENTRE] = { 0, AT_CENTRE },
	[PAPER_NOTE] = { 0, AT_LEFT },
};

static void
put_block(const struct table *t, size_t i, const struct paper_look *look)
{
	const struct paper_block *b = &t->p->blocks.v[i];
	int n;

	switch (b->kind) {
	case PAPER_ROW:
		put_row(t, i);
		break;
	case PAPER_SEAL:
		put_seal(t->out, b, t->total + 1);
		break;
	case PAPER_RULE:
		for (n = 0; n <= t->total; n++)
			str_addc(t->out, '-');
		str_addc(t->out, '\n');
		break;
	case PAPER_PAGE:
		str_add(t->out, look->page ? look->page : "\n");
		break;
	case PAPER_BLANK:
		str_addc(t->out, '\n');
		break;
	default:
		put_wrapped(t->out, b->parts[0], t->total + 1, looks[b->kind].indent,
			    looks[b->kind].align);
	}
}

void
paper_text(struct str *out, const struct paper *p, const struct paper_look *look)
{
	int columns = look->columns < LEAST ? LEAST : look->columns;
	const struct table t = { out, p, columns - 1 };
	size_t i;

	for (i = 0; i < p->blocks.n; i++)
		put_block(&t, i, look);
}
