/* page.c -- blocks go down the page, and over to the next.
 * Margins after GB/T 9704: 37 mm above, 35 mm below, 28 mm at the left, 26 mm at the
 * right.  Law: the same walk counts the pages and draws them; a signature never stands
 * alone on its page where text comes before it.
 */
#include <stdio.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "press.h"

#define MM (72 / 25.4)

const double page_left = 28 * MM, page_top = 37 * MM;
const double page_width = PAGE_WIDTH - (28 + 26) * MM;
const double page_bottom = PAGE_HEIGHT - 35 * MM;

static const double folio_gap = 7 * MM, rule_height = 12;
/* A free line of the body is space, not a line of text. */
static const double free_height = 0.6 * 28.99;
/* From the right edge to the longer of the two lines signed. */
static const double signed_gap = 4 * 15.75;

bool
press_at_top(const struct press *p)
{
	return p->y <= page_top + 0.01;
}

double
press_room(const struct press *p)
{
	return page_bottom - p->y + 0.01;
}

static void
put_folio(struct press *p)
{
	struct setting s = { .face = FACE_FOLIO,
			     .align = AT_CENTRE,
			     .width = page_width };
	char text[64];

	str_format(text, sizeof text, "第%d页 共%d页", p->page, p->pages);
	setting_make(&s, &p->faces, text);
	setting_draw(&s, p->cr, 0, page_left, page_bottom + folio_gap);
	setting_free(&s);
	cairo_show_page(p->cr);
}

void
press_turn(struct press *p)
{
	if (p->cr)
		put_folio(p);
	p->page++;
	p->y = page_top;
}

static void
put_line(struct press *p, const struct setting *s, int line)
{
	double pitch = face_pitch(s->face);

	if (press_room(p) < pitch && !press_at_top(p))
		press_turn(p);
	if (p->cr)
		setting_draw(s, p->cr, line, page_left, p->y);
	p->y += pitch;
}

/* -- what must not be parted --------------------------------------------------------- */

static double
seal_height(void)
{
	return 3 * face_pitch(FACE_TEXT); /* office, seal, date */
}

/* A free line stands before a signature; one of the body's own is enough. */
static double
free_line(const struct paper *paper, size_t seal)
{
	return seal > 0 && paper->blocks.v[seal - 1].kind == PAPER_BLANK ? 0
									 : free_height;
}

/* The height of the signature that follows block i, with the space before it; 0: none. */
static double
tail_height(const struct paper *paper, size_t i)
{
	double space = 0;

	for (i++; i < paper->blocks.n; i++) {
		if (paper->blocks.v[i].kind == PAPER_SEAL)
			return space + free_line(paper, i) + seal_height();
		if (paper->blocks.v[i].kind != PAPER_BLANK)
			return 0;
		space += free_height;
	}
	return 0;
}

/* Whether `rest` lines fit here but the tail behind them does not. */
static bool
leaves_tail(const struct press *p, double rest, double tail)
{
	return tail > 0 && rest <= press_room(p) && rest + tail > press_room(p);
}

/* -- blocks -------------------------------------------------------------------------- */

static const struct {
	enum face face;
	enum align align;
	int indent; /* characters */
} looks[PAPER__MAX] = {
	[PAPER_TEXT] = { FACE_TEXT, AT_BOTH, 2 },
	[PAPER_TITLE] = { FACE_TITLE, AT_CENTRE, 0 },
	[PAPER_OFFICE] = { FACE_OFFICE, AT_CENTRE, 0 },
	[PAPER_RIGHT] = { FACE_TEXT, AT_RIGHT, 0 },
	[PAPER_LEFT] = { FACE_TEXT, AT_BOTH, 0 },
};

static void
put_text(struct press *p, size_t block)
{
	const struct paper_block *b = &p->paper->blocks.v[block];
	struct setting s = { .face = looks[b->kind].face,
			     .align = looks[b->kind].align,
			     .width = page_width };
	double tail = tail_height(p->paper, block), pitch = face_pitch(s.face);
	int i;

	s.indent = looks[b->kind].indent * face_size(s.face);
	setting_make(&s, &p->faces, b->parts[0]);
	for (i = 0; i < s.n; i++) {
		if ((i == s.n - 2 || s.n == 1) && !press_at_top(p) &&
		    leaves_tail(p, (s.n - i) * pitch, tail))
			press_turn(p);
		put_line(p, &s, i);
	}
	setting_free(&s);
}

static double
widest(struct press *p, const char *const *lines, size_t n)
{
	struct setting s = { .face = FACE_TEXT, .width = page_width };
	double most = 0, w;
	PangoRectangle logical;
	size_t i;

	for (i = 0; i < n; i++) {
		setting_make(&s, &p->faces, lines[i]);
		pango_layout_get_extents(s.layout, NULL, &logical);
		w = pango_units_to_double(logical.width);
		most = w > most ? w : most;
		setting_free(&s);
	}
	return most;
}

/* Office, place of the seal and date, one under the other around one middle. */
static void
put_seal(struct press *p, size_t block)
{
	const struct paper_block *b = &p->paper->blocks.v[block];
	const char *lines[] = { b->parts[0], PAPER_SEAL_PLACE,
				b->n > 1 ? b->parts[1] : "" };
	double wide = widest(p, lines, ARRAY_LEN(lines));
	struct setting s = { .face = FACE_TEXT, .align = AT_CENTRE };
	double x = page_width - wide - signed_gap;
	size_t i;
	int n;

	p->y += free_line(p->paper, block);
	if (press_room(p) < seal_height() && !press_at_top(p))
		press_turn(p);
	x = x > 0 ? x : 0;
	s.width = wide + 1;
	for (i = 0; i < ARRAY_LEN(lines); i++) {
		setting_make(&s, &p->faces, lines[i]);
		for (n = 0; n < s.n; n++) {
			if (press_room(p) < face_pitch(FACE_TEXT))
				press_turn(p);
			if (p->cr)
				setting_draw(&s, p->cr, n, page_left + x, p->y);
			p->y += face_pitch(FACE_TEXT);
		}
		setting_free(&s);
	}
}

static void
put_rule(struct press *p)
{
	if (press_room(p) < rule_height)
		press_turn(p);
	if (p->cr) {
		cairo_set_line_width(p->cr, 0.75);
		cairo_move_to(p->cr, page_left, p->y + rule_height / 2);
		cairo_rel_line_to(p->cr, page_width, 0);
		cairo_stroke(p->cr);
	}
	p->y += rule_height;
}

static void
put_block(struct press *p, size_t i)
{
	const struct paper_block *b = &p->paper->blocks.v[i];

	switch (b->kind) {
	case PAPER_ROW:
		press_row(p, i);
		break;
	case PAPER_SEAL:
		put_seal(p, i);
		break;
	case PAPER_RULE:
		put_rule(p);
		break;
	case PAPER_PAGE:
		press_turn(p);
		break;
	case PAPER_BLANK:
		/* space at the head of a page is no space */
		if (!press_at_top(p) || p->page == 1)
			p->y += free_height;
		break;
	default:
		put_text(p, i);
	}
}

enum verdict
press_run(struct press *p, struct err *err)
{
	size_t i;

	p->page = 1;
	p->y = page_top;
	for (i = 0; i < p->paper->blocks.n && p->page <= PAGES_MAX; i++)
		put_block(p, i);
	if (p->page > PAGES_MAX)
		return refuse(err, _("The document would have more than %d pages."),
			      PAGES_MAX);
	if (p->cr)
		put_folio(p);
	p->pages = p->page;
	return DONE;
}
