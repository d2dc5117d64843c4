/* action/readback.c -- one table of sentences, each read only when every fact it names is
 * known; the facts are put into their spoken form. */
#include "action/readback.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"

enum { PLACES = 2, NEED_CASE = NEED_COMPLAINT | NEED_REPORT };

struct sentence {
	unsigned kinds;
	const char *text; /* N_(), a %s for each fact */
	const char
		*facts[PLACES]; /* a flag is "key=true" or "key=false" and fills none */
};

static const struct sentence sentences[] = {
	{ NEED_COMPLAINT, N_("I read back your complaint to you."), { NULL } },
	{ NEED_REPORT, N_("I read back your report to you."), { NULL } },
	{ NEED_ENQUIRY, N_("I read back your question to you."), { NULL } },
	{ NEED_ALWAYS, N_("Your name is %s."), { "pname" } },
	{ NEED_REPORT, N_("You report anonymously."), { "anon=true" } },
	{ NEED_ALWAYS, N_("Your mobile telephone is %s."), { "mobile" } },
	{ NEED_ALWAYS, N_("Your other telephone is %s."), { "landtel" } },
	{ NEED_ALWAYS, N_("Your postal address is %s."), { "paddr" } },
	{ NEED_COMPLAINT, N_("You complain about %s."), { "invname" } },
	{ NEED_REPORT, N_("You report %s."), { "invname" } },
	{ NEED_ALWAYS, N_("It is at %s."), { "invaddr" } },
	{ NEED_ALWAYS, N_("The purchase was made through %s."), { "platform" } },
	{ NEED_ALWAYS, N_("The shop is %s."), { "shop" } },
	{ NEED_ALWAYS, N_("The order number is %s."), { "orderno" } },
	{ NEED_ALWAYS, N_("It is about %s."), { "mdsename" } },
	{ NEED_CASE, N_("You bought it on %s."), { "buydate" } },
	{ NEED_CASE, N_("The amount is %s yuan."), { "invoam" } },
	{ NEED_CASE, N_("The problem is %s."), { "problem" } },
	{ NEED_ALWAYS, N_("What happened: %s"), { "content" } },
	{ NEED_COMPLAINT, N_("You ask for: %s."), { "demand" } },
	{ NEED_CASE, N_("You hold as evidence: %s."), { "evidence" } },
	{ NEED_COMPLAINT,
	  N_("You also report a violation: %s."),
	  { "also_report=true", "report_problem" } },
	{ NEED_COMPLAINT, N_("You agree that it is published."), { "agreepub=true" } },
	{ NEED_COMPLAINT,
	  N_("You do not want it to be published."),
	  { "agreepub=false" } },
	{ NEED_COMPLAINT,
	  N_("You agree to mediation by another body."),
	  { "agreeent=true" } },
	{ NEED_REPORT, N_("You ask for secrecy."), { "secret=true" } },
	{ NEED_ENQUIRY, N_("The answer is: %s"), { "answer" } },
	{ NEED_ALWAYS, N_("Is that right?"), { NULL } },
};

struct reader {
	struct form *form;
	readback_name_fn *name;
	void *arg;
};

static void
say_code(struct str *out, const struct reader *r, size_t i, const char *code)
{
	const char *name = r->name ? r->name(r->arg, form_pick(r->form, i), code) : "";

	str_add(out, str_empty(name) ? code : name);
}

/* Whether the code is one of its table; all are where nobody names codes. */
static bool
is_code(const struct reader *r, size_t i, const char *code)
{
	return !r->name || !str_empty(r->name(r->arg, form_pick(r->form, i), code));
}

static void
say_codes(struct str *out, const struct reader *r, size_t i, const char *text)
{
	char code[64];
	size_t n;

	for (; *text; text += n + (text[n] == ',')) {
		n = strcspn(text, ",");
		str_format(code, sizeof code, "%.*s", (int)n, text);
		if (!is_code(r, i, code))
			continue;
		if (out->len)
			str_add(out, _(", "));
		say_code(out, r, i, code);
	}
}

/* 2026-11-20 as the year, the month and the day. */
static void
say_day(struct str *out, const char *text)
{
	int32_t day = day_parse(text);
	int part[3];
	char words[3][8], all[80];
	const char *args[] = { words[0], words[1], words[2] };
	size_t i;

	if (day == DAY_NONE) {
		str_add(out, text);
		return;
	}
	day_split(day, &part[0], &part[1], &part[2]);
	for (i = 0; i < ARRAY_LEN(part); i++)
		str_format(words[i], sizeof words[i], "%d", part[i]);
	text_fill(all, sizeof all, N_("%s-%s-%s"), args, ARRAY_LEN(args));
	str_add(out, all);
}

/* A mobile number in the groups people say and write down: 138 0013 8000. */
static void
say_phone(struct str *out, const char *text)
{
	if (strlen(text) == 11 && *text == '1')
		str_addf(out, "%.3s %.4s %s", text, text + 3, text + 7);
	else
		str_add(out, text);
}

static void
say_fact(struct str *out, const struct reader *r, size_t i)
{
	const struct field *f = form_field(r->form, i);
	const char *text = form_text(r->form, i);

	if (f->type == FIELD_CODE)
		say_code(out, r, i, text);
	else if (f->type == FIELD_CODES)
		say_codes(out, r, i, text);
	else if (f->type == FIELD_DATE)
		say_day(out, text);
	else if (str_eq(f->rule, "mobile"))
		say_phone(out, text);
	else
		str_add(out, text);
}

/* What is no code of its table, or is marked as wrong, is nothing to read to anybody. */
static bool
is_resolved(const struct reader *r, size_t i)
{
	const struct field *f = form_field(r->form, i);

	if (form_fault(r->form, i)[0])
		return false;
	return f->type != FIELD_CODE || is_code(r, i, form_text(r->form, i));
}

enum fact {
	ABSENT,
	SAID,
	HELD
}; /* HELD: a flag that stands as asked, nothing to say */

static enum fact
take_fact(struct str *out, const struct reader *r, const char *fact)
{
	size_t n = strcspn(fact, "=");
	char name[40];
	int i;

	str_format(name, sizeof name, "%.*s", (int)n, fact);
	i = form_find(r->form, name);
	if (i < 0 || !form_shown(r->form, (size_t)i) ||
	    !*form_text(r->form, (size_t)i) || !is_resolved(r, (size_t)i))
		return ABSENT;
	if (fact[n])
		return str_eq(fact + n + 1, form_text(r->form, (size_t)i)) ? HELD
									   : ABSENT;
	say_fact(out, r, (size_t)i);
	return out->len ? SAID : ABSENT; /* of several codes none may be one */
}

static void
say(struct str *out, const struct reader *r, const struct sentence *s)
{
	struct str facts[PLACES] = { { 0 } };
	enum fact got = HELD;
	const char *text = _(s->text), *hole = strstr(text, "%s");
	size_t i, said = 0;

	for (i = 0; i < PLACES && s->facts[i] && got != ABSENT; i++) {
		got = take_fact(&facts[said], r, s->facts[i]);
		said += got == SAID;
	}
	if (got != ABSENT && hole) {
		str_addn(out, text, (size_t)(hole - text));
		str_add(out, str_text(&facts[0]));
		str_add(out, hole + strlen("%s"));
	} else if (got != ABSENT) {
		str_add(out, text);
	}
	if (got != ABSENT)
		str_addc(out, '\n');
	for (i = 0; i < PLACES; i++)
		str_wipe(&facts[i]);
}

void
readback(struct str *out, struct form *form, readback_name_fn *name, void *arg)
{
	const struct reader r = { .form = form, .name = name, .arg = arg };
	size_t i;

	for (i = 0; i < ARRAY_LEN(sentences); i++)
		if (sentences[i].kinds & form_context(form)->need)
			say(out, &r, &sentences[i]);
}
