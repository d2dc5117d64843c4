/* The editor as a machine: a byte is an order, or text up to the next zero byte.  The
 * cursor stays on a character of valid text, and undo comes back to the beginning.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#include "form/edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct edit *e, size_t most)
{
	const char *text = edit_text(e);
	size_t len = edit_len(e), at = edit_cursor(e);

	if (strlen(text) != len || at > len || !utf8_valid(text, len) ||
	    !utf8_valid(text, at) || (most && edit_chars(e) > most))
		abort();
}

static void
wrap(const struct edit *e, int columns)
{
	struct edit_line lines[64];
	size_t n = edit_wrap(edit_text(e), edit_len(e), columns, lines, 64), i;

	for (i = 0; i < n && i < 64; i++)
		if (lines[i].at + lines[i].len > edit_len(e))
			abort();
	if (n && edit_line_of(lines, n < 64 ? n : 64, edit_cursor(e)) >= n)
		abort();
}

static void
order(struct edit *e, unsigned op)
{
	if (op < 16)
		edit_move(e, (enum edit_move)(op % (EDIT_BOTTOM + 1)), 1 + (int)op * 7);
	else if (op < 32)
		edit_cut(e, (enum edit_cut)(op % (EDIT_ALL + 1)));
	else if (op < 36)
		(void)edit_undo(e);
	else if (op < 40)
		(void)edit_redo(e);
	else if (op < 44)
		edit_yank(e);
	else if (op < 48)
		wrap(e, 1 + (int)op % 40);
	else
		edit_seek(e, op * 3);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t most = size ? data[0] : 0, i, n;
	struct edit *e = edit_new(most, 4);

	/* what is cut whole and yanked twice doubles: a page is enough */
	for (i = 1; i < size && edit_len(e) < 20000; i += n) {
		n = 1;
		if (data[i] >= 64) {
			n = strnlen((const char *)data + i, size - i);
			(void)edit_insert(e, (const char *)data + i, n);
		} else {
			order(e, data[i]);
		}
		check(e, most);
	}
	edit_free(e);
	return 0;
}
