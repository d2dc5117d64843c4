/* gate/decode.c -- the only reader of PGresult.
 * Law: a cell is text or null; a missing column is null; no column is assumed to exist.
 */
#include "gate/decode.h"

#include <libpq-fe.h>
#include <string.h>

#include "base/mem.h"

/* The longest prefix listed decides.  08 link, 53 resources, 57 operator intervention,
 * 40 rollback, 55P03 lock: transient.  0A000 (a statement prepared before the centre
 * changed) and 25006 (a standby, or a primary that became one): another link helps.  28
 * (the login, not the call, was rejected): a new login shows whether it still is. */
static const struct {
	const char *prefix;
	enum verdict verdict;
	bool stale;
} states[] = {
	{ "08", LATER },
	{ "53", LATER },
	{ "57", LATER },
	{ "40", LATER },
	{ "55P03", LATER },
	{ "25006", LATER, true },
	{ "26000", LATER },
	{ "0A000", LATER, true },
	{ "GS001", REFUSED },
	{ "GS002", REFUSED },
	{ "28P01", REFUSED, true },
	{ "28000", REFUSED, true },
	{ "28G01", REFUSED, true }, /* ours: the password must be changed first */
};

static size_t
find_state(const char *sqlstate)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(states); i++)
		if (str_starts(sqlstate, states[i].prefix))
			break;
	return i;
}

enum verdict
decode_state(const char *sqlstate)
{
	size_t i = find_state(sqlstate);

	return i < ARRAY_LEN(states) ? states[i].verdict : BROKEN;
}

bool
decode_is_stale(const char *sqlstate)
{
	size_t i = find_state(sqlstate);

	return i < ARRAY_LEN(states) && states[i].stale;
}

static const char *
cell_at(const PGresult *r, size_t row, int column)
{
	if (column < 0 || row >= (size_t)PQntuples(r) ||
	    PQgetisnull(r, (int)row, column))
		return NULL;
	return PQgetvalue(r, (int)row, column);
}

struct rows *
decode_rows(const struct query *query, const struct pg_result *r)
{
	const char **cells = xcalloc(query->ncolumns + 1, sizeof *cells);
	int *at = xcalloc(query->ncolumns + 1, sizeof *at);
	struct rows *rows = rows_new(query);
	size_t i, row;

	for (i = 0; i < query->ncolumns; i++)
		at[i] = PQfnumber(r, query->columns[i].name);
	for (row = 0; row < (size_t)PQntuples(r); row++) {
		for (i = 0; i < query->ncolumns; i++)
			cells[i] = cell_at(r, row, at[i]);
		rows_add(rows, cells);
	}
	free(at);
	free(cells);
	return rows;
}

size_t
decode_count(const struct pg_result *r)
{
	return (size_t)PQntuples(r);
}

const char *
decode_cell(const struct pg_result *r, size_t row, const char *column)
{
	return cell_at(r, row, PQfnumber(r, column));
}

const char *
decode_first(const struct pg_result *r)
{
	return cell_at(r, 0, PQnfields(r) > 0 ? 0 : -1);
}

bool
decode_outcome(struct outcome_row *out, const struct pg_result *r, size_t row)
{
	static const char *const names[OUTCOME__MAX] = { "applied", "refused",
							 "conflict", "failed" };
	const char *op = decode_cell(r, row, "op");
	const char *verdict = decode_cell(r, row, "verdict");
	const char *detail = decode_cell(r, row, "detail");
	size_t i;

	memset(out, 0, sizeof *out);
	if (op && !uuid_parse(op, &out->op))
		return false;
	for (i = 0; i < OUTCOME__MAX; i++)
		if (str_eq(verdict, names[i]))
			break;
	if (i == OUTCOME__MAX)
		return false;
	out->outcome = (enum outcome)i;
	if (!detail || json_read(&out->detail, detail, strlen(detail), NULL) != DONE)
		return false;
	if (json_is_object(out->detail))
		return true;
	outcome_release(out);
	return false;
}

void
outcome_release(struct outcome_row *out)
{
	json_decref(out->detail);
	out->detail = NULL;
}

void
encode_element(struct str *out, const char *text)
{
	if (out->len && out->s[out->len - 1] != '{')
		str_addc(out, ',');
	str_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			str_addc(out, '\\');
		str_addc(out, *text);
	}
	str_addc(out, '"');
}
