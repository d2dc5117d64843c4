/* draw.c -- the one place where text becomes cells: made visible, cut by columns. */
#include "ui/term/draw.h"

#include <curses.h>
#include <string.h>
#include <wchar.h>

#include "base/str.h"
#include "base/utf8.h"

#include "ui/term/term.h"

static struct str visible; /* reused: no allocation in a redraw */

struct canvas
canvas_screen(void)
{
	return (struct canvas){ 0, 0, term_rows(), term_cols() };
}

static int
within(int want, int most)
{
	if (want < 0)
		want += most;
	if (want > most)
		want = most;
	return want < 0 ? 0 : want;
}

struct canvas
canvas_part(struct canvas c, int y, int x, int rows, int cols)
{
	int down = within(y, c.rows), right = within(x, c.cols);

	return (struct canvas){ c.y + down, c.x + right, within(rows, c.rows - down),
				within(cols, c.cols - right) };
}

/* Where in a canvas, how wide, in which face, what: as many words as curses needs. */
/* NOLINTBEGIN(readability-function-size) */
void
draw_fill(struct canvas c, int y, int x, int cols, enum face face, char with)
{
	if (y < 0 || y >= c.rows || x < 0 || x >= c.cols)
		return;
	if (cols > c.cols - x)
		cols = c.cols - x;
	attrset((int)(with == ' ' ? theme_blank(face) : theme_attr(face)));
	if (cols > 0)
		mvhline(c.y + y, c.x + x, (chtype)(unsigned char)with, cols);
}

void
draw_clear(struct canvas c)
{
	int y;

	for (y = 0; y < c.rows; y++)
		draw_fill(c, y, 0, c.cols, FACE_PLAIN, ' ');
}

/* What is written over: curses leaves the second half of a wide character of which it
 * wrote over the first, and later takes the cell before it for the one to mend. */
static void
make_room(struct canvas c, int y, int x, int cols)
{
	mvhline(c.y + y, c.x + x, ' ', cols);
	move(c.y + y, c.x + x);
}

static bool
is_plain(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] >= 0x7f)
			return false;
	return true;
}

/* One character.  Where the C library, by which ncurses counts, thinks otherwise of its
 * width or does not know it, a mark of the same width stands instead: nothing shifts. */
static void
put_char(const char *s, size_t n)
{
	wchar_t w[2] = { 0 };
	uint32_t cp;
	int width;

	utf8_decode(s, n, &cp);
	width = utf8_width(cp);
	w[0] = (wchar_t)cp;
	if (wcwidth(w[0]) != width) {
		if (width == 0)
			return;
		w[0] = UTF8_REPLACEMENT;
	}
	addnwstr(w, 1);
	if (w[0] == UTF8_REPLACEMENT && width == 2)
		addch(' ');
}

int
draw_textn(struct canvas c, int y, int x, enum face face, const char *text, size_t len)
{
	size_t at, n;
	uint32_t cp;
	int used;

	if (y < 0 || y >= c.rows || x < 0 || x >= c.cols || len == 0)
		return 0;
	attrset((int)theme_attr(face));
	if (is_plain(text, len)) {
		used = (int)len < c.cols - x ? (int)len : c.cols - x;
		make_room(c, y, x, used);
		addnstr(text, used);
		return used;
	}
	str_clear(&visible);
	utf8_visible(&visible, text, len);
	text = str_text(&visible);
	len = utf8_fit(text, visible.len, c.cols - x, &used);
	make_room(c, y, x, used);
	for (at = 0; at < len; at += n) {
		n = utf8_decode(text + at, len - at, &cp);
		put_char(text + at, n);
	}
	return used;
}

int
draw_text(struct canvas c, int y, int x, enum face face, const char *text)
{
	return draw_textn(c, y, x, face, text, strlen(text));
}

int
draw_cut(struct canvas c, int y, int x, enum face face, const char *text)
{
	int used, room = c.cols - x - 3;

	if (x + utf8_columns(text, strlen(text)) <= c.cols || room <= 0)
		return draw_text(c, y, x, face, text);
	used = draw_text(canvas_part(c, y, x, 1, room), 0, 0, face, text);
	return used + draw_text(c, y, x + used, face, "...");
}

void
draw_cell(struct canvas c, int y, int x, int cols, enum face face, const char *text)
{
	struct canvas cell;
	int used;

	if (y < 0 || y >= c.rows || x < 0 || x >= c.cols || cols <= 0)
		return;
	cell = canvas_part(c, y, x, 1, cols);
	used = draw_text(cell, 0, 0, face, text);
	draw_fill(cell, 0, used, cell.cols - used, face, ' ');
}

/* NOLINTEND(readability-function-size) */

int
draw_format(struct canvas c, int y, int x, enum face face, const char *fmt, ...)
{
	char line[1024];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	return draw_text(c, y, x, face, line);
}

void
draw_rule(struct canvas c, int y)
{
	if (y < 0 || y >= c.rows || c.cols <= 0)
		return;
	attrset((int)theme_attr(FACE_RULE));
	if (term_ascii())
		mvhline(c.y + y, c.x, '-' | theme_attr(FACE_RULE), c.cols);
	else
		mvhline_set(c.y + y, c.x, WACS_HLINE, c.cols);
}

void
draw_upright(struct canvas c, int x, int y, int rows)
{
	if (x < 0 || x >= c.cols || y < 0 || y >= c.rows)
		return;
	if (rows > c.rows - y)
		rows = c.rows - y;
	attrset((int)theme_attr(FACE_RULE));
	if (term_ascii())
		mvvline(c.y + y, c.x + x, '|' | theme_attr(FACE_RULE), rows);
	else
		mvvline_set(c.y + y, c.x + x, WACS_VLINE, rows);
}

void
draw_cursor(struct canvas c, int y, int x)
{
	if (x >= c.cols)
		x = c.cols - 1;
	term_cursor(c.y + within(y, c.rows - 1), c.x + within(x, c.cols));
}
