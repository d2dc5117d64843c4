/* action/notify.c -- records in the ledger of notices that a party was told something
 * (order 121 articles 15, 20, 23, 34, 36). */
#include <string.h>

#include "base/clock.h"
#include "base/str.h"

#include "record.h"
#include "table.h"

/* Told just now, unless said otherwise. */
static void
notify_fill(struct form *f, const struct ticket *t)
{
	int i = form_find(f, "notified");
	char now[17];

	(void)t;
	if (i < 0 || !form_context(f)->wall)
		return;
	stamp_minute(form_context(f)->wall, now);
	form_set(f, (size_t)i, now);
}

/* The last one in force that tells of it to this party. */
static const char *
paper_of(const struct ticket *t, const char *form, const char *party)
{
	const json_t *all = json_object_get(t->doc, "documents"), *d;
	size_t i;

	for (i = *form ? json_array_size(all) : 0; i-- > 0;) {
		d = json_array_get(all, i);
		if (str_eq(json_text(d, "form"), form) && !*json_text(d, "voided") &&
		    (str_eq(json_text(d, "to"), party) ||
		     str_eq(json_text(d, "to"), "both")))
			return json_text(d, "number");
	}
	return "";
}

static void
notify_follow(struct form *f, const struct ticket *t)
{
	const struct rule_context *ctx = form_context(f);
	const char *matter = form_named(f, "matter");
	const json_t *said = json_object_get(json_object_get(t->doc, "record"), "said");
	const json_t *extra =
		ctx->extra ? ctx->extra(ctx->arg, "notice_matter", matter) : NULL;

	/* Before any field is filled: that asks for the code's row again and frees this one. */
	const char *number =
		paper_of(t, json_text(extra, "paper"), form_named(f, "party"));

	form_prefill(f, (size_t)form_find(f, "detail"), json_text(said, matter));
	form_prefill(f, (size_t)form_find(f, "document"), number);
}

static bool
has_clock(const struct ticket *t, const char *code)
{
	const json_t *clock;
	size_t i;

	json_array_foreach(json_object_get(t->doc, "clocks"), i, clock)
		if (str_eq(json_text(clock, "code"), code))
			return true;
	return false;
}

/* One of the words: a key of what was decided, or a clock; core.act_notify judges alike. */
static bool
has_come_about(const struct ticket *t, const char *words)
{
	const json_t *outcome = json_object_get(t->doc, "outcome");
	char word[40];
	size_t n;

	for (; *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		str_format(word, sizeof word, "%.*s", (int)n, words);
		if (json_object_get(outcome, word) || has_clock(t, word))
			return true;
	}
	return false;
}

static bool
notify_offers(const struct form *f, const char *field, const struct choice *c,
	      const struct stage *s)
{
	const char *fits = json_text(c->extra, "fits");

	(void)f;
	if (!str_eq(field, "matter"))
		return true;
	return str_eq(json_text(c->extra, "kind"), kind_name(s->ticket->kind)) &&
	       (!*fits || has_come_about(s->ticket, fits));
}

#include "action/field/notify.h"

const struct action action_notify = {
	.name = "notify",
	.menu = 150,
	.label = N_("Record a notice"),
	.help = N_("Records who was told what, how and when (order 121 "
		   "articles 15 and 23)."),
	FIELDS(fields),
	.fill = notify_fill,
	.follow = notify_follow,
	.offers = notify_offers,
	.flags = ACTION_APPENDS,
};
