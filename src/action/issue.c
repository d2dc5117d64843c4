/* action/issue.c -- issues a document of the ticket; which one may be issued when, by
 * whom and for whom, and what it asks for, is data (sql/code/document_121.csv,
 * document_20.csv). */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#include "record.h"
#include "table.h"

/* A document for several: each gets his own. */
static bool
is_for_several(const struct form *f)
{
	return form_asks(f, "to") != ASKS_NOT && *form_named(f, "form") &&
	       form_context(f)->extra;
}

static bool
has_word(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (len > 0 && n == len && memcmp(list, word, n) == 0)
			return true;
	}
	return false;
}

static void
issue_fill(struct form *f, const struct ticket *t)
{
	const json_t *facts = json_object_get(t->doc, "facts");

	form_set(f, (size_t)form_find(f, "narrative"), json_text(facts, "content"));
}

static const json_t *
chosen(const struct form *f)
{
	const struct rule_context *ctx = form_context(f);
	char table[32];

	str_format(table, sizeof table, "document_%s", ctx->rules);
	return ctx->extra ? ctx->extra(ctx->arg, table, form_named(f, "form")) : NULL;
}

static void
issue_follow(struct form *f, const struct ticket *t)
{
	/* Filling a field asks for the code's row again, which frees this one. */
	char *words = xstrdup(json_text(chosen(f), "record"));

	record_follow(f, t, words);
	free(words);
}

/* By one of the duties that the document asks for (core.act_issue judges alike). */
static bool
has_duty(const json_t *extra, const struct stage *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (str_eq(s->rows[i].action, "issue") &&
		    has_word(json_text(extra, "duties"), s->rows[i].duty) &&
		    transition_offers(&s->rows[i], s->ticket, s->me))
			return true;
	return false;
}

static bool
is_decided(const json_t *extra, const struct ticket *t)
{
	const char *key = json_text(extra, "outcome");

	return !*key || *json_text(json_object_get(t->doc, "outcome"), key);
}

static bool
is_open_now(const json_t *extra, const struct stage *s)
{
	const char *states = json_text(extra, "states");

	if (!has_word(json_text(extra, "kinds"), kind_name(s->ticket->kind)))
		return false;
	if (!(str_eq(states, "*") ? ticket_is_open(s->ticket)
				  : has_word(states, s->ticket->state)))
		return false;
	return is_decided(extra, s->ticket) && has_duty(extra, s);
}

/* Of complainant and reporter a ticket has only one. */
static bool
is_reader(const struct form *f, const char *code, const struct stage *s)
{
	const json_t *extra = chosen(f);

	if (str_eq(code, s->ticket->kind == KIND_REPORT ? "complainant" : "reporter"))
		return false;
	return !extra || has_word(json_text(extra, "to"), code);
}

static bool
issue_offers(const struct form *f, const char *field, const struct choice *c,
	     const struct stage *s)
{
	if (str_eq(field, "form"))
		return is_open_now(c->extra, s);
	return !str_eq(field, "to") || is_reader(f, c->code, s);
}

#include "action/field/issue.h"

const struct action action_issue = {
	.name = "issue",
	.menu = 170,
	.label = N_("Issue a document"),
	.help = N_("Issues a document: it gets its number and is kept as it "
		   "is."),
	FIELDS(fields),
	.check = record_check,
	.fill = issue_fill,
	.follow = issue_follow,
	.offers = issue_offers,
	.flags = ACTION_APPENDS | ACTION_PAPER,
};
