/* lines.c -- breaks a paragraph into lines by the rules of base/wrap.h, which the screens
 * follow too, with widths measured by Pango.  Pango's own rules separate closing punctuation
 * from its text where the font changes within it.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/wrap.h"

#include "press.h"

/* Pango keeps a hair of its own. */
#define SLACK (PANGO_SCALE / 4)

/* Adds the width of each cluster of a run to where it begins in the text. */
static void
measure_run(PangoGlyphItem *item, const char *text, int *widths)
{
	PangoGlyphItemIter i;
	gboolean have;
	int k, from, to;

	for (have = pango_glyph_item_iter_init_start(&i, item, text); have;
	     have = pango_glyph_item_iter_next_cluster(&i)) {
		/* glyphs of a run to the right stand in the other order */
		from = i.start_glyph < i.end_glyph ? i.start_glyph : i.end_glyph + 1;
		to = i.start_glyph < i.end_glyph ? i.end_glyph : i.start_glyph + 1;
		for (k = from; k < to; k++)
			widths[i.start_index] += item->glyphs->glyphs[k].geometry.width;
	}
}

/* Where each byte of the text stands when nothing is broken: len + 1 places. */
static int *
places(PangoLayout *layout, const char *text, size_t len)
{
	int *at = xcalloc(len + 1, sizeof *at), sum = 0, width;
	GSList *line, *run;
	size_t i;

	for (line = pango_layout_get_lines_readonly(layout); line; line = line->next)
		for (run = ((PangoLayoutLine *)line->data)->runs; run; run = run->next)
			measure_run(run->data, text, at);
	for (i = 0; i <= len; i++) {
		width = at[i];
		at[i] = sum;
		sum += width;
	}
	return at;
}

static int
width_of(const void *arg, const char *text, size_t from, size_t to)
{
	const int *at = arg;

	(void)text;
	return at[to] - at[from];
}

static size_t
without_blanks(const char *text, size_t from, size_t to)
{
	while (to > from && text[to - 1] == ' ')
		to--;
	return to;
}

void
lines_break(struct str *out, PangoLayout *layout, const char *text, int first, int rest)
{
	size_t len = strlen(text), at = 0, end;
	int *place, room = first;

	pango_layout_set_width(layout, -1);
	pango_layout_set_text(layout, text, (int)len);
	place = places(layout, text, len);
	while (at < len) {
		end = wrap_measured(text, len, at, room - SLACK, width_of, place);
		if (end >= len || text[end] == '\n') {
			end += end < len;
			str_addn(out, text + at, end - at);
			room = first;
		} else {
			str_addn(out, text + at, without_blanks(text, at, end) - at);
			str_add(out, LINE_END);
			while (end < len && text[end] == ' ')
				end++;
			room = rest;
		}
		at = end;
	}
	free(place);
}
