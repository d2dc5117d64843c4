/* gate/direct.c -- one blocking connection; keeps the last SQLSTATE.
 * Law: every call ends with the connection idle again or dead, never half-way.
 */
#include "gate/direct.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include "direct_safe.h"

enum { ARGS = 8 };

struct direct {
	PGconn *pg;
};

static void
silence(void *arg, const PGresult *notice)
{
	(void)arg;
	(void)notice;
}

/* libpq's sentence without its prefix and final newline. */
static void
sentence(struct str *out, const char *text)
{
	size_t len;

	if (str_starts(text, "ERROR:  "))
		text += strlen("ERROR:  ");
	len = strlen(text);
	while (len && text[len - 1] == '\n')
		len--;
	str_addn(out, text, len);
}

/* A refusal of our own functions: a sentence of the catalogue and what stands in it. */
static enum verdict
own_words(const PGresult *r, struct err *err)
{
	const char *hint = PQresultErrorField(r, PG_DIAG_MESSAGE_HINT);
	const char *args[ARGS] = { "" };
	json_t *list = NULL;
	size_t i, n = 0;

	if (hint && json_read(&list, hint, strlen(hint), NULL) == DONE)
		for (n = 0; n < ARGS && n < json_array_size(list); n++)
			args[n] = json_string_value(json_array_get(list, n));
	for (i = 0; i < n; i++)
		args[i] = args[i] ? args[i] : "";
	refuse(err, "%s", "");
	text_fill(err->text, sizeof err->text,
		  PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY), args, n);
	json_decref(list);
	return REFUSED;
}

static enum verdict
failed(struct direct *d, const PGresult *r, struct err *err)
{
	const char *text = r ? PQresultErrorMessage(r) : "";
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
	struct str words = { 0 };
	enum verdict v;

	if (state && str_starts(state, "GS"))
		return own_words(r, err);
	sentence(&words, *text ? text : PQerrorMessage(d->pg));
	if (PQstatus(d->pg) == CONNECTION_BAD)
		v = broken(err, _("The link to the centre broke: %s"),
			   str_text(&words));
	else
		v = refuse(err, "%s", str_text(&words));
	str_release(&words);
	return v;
}

static enum verdict
opened(struct direct **out, PGconn *pg, struct err *err)
{
	struct direct *d;
	enum verdict v;

	if (PQstatus(pg) != CONNECTION_OK) {
		v = later(err, _("The centre cannot be reached: %s"),
			  PQerrorMessage(pg));
		PQfinish(pg);
		return v;
	}
	PQsetNoticeReceiver(pg, silence, NULL);
	d = xcalloc(1, sizeof *d);
	d->pg = pg;
	*out = d;
	return DONE;
}

/* The session sets these options, so that a setting of the role or the database does not
 * change what the program relies on. */
static const char session[] =
	"-c default_transaction_isolation=read\\ committed"
	" -c default_transaction_read_only=off -c default_transaction_deferrable=off"
	" -c timezone=Asia/Shanghai -c datestyle=ISO,YMD -c standard_conforming_strings=on"
	" -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1"
	" -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
	" -c array_nulls=on -c transform_null_equals=off -c gin_fuzzy_search_limit=0"
	" -c lock_timeout=60000 -c client_min_messages=error";

enum verdict
direct_open(struct direct **out, const char *conninfo, const char *password,
	    struct err *err)
{
	const char *keys[10] = { "dbname" }, *values[10] = { conninfo };
	struct direct_words safe;
	enum verdict v = direct_safe(conninfo, &safe, err);
	size_t n = 1;
	PGconn *pg;

	if (v != DONE)
		return v;
	if (safe.sslmode) {
		keys[n] = "sslmode";
		values[n++] = safe.sslmode;
		keys[n] = "channel_binding";
		values[n++] = safe.binding;
	}
	if (*safe.peer) {
		keys[n] = "requirepeer";
		values[n++] = safe.peer;
	}
	if (password) {
		keys[n] = "password";
		values[n++] = password;
	}
	keys[n] = "options";
	values[n++] = session;
	keys[n] = "fallback_application_name";
	values[n++] = "gangshaoctl";
	keys[n] = "client_encoding";
	values[n++] = "UTF8";
	keys[n] = "connect_timeout";
	values[n++] = "10";
	keys[n] = values[n] = NULL;
	pg = PQconnectdbParams(keys, values, 1);
	if (!pg)
		mem_exhausted();
	return opened(out, pg, err);
}

void
direct_close(struct direct *d)
{
	if (!d)
		return;
	PQfinish(d->pg);
	free(d);
}

static struct direct_rows *
as_rows(PGresult *r)
{
	return (struct direct_rows *)r;
}

static const PGresult *
as_result(const struct direct_rows *rows)
{
	return (const PGresult *)rows;
}

/* One more parameter than usual: rows are wanted as often as not. */
enum verdict
/* NOLINTNEXTLINE(readability-function-size) */
direct_exec(struct direct *d, const char *sql, const char *const *args, size_t nargs,
	    struct direct_rows **rows, struct err *err)
{
	PGresult *r = PQexecParams(d->pg, sql, (int)nargs, NULL, args, NULL, NULL, 0);
	ExecStatusType status = PQresultStatus(r);
	enum verdict v = DONE;

	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
		v = failed(d, r, err);
	if (v == DONE && rows)
		*rows = as_rows(r);
	else
		PQclear(r);
	return v;
}

/* Line of the n-th character, counted from 1. */
static int
line_of(const char *text, long position)
{
	int line = 1;

	for (; *text && position > 1; text++) {
		if (*text == '\n')
			line++;
		if (((unsigned char)*text & 0xC0) != 0x80)
			position--;
	}
	return line;
}

enum verdict
direct_script(struct direct *d, const char *sql, struct err *err)
{
	PGresult *r = PQexec(d->pg, sql);
	ExecStatusType status = PQresultStatus(r);
	const char *at;
	struct err inner;
	enum verdict v = DONE;

	if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK &&
	    status != PGRES_EMPTY_QUERY) {
		v = failed(d, r, &inner);
		at = PQresultErrorField(r, PG_DIAG_STATEMENT_POSITION);
		if (v != REFUSED)
			v = broken(err, "%s", inner.text);
		else if (at)
			v = refuse(err, _("Line %d: %s"),
				   line_of(sql, strtol(at, NULL, 10)), inner.text);
		else
			v = refuse(err, "%s", inner.text);
	}
	PQclear(r);
	return v;
}

size_t
direct_count(const struct direct_rows *rows)
{
	return (size_t)PQntuples(as_result(rows));
}

size_t
direct_columns(const struct direct_rows *rows)
{
	return (size_t)PQnfields(as_result(rows));
}

const char *
direct_column(const struct direct_rows *rows, size_t column)
{
	return PQfname(as_result(rows), (int)column);
}

const char *
direct_cell(const struct direct_rows *rows, size_t row, size_t column)
{
	if (PQgetisnull(as_result(rows), (int)row, (int)column))
		return NULL;
	return PQgetvalue(as_result(rows), (int)row, (int)column);
}

void
direct_rows_free(struct direct_rows *rows)
{
	PQclear((PGresult *)rows);
}

static enum verdict
quoted(struct direct *d, struct str *out, char *text, struct err *err)
{
	if (!text)
		return failed(d, NULL, err);
	str_add(out, text);
	PQfreemem(text);
	return DONE;
}

enum verdict
direct_verifier(struct direct *d, struct str *out, const char *role,
		const char *password, struct err *err)
{
	return quoted(d, out,
		      PQencryptPasswordConn(d->pg, password, role, "scram-sha-256"),
		      err);
}
