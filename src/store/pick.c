/* pick.c -- what she may mean by the letters typed so far: one pass over the table's
 * pages keeps the best few, ranked by how they match, then by how near they lie.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/utf8.h"

#include "store/mirror.h"

#include "code.h"

#define LIMIT_MOST  200
#define RECENT_MOST 100
#define MEMO	    256

/* How a line matches; the smaller the better. */
enum rank { RANK_EXACT, RANK_CODE, RANK_INITIALS, RANK_NAME, RANK_INSIDE, RANK_NONE };

struct piece {
	const char *s;
	size_t n;
};

/* One line of a page, borrowed from it. */
struct line_of {
	struct piece code, parent, initials, name, short_name;
};

struct hit {
	int score;
	char code[40];
};

/* Whether a code lies below the one asked for: remembered by code. */
struct memo {
	char code[40];
	bool below;
};

struct search {
	struct store *store;
	const struct pick_ask *ask;
	char text[256]; /* as typed, narrow, ASCII in lower case */
	size_t len;
	struct hit *hits;
	size_t n, most, recent; /* the first `recent` hits are hers */
	struct memo *memo;
};

static bool
starts(struct piece p, const char *text, size_t len)
{
	return p.n >= len && strncasecmp(p.s, text, len) == 0;
}

static bool
is(struct piece p, const char *text, size_t len)
{
	return p.n == len && starts(p, text, len);
}

static bool
contains(struct piece p, const char *text, size_t len)
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

		if (is(one, text, len))
			return RANK_EXACT;
		if (starts(one, text, len))
			best = RANK_INITIALS;
		if (!bar)
			break;
		p.n -= one.n + 1;
		p.s = bar + 1;
	}
	return best;
}

static enum rank
rank_line(const struct line_of *l, const char *text, size_t len)
{
	enum rank r;

	if (len == 0)
		return RANK_CODE;
	if (is(l->code, text, len) || is(l->name, text, len) ||
	    is(l->short_name, text, len))
		return RANK_EXACT;
	r = rank_initials(l->initials, text, len);
	if (r == RANK_EXACT)
		return r;
	if (starts(l->code, text, len))
		return RANK_CODE;
	if (r != RANK_NONE)
		return r;
	if (starts(l->name, text, len) || starts(l->short_name, text, len))
		return RANK_NAME;
	return contains(l->name, text, len) || contains(l->short_name, text, len)
		       ? RANK_INSIDE
		       : RANK_NONE;
}

/* 0 … 6: how many of the six leading digits differ from one's own unit's. */
static int
distance(const char *near, struct piece code)
{
	int same = 0;

	if (str_empty(near))
		return 0;
	while (same < 6 && (size_t)same < code.n && near[same] == code.s[same])
		same += 1;
	return 6 - same / 2 * 2;
}

static bool
is_below(struct search *q, const char *code, int depth)
{
	struct memo *m;
	sqlite3_stmt *st;
	char parent[40] = "";
	unsigned hash = 5381;
	const char *p;
	bool below;

	if (*code == '\0' || depth > 12)
		return false;
	if (str_eq(code, q->ask->parent))
		return true;
	for (p = code; *p != '\0'; p++)
		hash = hash * 33 + (unsigned char)*p;
	m = &q->memo[hash % MEMO];
	if (str_eq(m->code, code))
		return m->below;
	st = db_stmt(&q->store->db, SQL_CODE_PARENT);
	db_bind_text(st, 1, q->ask->table);
	db_bind_text(st, 2, code);
	if (db_step(&q->store->db, st, NULL) == DONE)
		str_copy(parent, sizeof parent, db_text(st, 0));
	sqlite3_reset(st);
	below = is_below(q, parent, depth + 1);
	str_copy(m->code, sizeof m->code, code);
	m->below = below;
	return below;
}

static bool
lies_below(struct search *q, struct piece parent)
{
	char code[40];

	if (str_empty(q->ask->parent))
		return true;
	if (parent.n >= sizeof code)
		return false;
	memcpy(code, parent.s, parent.n);
	code[parent.n] = '\0';
	return is_below(q, code, 0);
}

static bool
is_hit(const struct search *q, struct piece code)
{
	size_t i;

	for (i = 0; i < q->recent; i++)
		if (is(code, q->hits[i].code, strlen(q->hits[i].code)))
			return true;
	return false;
}

/* Keeps the hits sorted by score; equal ones stay in the table's order. */
static void
offer(struct search *q, const struct line_of *l, int score)
{
	size_t at;

	if (l->code.n >= sizeof q->hits->code ||
	    (q->n == q->most && q->hits[q->n - 1].score <= score) ||
	    !lies_below(q, l->parent) || is_hit(q, l->code))
		return;
	if (q->n < q->most)
		q->n++;
	for (at = q->n - 1; at > q->recent && q->hits[at - 1].score > score; at--)
		q->hits[at] = q->hits[at - 1];
	q->hits[at].score = score;
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

static void
search_page(struct search *q, const char *p, const char *end)
{
	struct line_of l;
	enum rank r;

	while (p < end) {
		p = cut(&l.code, p, end, '\t');
		p = cut(&l.parent, p, end, '\t');
		p = cut(&l.initials, p, end, '\t');
		p = cut(&l.name, p, end, '\t');
		p = cut(&l.short_name, p, end, '\n');
		r = rank_line(&l, q->text, q->len);
		if (r != RANK_NONE)
			offer(q, &l, (int)r * 8 + distance(q->ask->near, l.code));
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

/* What she used before and what matches now, latest first, ahead of everything. */
static enum verdict
search_recent(struct search *q, struct err *err)
{
	char codes[RECENT_MOST][40];
	sqlite3_stmt *st = db_stmt(&q->store->db, SQL_RECENT_ALL);
	struct code c = { 0 };
	size_t n = 0, i;
	enum verdict v;

	db_bind_text(st, 1, q->ask->table);
	sqlite3_bind_int(st, 2, RECENT_MOST);
	while (n < RECENT_MOST && (v = db_step(&q->store->db, st, err)) == DONE)
		str_copy(codes[n++], sizeof codes[0], db_text(st, 0));
	sqlite3_reset(st);
	for (i = 0; i < n && q->n < q->most / 2; i++) {
		struct line_of l = { .code = { codes[i], strlen(codes[i]) } };

		v = code_get(q->store, q->ask->table, codes[i], &c, err);
		if (v != DONE)
			continue;
		l.parent = piece_of(&c.parent);
		l.initials = piece_of(&c.initials);
		l.name = piece_of(&c.name);
		l.short_name = piece_of(&c.short_name);
		if (rank_line(&l, q->text, q->len) == RANK_NONE ||
		    !lies_below(q, l.parent))
			continue;
		q->hits[q->n].score = -1;
		str_copy(q->hits[q->n++].code, sizeof q->hits->code, codes[i]);
	}
	q->recent = q->n;
	code_release(&c);
	return DONE;
}

static enum verdict
show(struct search *q, const struct hit *hit, const char *today, struct rows *out,
     struct err *err)
{
	struct code c = { 0 };
	struct str path = { 0 };
	struct cells cells;
	enum verdict v = code_get(q->store, q->ask->table, hit->code, &c, err);

	if (v == DONE && ((c.from[0] && strcmp(today, c.from) < 0) ||
			  (c.to[0] && strcmp(today, c.to) > 0)))
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
	char *p;

	typed = typed ? typed + strspn(typed, " \t") : "";
	utf8_narrow(&text, typed, strlen(typed));
	while (text.len > 0 && text.s[text.len - 1] == ' ')
		text.s[--text.len] = '\0';
	str_copy(q->text, sizeof q->text, str_text(&text));
	for (p = q->text; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	q->len = strlen(q->text);
	str_release(&text);
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
	q.memo = xcalloc(MEMO, sizeof *q.memo);
	prepare_text(&q, ask->text);
	day_text(clock_day(ask->wall), today);
	v = search_recent(&q, err);
	if (v == DONE)
		v = search_table(&q, err);
	for (i = 0; v == DONE && i < q.n && out->n < end; i++)
		v = show(&q, &q.hits[i], today, out, err);
	free(q.hits);
	free(q.memo);
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
