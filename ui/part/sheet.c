/* sheet.c -- lines of spans; part/list moves the cursor, marks and scrolls. */
#include "ui/part/sheet.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include "form/edit.h"

#include "ui/screen.h"

static const char *
line_id(const void *arg, size_t row)
{
	const struct sheet *sheet = arg;

	return row < sheet->lines.n ? sheet->lines.v[row].id : "";
}

void
sheet_drop(struct sheet *sheet, size_t from)
{
	struct sheet_line *line;
	size_t i;

	while (sheet->lines.n > from) {
		line = &sheet->lines.v[--sheet->lines.n];
		for (i = 0; i < line->nspans; i++) {
			mem_wipe(line->spans[i].text, strlen(line->spans[i].text));
			free(line->spans[i].text);
		}
	}
}

void
sheet_clear(struct sheet *sheet)
{
	sheet_drop(sheet, 0);
}

void
sheet_release(struct sheet *sheet)
{
	sheet_clear(sheet);
	vec_release(&sheet->lines);
}

void
sheet_line(struct sheet *sheet, const char *id)
{
	struct sheet_line *line = vec_add(&sheet->lines);

	str_copy(line->id, sizeof line->id, id);
}

static void
put(struct sheet *sheet, int x, enum face face, char *text)
{
	struct sheet_line *line = &sheet->lines.v[sheet->lines.n - 1];

	if (line->nspans == SHEET_SPANS) {
		free(text);
		return;
	}
	line->spans[line->nspans++] = (struct sheet_span){ x, face, text };
}

void
sheet_put(struct sheet *sheet, int x, enum face face, const char *text)
{
	put(sheet, x, face, xstrdup(text));
}

void
sheet_format(struct sheet *sheet, int x, enum face face, const char *fmt, ...)
{
	struct str s = { 0 };
	va_list ap;

	va_start(ap, fmt);
	str_addv(&s, fmt, ap);
	va_end(ap);
	sheet_put(sheet, x, face, str_text(&s));
	str_wipe(&s);
}

void
sheet_append(struct sheet *sheet, enum face face, const char *fmt, ...)
{
	const struct sheet_line *line = &sheet->lines.v[sheet->lines.n - 1];
	const struct sheet_span *last = &line->spans[line->nspans - 1];
	struct str s = { 0 };
	va_list ap;
	int x = 1;

	if (line->nspans > 0)
		x = last->x + utf8_columns(last->text, strlen(last->text)) + 2;
	va_start(ap, fmt);
	str_addv(&s, fmt, ap);
	va_end(ap);
	sheet_put(sheet, x, face, str_text(&s));
	str_wipe(&s);
}

void
sheet_wrap(struct sheet *sheet, int x, int cols, enum face face, const char *text)
{
	enum { MOST = 400 };
	struct edit_line lines[MOST];
	char id[48];
	size_t i, n;

	n = edit_wrap(text, strlen(text), cols > 2 ? cols : 2, lines, MOST);
	str_copy(id, sizeof id, sheet->lines.v[sheet->lines.n - 1].id);
	for (i = 0; i < n && i < MOST; i++) {
		if (i > 0)
			sheet_line(sheet, id);
		put(sheet, x, face, xstrndup(text + lines[i].at, lines[i].len));
	}
}

void
sheet_done(struct sheet *sheet)
{
	struct list *list = &sheet->list;

	if (str_eq(line_id(sheet, list->cursor), list->at))
		list->at[0] = '\0'; /* still here: no other line of this id */
	list_sync(list, sheet->lines.n, line_id, sheet);
}

const char *
sheet_at(const struct sheet *sheet)
{
	return line_id(sheet, sheet->list.cursor);
}

bool
sheet_act(struct sheet *sheet, enum act act)
{
	return list_act(&sheet->list, act, line_id, sheet);
}

static bool
line_has(const struct sheet_line *line, const char *words)
{
	size_t i;

	for (i = 0; i < line->nspans; i++)
		if (strstr(line->spans[i].text, words))
			return true;
	return false;
}

bool
sheet_find(struct sheet *sheet, const char *words, int step)
{
	size_t i, n = sheet->lines.n, row = sheet->list.cursor;

	if (words != sheet->found)
		str_copy(sheet->found, sizeof sheet->found, words);
	for (i = 0; sheet->found[0] && i < n; i++) {
		row = (row + n + (size_t)step) % n;
		if (line_has(&sheet->lines.v[row], sheet->found)) {
			list_seek(&sheet->list, row, line_id, sheet);
			return true;
		}
	}
	return false;
}

static void
draw_spans(const struct sheet_line *line, struct canvas c)
{
	size_t i;

	for (i = 0; i < line->nspans; i++)
		draw_text(c, 0, line->spans[i].x, line->spans[i].face,
			  line->spans[i].text);
}

static void
draw_line(void *arg, size_t row, struct canvas c)
{
	const struct sheet *sheet = arg;

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	draw_spans(&sheet->lines.v[row], c);
}

void
sheet_draw(struct sheet *sheet, struct canvas c, unsigned damage)
{
	list_draw(&sheet->list, c, damage, draw_line, sheet);
}

void
sheet_paint(const struct sheet *sheet, struct canvas c)
{
	int y;

	for (y = 0; y < c.rows && (size_t)y < sheet->lines.n; y++)
		draw_spans(&sheet->lines.v[y], canvas_part(c, y, 0, 1, c.cols));
}
