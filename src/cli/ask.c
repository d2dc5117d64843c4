/* ask.c -- every query is a verb; its parameters are flags, its columns the output.
 */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"

#include "print.h"
#include "session.h"
#include "verb.h"

struct asked {
	json_t *args;
	const char *from;
};

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
flag(struct cli *cli, struct args *args, const struct query *q, const struct arg *arg,
     struct asked *asked, struct err *err)
{
	const char *value = NULL;
	enum verdict v;
	bool taken;

	if (param_named(q, arg->name)) {
		v = args_value(args, arg, &value, err);
		if (v == DONE)
			json_put(asked->args, arg->name, value);
		return v;
	}
	if (str_eq(arg->name, "json")) {
		cli->format = FORMAT_JSON;
		return DONE;
	}
	if (str_eq(arg->name, "from")) {
		v = args_value(args, arg, &asked->from, err);
		if (v == DONE && !str_eq(asked->from, "both") &&
		    !str_eq(asked->from, "mirror") && !str_eq(asked->from, "centre"))
			v = refuse(err, _("--from is both, mirror or centre."));
		return v;
	}
	v = cli_common(cli, args, arg, &taken, err);
	if (v == DONE && !taken)
		v = refuse(err, _("%s has no flag --%s."), q->name, arg->name);
	return v;
}

/* Words without a flag fill the parameters in their order. */
static enum verdict
word(const struct query *q, const char *value, size_t *next, struct asked *asked,
     struct err *err)
{
	if (*next >= q->nparams)
		return refuse(err, _("%s takes no more words: %s."), q->name, value);
	json_put(asked->args, q->params[(*next)++].name, value);
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
put(const struct cli *cli, const struct rows *rows, int64_t age)
{
	struct str out = { 0 };
	bool written;

	print_rows(&out, rows, cli->format, terminal_columns());
	written = print_out(&out);
	str_release(&out);
	if (age >= 0 && !(rows->query->where & QUERY_LOCAL))
		fprintf(stderr, _("gangshaoctl: from this desk's mirror, %lld s old\n"),
			(long long)age);
	return written ? EXIT_DONE : EXIT_BROKEN;
}

static enum cli_exit
ask(struct cli *cli, const struct query *q, struct asked *asked)
{
	struct session s = { .wire = NULL };
	struct rows *rows = NULL;
	enum cli_exit code;
	struct err err;
	enum verdict v;
	int64_t age = -1;

	v = session_open(&s, cli, &err);
	if (v == DONE) {
		if (q->where & QUERY_CENTRE && !str_eq(asked->from, "mirror"))
			session_link(&s, cli->wait * 1000);
		v = session_ask(&s, q, json_incref(asked->args), asked->from,
				cli->wait * 1000, &rows, &age, &err);
	}
	code = v == DONE ? put(cli, rows, age) : cli_fail(&err);
	rows_free(rows);
	session_close(&s);
	return code;
}

enum cli_exit
verb_query(struct cli *cli, struct args *args, const struct query *q)
{
	struct asked asked = { .args = json_object(), .from = "both" };
	enum cli_exit code = EXIT_DONE;
	enum verdict v = DONE;
	struct arg arg;
	struct err err;
	size_t next = 0;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = arg.kind == ARG_FLAG ? flag(cli, args, q, &arg, &asked, &err)
					 : word(q, arg.value, &next, &asked, &err);
	if (v != DONE)
		code = cli_usage(err.text);
	else if (cli->help)
		help_query(q);
	else
		code = ask(cli, q, &asked);
	json_decref(asked.args);
	return code;
}
