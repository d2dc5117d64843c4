/* Code tables of a hostile centre: put into the mirror, then looked for by every piece.
 * Lines of the input are rows, "|" parts their cells; a line "?text" is a search.
 */
#include "base/mem.h"

#include "store/mirror.h"

#include "fuzz_kit.h"

enum { RUNS = 300 };

static void
put(struct store *store, char *line)
{
	struct sync_point point = { .stream = "codes", .epoch = 1 };
	struct code_row row = { .table = "unit", .sort = 1 };
	const char **cells[] = { &row.code,	  &row.name,	 &row.short_name,
				 &row.parent,	  &row.initials, &row.extra,
				 &row.valid_from, &row.valid_to, &row.table };
	struct err err = { 0 };
	char *cell;
	size_t i;

	for (i = 0; i < ARRAY_LEN(cells) && (cell = strsep(&line, "|")); i++)
		*cells[i] = cell;
	if (!row.code || !row.name)
		return;
	if (mirror_put_codes(store, &row, 1, &point, &err) == BROKEN)
		abort();
}

static void
look(struct store *store, const char *text)
{
	const struct pick_ask ask = { .table = "unit",
				      .text = text,
				      .near = "330106013",
				      .parent = "",
				      .limit = 20,
				      .wall = WALL };
	struct rows *rows = rows_new(query_named("pick"));

	if (mirror_pick(store, &ask, rows, NULL) == BROKEN || rows->n > 20)
		abort();
	rows_free(rows);
	rows = rows_new(query_named("code"));
	if (mirror_code(store, "unit", text, rows, NULL) == BROKEN ||
	    mirror_used(store, "unit", text, WALL, NULL) == BROKEN)
		abort();
	rows_free(rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store *store;
	static int runs;
	char *text, *rest, *line;

	if (!store || ++runs % RUNS == 0) {
		store_close(store);
		store = kit_store();
	}
	if (size > 4000)
		return 0;
	rest = text = xstrndup((const char *)data, size);
	while ((line = strsep(&rest, "\n"))) {
		if (*line == '?')
			look(store, line + 1);
		else
			put(store, line);
	}
	(void)store_tidy(store, WALL);
	look(store, "a");
	free(text);
	return 0;
}
