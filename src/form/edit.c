/* form/edit.c -- the text, the cursor and undo.
 *
 * 1. text is valid UTF-8; cursor stands at a character boundary.
 * 2. Every change goes through splice(), which records its inverse.
 * 3. steps[0 .. done) can be undone, steps[done .. n) redone; a new change forgets
 *    the latter.  What undo remembers is bounded by STEPS and by STEP_BYTES. */
#include "form/edit.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { STEPS = 1000, STEP_BYTES = 4 << 20 };

struct step {
	size_t at;
	char *cut, *put; /* what was there, what is there now */
	size_t ncut, nput;
};

struct edit {
	struct str text, own_kill, *kill; /* kill: own, or one of several buffers */
	size_t cursor, chars, max, rows;
	unsigned version;
	int column; /* where up and down want to be; -1: wherever the cursor is */
	bool run; /* the last step is a typed run that may grow */
	VEC(struct step) steps;
	size_t done, bytes;
};

struct edit *
edit_new(size_t max_chars, size_t rows)
{
	struct edit *e = xcalloc(1, sizeof *e);

	e->max = max_chars ? max_chars : (size_t)-1;
	e->rows = rows ? rows : 1;
	e->column = -1;
	e->kill = &e->own_kill;
	return e;
}

static void
step_release(struct edit *e, struct step *s)
{
	e->bytes -= s->ncut + s->nput;
	mem_wipe(s->cut, s->ncut);
	mem_wipe(s->put, s->nput);
	free(s->cut);
	free(s->put);
}

static void
forget_from(struct edit *e, size_t first)
{
	while (e->steps.n > first)
		step_release(e, &e->steps.v[--e->steps.n]);
	if (e->done > first)
		e->done = first;
}

void
edit_free(struct edit *e)
{
	if (!e)
		return;
	forget_from(e, 0);
	vec_release(&e->steps);
	str_wipe(&e->text);
	str_wipe(&e->own_kill);
	free(e);
}

void
edit_share(struct edit *e, struct str *kill)
{
	e->kill = kill;
}

const char *
edit_text(const struct edit *e)
{
	return str_text(&e->text);
}

size_t
edit_len(const struct edit *e)
{
	return e->text.len;
}

size_t
edit_chars(const struct edit *e)
{
	return e->chars;
}

size_t
edit_cursor(const struct edit *e)
{
	return e->cursor;
}

unsigned
edit_version(const struct edit *e)
{
	return e->version;
}

static char *
copy(const char *s, size_t n)
{
	char *out = xmalloc(n + 1);

	memcpy(out, s, n);
	out[n] = '\0';
	return out;
}

/* A character typed right behind the last one belongs to the same step. */
static bool
grow_run(struct edit *e, size_t at, size_t ncut, const char *put, size_t nput)
{
	struct step *s;

	if (!e->run || ncut || e->done == 0 || e->done != e->steps.n)
		return false;
	s = &e->steps.v[e->done - 1];
	if (s->ncut || at != s->at + s->nput)
		return false;
	s->put = xrealloc(s->put, s->nput + nput + 1, 1);
	memcpy(s->put + s->nput, put, nput);
	s->nput += nput;
	e->bytes += nput;
	return true;
}

static void
record(struct edit *e, size_t at, size_t ncut, const char *put, size_t nput)
{
	struct step s = { .at = at, .ncut = ncut, .nput = nput };

	if (grow_run(e, at, ncut, put, nput))
		return;
	forget_from(e, e->done);
	s.cut = copy(str_text(&e->text) + at, ncut);
	s.put = copy(put, nput);
	e->bytes += ncut + nput;
	vec_push(&e->steps, s);
	while (e->steps.n > STEPS || (e->bytes > STEP_BYTES && e->steps.n > 1)) {
		step_release(e, &e->steps.v[0]);
		vec_remove(&e->steps, 0);
	}
	e->done = e->steps.n;
}

static void
apply(struct edit *e, size_t at, size_t ncut, const char *put, size_t nput)
{
	e->chars -= utf8_count(str_text(&e->text) + at, ncut);
	e->chars += utf8_count(put, nput);
	str_splice(&e->text, at, ncut, put, nput);
	e->cursor = at + nput;
	e->column = -1;
	e->version++;
}

static void
splice(struct edit *e, size_t at, size_t ncut, const char *put, size_t nput)
{
	if (!ncut && !nput)
		return;
	record(e, at, ncut, put, nput);
	apply(e, at, ncut, put, nput);
}

/* What of s is text for this buffer: cleaned, and on one line where it has but one. */
static size_t
clean_for(const struct edit *e, struct str *out, const char *s, size_t len)
{
	size_t dropped = utf8_clean(out, s, len), i;

	if (e->rows > 1)
		return dropped;
	while (out->len && out->s[out->len - 1] == '\n')
		str_splice(out, out->len - 1, 1, "", 0);
	for (i = 0; i < out->len; i++)
		if (out->s[i] == '\n' || out->s[i] == '\t')
			out->s[i] = ' ';
	return dropped;
}

/* Bytes of the first `room` characters; how many lie behind them in *over. */
static size_t
cut_to(const struct str *s, size_t room, size_t *over)
{
	size_t all = utf8_count(str_text(s), s->len), at = 0;
	uint32_t cp;

	*over = all > room ? all - room : 0;
	if (!*over)
		return s->len;
	for (; room > 0; room--)
		at += utf8_decode(s->s + at, s->len - at, &cp);
	return at;
}

size_t
edit_insert(struct edit *e, const char *s, size_t len)
{
	struct str in = { 0 };
	size_t dropped = clean_for(e, &in, s, len), over, n;
	bool one;

	n = cut_to(&in, e->chars < e->max ? e->max - e->chars : 0, &over);
	one = n > 0 && utf8_next(in.s, n, 0) == n;
	e->run = e->run && one;
	splice(e, e->cursor, 0, str_text(&in), n);
	e->run = one && *in.s != ' ' && *in.s != '\n';
	str_wipe(&in);
	return dropped + over;
}

void
edit_put(struct edit *e, const char *text)
{
	struct str in = { 0 };

	clean_for(e, &in, text, strlen(text));
	e->run = false;
	if (!str_eq(str_text(&in), str_text(&e->text)))
		splice(e, 0, e->text.len, str_text(&in), in.len);
	str_wipe(&in);
}

void
edit_set(struct edit *e, const char *text)
{
	edit_put(e, text);
	forget_from(e, 0);
	e->cursor = e->text.len;
}

void
edit_seek(struct edit *e, size_t at)
{
	if (at > e->text.len)
		at = e->text.len;
	while (at > 0 && at < e->text.len && (e->text.s[at] & 0xC0) == 0x80)
		at--;
	e->cursor = at;
	e->column = -1;
	e->run = false;
}

static size_t
after(const struct edit *e, size_t at)
{
	return at < e->text.len ? utf8_next(e->text.s, e->text.len, at) : at;
}

static size_t
before(const struct edit *e, size_t at)
{
	return at > 0 ? utf8_prev(e->text.s, e->text.len, at) : 0;
}

enum sort { BLANK, LATIN, WIDE, SIGN };

/* A run of one sort is a word. */
static enum sort
sort_at(const struct edit *e, size_t at)
{
	static const char latin[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789_";
	unsigned char c = (unsigned char)e->text.s[at];

	if (c == ' ' || c == '\n' || c == '\t')
		return BLANK;
	if (c >= 0x80)
		return WIDE;
	return memchr(latin, c, sizeof latin - 1) ? LATIN : SIGN;
}

static size_t
word_right(const struct edit *e, size_t at)
{
	enum sort sort;

	while (at < e->text.len && sort_at(e, at) == BLANK)
		at = after(e, at);
	if (at == e->text.len)
		return at;
	sort = sort_at(e, at);
	while (at < e->text.len && sort_at(e, at) == sort)
		at = after(e, at);
	return at;
}

static size_t
word_left(const struct edit *e, size_t at)
{
	enum sort sort;

	while (at > 0 && sort_at(e, before(e, at)) == BLANK)
		at = before(e, at);
	if (at == 0)
		return at;
	sort = sort_at(e, before(e, at));
	while (at > 0 && sort_at(e, before(e, at)) == sort)
		at = before(e, at);
	return at;
}

static struct edit_line *
wrapped(const struct edit *e, int columns, size_t *n)
{
	const char *text = str_text(&e->text);
	struct edit_line *lines;

	*n = edit_wrap(text, e->text.len, columns, NULL, 0);
	lines = xcalloc(*n, sizeof *lines);
	edit_wrap(text, e->text.len, columns, lines, *n);
	return lines;
}

/* The last place on a line: where the next one begins without a newline, that place
 * shows there, so this line's last is a character before. */
static size_t
last_of(const struct edit *e, const struct edit_line *lines, size_t n, size_t i)
{
	size_t end = lines[i].at + lines[i].len;

	return i + 1 < n && lines[i + 1].at == end ? before(e, end) : end;
}

static void
move_by_lines(struct edit *e, long by, int columns)
{
	size_t n, i, to, at, last;
	struct edit_line *lines = wrapped(e, columns, &n);
	const char *text = str_text(&e->text);

	i = edit_line_of(lines, n, e->cursor);
	if (e->column < 0)
		e->column = utf8_columns(text + lines[i].at, e->cursor - lines[i].at);
	to = by < 0 && (size_t)-by > i ? 0 : i + (size_t)by;
	if (to >= n)
		to = n - 1;
	at = lines[to].at +
	     utf8_fit(text + lines[to].at, lines[to].len, e->column, NULL);
	last = last_of(e, lines, n, to);
	e->cursor = at < last ? at : last;
	free(lines);
}

static void
move_in_line(struct edit *e, enum edit_move how, int columns)
{
	size_t n, i;
	struct edit_line *lines = wrapped(e, columns, &n);

	i = edit_line_of(lines, n, e->cursor);
	e->cursor = how == EDIT_HOME ? lines[i].at : last_of(e, lines, n, i);
	free(lines);
}

static void
move_across(struct edit *e, enum edit_move how)
{
	size_t at = e->cursor;

	switch (how) {
	case EDIT_LEFT:
		e->cursor = before(e, at);
		break;
	case EDIT_RIGHT:
		e->cursor = after(e, at);
		break;
	case EDIT_WORD_LEFT:
		e->cursor = word_left(e, at);
		break;
	case EDIT_WORD_RIGHT:
		e->cursor = word_right(e, at);
		break;
	default:
		e->cursor = how == EDIT_TOP ? 0 : e->text.len;
	}
}

void
edit_move(struct edit *e, enum edit_move how, int columns)
{
	long page = (long)(e->rows > 2 ? e->rows - 1 : 1);
	long by[] = {
		[EDIT_UP] = -1,
		[EDIT_DOWN] = 1,
		[EDIT_PAGE_UP] = -page,
		[EDIT_PAGE_DOWN] = page,
	};

	e->run = false;
	if (how >= EDIT_UP && how <= EDIT_PAGE_DOWN) {
		move_by_lines(e, by[how], columns);
		return;
	}
	e->column = -1;
	if (how == EDIT_HOME || how == EDIT_END)
		move_in_line(e, how, e->rows > 1 ? columns : 1 << 30);
	else
		move_across(e, how);
}

static void
cut_range(struct edit *e, size_t from, size_t to)
{
	e->run = false;
	if (to > from && after(e, from) < to) {
		str_wipe(e->kill);
		str_addn(e->kill, e->text.s + from, to - from);
	}
	splice(e, from, to - from, "", 0);
}

void
edit_cut(struct edit *e, enum edit_cut what)
{
	size_t at = e->cursor, len = e->text.len;
	const char *text = str_text(&e->text);
	const char *end = memchr(text + at, '\n', len - at);
	const char *start = memrchr(text, '\n', at);

	switch (what) {
	case EDIT_CHAR_BACK:
		cut_range(e, before(e, at), at);
		break;
	case EDIT_CHAR:
		cut_range(e, at, after(e, at));
		break;
	case EDIT_WORD_BACK:
		cut_range(e, word_left(e, at), at);
		break;
	case EDIT_WORD:
		cut_range(e, at, word_right(e, at));
		break;
	case EDIT_TO_END:
		cut_range(e, at, end ? (size_t)(end - text) : len);
		break;
	case EDIT_TO_START:
		cut_range(e, start ? (size_t)(start - text) + 1 : 0, at);
		break;
	case EDIT_ALL:
		cut_range(e, 0, len);
		break;
	}
}

void
edit_yank(struct edit *e)
{
	struct str kill = { 0 };

	str_add(&kill, str_text(e->kill));
	if (kill.len)
		edit_insert(e, kill.s, kill.len);
	str_wipe(&kill);
}

bool
edit_undo(struct edit *e)
{
	const struct step *s;

	e->run = false;
	if (e->done == 0)
		return false;
	s = &e->steps.v[--e->done];
	apply(e, s->at, s->nput, s->cut, s->ncut);
	return true;
}

bool
edit_redo(struct edit *e)
{
	const struct step *s;

	if (e->done == e->steps.n)
		return false;
	s = &e->steps.v[e->done++];
	apply(e, s->at, s->ncut, s->put, s->nput);
	return true;
}
