/* ask.c -- every query is a verb; its parameters are flags, its columns the output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

#include "names.h"
#include "print.h"
#include "session.h"
#include "verb.h"

static const struct param *
param_named(const struct query *q, const char *name)
{
	size_t i;

	for (i = 0; i < q->nparams; i++)
		if (str_eq(q->params[i].name, name))
			return &q->params[i];
	return NULL;
}

static enum verdict
set_from(struct question *q, const char *value, struct err *err)
{
	if (!str_eq(value, "both") && !str_eq(value, "mirror") &&
	    !str_eq(value, "centre"))
		return refuse(err, _("--from is both, mirror or centre."));
	q->from = value;
	return DONE;
}

static bool
is_count(const char *value)
{
	size_t n = strspn(value, "0123456789");

	return n > 0 && n < 7 && !value[n] && strtol(value, NULL, 10) > 0;
}

static enum verdict
flag(struct cli *cli, struct args *args, const struct arg *arg, struct question *q,
     struct err *err)
{
	bool param = param_named(q->query, arg->name), taken;
	const char *value = NULL;
	enum verdict v;

	if (!param && !str_eq(arg->name, "from")) {
		v = cli_common(cli, args, arg, &taken, err);
		if (v == DONE && !taken)
			v = refuse(err, _("%s has no flag --%s."), q->query->name,
				   arg->name);
		return v;
	}
	v = args_value(args, arg, &value, err);
	if (v != DONE)
		return v;
	if (!param)
		return set_from(q, value, err);
	if (str_eq(arg->name, "limit") && !is_count(value))
		return refuse(err, _("--limit is how many rows: a number."));
	json_put(q->args, arg->name, value);
	return DONE;
}

/* Words without a flag fill the parameters in their order. */
static enum verdict
word(struct question *q, const char *value, size_t *next, struct err *err)
{
	if (*next >= q->query->nparams)
		return refuse(err, _("%s takes no more words: %s."), q->query->name,
			      value);
	json_put(q->args, q->query->params[(*next)++].name, value);
	return DONE;
}

static int
terminal_columns(void)
{
	struct winsize ws;

	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) != 0)
		return 0;
	return ws.ws_col;
}

static enum cli_exit
put(const struct cli *cli, struct session *s, const struct rows *rows, int64_t age)
{
	struct rows *named = cli->format == FORMAT_TABLE ? names_rows(s, rows)
			     : cli->marks		 ? print_visible(rows)
							 : NULL;
	struct str out = { 0 };
	struct err err;
	bool written;

	print_rows(&out, named ? named : rows, cli->format, terminal_columns());
	rows_free(named);
	written = print_out(&out);
	str_release(&out);
	if (age >= 0 && !(rows->query->where & QUERY_LOCAL))
		(void)fprintf(stderr,
			      _("gangshaoctl: from this desk's mirror, %lld s old\n"),
			      (long long)age);
	if (print_check(rows, &err) != DONE)
		return cli_fail(&err);
	return written ? EXIT_DONE : EXIT_BROKEN;
}

/* A ticket is named as everywhere: by its id, its number or the end of it. */
static enum verdict
find_ticket(struct session *s, struct question *q, struct err *err)
{
	const char *named = json_text(q->args, "ticket");
	char id[UUID_TEXT];
	enum verdict v;

	if (!*named || !param_named(q->query, "ticket"))
		return DONE;
	v = session_find(s, named, 10000 + q->wait, id, err);
	if (v == DONE)
		json_put(q->args, "ticket", id);
	return v;
}

/* -- page after page ----------------------------------------------------------------- */

enum { PAGE = 200 }; /* rows: no answer is longer */

/* How many rows are wanted of a list that goes on; else as many as one answer has. */
static size_t
wanted(const struct question *q)
{
	long n = strtol(json_text(q->args, "limit"), NULL, 10);

	return n > PAGE && param_named(q->query, "after") ? (size_t)n : PAGE;
}

static enum verdict
ask_page(struct session *s, struct question *q, struct answer *all, size_t *n,
	 struct err *err)
{
	struct answer page;
	char limit[24];
	enum verdict v;
	size_t i;

	str_format(limit, sizeof limit, "%zu", *n);
	json_put(q->args, "limit", limit);
	v = session_ask(s, q, &page, err);
	if (v != DONE)
		return v;
	*n = page.rows->n;
	if (!all->rows)
		*all = (struct answer){ rows_new(q->query), page.age };
	for (i = 0; i < page.rows->n; i++)
		rows_add(all->rows, (const char *const *)page.rows->cells +
					    i * q->query->ncolumns);
	rows_free(page.rows);
	if (all->rows->n > 0)
		json_put(q->args, "after",
			 rows_named(all->rows, all->rows->n - 1, "next"));
	return DONE;
}

/* As many as are wanted; where the list breaks off, what came of it is in the answer. */
static enum verdict
ask_pages(struct session *s, struct question *q, struct answer *a, struct err *err)
{
	size_t most = wanted(q), left, asked, got;
	enum verdict v;

	if (most <= PAGE)
		return session_ask(s, q, a, err);
	do {
		left = most - (a->rows ? a->rows->n : 0);
		asked = got = left < PAGE ? left : PAGE;
		v = ask_page(s, q, a, &got, err);
	} while (v == DONE && got == asked && a->rows->n < most);
	return v;
}

static enum cli_exit
broken_off(const struct answer *a, struct err *err)
{
	struct err why = *err;

	(void)later(err, _("%zu rows are here; what follows is not: %s"), a->rows->n,
		    why.text);
	return cli_fail(err);
}

static enum cli_exit
ask(struct cli *cli, struct question *q)
{
	struct session s = { .wire = NULL };
	struct answer a = { .rows = NULL };
	enum cli_exit code;
	struct err err;
	enum verdict v;

	q->wait = cli->wait * 1000;
	v = session_open(&s, cli, &err);
	if (v == DONE) {
		if (q->query->where & QUERY_CENTRE && !str_eq(q->from, "mirror"))
			session_link(&s, q->wait);
		v = find_ticket(&s, q, &err);
	}
	if (v == DONE)
		v = ask_pages(&s, q, &a, &err);
	code = a.rows ? put(cli, &s, a.rows, a.age) : cli_fail(&err);
	if (a.rows && v != DONE)
		code = broken_off(&a, &err);
	rows_free(a.rows);
	session_close(&s);
	return code;
}

enum cli_exit
verb_query(struct cli *cli, struct args *args, const struct query *query)
{
	struct question q = { .query = query, .args = json_object(), .from = "both" };
	enum cli_exit code = EXIT_DONE;
	enum verdict v = DONE;
	struct arg arg;
	struct err err;
	size_t next = 0;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = arg.kind == ARG_FLAG ? flag(cli, args, &arg, &q, &err)
					 : word(&q, arg.value, &next, &err);
	if (v != DONE)
		code = cli_usage(err.text);
	else if (cli->help)
		help_query(query);
	else
		code = ask(cli, &q);
	json_decref(q.args);
	return code;
}
