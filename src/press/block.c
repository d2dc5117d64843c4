/* block.c -- places blocks down the page, and on to the next.
 * Law: the same code counts the pages and draws them; a signature has at least three lines
 * of text before it on its page, where the document has so many.
 */
#include "base/str.h"
#include "base/text.h"

#include "press.h"

static const double rule_height = 12;
/* A free line of the body is space, not a line of text. */
static const double free_height = 0.6 * 28.99;
/* From the right edge to the date. */
static const double signed_gap = 4 * 15.75;
/* Lines of text that stand above a signature on its page, where there are as many. */
enum { LEAST_ABOVE = 3 };

static void
put_at(struct press *p, const struct setting *s, int line, double x)
{
	double pitch = face_pitch(s->face);

	if (press_room(p) < pitch && !press_at_top(p))
		press_turn(p);
	if (p->cr)
		setting_draw(s, p->cr, line, page_left + x, p->y);
	p->y += pitch;
}

/* -- text ---------------------------------------------------------------------------- */

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
	[PAPER_CENTRE] = { FACE_TEXT, AT_CENTRE, 0 },
	[PAPER_NOTE] = { FACE_NOTE, AT_BOTH, -3 },
};

/* Yours: setting_free(). */
static struct setting
text_of(struct press *p, size_t block)
{
	const struct paper_block *b = &p->paper->blocks.v[block];
	struct setting s = { .face = looks[b->kind].face,
			     .align = looks[b->kind].align,
			     .width = page_width };

	s.indent = looks[b->kind].indent * face_size(s.face);
	setting_make(&s, &p->faces, b->parts[0]);
	return s;
}

/* -- what must not be parted --------------------------------------------------------- */

/* Office with the place of the seal, and the date below it. */
struct seal {
	struct setting office, date;
	double x_office, x_date, height;
};

static double
width_of(const struct setting *s)
{
	PangoRectangle logical;

	pango_layout_get_extents(s->layout, NULL, &logical);
	return pango_units_to_double(logical.width);
}

/* The date ends four characters from the edge; the office stands above it around the
 * same middle, as far as there is room. */
static void
open_seal(struct seal *out, struct press *p, size_t block)
{
	const struct paper_block *b = &p->paper->blocks.v[block];
	struct setting line = { .face = FACE_TEXT, .width = page_width };
	struct str office = { 0 };
	double wide, x;

	*out = (struct seal){ .office = line, .date = line };
	str_addf(&office, "%s%s", b->parts[0], PAPER_SEAL_PLACE);
	setting_make(&out->office, &p->faces, str_text(&office));
	setting_make(&out->date, &p->faces, b->n > 1 ? b->parts[1] : "");
	wide = width_of(&out->date);
	x = page_width - signed_gap - wide;
	out->x_date = x > 0 ? x : 0;
	x = out->x_date + (wide - width_of(&out->office)) / 2;
	if (x + width_of(&out->office) > page_width)
		x = page_width - width_of(&out->office);
	out->x_office = x > 0 ? x : 0;
	out->height = (out->office.n + out->date.n) * face_pitch(FACE_TEXT);
	str_release(&office);
}

static void
close_seal(struct seal *seal)
{
	setting_free(&seal->office);
	setting_free(&seal->date);
}

/* A free line stands before a signature; one of the body's own is enough. */
static double
free_line(const struct paper *paper, size_t seal)
{
	return seal > 0 && paper->blocks.v[seal - 1].kind == PAPER_BLANK ? 0
									 : free_height;
}

/* The notes below a signature stay on its page. */
static double
notes_height(struct press *p, size_t seal)
{
	const struct paper *paper = p->paper;
	struct setting s;
	double h = 0;
	size_t i;

	for (i = seal + 1; i < paper->blocks.n; i++) {
		if (paper->blocks.v[i].kind == PAPER_BLANK) {
			h += free_height;
		} else if (paper->blocks.v[i].kind == PAPER_NOTE) {
			s = text_of(p, i);
			h += s.n * face_pitch(s.face);
			setting_free(&s);
		} else {
			break;
		}
		if (h > (page_bottom - page_top) / 3)
			return 0; /* too much to hold together */
	}
	return h;
}

/* What follows a block up to the signature, where that is near. */
struct tail {
	int lines; /* of text */
	double height; /* of all of it; 0: no signature follows so soon */
};

/* Adds a block of text to what stays on one page with the signature.  False: the block is
 * not text. */
static bool
add_text(struct press *p, size_t block, struct tail *t)
{
	enum paper_kind kind = p->paper->blocks.v[block].kind;
	struct setting s;

	if (kind != PAPER_TEXT && kind != PAPER_LEFT && kind != PAPER_RIGHT)
		return false;
	s = text_of(p, block);
	t->lines += s.n;
	t->height += s.n * face_pitch(s.face);
	setting_free(&s);
	return true;
}

static struct tail
tail_of(struct press *p, size_t block)
{
	const struct paper *paper = p->paper;
	struct tail t = { 0, 0 };
	struct seal seal;
	size_t i;

	for (i = block + 1; i < paper->blocks.n && t.lines < LEAST_ABOVE; i++) {
		enum paper_kind kind = paper->blocks.v[i].kind;

		if (kind == PAPER_SEAL) {
			open_seal(&seal, p, i);
			t.height +=
				free_line(paper, i) + seal.height + notes_height(p, i);
			close_seal(&seal);
			return t;
		}
		if (kind == PAPER_BLANK)
			t.height += free_height;
		else if (!add_text(p, i, &t))
			break;
	}
	return (struct tail){ 0, 0 };
}

/* Whether the lines from here to the signature are just those that stay with it, and do
 * not fit here. */
static bool
leaves_tail(const struct press *p, int left, double pitch, const struct tail *t)
{
	return t->height > 0 && left + t->lines <= LEAST_ABOVE &&
	       left * pitch + t->height > press_room(p);
}

/* -- blocks -------------------------------------------------------------------------- */

static void
put_text(struct press *p, size_t block)
{
	struct setting s = text_of(p, block);
	const struct tail tail = tail_of(p, block);
	int i;

	for (i = 0; i < s.n; i++) {
		if (!press_at_top(p) &&
		    leaves_tail(p, s.n - i, face_pitch(s.face), &tail))
			press_turn(p);
		put_at(p, &s, i, 0);
	}
	setting_free(&s);
}

static void
put_seal(struct press *p, size_t block)
{
	struct seal seal;
	int n;

	open_seal(&seal, p, block);
	p->y += free_line(p->paper, block);
	if (press_room(p) < seal.height + notes_height(p, block) && !press_at_top(p))
		press_turn(p);
	for (n = 0; n < seal.office.n; n++)
		put_at(p, &seal.office, n, seal.x_office);
	for (n = 0; n < seal.date.n; n++)
		put_at(p, &seal.date, n, seal.x_date);
	close_seal(&seal);
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
		press_folio(p);
	p->pages = p->page;
	return DONE;
}
