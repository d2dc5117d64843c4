/* pager.c -- computes display lines while painting; the top line is its only state. */
#include "ui/part/pager.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#include "form/edit.h"

static struct {
	struct edit_line *v;
	size_t n, cap;
} lines;

static void
wrap(const struct pager *p, int cols)
{
	const char *text = str_text(&p->text);
	size_t n;

	while ((n = edit_wrap(text, p->text.len, cols, lines.v, lines.cap)) >
	       lines.cap) {
		lines.cap = n;
		lines.v = xrealloc(lines.v, n, sizeof *lines.v);
	}
	lines.n = n;
}

void
pager_release(struct pager *p)
{
	str_release(&p->text);
	*p = (struct pager){ 0 };
}

static void
hold(struct pager *p)
{
	if (p->top > p->lines - p->rows)
		p->top = p->lines - p->rows;
	if (p->top < 0)
		p->top = 0;
}

bool
pager_act(struct pager *p, enum act act)
{
	int page = p->rows > 2 ? p->rows - 2 : 1;

	switch (act) {
	case ACT_UP:
		p->top--;
		break;
	case ACT_DOWN:
		p->top++;
		break;
	case ACT_PAGE_UP:
		p->top -= page;
		break;
	case ACT_PAGE_DOWN:
		p->top += page;
		break;
	case ACT_HOME:
		p->top = 0;
		break;
	case ACT_END:
	case ACT_BOTTOM:
		p->top = p->lines;
		break;
	default:
		return false;
	}
	hold(p);
	return true;
}

static bool
line_has(const struct pager *p, int line, const char *words)
{
	const char *text = str_text(&p->text) + lines.v[line].at;

	return memmem(text, lines.v[line].len, words, strlen(words)) != NULL;
}

bool
pager_find(struct pager *p, const char *words, int step)
{
	int line;

	for (line = p->top + step; line >= 0 && line < p->lines; line += step)
		if (line_has(p, line, words)) {
			p->top = line;
			return true;
		}
	return false;
}

void
pager_draw(struct pager *p, struct canvas c)
{
	const char *text = str_text(&p->text);
	int y;

	wrap(p, c.cols);
	p->lines = (int)lines.n;
	if (p->rows != c.rows) {
		p->rows = c.rows;
		hold(p);
	}
	draw_clear(c);
	for (y = 0; y < c.rows && p->top + y < p->lines; y++) {
		struct edit_line *line = &lines.v[p->top + y];
		const char *s = text + line->at;
		size_t head = line->len > 0 && *s == '\x1f';

		draw_textn(c, y, 0, head ? FACE_TITLE : FACE_PLAIN, s + head,
			   line->len - head);
	}
	draw_cursor(c, 0, 0);
}
