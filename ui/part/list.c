/* list.c -- the cursor is an id; its row is found again whenever rows change. */
#include "ui/part/list.h"

#include "base/str.h"

#include "ui/screen.h"

/* The cursor's row is among those shown, at whatever height. */
static void
scroll(struct list *list)
{
	size_t height = list->height > 0 ? (size_t)list->height : 1;
	size_t jump = list->jump > 0 ? (size_t)list->jump : 1;

	if (list->cursor < list->top)
		list->top = list->cursor < jump - 1 ? 0 : list->cursor - (jump - 1);
	if (list->cursor >= list->top + height)
		list->top = list->cursor - height + jump;
	if (list->top + height > list->n)
		list->top = list->n > height ? list->n - height : 0;
}

static void
hold(struct list *list, list_id_fn *id, const void *rows)
{
	if (list->cursor >= list->n)
		list->cursor = list->n ? list->n - 1 : 0;
	str_copy(list->at, sizeof list->at, list->n ? id(rows, list->cursor) : "");
	scroll(list);
}

void
list_sync(struct list *list, size_t n, list_id_fn *id, const void *rows)
{
	size_t i;

	list->n = n;
	for (i = 0; list->at[0] && i < n; i++)
		if (str_eq(id(rows, i), list->at)) {
			list->cursor = i;
			break;
		}
	hold(list, id, rows);
}

void
list_seek(struct list *list, size_t row, list_id_fn *id, const void *rows)
{
	list->cursor = row;
	hold(list, id, rows);
}

bool
list_act(struct list *list, enum act act, list_id_fn *id, const void *rows)
{
	size_t page = list->height > 1 ? (size_t)list->height - 1 : 1;
	size_t cursor = list->cursor;

	switch (act) {
	case ACT_UP:
		cursor -= cursor > 0;
		break;
	case ACT_DOWN:
		cursor++;
		break;
	case ACT_PAGE_UP:
		cursor = cursor > page ? cursor - page : 0;
		break;
	case ACT_PAGE_DOWN:
		cursor += page;
		break;
	case ACT_HOME:
		cursor = 0;
		break;
	case ACT_END:
	case ACT_BOTTOM:
		cursor = list->n;
		break;
	default:
		return false;
	}
	list_seek(list, cursor, id, rows);
	return true;
}

static void
mark(const struct list *list, struct canvas c, size_t row, char sign)
{
	if (row >= list->top && row < list->top + (size_t)c.rows && row < list->n)
		draw_fill(c, (int)(row - list->top), 0, 1,
			  sign == ' ' ? FACE_PLAIN : FACE_FOCUS, sign);
}

void
list_draw(struct list *list, struct canvas c, unsigned damage, list_row_fn *draw,
	  void *rows)
{
	size_t row;
	int y;

	list->height = c.rows;
	scroll(list);
	if (damage & DAMAGE_SCREEN || list->top != list->painted_top) {
		for (y = 0; y < c.rows; y++) {
			row = list->top + (size_t)y;
			if (row < list->n)
				draw(rows, row, canvas_part(c, y, 0, 1, c.cols));
			else
				draw_fill(c, y, 0, c.cols, FACE_PLAIN, ' ');
		}
	} else if (list->painted_cursor != list->cursor) {
		mark(list, c, list->painted_cursor, ' ');
	}
	mark(list, c, list->cursor, '>');
	list->painted_cursor = list->cursor;
	list->painted_top = list->top;
	draw_cursor(c, (int)(list->cursor - list->top), 0);
}
