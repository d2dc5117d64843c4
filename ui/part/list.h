/* ui/part/list.h -- a list whose cursor follows an id, not a row number: rows may come and
 * go around it.  A step repaints two markers; scrolling by one leaves every other row
 * byte for byte the same, so that the terminal can scroll by itself.
 */
#ifndef UI_PART_LIST_H
#define UI_PART_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/term/draw.h"
#include "ui/term/keys.h"

struct list {
	char at[48]; /* id of the row under the cursor; "" in an empty list */
	size_t cursor, top, n;
	int height;
	int jump; /* rows to scroll at the edge; 0: one */
	size_t painted_cursor, painted_top;
};

typedef const char *list_id_fn(const void *rows, size_t row);
/* Paints one row into its line; columns 0 and 1 are the list's own. */
typedef void list_row_fn(void *rows, size_t row, struct canvas line);

/* There are n rows now: the cursor stays on its id, else on its row number. */
void list_sync(struct list *, size_t n, list_id_fn *, const void *rows);
/* Moves.  False: this act moves nothing in a list. */
bool list_act(struct list *, enum act, list_id_fn *, const void *rows);
void list_seek(struct list *, size_t row, list_id_fn *, const void *rows);
void list_draw(struct list *, struct canvas, unsigned damage, list_row_fn *,
	       void *rows);

#endif
