/* queue.c -- lists the operations that the centre has not yet settled.
 */
#include <stdio.h>

#include "base/clock.h"
#include "base/text.h"

#include "names.h"
#include "print.h"
#include "session.h"
#include "verb.h"

struct queue_args {
	const char *what; /* "list", "wait", "retry", "withdraw" */
	const char *op;
	const char *reason;
};

static enum cli_exit
list(struct cli *cli, struct session *s)
{
	struct question q = { .query = query_named("outbox"),
			      .from = "mirror",
			      .wait = 30000 };
	enum cli_exit code = EXIT_DONE;
	struct rows *named = NULL;
	struct str out = { 0 };
	struct answer a;
	struct err err;

	if (session_ask(s, &q, &a, &err) != DONE)
		return cli_fail(&err);
	if (cli->format == FORMAT_TABLE)
		named = names_rows(s, a.rows);
	else if (cli->marks)
		named = print_visible(a.rows);
	print_rows(&out, named ? named : a.rows, cli->format, 0);
	rows_free(named);
	if (!print_out(&out))
		code = EXIT_BROKEN;
	else if (cli->format == FORMAT_TABLE)
		session_put_queue(s);
	str_release(&out);
	if (print_check(a.rows, &err) != DONE)
		code = cli_fail(&err);
	rows_free(a.rows);
	return code;
}

/* Until nothing is queued or the time is over. */
static enum cli_exit
drain(struct cli *cli, struct session *s)
{
	int64_t until = clock_now().mono + cli->wait * (int64_t)1000, left;
	json_t *m;

	while (s->link.queued > 0 ||
	       (s->link.state == LINK_UP && s->link.agreed == AGREE_CHECKING)) {
		left = until - clock_now().mono;
		if (left <= 0 || session_next(s, (int)left, &m, NULL) != DONE)
			break;
		json_decref(m);
	}
	if (cli->format == FORMAT_JSON)
		print_json(session_queue(s));
	else
		session_put_queue(s);
	if (s->link.queued > 0 || s->link.agreed == AGREE_NO)
		return EXIT_LATER;
	return s->link.stuck > 0 ? EXIT_REFUSED : EXIT_DONE;
}

static enum cli_exit
change(struct session *s, const struct queue_args *q)
{
	int64_t id = ++s->last_id;
	struct uuid op;
	struct err err;
	json_t *m = NULL;
	enum verdict v;

	if (!q->op || !uuid_parse(q->op, &op))
		return cli_usage(_("Which operation?  Give its id."));
	if (str_eq(q->what, "retry"))
		v = session_send(s, msg_retry(id, &op), &err);
	else
		v = session_send(s, msg_withdraw(id, &op, q->reason), &err);
	if (v == DONE)
		v = session_answer(s, id, 30000, &m, &err);
	json_decref(m);
	return v == DONE ? EXIT_DONE : cli_fail(&err);
}

static enum verdict
take(struct cli *cli, struct args *args, const struct arg *arg, struct queue_args *q,
     struct err *err)
{
	enum verdict v;
	bool taken;

	if (arg->kind == ARG_WORD && !q->what)
		q->what = arg->value;
	else if (arg->kind == ARG_WORD && !q->op)
		q->op = arg->value;
	else if (arg->kind == ARG_WORD)
		return refuse(err, _("%s takes no more words: %s."), "queue",
			      arg->value);
	else if (str_eq(arg->name, "reason"))
		return args_value(args, arg, &q->reason, err);
	else {
		v = cli_common(cli, args, arg, &taken, err);
		if (v == DONE && !taken)
			v = refuse(err, _("%s has no flag --%s."), "queue", arg->name);
		return v;
	}
	return DONE;
}

enum cli_exit
verb_queue(struct cli *cli, struct args *args)
{
	struct queue_args q = { .reason = "" };
	struct session s = { .wire = NULL };
	enum cli_exit code;
	enum verdict v = DONE;
	struct arg arg;
	struct err err;

	while (v == DONE && args_next(args, &arg) != ARG_END)
		v = take(cli, args, &arg, &q, &err);
	if (v != DONE)
		return cli_usage(err.text);
	if (cli->help) {
		help_verb(verb_named("queue"));
		return EXIT_DONE;
	}
	if (!q.what)
		q.what = "list";
	if (session_open(&s, cli, &err) != DONE)
		code = cli_fail(&err);
	else if (str_eq(q.what, "list"))
		code = list(cli, &s);
	else if (str_eq(q.what, "wait"))
		code = drain(cli, &s);
	else if (str_eq(q.what, "retry") || str_eq(q.what, "withdraw"))
		code = change(&s, &q);
	else
		code = cli_usage(_("queue is followed by list, wait, retry or "
				   "withdraw."));
	session_close(&s);
	return code;
}
