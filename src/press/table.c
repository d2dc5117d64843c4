/* table.c -- the rows of a form: cells wrap, and a long row continues on the next page.
 * Law: every cell is drawn whole and framed on each of its pages, together with its label.
 * A label repeated at the head of several rows, one below the other, is drawn as one cell
 * spanning them, centred on each page.
 */
#include "base/str.h"

#include "press.h"

static const double pad_x = 4, pad_y = 4, least = 27;
/* A label of more lines is text like any other: it goes over the pages once. */
enum { LABEL_MOST = 12 };

struct row {
	size_t n;
	struct setting cells[PAPER_CELLS];
	double x[PAPER_CELLS], width[PAPER_CELLS];
	int done[PAPER_CELLS]; /* lines that stand on earlier pages */
	bool label[PAPER_CELLS]; /* drawn whole on each page */
	bool above, below; /* its label is that of the row above, below */
};

static int
lines_left(const struct row *r, size_t cell)
{
	int n = r->cells[cell].n - r->done[cell];

	return n > 0 ? n : 0;
}

static int
most_lines(const struct row *r, bool label)
{
	int most = 0;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->label[i] == label && lines_left(r, i) > most)
			most = lines_left(r, i);
	return most;
}

/* 0: all of it stands on the pages. */
static int
most_left(const struct row *r)
{
	int values = most_lines(r, false), labels = most_lines(r, true);

	return values > 0 && labels > values ? labels : values;
}

static double
height_of(int lines)
{
	double h = lines * face_pitch(FACE_CELL) + 2 * pad_y;

	return h > least ? h : least;
}

/* Whether this row and the one before it have one label. */
static bool
is_joined(const struct paper *paper, size_t block)
{
	const struct paper_block *b = paper->blocks.v + block;

	return block > 0 && block < paper->blocks.n && b->kind == PAPER_ROW &&
	       b[-1].kind == PAPER_ROW && b->n > 2 && b[-1].n > 2 && *b->parts[0] &&
	       str_eq(b->parts[0], b[-1].parts[0]);
}

static void
open_row(struct row *r, struct press *p, size_t block)
{
	const struct paper_block *b = &p->paper->blocks.v[block];
	/* half a character is a column */
	int total = (int)(2 * page_width / face_size(FACE_CELL)), widths[PAPER_CELLS];
	double x = page_left;
	size_t i;

	*r = (struct row){ .n = b->n,
			   .above = is_joined(p->paper, block),
			   .below = is_joined(p->paper, block + 1) };
	paper_columns(p->paper, block, total, widths);
	for (i = 0; i < r->n; i++) {
		r->x[i] = x;
		r->width[i] = page_width * widths[i] / total;
		x += r->width[i];
		r->cells[i] = (struct setting){
			.face = FACE_CELL,
			/* a narrow cell reads better ragged than torn */
			.align = paper_is_label(b, i)		? AT_CENTRE
				 : r->width[i] * 2 > page_width ? AT_BOTH
								: AT_LEFT,
			.width = r->width[i] - 2 * pad_x,
		};
		setting_make(&r->cells[i], &p->faces, b->parts[i]);
		r->label[i] = paper_is_label(b, i) && r->cells[i].n <= LABEL_MOST;
	}
}

static void
close_row(struct row *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		setting_free(&r->cells[i]);
}

static void
frame(cairo_t *cr, double x, double y, double width, double height)
{
	cairo_set_line_width(cr, 0.5);
	cairo_rectangle(cr, x, y, width, height);
	cairo_stroke(cr);
}

/* The label over the rows from p->label_y on, in the middle of what stands here. */
static void
put_label(struct press *p, struct row *r)
{
	const struct setting *s = &r->cells[0];
	double h = p->y - p->label_y, pitch = face_pitch(FACE_CELL);
	double y = p->label_y + (h - s->n * pitch) / 2;
	int k;

	for (k = 0; k < s->n; k++)
		setting_draw(s, p->cr, k, r->x[0] + pad_x, y + k * pitch);
	frame(p->cr, r->x[0], p->label_y, r->width[0], h);
}

static bool
is_over_rows(const struct row *r)
{
	return r->label[0] && (r->above || r->below);
}

/* To a new page, where a label begins anew. */
static void
turn(struct press *p, struct row *r)
{
	if (p->cr && is_over_rows(r) && p->y > p->label_y && !press_at_top(p))
		put_label(p, r);
	press_turn(p);
	p->label_y = p->y;
}

/* The next `lines` lines of one cell, in the middle of the height. */
static void
put_cell(struct press *p, struct row *r, size_t i, int lines)
{
	double h = height_of(lines), pitch = face_pitch(FACE_CELL), y;
	int k, n = lines_left(r, i) < lines ? lines_left(r, i) : lines;

	y = p->y + (h - n * pitch) / 2;
	for (k = 0; p->cr && k < n; k++)
		setting_draw(&r->cells[i], p->cr, r->done[i] + k, r->x[i] + pad_x,
			     y + k * pitch);
	if (!r->label[i])
		r->done[i] += n;
	if (p->cr)
		frame(p->cr, r->x[i], p->y, r->width[i], h);
}

static void
put_part(struct press *p, struct row *r, int lines)
{
	size_t i = is_over_rows(r);

	for (; i < r->n; i++)
		put_cell(p, r, i, lines);
	p->y += height_of(lines);
}

/* How many of the lines go onto this page. */
static int
fitting(const struct press *p, const struct row *r, int lines)
{
	int n = (int)((press_room(p) - 2 * pad_y) / face_pitch(FACE_CELL));

	if (height_of(lines) <= press_room(p))
		return lines;
	/* a short row is not torn, no single line is left behind, no label is cut */
	if (!press_at_top(p) && (height_of(lines) < (page_bottom - page_top) / 3 ||
				 n < 2 || n < most_lines(r, true)))
		return 0;
	return n;
}

void
press_row(struct press *p, size_t block)
{
	struct row r;
	int lines, n;

	open_row(&r, p, block);
	if (!r.above)
		p->label_y = p->y;
	for (lines = most_left(&r); lines > 0; lines = most_left(&r)) {
		n = fitting(p, &r, lines);
		if (n == 0)
			turn(p, &r);
		else
			put_part(p, &r, n);
		if (n > 0 && n < lines)
			turn(p, &r);
	}
	if (p->cr && is_over_rows(&r) && !r.below)
		put_label(p, &r);
	close_row(&r);
	if (block + 1 < p->paper->blocks.n &&
	    p->paper->blocks.v[block + 1].kind != PAPER_ROW)
		p->y += pad_y;
}
