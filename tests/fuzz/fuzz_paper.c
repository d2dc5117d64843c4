/* A document's body, any bytes: read or refused; what is read is laid out at any width
 * as valid text without control characters, and its forms fill their width.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#include "model/paper.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_rows(const struct paper *p, int total)
{
	int widths[PAPER_CELLS], sum;
	size_t i, k;

	for (i = 0; i < p->blocks.n; i++) {
		if (p->blocks.v[i].kind != PAPER_ROW)
			continue;
		paper_columns(p, i, total, widths);
		for (sum = 0, k = 0; k < p->blocks.v[i].n; k++) {
			if (widths[k] < 0)
				abort();
			sum += widths[k];
		}
		if (sum != total)
			abort();
	}
}

static void
check_text(const struct str *s)
{
	const char *at;

	if (!utf8_valid(s->s, s->len))
		abort();
	for (at = s->s; at < s->s + s->len; at++)
		if ((unsigned char)*at < ' ' && *at != '\n')
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct paper_look look = { .columns = size ? data[0] : 0 };
	struct str out = { 0 };
	struct paper p;

	if (size < 1 || paper_read(&p, (const char *)data + 1, size - 1, NULL) != DONE)
		return 0;
	paper_text(&out, &p, &look);
	check_text(&out);
	check_rows(&p, look.columns < 20 ? 20 : look.columns);
	str_release(&out);
	paper_release(&p);
	return 0;
}
