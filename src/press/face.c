/* face.c -- fonts: families, sizes, and the setting of lines of text.
 * Sizes after GB/T 9704: text of size three (16 pt) with 28 characters to a line and 22
 * lines to a page, the title of size two (22 pt), page numbers of size four (14 pt); notes
 * of size five, as in the forms of 2026.  Law: no font is emboldened artificially.
 */
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include "press.h"

static const struct {
	double size, pitch;
	enum { BODY, TITLE, FIGURES } fonts;
} looks[FACE__MAX] = {
	[FACE_TEXT] = { 15.75, 28.99 },	   [FACE_TITLE] = { 22, 36, TITLE },
	[FACE_OFFICE] = { 22, 36, TITLE }, [FACE_CELL] = { 12, 18.5 },
	[FACE_NOTE] = { 10.5, 15 },	   [FACE_FOLIO] = { 14, 18, FIGURES },
};

double
face_size(enum face face)
{
	return looks[face].size;
}

double
face_pitch(enum face face)
{
	return looks[face].pitch;
}

static void
measure(struct faces *f, enum face face)
{
	PangoFontMetrics *m =
		pango_context_get_metrics(f->context, f->fonts[face], NULL);

	f->ascent[face] = pango_units_to_double(pango_font_metrics_get_ascent(m));
	f->height[face] = f->ascent[face] +
			  pango_units_to_double(pango_font_metrics_get_descent(m));
	pango_font_metrics_unref(m);
}

void
faces_open(struct faces *f, const struct fonts *fonts)
{
	const char *const families[] = { fonts->text, fonts->title, fonts->figures };
	PangoFontMap *map = pango_cairo_font_map_get_default();
	cairo_font_options_t *options = cairo_font_options_create();
	int i;

	*f = (struct faces){ .context = pango_font_map_create_context(map) };
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	pango_cairo_context_set_font_options(f->context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(f->context, 72);
	pango_context_set_round_glyph_positions(f->context, FALSE);
	pango_context_set_base_dir(f->context, PANGO_DIRECTION_LTR);
	pango_context_set_language(f->context, pango_language_from_string("zh-cn"));
	for (i = 0; i < FACE__MAX; i++) {
		f->fonts[i] = pango_font_description_new();
		/* a family may be named "… Light": no word of a name is a style */
		pango_font_description_set_family(f->fonts[i],
						  families[looks[i].fonts]);
		pango_font_description_set_absolute_size(f->fonts[i],
							 looks[i].size * PANGO_SCALE);
		measure(f, (enum face)i);
	}
}

void
faces_close(struct faces *f)
{
	int i;

	for (i = 0; i < FACE__MAX; i++)
		pango_font_description_free(f->fonts[i]);
	g_object_unref(f->context);
}

static bool
has_sign(PangoFontset *set, uint32_t cp)
{
	PangoFont *font = pango_fontset_get_font(set, cp);
	bool has = font && pango_font_has_char(font, cp);

	if (font)
		g_object_unref(font);
	return has;
}

static void
lack(PangoFontset *set, const char *text, struct str *out)
{
	size_t n, at, len = strlen(text);
	char one[5];
	uint32_t cp;

	for (at = 0; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		if (utf8_class(cp) != UTF8_PLAIN && utf8_class(cp) != UTF8_COMBINING)
			continue; /* printed as its name */
		memcpy(one, text + at, n);
		one[n] = '\0';
		if (!has_sign(set, cp) && !strstr(str_text(out), one))
			str_add(out, one);
	}
}

void
faces_lack(struct faces *f, const char *text, struct str *out)
{
	PangoFontset *set;
	int i;

	for (i = 0; i < FACE__MAX; i++) {
		set = pango_context_load_fontset(f->context, f->fonts[i], NULL);
		lack(set, text, out);
		g_object_unref(set);
	}
}

/* -- setting ------------------------------------------------------------------------- */

static void
note_unknown(struct faces *f, const PangoGlyphString *glyphs)
{
	uint32_t cp;
	size_t seen;
	int i;

	for (i = 0; i < glyphs->num_glyphs; i++) {
		if (!(glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) ||
		    glyphs->glyphs[i].glyph == PANGO_GLYPH_EMPTY)
			continue;
		cp = glyphs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
		for (seen = 0; seen < f->unknown && seen < ARRAY_LEN(f->first); seen++)
			if (f->first[seen] == cp)
				break;
		if (seen == f->unknown && seen < ARRAY_LEN(f->first))
			f->first[seen] = cp;
		f->unknown += seen == f->unknown || seen == ARRAY_LEN(f->first);
	}
}

static void
look_for_unknown(struct faces *f, PangoLayout *layout)
{
	GSList *line, *run;

	if (pango_layout_get_unknown_glyphs_count(layout) == 0)
		return;
	for (line = pango_layout_get_lines_readonly(layout); line; line = line->next)
		for (run = ((PangoLayoutLine *)line->data)->runs; run; run = run->next)
			note_unknown(f, ((PangoGlyphItem *)run->data)->glyphs);
}

void
setting_make(struct setting *s, struct faces *f, const char *text)
{
	PangoLayout *layout = pango_layout_new(f->context);
	int width = pango_units_from_double(s->width);
	int indent = pango_units_from_double(s->indent);
	struct str lines = { 0 };

	s->layout = layout;
	s->faces = f;
	pango_layout_set_font_description(layout, f->fonts[s->face]);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	lines_break(&lines, layout, text, width - (indent > 0 ? indent : 0),
		    width + (indent < 0 ? indent : 0));
	pango_layout_set_width(layout, width);
	pango_layout_set_indent(layout, indent);
	pango_layout_set_text(layout, str_text(&lines), -1);
	str_release(&lines);
	s->n = pango_layout_get_line_count(layout);
	look_for_unknown(f, layout);
}

void
setting_free(struct setting *s)
{
	g_object_unref(s->layout);
}

static bool
ends_paragraph(const struct setting *s, int line)
{
	PangoLayoutLine *next = pango_layout_get_line_readonly(s->layout, line + 1);

	return !next || next->is_paragraph_start;
}

static bool
is_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '/' || c == '@' ||
	       c == ':' || c == '_';
}

/* Between two plain letters no space is let in; behind the line's last sign neither. */
static bool
is_gap(const char *text, int end, int stop)
{
	return end < stop && !(is_letter(text[end - 1]) && is_letter(text[end]));
}

/* What walks over the clusters of a line: counts its gaps, then widens them. */
struct spread {
	const char *text;
	int stop; /* end of what is seen of the line */
	int gaps, each; /* in Pango's units; each 0: only count */
};

static void
spread_run(struct spread *s, PangoGlyphItem *item)
{
	PangoGlyphItemIter i;
	gboolean have;

	for (have = pango_glyph_item_iter_init_start(&i, item, s->text); have;
	     have = pango_glyph_item_iter_next_cluster(&i)) {
		if (!is_gap(s->text, i.end_index, s->stop))
			continue;
		s->gaps++;
		/* glyphs of a run to the right stand in the order of the text */
		if (s->each && !(item->item->analysis.level & 1))
			item->glyphs->glyphs[i.end_glyph - 1].geometry.width += s->each;
	}
}

static void
spread_line(struct spread *s, PangoLayoutLine *line)
{
	GSList *run;

	s->gaps = 0;
	for (run = line->runs; run; run = run->next)
		spread_run(s, run->data);
}

#define WIDEST_GAP 0.3 /* of a character */

/* Widens the gaps of a full line until it reaches the right edge. */
static void
justify(const struct setting *s, PangoLayoutLine *line, double width)
{
	struct spread spread = { .text = pango_layout_get_text(s->layout) };
	PangoRectangle logical;
	int missing;

	spread.stop = line->start_index + line->length;
	if (line->length >= (int)strlen(LINE_END) &&
	    memcmp(spread.text + spread.stop - strlen(LINE_END), LINE_END,
		   strlen(LINE_END)) == 0)
		spread.stop -= (int)strlen(LINE_END);
	while (spread.stop > line->start_index && spread.text[spread.stop - 1] == ' ')
		spread.stop--;
	pango_layout_line_get_extents(line, NULL, &logical);
	missing = pango_units_from_double(width) - logical.width;
	spread_line(&spread, line);
	if (spread.gaps == 0 || missing <= 0)
		return;
	spread.each = missing / spread.gaps;
	/* before a number that cannot be parted a ragged line reads better than a torn one */
	if (spread.each < pango_units_from_double(face_size(s->face) * WIDEST_GAP))
		spread_line(&spread, line);
}

void
setting_draw(const struct setting *s, cairo_t *cr, int n, double x, double y)
{
	PangoLayoutLine *line = pango_layout_get_line(s->layout, n);
	double pitch = looks[s->face].pitch, width = s->width;
	double in = s->indent < 0 ? -s->indent : s->indent;
	PangoRectangle logical;

	/* below zero it hangs: every line but the first stands in */
	if (line->is_paragraph_start == (s->indent > 0)) {
		x += in;
		width -= in;
	}
	if (s->align == AT_BOTH && !ends_paragraph(s, n))
		justify(s, line, width);
	pango_layout_line_get_extents(line, NULL, &logical);
	if (s->align == AT_CENTRE)
		x += (width - pango_units_to_double(logical.width)) / 2;
	else if (s->align == AT_RIGHT)
		x += width - pango_units_to_double(logical.width);
	y += (pitch - s->faces->height[s->face]) / 2 + s->faces->ascent[s->face];
	cairo_move_to(cr, x, y);
	pango_cairo_show_layout_line(cr, line);
}
