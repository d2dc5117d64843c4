/* line_ticket.c -- prints one ticket: its panes, how its deadlines were counted, its
 * documents and, with a reason, masked values.  The screens provide the text.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "model/paper.h"

#include "ui/line_own.h"
#include "ui/part/fact.h"
#include "ui/screen/ticket.h"

enum { PAPER_COLS = 72 };

/* The first word of rest; what is behind it. */
static const char *
cut_word(const char *rest, char *word, size_t size)
{
	size_t n = strcspn(rest, " ");

	str_format(word, size, "%.*s", (int)n, rest);
	return rest + n + strspn(rest + n, " ");
}

/* -- which ticket -------------------------------------------------------------------- */

static const char *
in_list(const struct line *line, const char *which)
{
	const struct rows *rows = line->list.rows;
	char *end;
	unsigned long n = strtoul(which, &end, 10);
	size_t i;

	for (i = 0; rows && *which && i < rows->n; i++)
		if ((!*end && n == i + 1) ||
		    (strlen(which) > 3 &&
		     str_ends(rows_named(rows, i, "regno"), which)))
			return rows_named(rows, i, "ticket");
	return "";
}

static const char *
anywhere(struct line *line, const char *which)
{
	const struct rows *rows;

	if (strlen(which) < 4)
		return "";
	rows = line_ask(line, &line->answer, "search",
			json_pack("{s:s, s:s}", "text", which, "limit", "2"));
	return rows && rows->n == 1 ? rows_named(rows, 0, "ticket") : "";
}

void
line_which(struct line *line, const char *which, char id[UUID_TEXT])
{
	str_copy(id, UUID_TEXT, in_list(line, which));
	if (!*id)
		str_copy(id, UUID_TEXT, anywhere(line, which));
	if (!*id && !line->over)
		line_say(_("Say a number of the last list, or the end of the "
			   "ticket's own number."));
}

/* -- what screens say ---------------------------------------------------------------- */

static void
say_line(const struct sheet_line *at)
{
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < at->nspans; i++) {
		if (text.len > 0 && *at->spans[i].text)
			str_addc(&text, ' ');
		str_add(&text, at->spans[i].text);
	}
	if (text.len > 0)
		line_say(str_text(&text));
	str_wipe(&text);
}

/* Reading once asks for the names of codes, reading again has them. */
void
line_say_screen(struct line *line, struct screen *screen)
{
	struct sheet sheet = { 0 };
	size_t i;
	bool rest = screen && line_rest(line);

	if (rest) {
		screen->cls->read(screen, line->ui, &sheet);
		sheet_clear(&sheet);
		rest = line_rest(line);
	}
	if (rest)
		screen->cls->read(screen, line->ui, &sheet);
	for (i = 0; i < sheet.lines.n; i++)
		say_line(&sheet.lines.v[i]);
	sheet_release(&sheet);
	ui_close(line->ui, screen);
}

void
line_show(struct line *line, const char *rest)
{
	char which[40], pane[40], id[UUID_TEXT];
	const char *more =
		cut_word(cut_word(rest, which, sizeof which), pane, sizeof pane);
	struct ticket_screen *t;

	line_which(line, which, id);
	if (!*id)
		return;
	t = (struct ticket_screen *)ui_open(line->ui, "ticket",
					    &(struct opening){ .ticket = id });
	if (*pane && !ticket_turn_to(t, pane))
		line_say(_("Its panes are: overview, facts, timeline, contacts, "
			   "documents, linked, pending."));
	if (*more)
		ticket_before(t, line->ui, (int)strtol(more, NULL, 10));
	line_say_screen(line, &t->screen);
}

void
line_why(struct line *line, const char *rest)
{
	char which[40], id[UUID_TEXT];
	const char *clock = cut_word(rest, which, sizeof which);

	line_which(line, which, id);
	if (*id)
		line_say_screen(line, ui_open(line->ui, "why",
					      &(struct opening){ .ticket = id,
								 .text = clock }));
}

void
line_document(struct line *line, const char *rest)
{
	char which[40], id[UUID_TEXT];
	int n = (int)strtol(cut_word(rest, which, sizeof which), NULL, 10);

	line_which(line, which, id);
	if (*id && n > 0)
		line_say_screen(line, ui_open(line->ui, "paper",
					      &(struct opening){ .ticket = id,
								 .document = n }));
	else if (*id)
		line_say(_("Say which document: show NUMBER documents counts them."));
}

/* -- what is masked ------------------------------------------------------------------ */

static void
say_document(const char *body)
{
	struct paper_look look = { PAPER_COLS, NULL };
	struct str text = { 0 };
	struct paper paper;
	struct err err;

	if (paper_read(&paper, body, strlen(body), &err) != DONE) {
		line_say(err.text);
		return;
	}
	paper_text(&text, &paper, &look);
	paper_release(&paper);
	line_say(str_text(&text));
	str_wipe(&text);
}

static void
say_revealed(struct line *line, const struct rows *rows)
{
	const char *field = rows_named(rows, 0, "field"),
		   *value = rows_named(rows, 0, "value");

	if (rows && rows->n > 0 && str_starts(field, "document:"))
		say_document(value);
	else if (rows && rows->n > 0)
		line_sayf(_("%s: %s"), fact_label(NULL, field), value);
	ui_forget(line->ui, &line->answer);
}

/* A fact by its name or as it is called; others ("document:2") as they are. */
static void
name_fact(char *out, size_t size, const char *word)
{
	const struct action *intake = action_named("register");
	size_t i;

	str_copy(out, size, word);
	for (i = 0; i < intake->nfields; i++)
		if (line_means(word, intake->fields[i].name,
			       _(intake->fields[i].label)))
			str_copy(out, size, intake->fields[i].name);
}

void
line_reveal(struct line *line, const char *rest)
{
	char which[40], id[UUID_TEXT], field[48], token[UUID_TEXT];
	const char *word = cut_word(rest, which, sizeof which);
	const struct rows *rows = NULL;
	struct str reason = { 0 };

	line_which(line, which, id);
	name_fact(field, sizeof field, word);
	if (*id && line_read(line, _("Why do you need it? "), &reason)) {
		if (!reason.len)
			line_say(_("Without a reason it stays masked."));
		else
			rows = line_ask(line, &line->answer, "reveal_request",
					json_pack("{s:s, s:s, s:s}", "ticket", id,
						  "field", field, "reason", reason.s));
	}
	str_release(&reason);
	if (!rows || rows->n == 0)
		return;
	str_copy(token, sizeof token, rows_named(rows, 0, "token"));
	say_revealed(line, line_ask(line, &line->answer, "reveal_redeem",
				    json_pack("{s:s}", "token", token)));
}
