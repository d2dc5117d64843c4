/* pick.c -- candidates for a typed text: one pass over the table's pages keeps the best
 * few, ranked by how they match; among places, those of the operator's own city come first,
 * then those of the province.  Several words, or a path written as one word, must all match
 * on the path from the country to the place.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

#include "store/mirror.h"

#include "code.h"
#include "pick_line.h"

#define LIMIT_MOST  200
#define RECENT_MOST 100
#define WORDS_MOST  6

struct hit {
	int score;
	char code[40];
};

struct search {
	struct store *store;
	const struct pick_ask *ask;
	struct pick_text text;
	char below[44]; /* "|parent|", or "" */
	struct piece above; /* of the line read last, within its page */
	struct hit *hits;
	size_t n, most, recent; /* the first `recent` hits are recently used codes */
	struct matches *noted; /* collects one word's matches; NULL: collect hits */
	struct matches *words; /* each of these must match; NULL: a single text */
	size_t nwords;
};

/* 0, 2, 4 or 6: the six leading digits less those, in pairs, that the code shares with the
 * operator's unit. */
static int
pick_distance(const char *near, struct piece code)
{
	int same = 0;

	if (str_empty(near))
		return 0;
	while (same < 6 && (size_t)same < code.n && near[same] == code.s[same])
		same += 1;
	return 6 - same / 2 * 2;
}

/* The operator's own city before the province before the nation, regardless of the match;
 * within each the better match first, then the nearer place. */
static int
score(const struct search *q, enum rank rank, struct piece code)
{
	enum { COUNTY = 0, CITY = 2, FAR = 64 };
	int far = pick_distance(q->ask->near, code);

	return (far <= CITY ? COUNTY : far) * FAR + (int)rank * 8 + far;
}

/* The parent itself, or anything under it. */
static bool
lies_below(const struct search *q, const struct pick_line *l)
{
	const char *parent = q->ask->parent;

	return q->below[0] == '\0' || piece_is(l->code, parent, strlen(parent)) ||
	       piece_contains(l->above, q->below, strlen(q->below));
}

static bool
is_hit(const struct search *q, struct piece code)
{
	size_t i;

	for (i = 0; i < q->recent; i++)
		if (piece_is(code, q->hits[i].code, strlen(q->hits[i].code)))
			return true;
	return false;
}

/* Keeps the hits sorted by score; equal ones stay in the table's order. */
static void
offer(struct search *q, const struct pick_line *l, enum rank rank)
{
	int points = score(q, rank, l->code);
	size_t at;

	if (l->code.n >= sizeof q->hits->code ||
	    (q->n == q->most && q->hits[q->n - 1].score <= points) ||
	    !lies_below(q, l) || is_hit(q, l->code))
		return;
	if (q->n < q->most)
		q->n++;
	for (at = q->n - 1; at > q->recent && q->hits[at - 1].score > points; at--)
		q->hits[at] = q->hits[at - 1];
	q->hits[at].score = points;
	memcpy(q->hits[at].code, l->code.s, l->code.n);
	q->hits[at].code[l->code.n] = '\0';
}

static const char *
cut(struct piece *out, const char *p, const char *end, char stop)
{
	const char *q = memchr(p, stop, (size_t)(end - p));

	out->s = p;
	out->n = (size_t)((q ? q : end) - p);
	return q ? q + 1 : end;
}

/* Like memmem(), for UTF-8: seeks the third byte of a Chinese character, because most
 * characters share the first one. */
static const char *
find_text(const char *p, const char *end, const char *text, size_t len)
{
	size_t at = len > 2 ? 2 : 0;
	const char *q;

	for (p += at; p < end; p = q + 1) {
		q = memchr(p, text[at], (size_t)(end - p));
		if (!q || (size_t)(end - q) < len - at)
			return NULL;
		if (memcmp(q - at, text, len) == 0)
			return q - at;
	}
	return NULL;
}

/* A quick test of a line for letters and digits, which rejects most lines. */
static bool
may_match(const struct search *q, const char *line, const char *end)
{
	char first = q->text.low[0];
	const char *tab = memchr(line, '\t', (size_t)(end - line)), *p;

	if (!tab || pick_lower(*line) == first || pick_lower(tab[1]) == first)
		return true;
	for (p = tab + 1; p < end && *p != '\t'; p++)
		if (*p == '|' && p[1] == first)
			return true;
	p = p < end ? memchr(p + 1, '\t', (size_t)(end - p - 1)) : NULL;
	return p && memchr(p, q->text.typed[0], (size_t)(end - p));
}

/* Every word must match the line or one of its ancestors, and at least one the line. */
static void
offer_words(struct search *q, const struct pick_line *l)
{
	enum rank best = RANK_NONE;
	const struct match *own;
	size_t i;

	for (i = 0; i < q->nwords; i++) {
		own = matches_get(&q->words[i], l->code);
		if (own && own->rank < best)
			best = own->rank;
		if (!own && !matches_above(&q->words[i], l->above))
			return;
	}
	if (best != RANK_NONE)
		offer(q, l, best);
}

static void
search_line(struct search *q, const char *p, const char *end)
{
	struct pick_line l;
	enum rank r;

	p = cut(&l.code, p, end, '\t');
	p = cut(&l.initials, p, end, '\t');
	p = cut(&l.above, p, end, '\t');
	l.above = q->above;
	p = cut(&l.short_name, p, end, '\t');
	(void)cut(&l.name, p, end, '\n');
	if (q->words) {
		offer_words(q, &l);
		return;
	}
	r = pick_rank(&q->text, &l);
	if (r != RANK_NONE && q->noted)
		matches_note(q->noted, l.code, r);
	else if (r != RANK_NONE)
		offer(q, &l, r);
}

/* Keeps the ancestors (third value), which the following lines may share. */
static void
keep_above(struct search *q, const char *line, const char *end)
{
	struct piece p;

	line = cut(&p, line, end, '\t');
	line = cut(&p, line, end, '\t');
	(void)cut(&p, line, end, '\t');
	if (p.n > 0)
		q->above = p;
}

/* Line by line: for letters, digits, and whenever ancestors matter. */
static void
search_lines(struct search *q, const char *p, const char *end)
{
	bool ascii = (unsigned char)q->text.low[0] < 0x80;
	const char *stop;

	for (; p < end; p = stop + 1) {
		stop = memchr(p, '\n', (size_t)(end - p));
		if (!stop)
			return;
		if (q->below[0] || q->words)
			keep_above(q, p, stop);
		if (q->text.len == 0 || !ascii || may_match(q, p, stop))
			search_line(q, p, stop);
	}
}

/* Chinese text occurs in the names only: searches the whole page at once. */
static void
search_page(struct search *q, const char *p, const char *end)
{
	bool ascii = (unsigned char)q->text.low[0] < 0x80;
	const char *at, *line, *stop;

	if (q->text.len == 0 || ascii) {
		search_lines(q, p, end);
		return;
	}
	while ((at = find_text(p, end, q->text.typed, q->text.len))) {
		if (q->below[0]) {
			search_lines(q, p, end);
			return;
		}
		line = memrchr(p, '\n', (size_t)(at - p));
		stop = memchr(at, '\n', (size_t)(end - at));
		if (!stop)
			return;
		search_line(q, line ? line + 1 : p, stop);
		p = stop + 1;
	}
}

static enum verdict
search_table(struct search *q, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&q->store->db, SQL_PAGE_ALL);
	enum verdict v;

	db_bind_text(st, 1, q->ask->table);
	while ((v = db_step(&q->store->db, st, err)) == DONE) {
		const char *page = sqlite3_column_blob(st, 0);

		if (page)
			search_page(q, page, page + sqlite3_column_bytes(st, 0));
	}
	return v == LATER ? DONE : v;
}

static struct piece
piece_of(const struct str *s)
{
	return (struct piece){ str_text(s), s->len };
}

/* A code by itself, as a line of the table. */
static bool
is_recent_hit(struct search *q, const char *code, struct err *err)
{
	struct pick_line l = { .code = { code, strlen(code) } };
	struct code c = { 0 };
	struct str above = { 0 };
	bool hit = code_get(q->store, q->ask->table, code, &c, err) == DONE;

	if (hit && q->below[0])
		hit = code_above(q->store, q->ask->table, str_text(&c.parent), &above,
				 err) == DONE;
	if (hit) {
		l.initials = piece_of(&c.initials);
		l.above = piece_of(&above);
		l.name = piece_of(&c.name);
		l.short_name = piece_of(&c.short_name);
		hit = pick_rank(&q->text, &l) != RANK_NONE && lies_below(q, &l);
	}
	code_release(&c);
	str_release(&above);
	return hit;
}

/* Whether the table is so short that people know the places of its codes: their order then
 * does not change with use. */
static bool
stands_still(struct search *q, struct err *err)
{
	enum { FEW = 1500 }; /* bytes of a table of a dozen lines */
	sqlite3_stmt *st = db_stmt(&q->store->db, SQL_PAGE_SIZE);
	bool few;

	db_bind_text(st, 1, q->ask->table);
	few = db_step(&q->store->db, st, err) == DONE &&
	      sqlite3_column_int64(st, 0) < FEW;
	sqlite3_reset(st);
	return few;
}

/* Puts matching codes that were used before ahead of all others, latest first. */
static enum verdict
search_recent(struct search *q, struct err *err)
{
	char codes[RECENT_MOST][40];
	sqlite3_stmt *st = db_stmt(&q->store->db, SQL_RECENT_ALL);
	size_t n = 0, i;
	enum verdict v = DONE;

	if (stands_still(q, err))
		return DONE;
	db_bind_text(st, 1, q->ask->table);
	sqlite3_bind_int(st, 2, RECENT_MOST);
	while (n < RECENT_MOST && (v = db_step(&q->store->db, st, err)) == DONE)
		str_copy(codes[n++], sizeof codes[0], db_text(st, 0));
	sqlite3_reset(st);
	for (i = 0; i < n && q->n < q->most / 2; i++) {
		if (!is_recent_hit(q, codes[i], err))
			continue;
		q->hits[q->n].score = -1;
		str_copy(q->hits[q->n++].code, sizeof q->hits->code, codes[i]);
	}
	q->recent = q->n;
	return v == LATER ? DONE : v;
}

/* A complete code means that code: it comes even before recently used ones. */
static void
put_exact_first(struct search *q)
{
	struct hit hit;
	size_t i;

	for (i = 0; q->text.len > 0 && i < q->n; i++) {
		hit = q->hits[i];
		if (!piece_is((struct piece){ hit.code, strlen(hit.code) }, q->text.low,
			      q->text.len))
			continue;
		memmove(q->hits + 1, q->hits, i * sizeof hit);
		q->hits[0] = hit;
		return;
	}
}

/* Retired codes keep their names and are no longer offered. */
static bool
is_offered(const struct code *c, const char *today)
{
	json_t *extra = NULL;
	bool hidden = false;

	if ((c->from[0] && strcmp(today, c->from) < 0) ||
	    (c->to[0] && strcmp(today, c->to) > 0))
		return false;
	if (!strstr(str_text(&c->extra), "\"hidden\""))
		return true;
	if (json_read(&extra, str_text(&c->extra), c->extra.len, NULL) == DONE)
		hidden = str_eq(json_text(extra, "hidden"), "1");
	json_decref(extra);
	return !hidden;
}

static enum verdict
pick_show(struct search *q, const struct hit *hit, const char *today, struct rows *out,
	  struct err *err)
{
	struct code c = { 0 };
	struct str path = { 0 };
	struct cells cells;
	enum verdict v = code_get(q->store, q->ask->table, hit->code, &c, err);

	if (v == DONE && !is_offered(&c, today))
		v = LATER;
	if (v == DONE)
		v = code_path(q->store, q->ask->table, hit->code, &path, err);
	if (v == DONE) {
		cells_init(&cells, out);
		cells_put(&cells, "code", hit->code);
		cells_put(&cells, "name", str_text(&c.name));
		cells_put(&cells, "path", str_text(&path));
		cells_put(&cells, "initials", str_text(&c.initials));
		cells_put(&cells, "extra", str_text(&c.extra));
		cells_add(&cells, out);
	}
	code_release(&c);
	str_release(&path);
	return v == LATER ? DONE : v;
}

static bool
has_row(struct store *s, enum stmt which, const char *table)
{
	sqlite3_stmt *st = db_stmt(&s->db, which);
	bool has;

	db_bind_text(st, 1, table);
	has = db_step(&s->db, st, NULL) == DONE;
	sqlite3_reset(st);
	return has;
}

static void
prepare_text(struct search *q, const char *typed)
{
	struct str text = { 0 };

	typed = typed ? typed + strspn(typed, " \t") : "";
	utf8_narrow(&text, typed, strlen(typed));
	while (text.len > 0 && text.s[text.len - 1] == ' ')
		text.s[--text.len] = '\0';
	pick_text_set(&q->text, str_text(&text));
	str_release(&text);
}

static enum verdict
search_words(struct search *q, struct err *err)
{
	struct matches words[WORDS_MOST] = { { 0 } };
	char text[sizeof q->text.typed * 2], *word, *rest = text;
	enum verdict v = DONE;
	size_t n, i;

	pick_words(text, sizeof text, q->text.typed);
	for (n = 0; v == DONE && n < WORDS_MOST && (word = strtok_r(rest, " ", &rest));
	     n++) {
		pick_text_set(&q->text, word);
		q->noted = &words[n];
		v = search_table(q, err);
		matches_sort(&words[n]);
	}
	q->noted = NULL;
	q->words = words;
	q->nwords = n;
	pick_text_set(&q->text, "");
	if (v == DONE && n > 1)
		v = search_table(q, err);
	q->words = NULL;
	for (i = 0; i < n; i++)
		free(words[i].v);
	return v;
}

enum verdict
mirror_pick(struct store *s, const struct pick_ask *ask, struct rows *out,
	    struct err *err)
{
	struct search q = { .store = s, .ask = ask };
	size_t limit = ask->limit < 1		 ? 1
		       : ask->limit > LIMIT_MOST ? LIMIT_MOST
						 : (size_t)ask->limit;
	size_t i, end = out->n + limit;
	enum verdict v = DONE;
	char today[11];

	/* The first pick after the first page of codes; later store_tidy() does it. */
	if (!has_row(s, SQL_PAGE_ANY, ask->table) &&
	    has_row(s, SQL_STALE_GET, ask->table))
		v = pages_build(s, ask->table, err);
	if (v != DONE)
		return v;
	q.most = limit * 2; /* some may not be valid today */
	q.hits = xcalloc(q.most, sizeof *q.hits);
	prepare_text(&q, ask->text);
	if (!str_empty(ask->parent))
		str_format(q.below, sizeof q.below, "|%s|", ask->parent);
	day_text(clock_day(ask->wall), today);
	v = search_recent(&q, err);
	if (v == DONE)
		v = search_table(&q, err);
	if (v == DONE && q.n == 0 && q.text.len > 0)
		v = search_words(&q, err);
	put_exact_first(&q);
	for (i = 0; v == DONE && i < q.n && out->n < end; i++)
		v = pick_show(&q, &q.hits[i], today, out, err);
	free(q.hits);
	return v;
}

enum verdict
mirror_used(struct store *s, const char *table, const char *code, int64_t wall,
	    struct err *err)
{
	enum verdict v = store_begin(s, SURVIVE_KILL, err);
	sqlite3_stmt *st;

	if (v != DONE)
		return v;
	st = db_stmt(&s->db, SQL_RECENT_PUT);
	db_bind_text(st, 1, table);
	db_bind_text(st, 2, code);
	sqlite3_bind_int64(st, 3, wall);
	v = db_run(&s->db, st, err);
	if (v == DONE) {
		st = db_stmt(&s->db, SQL_RECENT_TRIM);
		db_bind_text(st, 1, table);
		sqlite3_bind_int(st, 2, RECENT_MOST - 1);
		v = db_run(&s->db, st, err);
	}
	if (v == DONE)
		return store_commit(s, err);
	store_abort(s);
	return v;
}
