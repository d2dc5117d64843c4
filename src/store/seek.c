/* seek.c -- searches the mirrored lists and documents.  Every word must occur in respondent
 * or title, or be the number or its end; names are compared without regard to width, case,
 * blanks, dots and signs, as the centre does (core.fold).
 */
#include <ctype.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

#include "store/mirror.h"

#include "inside.h"

#define DIGITS "0123456789"

struct seek {
	struct store *store;
	char text[400]; /* words, folded, with blanks between them */
	struct rows *out;
	size_t end; /* maximum of rows */
	int64_t at; /* the latest fetch of the rows found */
};

/* Signs that names are written with or without. */
static bool
is_sign(uint32_t cp)
{
	static const uint32_t signs[] = {
		0xB7,	0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65,
		0x3000, 0x3010, 0x3011, 0x3014, 0x3015, 0x300A, 0x300B,
		0x201C, 0x201D, 0x2014, 0x2013, 0xA0,	0x3001, 0x3002,
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(signs); i++)
		if (cp == signs[i])
			return true;
	return (cp < 0x80 && !isalnum((int)cp)) || utf8_class(cp) == UTF8_INVISIBLE;
}

static void
fold(char *out, size_t size, const char *text)
{
	struct str plain = { 0 }, kept = { 0 };
	size_t at, n;
	uint32_t cp;

	utf8_narrow(&plain, text, strlen(text));
	for (at = 0; at < plain.len; at += n) {
		n = utf8_decode(plain.s + at, plain.len - at, &cp);
		if (cp < 0x80 && isalnum((int)cp))
			str_addc(&kept, (char)tolower((int)cp));
		else if (!is_sign(cp))
			str_addn(&kept, plain.s + at, n);
	}
	str_copy(out, size, str_text(&kept));
	str_release(&plain);
	str_release(&kept);
}

/* Joins a number typed in groups; otherwise folds each word by itself. */
static void
read_words(struct seek *q, const char *typed)
{
	char *copy = xstrdup(typed), *word, *rest;
	struct str plain = { 0 }, all = { 0 };
	char one[200];

	utf8_narrow(&plain, copy, strlen(copy));
	free(copy);
	if (strspn(str_text(&plain), DIGITS " #-") == plain.len) {
		fold(q->text, sizeof q->text, str_text(&plain));
		str_release(&plain);
		return;
	}
	rest = plain.s;
	while ((word = strtok_r(rest, " \t", &rest))) {
		fold(one, sizeof one, word);
		if (all.len && *one)
			str_addc(&all, ' ');
		str_add(&all, one);
	}
	str_copy(q->text, sizeof q->text, str_text(&all));
	str_release(&all);
	str_release(&plain);
}

static bool
seek_has_word(const json_t *ticket, const char *word)
{
	char respondent[500], title[500];

	if (strspn(word, DIGITS) == strlen(word) &&
	    str_ends(json_text(ticket, "regno"), word))
		return true;
	fold(respondent, sizeof respondent, json_text(ticket, "respondent"));
	fold(title, sizeof title, json_text(ticket, "title"));
	return strstr(respondent, word) || strstr(title, word);
}

static bool
has_words(const struct seek *q, const json_t *ticket)
{
	char text[sizeof q->text], *word, *rest = text;

	if (!q->text[0])
		return false;
	str_copy(text, sizeof text, q->text);
	while ((word = strtok_r(rest, " ", &rest)))
		if (!seek_has_word(ticket, word))
			return false;
	return true;
}

static bool
is_there(const struct seek *q, const char *ticket)
{
	size_t i;

	for (i = 0; i < q->out->n; i++)
		if (str_eq(rows_named(q->out, i, "ticket"), ticket))
			return true;
	return false;
}

static enum verdict
seek_judge(struct seek *q, const struct bond *bond, struct blob body, int64_t at,
	   struct err *err)
{
	struct str text = { 0 };
	json_t *json = NULL;
	enum verdict v = seal_get(q->store->seal, bond, body, &text, err);

	if (v == DONE)
		v = json_read(&json, str_text(&text), text.len, err);
	str_wipe(&text);
	if (v == DONE && has_words(q, json) &&
	    !is_there(q, json_text(json, "ticket"))) {
		row_add(q->out, json);
		q->at = at > q->at ? at : q->at;
	}
	json_decref(json);
	return v;
}

static enum verdict
seek_lists(struct seek *q, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&q->store->db, SQL_ITEM_EVERY);
	struct uuid ticket;
	struct bond bond;
	enum verdict v = DONE;

	while (v == DONE && q->out->n < q->end &&
	       (v = db_step(&q->store->db, st, err)) == DONE) {
		if (!db_uuid(st, 2, &ticket)) {
			v = db_altered(err);
			break;
		}
		item_bond(&bond, sqlite3_column_int64(st, 0),
			  sqlite3_column_int64(st, 1), &ticket);
		v = seek_judge(q, &bond, db_blob(st, 3), sqlite3_column_int64(st, 4),
			       err);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

static enum verdict
seek_tickets(struct seek *q, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&q->store->db, SQL_TICKET_EVERY);
	struct uuid ticket;
	struct bond bond;
	int64_t at;
	enum verdict v = DONE;

	while (v == DONE && q->out->n < q->end &&
	       (v = db_step(&q->store->db, st, err)) == DONE) {
		if (!db_uuid(st, 0, &ticket)) {
			v = db_altered(err);
			break;
		}
		at = sqlite3_column_int64(st, 1);
		ticket_bond(&bond, &ticket, at);
		v = seek_judge(q, &bond, db_blob(st, 2), at, err);
	}
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

enum verdict
mirror_search(struct store *s, const struct search_ask *ask, struct rows *out,
	      int64_t *at, struct err *err)
{
	struct seek q = { .store = s, .out = out };
	enum verdict v;

	q.end = out->n + (ask->limit < 1 ? 1 : (size_t)ask->limit);
	read_words(&q, ask->text);
	v = seek_lists(&q, err);
	if (v == DONE)
		v = seek_tickets(&q, err);
	*at = q.at;
	return v;
}
