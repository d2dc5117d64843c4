/* editor.c -- computes the display lines from the text at every painting; caches nothing
 * that could disagree with it.
 */
#include "ui/part/editor.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

#include "ui/part/prompt.h"

static struct {
	struct edit_line *v;
	size_t n, cap;
} lines;

static void
wrap(const struct edit *edit, int cols)
{
	const char *text = edit_text(edit);
	size_t len = edit_len(edit), n;

	while ((n = edit_wrap(text, len, cols, lines.v, lines.cap)) > lines.cap)
		vec_grow((void **)&lines.v, &lines.cap, n, sizeof *lines.v);
	lines.n = n;
}

/* The line on which the cursor stands: the last that starts at or before it. */
static size_t
cursor_line(const struct edit *edit)
{
	size_t i, at = edit_cursor(edit), line = 0;

	for (i = 0; i < lines.n; i++)
		if (lines.v[i].at <= at)
			line = i;
	return line;
}

void
editor_draw(struct canvas c, const struct edit *edit, int *top, bool focused)
{
	const char *text = edit_text(edit);
	size_t line, i, before;
	int y, used;

	wrap(edit, c.cols);
	line = cursor_line(edit);
	if ((int)line < *top)
		*top = (int)line;
	if ((int)line >= *top + c.rows)
		*top = (int)line - c.rows + 1;
	for (y = 0; y < c.rows; y++) {
		i = (size_t)*top + (size_t)y;
		used = i < lines.n ? draw_textn(c, y, 0, FACE_PLAIN,
						text + lines.v[i].at, lines.v[i].len)
				   : 0;
		draw_fill(c, y, used, c.cols - used, FACE_PLAIN, ' ');
	}
	if (!focused)
		return;
	before = lines.n ? edit_cursor(edit) - lines.v[line].at : 0;
	draw_cursor(c, (int)line - *top,
		    lines.n ? utf8_columns(text + lines.v[line].at, before) : 0);
}

static enum edit_move
vertical(enum act act)
{
	return act == ACT_UP	    ? EDIT_UP
	       : act == ACT_DOWN    ? EDIT_DOWN
	       : act == ACT_PAGE_UP ? EDIT_PAGE_UP
				    : EDIT_PAGE_DOWN;
}

bool
editor_act(struct edit *edit, enum act act, const struct key *key, struct canvas size)
{
	size_t line;

	if (act == ACT_OPEN) {
		edit_insert(edit, "\n", 1);
		return true;
	}
	if (act != ACT_UP && act != ACT_DOWN && act != ACT_PAGE_UP &&
	    act != ACT_PAGE_DOWN)
		return edit_act(edit, act, key, size.cols);
	wrap(edit, size.cols);
	line = cursor_line(edit);
	if ((act == ACT_UP && line == 0) || (act == ACT_DOWN && line + 1 >= lines.n))
		return false;
	edit_move(edit, vertical(act), size.cols);
	return true;
}
