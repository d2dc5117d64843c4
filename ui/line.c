/* line.c -- the work as questions and answers, one line each, nothing drawn.  It waits
 * where it has to: there is no screen to keep alive.
 */
#include "ui/line.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#include "wire/message.h"
#include "wire/start.h"

#include "ui/line_own.h"

#define PATIENCE 30000

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
	str_release(&s);
}

bool
line_read(struct line *line, const char *prompt, char *out, size_t size)
{
	char raw[16384];
	struct str clean = { 0 };

	(void)fputs(prompt, stdout);
	(void)fflush(stdout);
	out[0] = '\0';
	if (!fgets(raw, sizeof raw, stdin)) {
		line->over = true;
		return false;
	}
	raw[strcspn(raw, "\r\n")] = '\0';
	utf8_clean(&clean, raw, strlen(raw));
	str_copy(out, size, str_text(&clean));
	mem_wipe(raw, sizeof raw);
	str_wipe(&clean);
	return true;
}

/* -- the desk ------------------------------------------------------------------------ */

/* One message, or NULL once nothing more comes. */
static json_t *
receive(struct line *line)
{
	struct pollfd p = { .fd = wire_fd(line->wire) };
	json_t *message;
	enum verdict v;

	while ((v = wire_receive(line->wire, &message)) == LATER) {
		p.events = (short)(POLLIN | (wire_wants_out(line->wire) ? POLLOUT : 0));
		if (poll(&p, 1, PATIENCE) <= 0 && errno != EINTR)
			break;
		if (p.revents & POLLOUT && wire_flush(line->wire) != DONE)
			break;
	}
	if (v == DONE)
		return message;
	line_say(_("The desk does not answer any more."));
	line->over = true;
	return NULL;
}

static void
say_settled(const json_t *message)
{
	struct msg_settled settled;
	const struct action *action;
	char words[400];

	if (!msg_read_settled(&settled, message))
		return;
	action = action_named(settled.action);
	msg_words(words, sizeof words, settled.text, settled.args);
	line_sayf("%s %s: %s %s", action ? _(action->label) : settled.action,
		  settled.regno ? settled.regno : "", op_state_label(settled.state),
		  words);
}

static bool
is_answer(const json_t *message, int64_t id)
{
	enum message kind = message_kind(message);

	return json_int(message, "id", -1) == id &&
	       (kind == MSG_KEPT || (kind == MSG_ROWS && json_is(message, "last")));
}

static bool
is_no(const json_t *message, int64_t id)
{
	struct msg_no no;
	char words[400];

	if (message_kind(message) != MSG_NO || !msg_read_no(&no, message) ||
	    no.id != id)
		return false;
	msg_words(words, sizeof words, no.text, no.args);
	line_say(words);
	return true;
}

json_t *
line_wait(struct line *line, int64_t id)
{
	json_t *message;
	bool no;

	while ((message = receive(line))) {
		if (is_answer(message, id))
			return message;
		if (id == 0 && message_kind(message) == MSG_WELCOME)
			return message;
		no = is_no(message, id);
		if (message_kind(message) == MSG_SETTLED)
			say_settled(message);
		json_decref(message);
		if (no)
			return NULL;
	}
	return NULL;
}

struct rows *
line_ask(struct line *line, const char *query, json_t *args)
{
	int64_t id = ++line->next_id;
	struct msg_rows got;
	struct rows *rows = NULL;
	json_t *message;

	if (wire_send(line->wire, msg_ask(id, query, args, NULL)) != DONE) {
		line->over = true;
		return NULL;
	}
	message = line_wait(line, id);
	if (message && msg_read_rows(&got, message))
		rows = rows_read(query_named(query), got.rows);
	json_decref(message);
	return rows;
}

/* -- commands ------------------------------------------------------------------------ */

static void
say_rows(struct line *line)
{
	const struct rows *rows = line->rows;
	bool known;
	size_t i;

	for (i = 0; rows && i < rows->n; i++)
		line_sayf("%zu. %s %s %s %s %s %s", i + 1, rows_named(rows, i, "regno"),
			  kind_label(kind_named(rows_named(rows, i, "kind"), &known)),
			  rows_named(rows, i, "state"), rows_named(rows, i, "due"),
			  rows_named(rows, i, "respondent"),
			  rows_named(rows, i, "title"));
	if (!rows || rows->n == 0)
		line_say(_("Nothing waits here."));
}

static void
take_rows(struct line *line, struct rows *rows)
{
	rows_free(line->rows);
	line->rows = rows;
	say_rows(line);
}

static void
do_list(struct line *line, const char *rest)
{
	struct rows *counters;
	size_t i;

	if (*rest) {
		take_rows(line, line_ask(line, "worklist",
					 json_pack("{s:s, s:s, s:s, s:s}", "unit", "",
						   "queue", rest, "after", "", "limit",
						   "50")));
		return;
	}
	counters = line_ask(line, "counters", json_pack("{s:s}", "unit", ""));
	for (i = 0; counters && i < counters->n; i++)
		line_sayf("%s %s", rows_named(counters, i, "queue"),
			  rows_named(counters, i, "n"));
	rows_free(counters);
}

static void
do_search(struct line *line, const char *rest)
{
	take_rows(line, line_ask(line, "search",
				 json_pack("{s:s, s:s}", "text", rest, "limit", "50")));
}

/* A row by its number in the last list, or by the end of its registration number. */
static bool
find_ticket(struct line *line, const char *which, struct ticket *out)
{
	const struct rows *rows = line->rows;
	size_t n = strtoul(which, NULL, 10), i;
	struct rows *answer;
	json_t *doc;
	bool read;

	for (i = 0; rows && i < rows->n; i++)
		if (n == i + 1 || (strlen(which) > 3 &&
				   str_ends(rows_named(rows, i, "regno"), which)))
			break;
	if (!rows || i == rows->n || !*which) {
		line_say(_("Say a number of the last list."));
		return false;
	}
	answer = line_ask(line, "ticket",
			  json_pack("{s:s}", "ticket", rows_named(rows, i, "ticket")));
	doc = answer ? json_loads(rows_cell(answer, 0, 0), 0, NULL) : NULL;
	read = doc && ticket_read(out, doc);
	json_decref(doc);
	rows_free(answer);
	return read;
}

static void
do_show(struct line *line, const char *rest)
{
	struct ticket ticket;
	const json_t *value;
	const char *key;
	size_t i;

	if (!find_ticket(line, rest, &ticket))
		return;
	line_sayf("%s %s %s", ticket.regno, kind_label(ticket.kind), ticket.state);
	json_object_foreach(json_object_get(ticket.doc, "facts"), key, value)
	{
		if (json_is_string(value))
			line_sayf("%s: %s", key, json_string_value(value));
	}
	json_array_foreach(json_object_get(ticket.doc, "timeline"), i, value)
	{
		line_sayf("%.16s %s %s %s", json_text(value, "at"),
			  json_text(value, "label"), json_text(value, "unit_name"),
			  json_text(value, "action"));
	}
	ticket_release(&ticket);
}

static void
do_action(struct line *line, const char *rest)
{
	size_t n = strcspn(rest, " ");
	const struct action *action;
	struct ticket ticket;
	const char *which = rest + n + strspn(rest + n, " ");
	char name[48];

	str_format(name, sizeof name, "%.*s", (int)n, rest);
	action = action_named(name);
	if (!action)
		line_sayf(_("There is no action \"%s\"."), name);
	else if (action->flags & ACTION_CREATES)
		line_form(line, action, NULL);
	else if (find_ticket(line, which, &ticket)) {
		line_form(line, action, &ticket);
		ticket_release(&ticket);
	}
}

static void
do_call(struct line *line, const char *rest)
{
	(void)rest;
	line_form(line, action_named("register"), NULL);
}

static void
do_outbox(struct line *line, const char *rest)
{
	struct rows *rows = line_ask(line, "outbox", json_object());
	size_t i;

	(void)rest;
	for (i = 0; rows && i < rows->n; i++)
		line_sayf("%s %s %s %s", rows_named(rows, i, "seq"),
			  rows_named(rows, i, "action"),
			  op_state_label(op_state_named(rows_named(rows, i, "state"))),
			  rows_named(rows, i, "regno"));
	if (rows && rows->n == 0)
		line_say(_("Everything is delivered."));
	rows_free(rows);
}

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
	{ "show", N_("show NUMBER: a ticket of the last list"), do_show },
	{ "do", N_("do ACTION NUMBER: act on a ticket, field by field"), do_action },
	{ "call", N_("call: take down a call, field by field"), do_call },
	{ "search", N_("search WORDS: among all tickets"), do_search },
	{ "outbox", N_("outbox: what is not delivered yet"), do_outbox },
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

/* -- coming in ----------------------------------------------------------------------- */

static bool
read_secret(struct line *line, char *out, size_t size)
{
	struct termios was, quiet;
	bool tty = tcgetattr(STDIN_FILENO, &was) == 0, read;

	if (tty) {
		quiet = was;
		quiet.c_lflag &= ~(tcflag_t)ECHO;
		tcsetattr(STDIN_FILENO, TCSADRAIN, &quiet);
	}
	read = line_read(line, _("Password: "), out, size);
	if (tty) {
		tcsetattr(STDIN_FILENO, TCSADRAIN, &was);
		puts("");
	}
	return read;
}

static bool
log_in(struct line *line, const struct conf *conf)
{
	char name[64], password[256] = "";
	struct err err = { 0 };
	json_t *welcome = NULL;

	if (!line_read(line, _("Operator: "), name, sizeof name) ||
	    !read_secret(line, password, sizeof password))
		return false;
	if (desk_reach(&line->wire, conf, name, 10000, &err) != DONE)
		line_say(err.text);
	else if (wire_send(line->wire, msg_hello(name, password)) == DONE)
		welcome = line_wait(line, 0);
	mem_wipe(password, sizeof password);
	if (!welcome)
		return false;
	operator_read(&line->me, json_object_get(welcome, "operator"));
	json_decref(welcome);
	line_sayf("%s %s %s", line->me.unit_name, line->me.number, line->me.label);
	return true;
}

int
line_run(const struct conf *conf)
{
	struct line line = { 0 };
	char text[1024];
	int rc = EX_NOPERM;

	if (log_in(&line, conf)) {
		rc = EX_OK;
		do_help(&line, text);
		while (!line.over && line_read(&line, "> ", text, sizeof text))
			run_command(&line, text);
	}
	if (line.wire && wire_send(line.wire, msg_bye()) != DONE)
		rc = rc == EX_OK ? EX_OK : rc;
	wire_free(line.wire);
	rows_free(line.rows);
	return rc;
}
