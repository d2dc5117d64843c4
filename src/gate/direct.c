/* gate/direct.c -- one blocking connection; keeps the last SQLSTATE.
 * Law: after every call the connection is idle or dead, never in between.
 */
#include "gate/direct.h"

#include <libpq-fe.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include "direct_safe.h"
#include "reason.h"

enum { ARGS = 8, PATIENCE_MS = 10000 };

struct direct {
	PGconn *pg;
};

static void
direct_silence(void *arg, const PGresult *notice)
{
	(void)arg;
	(void)notice;
}

/* A refusal by our own functions: a msgid of the catalogue and its arguments. */
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

/* What a refusal of the server's own means to an administrator, by SQLSTATE; the first
 * prefix that fits.  shown: the value that it quotes is named. */
static const struct {
	const char *state, *text;
	bool shown;
} refusals[] = {
	{ "22007", N_("This is not a valid date: %s."), true },
	{ "22008", N_("This is not a valid date: %s."), true },
	{ "22P02", N_("This value is not written as it must be: %s."), true },
	{ "22021", N_("This is not UTF-8 text.") },
	{ "22P05", N_("This is not UTF-8 text.") },
	{ "23", N_("The database takes no such value, by its rule %s."), true },
	{ "42501",
	  N_("This account lacks the rights of the database's administrator.") },
	{ "55P03", N_("Somebody else is changing this at the moment; try again.") },
	{ "40", N_("Somebody else is changing this at the moment; try again.") },
	{ "57014", N_("The server ended this because it took too long.") },
	{ "57", N_("The centre is starting or stopping.") },
	{ "53", N_("The centre is full at the moment.") },
};

/* The last text in double quotes, else the whole; cut to what a line holds. */
static void
quoted_part(char out[80], const char *text)
{
	const char *end = strrchr(text, '"'), *begin = end;

	while (begin && begin > text && begin[-1] != '"')
		begin--;
	if (begin && begin > text)
		str_format(out, 80, "%.*s", (int)(end - begin), begin);
	else
		str_copy(out, 80, text);
}

/* A fault of the program or of the database: only then the server's own words help. */
static enum verdict
server_says(const PGresult *r, const char *state, struct err *err)
{
	const char *primary = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	const char *rule = PQresultErrorField(r, PG_DIAG_CONSTRAINT_NAME);
	char part[80];
	size_t i;

	primary = primary ? primary : "";
	quoted_part(part, rule ? rule : primary);
	for (i = 0; i < ARRAY_LEN(refusals); i++)
		if (str_starts(state, refusals[i].state))
			return refusals[i].shown
				       ? refuse(err, _(refusals[i].text), part)
				       : refuse(err, "%s", _(refusals[i].text));
	return refuse(err, _("The database cannot do this (SQLSTATE %s). Server: %s"),
		      state, primary);
}

static enum verdict
failed(struct direct *d, const PGresult *r, struct err *err)
{
	const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;

	if (state && str_starts(state, "GS"))
		return own_words(r, err);
	if (PQstatus(d->pg) == CONNECTION_BAD)
		return broken(err, "%s", _("The link to the centre broke."));
	return server_says(r, state ? state : "", err);
}

/* The server's word comes as its SQLSTATE, libpq's in English: reason_read() reads both. */
static bool
established(PGconn *pg)
{
	PostgresPollingStatusType status = PGRES_POLLING_WRITING;
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t own = uselocale(plain);
	struct pollfd at;
	int n = 1;

	PQsetErrorVerbosity(pg, PQERRORS_SQLSTATE);
	while (PQstatus(pg) != CONNECTION_BAD && status != PGRES_POLLING_OK &&
	       status != PGRES_POLLING_FAILED && n) {
		at.fd = PQsocket(pg);
		at.events = status == PGRES_POLLING_READING ? POLLIN : POLLOUT;
		n = poll(&at, 1, PATIENCE_MS);
		if (n > 0)
			status = PQconnectPoll(pg);
	}
	uselocale(own);
	freelocale(plain);
	PQsetErrorVerbosity(pg, PQERRORS_DEFAULT);
	return status == PGRES_POLLING_OK;
}

static enum verdict
opened(struct direct **out, PGconn *pg, struct err *err)
{
	struct direct *d;
	struct err why;
	enum verdict v;

	if (!established(pg)) {
		v = reason_read(PQerrorMessage(pg), &why);
		if (v == REFUSED)
			refuse(err, "%s", why.text);
		else
			later(err, _("%s Server: %s, port %s."), why.text,
			      PQhost(pg) ? PQhost(pg) : "", PQport(pg));
		PQfinish(pg);
		return v;
	}
	PQsetNoticeReceiver(pg, direct_silence, NULL);
	d = xcalloc(1, sizeof *d);
	d->pg = pg;
	*out = d;
	return DONE;
}

/* Session options the program relies on, whatever the role or the database sets. */
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
	keys[n] = values[n] = NULL;
	pg = PQconnectStartParams(keys, values, 1);
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
script_line(const char *text, long position)
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
				   script_line(sql, strtol(at, NULL, 10)), inner.text);
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
