/* page.c -- one page: its margins, its number, and the next one.
 * Margins after GB/T 9704: 37 mm above, 35 mm below, 28 mm at the left, 26 mm at the
 * right.
 */
#include "base/str.h"

#include "press.h"

#define MM (72 / 25.4)

const double page_left = 28 * MM, page_top = 37 * MM;
const double page_width = PAGE_WIDTH - (28 + 26) * MM;
const double page_bottom = PAGE_HEIGHT - 35 * MM;

/* From the text to the number of the page; from an outer edge to it. */
static const double folio_gap = 7 * MM, folio_in = 14;

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

void
press_folio(struct press *p)
{
	struct setting s = { .face = FACE_FOLIO,
			     .align = p->page % 2 ? AT_RIGHT : AT_LEFT,
			     .width = page_width - 2 * folio_in };
	char text[32];

	str_format(text, sizeof text, "— %d —", p->page);
	setting_make(&s, &p->faces, text);
	setting_draw(&s, p->cr, 0, page_left + folio_in, page_bottom + folio_gap);
	setting_free(&s);
	cairo_show_page(p->cr);
}

void
press_turn(struct press *p)
{
	if (p->cr)
		press_folio(p);
	p->page++;
	p->y = page_top;
}
