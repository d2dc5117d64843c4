/* form/rule.c -- checks values and brings them into their stored form: first by the field's
 * type, then by the rule it names; the same for screen, command line and draft. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "form/rule.h"

#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#include "model/dates.h"
#include "model/idno.h"
#include "model/ticket.h"

#include "rule_pick.h"
#include "stamp.h"

typedef enum verdict number_fn(const char *in, char *out, size_t size, struct err *);
typedef enum verdict day_fn(const struct rule_context *, int32_t day, struct err *);

struct rule {
	const char *name;
	void (*tidy)(struct str *); /* of a text: what stands between its characters */
	number_fn *number; /* parses and normalises first */
	day_fn *day; /* judges the day of a FIELD_DATE or FIELD_STAMP */
	enum dates_look look; /* where a day without its year lies */
	const char *pattern; /* the whole normalised text must match */
	const char *words; /* N_(): what is said where it does not */
};

static enum verdict
day_not_future(const struct rule_context *ctx, int32_t day, struct err *err)
{
	enum { CENTURY = 36525 };

	if (day > ctx->today)
		return refuse(err, _("This day is still to come."));
	if (day < ctx->today - CENTURY)
		return refuse(err, _("This day is more than a hundred years back."));
	return DONE;
}

static enum verdict
day_not_past(const struct rule_context *ctx, int32_t day, struct err *err)
{
	enum { YEAR = 366 };

	if (day < ctx->today)
		return refuse(err, _("This day is already over."));
	if (day > ctx->today + YEAR)
		return refuse(err, _("This day is more than a year ahead."));
	return DONE;
}

static void
narrow(struct str *text)
{
	struct str plain = { 0 };

	utf8_narrow(&plain, str_text(text), text->len);
	str_set(text, str_text(&plain));
	str_release(&plain);
}

/* A number of a ticket as it is read out or copied: "330100000 20261120 00000001", "#1234". */
static void
join_number(struct str *text)
{
	const char *blank;

	narrow(text);
	while ((blank = strchr(str_text(text), ' ')))
		str_splice(text, (size_t)(blank - text->s), 1, "", 0);
	if (*str_text(text) == '#')
		str_splice(text, 0, 1, "", 0);
}

/* Separators of names as people type them become commas, one between two names. */
static void
join_names(struct str *text)
{
	static const char *const marks[] = {
		"、", "，", "；", ";", " ", "\u3000", ",,"
	};
	size_t i;
	const char *s;

	for (i = 0; i < ARRAY_LEN(marks); i++)
		while ((s = strstr(str_text(text), marks[i])))
			str_splice(text, (size_t)(s - text->s), strlen(marks[i]), ",",
				   1);
	if (str_starts(str_text(text), ","))
		str_splice(text, 0, 1, "", 0);
	if (str_ends(str_text(text), ","))
		str_splice(text, text->len - 1, 1, "", 0);
}

static const struct rule rules[] = {
	{ "phone", .number = idno_phone },
	{ "mobile", .number = idno_phone, .pattern = "1[3-9]\\d{9}",
	  .words = N_("A mobile number has 11 digits and begins with 13 to 19.") },
	{ "landline", .number = idno_phone, .pattern = "(?!1[3-9]\\d{9}$).*",
	  .words = N_("This is a mobile number: it goes into the field above.") },
	{ "uscc", .number = idno_uscc },
	{ "idcard", .number = idno_paper },
	{ "name", .pattern = "[^\\d\\n@#$%&=+<>{}|~^\\\\]{1,60}",
	  .words = N_("A name has no digits and signs.") },
	{ "officers", .tidy = join_names, .pattern = "[^\\d,]{2,20}(,[^\\d,]{2,20})+",
	  .words =
		  N_("Give the names of at least two officers, separated by commas.") },
	{ "orderno", .tidy = narrow, .pattern = "[A-Za-z0-9_#/.-]{1,64}",
	  .words = N_("An order number has letters, digits and - _ # / . only.") },
	{ "ticket", .tidy = join_number, .pattern = "[0-9A-Z]{9}[0-9]{16}|[0-9]{1,24}",
	  .words = N_("Give the number of the ticket or the end of it.") },
	{ "count", .tidy = narrow, .pattern = "[1-9]\\d{0,3}",
	  .words = N_("Give a whole number from 1 to 9999.") },
	{ "people", .tidy = narrow, .pattern = "\\d{1,6}",
	  .words = N_("Give a whole number of people, 0 where there are none.") },
	{ "nofile", .pattern = "R2[a-d]",
	  .words = N_("Only one of the four cases of Penalty Procedure article 20 "
		      "(R2a to R2d) fits here.") },
	{ "telling", .pattern = "(?!9$).+",
	  .words = N_("This is no way of telling anybody.") },
	{ "noauthority", .pattern = "R[34]",
	  .words = N_("Only missing authority (R3, R4) fits here.") },
	{ "entrusted", .pattern = "[78]",
	  .words = N_(
		  "Say which kind of body is entrusted: a consumers' association (7) "
		  "or another lawful one (8).") },
	{ "past", .day = day_not_future },
	{ "ahead", .day = day_not_past, .look = LOOK_AHEAD },
	{ "coming", .look = LOOK_AHEAD },
	{ "near", .look = LOOK_NEAR },
};

static const struct rule *
rule_named(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(rules); i++)
		if (str_eq(rules[i].name, name))
			return &rules[i];
	return NULL;
}

bool
rule_exists(const char *name)
{
	return rule_named(name) != NULL;
}

const char *
rule_name(size_t i)
{
	return i < ARRAY_LEN(rules) ? rules[i].name : NULL;
}

/* Compiled at first use and kept: the table is short and lives as long as we do. */
static pcre2_code *
compiled(const struct rule *r)
{
	static pcre2_code *codes[ARRAY_LEN(rules)];
	size_t i = (size_t)(r - rules), at;
	int error;

	if (!codes[i])
		codes[i] = pcre2_compile((PCRE2_SPTR)r->pattern, PCRE2_ZERO_TERMINATED,
					 PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_UTF,
					 &error, &at, NULL);
	if (!codes[i])
		mem_exhausted();
	return codes[i];
}

static bool
matches(const struct rule *r, const char *text)
{
	pcre2_code *code = compiled(r);
	pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
	int n;

	if (!data)
		mem_exhausted();
	n = pcre2_match(code, (PCRE2_SPTR)text, strlen(text), 0, 0, data, NULL);
	pcre2_match_data_free(data);
	return n >= 0;
}

static void
trim(struct str *text)
{
	static const char *const blanks[] = { " ", "\t", "\n", "\u3000" };
	size_t i, n;

	for (i = 0; i < ARRAY_LEN(blanks); i++) {
		n = strlen(blanks[i]);
		if (str_starts(str_text(text), blanks[i]))
			str_splice(text, 0, n, "", 0), i = (size_t)-1;
		else if (str_ends(str_text(text), blanks[i]))
			str_splice(text, text->len - n, n, "", 0), i = (size_t)-1;
	}
}

static bool
is_kind(const char *code)
{
	bool known;

	(void)kind_named(code, &known);
	return known;
}

static bool
is_code(const char *s)
{
	size_t n = strspn(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "abcdefghijklmnopqrstuvwxyz_.-");

	return n > 0 && n <= 40 && !s[n];
}

void
rule_pick(char *out, size_t size, const struct field *f, const struct rule_context *ctx)
{
	const char *pick = f->pick ? f->pick : "", *hole = strchr(pick, '{');
	const char *value = ctx->rules;
	int k;

	for (k = 0; hole && str_starts(hole, "{kind}") && k < KIND__MAX; k++)
		if (ctx->need == 1u << k)
			value = kind_name((enum kind)k);
	if (!hole)
		str_copy(out, size, pick);
	else
		str_format(out, size, "%.*s%s%s", (int)(hole - pick), pick, value,
			   strchr(hole, '}') + 1);
}

static enum verdict
parse_code(const struct field *f, const struct rule_context *ctx, struct str *text,
	   struct err *err)
{
	const char *code;
	char table[48];

	narrow(text);
	code = str_text(text);
	rule_pick(table, sizeof table, f, ctx);
	if (is_code(code) && (!(f->flags & FIELD_KIND) || is_kind(code)) &&
	    (!*table || !ctx->known || ctx->known(ctx->arg, table, code)))
		return DONE;
	return refuse(err, _("“%s” is not in the list: choose with F4."), code);
}

static enum verdict
parse_codes(const struct field *f, const struct rule_context *ctx, struct str *text,
	    struct err *err)
{
	static const char between[] = " ,;\n";
	struct str all = { 0 }, one = { 0 };
	enum verdict v = DONE;
	char *s, *next = NULL, *word;

	narrow(text);
	while ((s = strstr(str_text(text), "、")))
		str_splice(text, (size_t)(s - text->s), strlen("、"), ",", 1);
	for (word = strtok_r(text->s, between, &next); word && v == DONE;
	     word = strtok_r(NULL, between, &next)) {
		str_set(&one, word);
		v = parse_code(f, ctx, &one, err);
		if (all.len)
			str_addc(&all, ',');
		str_add(&all, word);
	}
	if (v == DONE)
		str_set(text, str_text(&all));
	str_release(&all);
	str_release(&one);
	return v;
}

/* A limit that is set looks ahead, all that has happened looks back. */
static enum dates_look
look_of(const struct field *f)
{
	const struct rule *r = rule_named(f->rule);

	return r ? r->look : LOOK_BACK;
}

static enum verdict
parse_date(const struct field *f, const struct rule_context *ctx, struct str *text,
	   struct err *err)
{
	int32_t day;
	char iso[11];
	enum verdict v = dates_parse(str_text(text), ctx->today, look_of(f), &day, err);

	if (v != DONE)
		return v;
	day_text(day, iso);
	str_set(text, iso);
	return DONE;
}

/* "14:05", "1405" or "14点05": minutes of the day, or -1. */
static int
parse_minutes(const char *s)
{
	static const char mark[] = "点", digits[] = "0123456789";
	size_t n = strspn(s, digits), m;
	long hour, minute;

	if (n == 4 && !s[n]) {
		hour = strtol(s, NULL, 10);
		minute = hour % 100;
		hour /= 100;
	} else {
		m = s[n] == ':' ? 1 : str_starts(s + n, mark) ? sizeof mark - 1 : 0;
		if (n < 1 || n > 2 || !m || strspn(s + n + m, digits) != 2 ||
		    s[n + m + 2])
			return -1;
		hour = strtol(s, NULL, 10);
		minute = strtol(s + n + m, NULL, 10);
	}
	return hour < 24 && minute < 60 ? (int)(hour * 60 + minute) : -1;
}

/* A day and a minute; a minute alone is today's.  A full ISO stamp stays as it is. */
static enum verdict
parse_stamp(const struct field *f, const struct rule_context *ctx, struct str *text,
	    struct err *err)
{
	struct str day = { 0 };
	char *blank;
	int minutes;
	int64_t wall;
	enum verdict v;

	if (strchr(str_text(text), 'T') && stamp_parse(str_text(text), &wall))
		return DONE;
	narrow(text);
	blank = strrchr(text->s, ' ');
	minutes = parse_minutes(blank ? blank + 1 : text->s);
	if (minutes < 0)
		return refuse(err,
			      _("Give the day and the time, for example T 14:05."));
	str_set(&day, "T");
	if (blank) {
		str_clear(&day);
		str_addn(&day, text->s, (size_t)(blank - text->s));
	}
	v = parse_date(f, ctx, &day, err);
	if (v == DONE) {
		str_clear(text);
		str_addf(text, "%s %02d:%02d", str_text(&day), minutes / 60,
			 minutes % 60);
	}
	str_release(&day);
	return v;
}

static enum verdict
parse_money(const struct field *f, const struct rule_context *ctx, struct str *text,
	    struct err *err)
{
	char out[IDNO_TEXT];
	enum verdict v = idno_money(str_text(text), out, sizeof out, err);

	(void)f, (void)ctx;
	if (v == DONE)
		str_set(text, out);
	return v;
}

static enum verdict
parse_flag(const struct field *f, const struct rule_context *ctx, struct str *text,
	   struct err *err)
{
	static const char *const words[] = { "true",  "yes", "y", "1", "x",  "是", "√",
					     "false", "no",  "n", "0", "否", "×" };
	enum { YES = 7 };
	size_t i;

	(void)f, (void)ctx;
	narrow(text);
	for (i = 0; i < ARRAY_LEN(words); i++) {
		if (strcasecmp(words[i], str_text(text)) != 0)
			continue;
		str_set(text, i < YES ? "true" : "false");
		return DONE;
	}
	return refuse(err, _("Answer yes or no."));
}

static enum verdict
parse_text(const struct field *f, const struct rule_context *ctx, struct str *text,
	   struct err *err)
{
	const struct rule *r = rule_named(f->rule);
	size_t chars;

	(void)ctx;
	if (r && r->tidy)
		r->tidy(text);
	chars = utf8_count(str_text(text), text->len);
	if (chars > field_max(f))
		return refuse(err, _("At most %zu characters fit here; these are %zu."),
			      field_max(f), chars);
	return DONE;
}

typedef enum verdict parse_fn(const struct field *, const struct rule_context *,
			      struct str *, struct err *);
static parse_fn *const parsers[] = {
	[FIELD_TEXT] = parse_text,   [FIELD_LONG] = parse_text,
	[FIELD_CODE] = parse_code,   [FIELD_CODES] = parse_codes,
	[FIELD_DATE] = parse_date,   [FIELD_STAMP] = parse_stamp,
	[FIELD_MONEY] = parse_money, [FIELD_FLAG] = parse_flag,
};
_Static_assert(ARRAY_LEN(parsers) == FIELD__MAX, "a field type lacks its parser");

/* A stamp later than now, but for what two clocks may differ. */
static bool
lies_ahead(const struct rule_context *ctx, const char *text)
{
	enum { CLOCKS = 5 * 60 * 1000 };
	int64_t wall;

	return ctx->wall && stamp_wall(text, &wall) && wall > ctx->wall + CLOCKS;
}

static enum verdict
apply_rule(const struct rule *r, const struct rule_context *ctx, struct str *text,
	   struct err *err)
{
	char out[256], iso[11];
	enum verdict v = DONE;

	if (r->number)
		v = r->number(str_text(text), out, sizeof out, err);
	if (r->number && (v == DONE || err->ask))
		str_set(text, out);
	if (v == DONE && r->pattern && !matches(r, str_text(text)))
		v = refuse(err, "%s", _(r->words));
	if (v == DONE && r->day) {
		str_copy(iso, sizeof iso, str_text(text));
		v = r->day(ctx, day_parse(iso), err);
	}
	if (v == DONE && r->day == day_not_future && lies_ahead(ctx, str_text(text)))
		v = refuse(err, _("This time lies ahead."));
	return v;
}

enum verdict
rule_apply(const struct field *f, const struct rule_context *ctx, struct str *text,
	   struct err *err)
{
	const struct rule *r = rule_named(f->rule);
	struct str work = { 0 };
	struct err why = { 0 };
	enum verdict v;

	str_set(&work, str_text(text));
	trim(&work);
	v = work.len ? parsers[f->type](f, ctx, &work, &why) : DONE;
	if (v == DONE && work.len && r)
		v = apply_rule(r, ctx, &work, &why);
	if (v == DONE || why.ask)
		str_set(text, str_text(&work));
	if (v != DONE && err) {
		refuse_field(err, f->name, "%s", why.text);
		err->ask = why.ask;
	}
	str_wipe(&work);
	return v;
}
