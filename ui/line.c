/* line.c -- the workstation as questions and answers, one line each, without drawing.  It
 * may block: there is no screen to keep up to date.
 */
#include "ui/line.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/line_own.h"
#include "ui/part/due.h"
#include "ui/part/fact.h"

enum { PATIENCE = 30000 };

void
line_say(const char *text)
{
	struct str seen = { 0 };

	utf8_visible(&seen, text, strlen(text));
	(void)puts(str_text(&seen));
	(void)fflush(stdout);
	str_release(&seen);
}

void
line_sayf(const char *fmt, ...)
{
	struct str s = { 0 };
	va_list ap;

	va_start(ap, fmt);
	str_addv(&s, fmt, ap);
	va_end(ap);
	line_say(str_text(&s));
	str_wipe(&s);
}

bool
line_read(struct line *line, const char *prompt, struct str *out)
{
	struct str raw = { 0 };
	bool read;

	(void)fputs(prompt, stdout);
	(void)fflush(stdout);
	str_clear(out);
	read = line_take(&raw, line->secret ? LINE_UNSEEN : LINE_SHOWN);
	if (read)
		utf8_clean(out, str_text(&raw), raw.len);
	else
		line->over = true;
	str_wipe(&raw);
	return read;
}

/* -- the desk ------------------------------------------------------------------------ */

static void
said(void *arg, const char *text)
{
	(void)arg;
	line_say(text);
}

static void
say_kept(const json_t *message)
{
	const json_t *op;
	size_t i;

	json_array_foreach(json_object_get(message, "ops"), i, op) {
		line_sayf(_("Kept: %s"), json_text(op, "regno"));
	}
}

/* An answer to nothing in particular is one to the login. */
static void
not_let_in(struct line *line, const char *why)
{
	line_say(why);
	line->refused = true;
	line->over = ui_state(line->ui)->welcome;
}

static void
ask(struct line *line)
{
	const struct question *q = &line->question;

	ui_ask(line->ui, q->answer, q->query, json_incref(q->args), NULL);
}

static void
heard(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct line *line = (struct line *)screen;

	(void)ui;
	if (event->kind == EVENT_WELCOME && line->question.answer) {
		ask(line);
	} else if (event->kind == EVENT_NO && event->id == 0) {
		str_copy(line->wants, sizeof line->wants, event->no.field);
		not_let_in(line, event->text);
	} else if (event->kind == EVENT_SETTLED) {
		line->settled = true;
	} else if (line->told && event->id == line->told) {
		line->told = 0;
		line->refused = event->kind == EVENT_NO;
		str_copy(line->wants, sizeof line->wants,
			 line->refused ? event->no.field : "");
		if (event->kind == EVENT_KEPT)
			say_kept(event->body);
	}
}

static void
left(struct screen *screen, struct ui *ui)
{
	(void)screen;
	(void)ui;
}

static const struct screen_class screen_line = { .name = "line",
						 .close = left,
						 .event = heard };

static void
look(void *arg, struct stamp now)
{
	struct line *line = arg;

	ui_unpainted(line->ui, now);
	if (line->over || line->done(line))
		loop_stop(line->loop);
}

static void
too_long(void *arg, struct stamp now)
{
	(void)now;
	line_say(_("The desk has not answered in time."));
	loop_stop(((struct line *)arg)->loop);
}

static void
long_enough(void *arg, struct stamp now)
{
	(void)now;
	loop_stop(((struct line *)arg)->loop);
}

static bool
until(struct line *line, bool (*done)(const struct line *), int ms, loop_timer_fn *then)
{
	line->done = done;
	loop_timer(line->loop, clock_now().mono + ms, then, line);
	loop_run(line->loop);
	loop_timer_off(line->loop, then, line);
	return !line->over && done(line);
}

bool
line_until(struct line *line, bool (*done)(const struct line *))
{
	return until(line, done, PATIENCE, too_long);
}

void
line_await(struct line *line, int ms, bool (*done)(const struct line *))
{
	(void)until(line, done, ms, long_enough);
}

static bool
is_at_rest(const struct line *line)
{
	return ui_is_quiet(line->ui) && !ui_state(line->ui)->cut;
}

bool
line_rest(struct line *line)
{
	return line_until(line, is_at_rest);
}

const struct rows *
line_ask(struct line *line, struct answer *answer, const char *query, json_t *args)
{
	bool rest;

	line->question = (struct question){ answer, query, args };
	ask(line);
	rest = line_rest(line);
	line->question.answer = NULL;
	json_decref(args);
	if (!rest)
		return NULL;
	if (!answer->rows)
		line_say(answer->fault);
	return answer->rows;
}

bool
line_means(const char *word, const char *name, const char *label)
{
	return str_eq(word, name) || str_eq(word, label);
}

/* -- lists --------------------------------------------------------------------------- */

static void
say_row(struct line *line, const struct rows *rows, size_t i)
{
	char left[16];
	bool known;

	(void)due_text(left, sizeof left, line->ui, rows_named(rows, i, "due"),
		       rows_named(rows, i, "flags"));
	line_sayf("%zu. %s %s %s %s %s %s %s", i + 1, rows_named(rows, i, "regno"),
		  kind_label(kind_named(rows_named(rows, i, "kind"), &known)),
		  ui_label(line->ui, "state", rows_named(rows, i, "state")), left,
		  rows_named(rows, i, "due"), rows_named(rows, i, "respondent"),
		  rows_named(rows, i, "title"));
}

enum { LIST_PAGE = 50 };

/* One page of the list; more goes on behind it. */
static void
list_page(struct line *line, const char *after)
{
	json_t *args = json_copy(line->listed_args);
	const struct rows *rows;
	char limit[16];
	size_t i;

	str_format(limit, sizeof limit, "%d", LIST_PAGE);
	json_put(args, "after", after);
	json_put(args, "limit", limit);
	rows = line_ask(line, &line->list, line->listed, args);
	for (i = 0; rows && i < rows->n; i++)
		(void)ui_label(line->ui, "state", rows_named(rows, i, "state"));
	if (!rows || !line_rest(line))
		return;
	for (i = 0; i < rows->n; i++)
		say_row(line, rows, i);
	if (rows->n >= LIST_PAGE)
		line_say(_("The list goes on: more."));
	else if (rows->n == 0)
		line_say(str_eq(line->listed, "search") ? _("Nothing found.")
							: _("Nothing waits here."));
}

/* args taken. */
static void
list(struct line *line, const char *query, json_t *args)
{
	json_decref(line->listed_args);
	line->listed_args = args;
	line->listed = query;
	list_page(line, "");
}

static const struct rows *
ask_queues(struct line *line)
{
	const struct rows *rows = line_ask(line, &line->answer, "counters",
					   json_pack("{s:s}", "unit", ""));
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		(void)ui_label(line->ui, "queue", rows_named(rows, i, "queue"));
	return rows && line_rest(line) ? rows : NULL;
}

static void
do_more(struct line *line, const char *rest)
{
	const struct rows *rows = line->list.rows;
	char after[80] = "";

	(void)rest;
	if (rows && rows->n > 0)
		str_copy(after, sizeof after, rows_named(rows, rows->n - 1, "next"));
	if (line->listed && *after)
		list_page(line, after);
	else
		line_say(_("No list goes on."));
}

static void
do_list(struct line *line, const char *rest)
{
	const struct rows *queues = ask_queues(line);
	const char *queue = "", *label;
	size_t i;

	for (i = 0; queues && i < queues->n; i++) {
		queue = rows_named(queues, i, "queue");
		label = ui_label(line->ui, "queue", queue);
		if (!*rest)
			line_sayf("%s (%s): %s", label, queue,
				  rows_named(queues, i, "n"));
		else if (line_means(rest, queue, label))
			break;
	}
	if (*rest && queues && i == queues->n)
		line_say(_("There is no such list; list alone names them."));
	else if (*rest && queues)
		list(line, "worklist",
		     json_pack("{s:s, s:s}", "unit", "", "queue", queue));
}

static void
do_search(struct line *line, const char *rest)
{
	list(line, "search", json_pack("{s:s}", "text", rest));
}

/* -- commands ------------------------------------------------------------------------ */

static void
do_quit(struct line *line, const char *rest)
{
	(void)rest;
	line->over = true;
}

static void do_help(struct line *, const char *);

static const struct {
	const char *verb, *help;
	void (*run)(struct line *, const char *rest);
} verbs[] = {
	{ "list", N_("list [QUEUE]: the queues, or what waits in one"), do_list },
	{ "more", N_("more: what the list goes on with"), do_more },
	{ "search", N_("search WORDS: among all tickets"), do_search },
	{ "show",
	  N_("show NUMBER [PANE]: a ticket of the last list, or by the end of its number"),
	  line_show },
	{ "why", N_("why NUMBER [DEADLINE]: how a deadline was counted"), line_why },
	{ "document", N_("document NUMBER N: a document of it"), line_document },
	{ "reveal", N_("reveal NUMBER FIELD: what is masked, with a reason, on record"),
	  line_reveal },
	{ "do", N_("do ACTION NUMBER: act on a ticket, field by field"), line_do },
	{ "call", N_("call: take down a call, field by field"), line_call },
	{ "drafts", N_("drafts: forms that were left"), line_drafts },
	{ "resume", N_("resume N: go on with a draft"), line_resume },
	{ "throw", N_("throw N: throw a draft away, with a reason"), line_throw },
	{ "outbox", N_("outbox: what is not delivered yet"), line_outbox },
	{ "mend", N_("mend N: what was refused, field by field"), line_mend },
	{ "withdraw", N_("withdraw N: give up an operation, with a reason"),
	  line_withdraw },
	{ "password", N_("password: change your own"), line_password },
	{ "help", N_("help: these lines"), do_help },
	{ "quit", N_("quit: leave"), do_quit },
};

static void
do_help(struct line *line, const char *rest)
{
	size_t i;

	(void)line;
	(void)rest;
	for (i = 0; i < ARRAY_LEN(verbs); i++)
		line_say(_(verbs[i].help));
}

static void
run_command(struct line *line, const char *text)
{
	size_t n = strcspn(text, " "), i;
	const char *rest = text + n + strspn(text + n, " ");

	if (n == 0)
		return;
	for (i = 0; i < ARRAY_LEN(verbs); i++)
		if (strlen(verbs[i].verb) == n &&
		    strncmp(verbs[i].verb, text, n) == 0) {
			verbs[i].run(line, rest);
			return;
		}
	line_say(_("Not understood; help lists the commands."));
}

int
line_run(const struct conf *conf)
{
	struct loop *loop = loop_new();
	struct line line = { .screen.cls = &screen_line,
			     .loop = loop,
			     .ui = ui_new(loop, conf) };
	struct str text = { 0 };
	int rc = EX_NOPERM;

	ui_start_unseen(line.ui, &line.screen, said, &line);
	loop_before_sleep(loop, look, &line);
	line_input_start();
	if (line_log_in(&line)) {
		rc = EX_OK;
		do_help(&line, "");
		while (!line.over && line_read(&line, "> ", &text))
			run_command(&line, str_text(&text));
	}
	str_wipe(&text);
	json_decref(line.listed_args);
	ui_forget(line.ui, &line.list);
	ui_forget(line.ui, &line.answer);
	ui_forget(line.ui, &line.doc);
	ui_forget(line.ui, &line.outbox);
	ui_free(line.ui);
	loop_free(loop);
	return rc;
}
