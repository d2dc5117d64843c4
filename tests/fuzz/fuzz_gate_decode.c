/* Whatever a centre answers: verdicts, rows, states and connection errors. */
#include <libpq-fe.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#include "gate/decode.h"

#include "../../src/gate/reason.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { COLUMNS = 3 };

/* The input's lines are the cells, row by row; "\N" is null. */
static PGresult *
result_of(char *text)
{
	static char names[COLUMNS][8] = { "op", "verdict", "detail" };
	PGresult *r = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);
	PGresAttDesc desc[COLUMNS];
	char *cell, *rest = text;
	int i;

	memset(desc, 0, sizeof desc);
	for (i = 0; i < COLUMNS; i++)
		desc[i].name = names[i];
	if (!PQsetResultAttrs(r, COLUMNS, desc))
		abort();
	for (i = 0; i < 30 * COLUMNS && (cell = strsep(&rest, "\n")); i++)
		if (!PQsetvalue(r, i / COLUMNS, i % COLUMNS, cell,
				str_eq(cell, "\\N") ? -1 : (int)strlen(cell)))
			abort();
	return r;
}

static void
read_verdicts(const struct pg_result *r)
{
	struct outcome_row told;
	size_t i;

	for (i = 0; i <= decode_count(r); i++)
		if (decode_outcome(&told, r, i))
			outcome_release(&told);
	(void)decode_first(r);
}

/* What is put into an array comes out of it as it was: quotes are balanced. */
static void
quote(const char *text)
{
	struct str s = { 0 };
	size_t i, quotes = 0;

	str_addc(&s, '{');
	encode_element(&s, text);
	for (i = 0; i < s.len; i++) {
		if (s.s[i] == '\\')
			i++;
		else if (s.s[i] == '"')
			quotes++;
	}
	if (quotes != 2)
		abort();
	str_release(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size), state[6];
	PGresult *r;

	reason_state(text, state);
	(void)decode_state(state);
	quote(text);
	r = result_of(text);
	read_verdicts((const struct pg_result *)r);
	rows_free(decode_rows(query_named("counters"), (const struct pg_result *)r));
	PQclear(r);
	free(text);
	return 0;
}
