/* table.c -- the rows of a form: cells wrap, and a long row goes over to the next page.
 * Law: every cell is drawn whole and framed on each page it stands on.  A label that
 * stands at the head of several rows, one below the other, is one cell over all of them.
 */
#include "base/str.h"

#include "press.h"

static const double pad_x = 4, pad_y = 4, least = 27;

struct row {
	size_t n;
	struct setting cells[PAPER_CELLS];
	double x[PAPER_CELLS], width[PAPER_CELLS];
	int done[PAPER_CELLS]; /* lines that stand on earlier pages */
	bool above, below; /* its label is that of the row above, below */
};

static int
lines_left(const struct row *r, size_t cell)
{
	int n = r->cells[cell].n - r->done[cell];

	return n > 0 ? n : 0;
}

static int
most_left(const struct row *r)
{
	int most = 0;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (lines_left(r, i) > most)
			most = lines_left(r, i);
	return most;
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

static void
edge(const struct press *p, const struct row *r, double y)
{
	cairo_set_line_width(p->cr, 0.5);
	cairo_move_to(p->cr, r->x[0], y);
	cairo_line_to(p->cr, r->x[0] + r->width[0], y);
	cairo_stroke(p->cr);
}

/* A label over several rows: no line between them, but one at either end of a page. */
static void
frame_label(const struct press *p, const struct row *r, double height)
{
	double x = r->x[0], y = p->y;

	if (!r->above && !r->below) {
		frame(p->cr, x, y, r->width[0], height);
		return;
	}
	cairo_set_line_width(p->cr, 0.5);
	cairo_move_to(p->cr, x, y);
	cairo_line_to(p->cr, x, y + height);
	cairo_move_to(p->cr, x + r->width[0], y);
	cairo_line_to(p->cr, x + r->width[0], y + height);
	cairo_stroke(p->cr);
	if (!r->above || press_at_top(p))
		edge(p, r, y);
	if (!r->below)
		edge(p, r, y + height);
}

/* To a new page, where a label begins anew. */
static void
turn(struct press *p, struct row *r)
{
	if (p->cr && (r->above || r->below))
		edge(p, r, p->y);
	press_turn(p);
}

/* The next `lines` lines of every cell, in the middle of the height. */
static void
put_part(struct press *p, struct row *r, int lines)
{
	double h = height_of(lines), pitch = face_pitch(FACE_CELL), y;
	size_t i;
	int k, n;

	for (i = 0; i < r->n; i++) {
		n = lines_left(r, i) < lines ? lines_left(r, i) : lines;
		if (i == 0 && r->above && !press_at_top(p))
			r->done[0] += n, n = 0; /* it stands above */
		y = p->y + (h - n * pitch) / 2;
		for (k = 0; p->cr && k < n; k++)
			setting_draw(&r->cells[i], p->cr, r->done[i] + k,
				     r->x[i] + pad_x, y + k * pitch);
		r->done[i] += n;
		if (p->cr && i > 0)
			frame(p->cr, r->x[i], p->y, r->width[i], h);
		else if (p->cr)
			frame_label(p, r, h);
	}
	p->y += h;
}

/* How many of the lines go onto this page. */
static int
fitting(const struct press *p, int lines)
{
	int n = (int)((press_room(p) - 2 * pad_y) / face_pitch(FACE_CELL));

	if (height_of(lines) <= press_room(p))
		return lines;
	/* a short row is not torn, and no single line is left behind */
	if (!press_at_top(p) &&
	    (height_of(lines) < (page_bottom - page_top) / 3 || n < 2))
		return 0;
	return n;
}

void
press_row(struct press *p, size_t block)
{
	struct row r;
	int lines, n;

	open_row(&r, p, block);
	for (lines = most_left(&r); lines > 0; lines = most_left(&r)) {
		n = fitting(p, lines);
		if (n == 0)
			turn(p, &r);
		else
			put_part(p, &r, n);
		if (n > 0 && n < lines)
			turn(p, &r);
	}
	close_row(&r);
	if (block + 1 < p->paper->blocks.n &&
	    p->paper->blocks.v[block + 1].kind != PAPER_ROW)
		p->y += pad_y;
}
