/* pick_line.c -- matches one line of a picker's page against the typed text. */
#include "pick_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

int
pick_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

/* text is in lower case. */
static bool
piece_starts(struct piece p, const char *text, size_t len)
{
	size_t i;

	if (p.n < len)
		return false;
	for (i = 0; i < len; i++)
		if (pick_lower(p.s[i]) != text[i])
			return false;
	return true;
}

bool
piece_is(struct piece p, const char *text, size_t len)
{
	return p.n == len && piece_starts(p, text, len);
}

bool
piece_contains(struct piece p, const char *text, size_t len)
{
	return p.n >= len && memmem(p.s, p.n, text, len) != NULL;
}

/* The best of the alternatives "a|b". */
static enum rank
rank_initials(struct piece p, const char *text, size_t len)
{
	enum rank best = RANK_NONE;

	while (p.n > 0) {
		const char *bar = memchr(p.s, '|', p.n);
		struct piece one = { p.s, bar ? (size_t)(bar - p.s) : p.n };

		if (piece_is(one, text, len))
			return RANK_EXACT;
		if (piece_starts(one, text, len))
			best = RANK_INITIALS;
		if (!bar)
			break;
		p.n -= one.n + 1;
		p.s = bar + 1;
	}
	return best;
}

enum rank
pick_rank(const struct pick_text *t, const struct pick_line *l)
{
	const char *text = t->low;
	size_t len = t->len;
	enum rank r;

	if (len == 0)
		return RANK_CODE;
	if (piece_is(l->code, text, len) || piece_is(l->name, text, len) ||
	    piece_is(l->short_name, text, len))
		return RANK_EXACT;
	r = rank_initials(l->initials, text, len);
	if (r == RANK_EXACT)
		return r;
	if (piece_starts(l->code, text, len))
		return RANK_CODE;
	if (r != RANK_NONE)
		return r;
	if (piece_starts(l->name, text, len) || piece_starts(l->short_name, text, len))
		return RANK_NAME;
	return piece_contains(l->short_name, t->typed, len) ||
			       piece_contains(l->name, t->typed, len)
		       ? RANK_INSIDE
		       : RANK_NONE;
}

void
pick_text_set(struct pick_text *t, const char *typed)
{
	char *p;

	str_copy(t->typed, sizeof t->typed, typed);
	str_copy(t->low, sizeof t->low, typed);
	for (p = t->low; *p != '\0'; p++)
		*p = (char)pick_lower(*p);
	t->len = strlen(t->low);
}

/* -- several words ------------------------------------------------------------------ */

void
pick_words(char *out, size_t size, const char *typed)
{
	static const char *const gaps[] = { "›", "、", "，", "·", ">", "/", "," };
	static const char *const ends[] = { "省", "市", "区", "县",  "旗",
					    "州", "盟", "局", "街道" };
	struct str text = { 0 };
	size_t i, n;

	for (; *typed; typed += n) {
		for (i = 0, n = 0; i < ARRAY_LEN(gaps) && !n; i++)
			n = str_starts(typed, gaps[i]) ? strlen(gaps[i]) : 0;
		if (n) {
			str_addc(&text, ' ');
			continue;
		}
		for (i = 0; i < ARRAY_LEN(ends) && !n; i++)
			n = str_starts(typed, ends[i]) ? strlen(ends[i]) : 0;
		str_addn(&text, typed, n ? n : 1);
		if (n)
			str_addc(&text, ' ');
		else
			n = 1;
	}
	str_copy(out, size, str_text(&text));
	str_release(&text);
}

static int
compare_match(const void *a, const void *b)
{
	return strcmp(((const struct match *)a)->code, ((const struct match *)b)->code);
}

void
matches_sort(struct matches *m)
{
	if (m->n)
		qsort(m->v, m->n, sizeof *m->v, compare_match);
}

const struct match *
matches_get(const struct matches *m, struct piece code)
{
	struct match key;

	if (!m->n || code.n >= sizeof key.code)
		return NULL;
	memcpy(key.code, code.s, code.n);
	key.code[code.n] = '\0';
	return bsearch(&key, m->v, m->n, sizeof *m->v, compare_match);
}

void
matches_note(struct matches *m, struct piece code, enum rank rank)
{
	struct match *match;

	if (code.n >= sizeof match->code)
		return;
	if (m->n == m->room) {
		m->room = m->room ? m->room * 2 : 64;
		m->v = xrealloc(m->v, m->room, sizeof *m->v);
	}
	match = &m->v[m->n++];
	memcpy(match->code, code.s, code.n);
	match->code[code.n] = '\0';
	match->rank = rank;
}

bool
matches_above(const struct matches *m, struct piece above)
{
	const char *p = above.s, *end = above.s + above.n, *bar;
	bool found = false;

	for (; p < end && !found; p = bar + 1) {
		bar = memchr(p, '|', (size_t)(end - p));
		if (!bar)
			break;
		found = matches_get(m, (struct piece){ p, (size_t)(bar - p) });
	}
	return found;
}
