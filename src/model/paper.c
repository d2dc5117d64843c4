/* paper.c -- parses a document's body into blocks.
 * Law: the result is text that may be shown and printed; a character that would reorder,
 * hide or join others is replaced by its name.
 */
#include "model/paper.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* A mark at the start of a line, and whether it is the whole of it. */
static const struct {
	const char *mark;
	enum paper_kind kind;
} marks[] = {
	{ "# ", PAPER_TITLE }, { "## ", PAPER_OFFICE },	 { ">> ", PAPER_RIGHT },
	{ "<< ", PAPER_LEFT }, { "@seal ", PAPER_SEAL }, { "|", PAPER_ROW },
	{ ">< ", PAPER_CENTRE }, { "-- ", PAPER_NOTE },
}, wholes[] = {
	{ "---", PAPER_RULE },
	{ "===", PAPER_PAGE },
};

static void
add_part(struct paper_block *b, const char *s, size_t len)
{
	struct str seen = { 0 };
	size_t n;

	while (len > 0 && (*s == ' ' || *s == '\t'))
		s++, len--;
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	for (;; s += n + 1, len -= n + 1) {
		const char *end = memchr(s, '\n', len);

		n = end ? (size_t)(end - s) : len;
		utf8_visible(&seen, s, n);
		if (!end)
			break;
		str_addc(&seen, '\n');
	}
	b->parts = xrealloc(b->parts, b->n + 1, sizeof *b->parts);
	b->parts[b->n++] = seen.s ? str_take(&seen) : xstrdup("");
}

/* One part up to a bar that is meant as one; *at is then behind it. */
static bool
split(struct str *out, const char *s, size_t len, size_t *at)
{
	str_clear(out);
	for (; *at < len; ++*at) {
		if (s[*at] == '|') {
			++*at;
			return true;
		}
		if (s[*at] == '\\' && *at + 1 < len && strchr("|n\\", s[*at + 1])) {
			++*at;
			str_addc(out, s[*at] == 'n' ? '\n' : s[*at]);
		} else {
			str_addc(out, s[*at]);
		}
	}
	return false;
}

static void
add_parts(struct paper_block *b, const char *s, size_t len)
{
	struct str part = { 0 };
	size_t at = 0;
	bool more = true;

	while (more && b->n <= PAPER_CELLS) {
		more = split(&part, s, len, &at);
		add_part(b, str_text(&part), part.len);
	}
	str_wipe(&part);
}

static bool
starts(const char *s, size_t len, const char *mark)
{
	return len >= strlen(mark) && memcmp(s, mark, strlen(mark)) == 0;
}

/* The mark and nothing else but blanks. */
static bool
is_whole(const char *s, size_t len, const char *mark)
{
	while (len > 0 && s[len - 1] == ' ')
		len--;
	return len == strlen(mark) && starts(s, len, mark);
}

static void
read_block(struct paper_block *b, const char *s, size_t len)
{
	size_t i;

	while (len > 0 && (s[len - 1] == '\r' || s[len - 1] == '\n'))
		len--;
	for (i = 0; i < ARRAY_LEN(wholes); i++)
		if (is_whole(s, len, wholes[i].mark)) {
			b->kind = wholes[i].kind;
			return;
		}
	for (i = 0; i < ARRAY_LEN(marks); i++)
		if (starts(s, len, marks[i].mark)) {
			size_t n = strlen(marks[i].mark);

			b->kind = marks[i].kind;
			if (b->kind == PAPER_ROW || b->kind == PAPER_SEAL)
				add_parts(b, s + n, len - n);
			else
				add_part(b, s + n, len - n);
			return;
		}
	add_part(b, s + (len > 0 && *s == '\\'), len - (len > 0 && *s == '\\'));
	b->kind = *b->parts[0] ? PAPER_TEXT : PAPER_BLANK;
}

static enum verdict
read_line(struct paper *p, const char *s, size_t len, struct err *err)
{
	struct paper_block *b;

	if (!utf8_valid(s, len) || memchr(s, '\0', len))
		return refuse(err, _("Line %zu of the document is no UTF-8 text."),
			      p->blocks.n + 1);
	b = vec_add(&p->blocks);
	read_block(b, s, len);
	if (b->n > (b->kind == PAPER_SEAL ? 2 : PAPER_CELLS))
		return refuse(err, _("Line %zu of the document has too many cells."),
			      p->blocks.n);
	return DONE;
}

enum verdict
paper_read(struct paper *out, const char *body, size_t len, struct err *err)
{
	const char *end = body + len, *line, *stop;
	struct paper p = { .blocks = { 0 } };
	enum verdict v = DONE;

	if (len > PAPER_MAX)
		return refuse(err, _("The document is longer than %u KiB."),
			      PAPER_MAX >> 10);
	for (line = body; v == DONE && line < end; line = stop + 1) {
		stop = memchr(line, '\n', (size_t)(end - line));
		if (!stop)
			stop = end;
		v = read_line(&p, line, (size_t)(stop - line), err);
	}
	while (p.blocks.n > 0 && p.blocks.v[p.blocks.n - 1].kind == PAPER_BLANK &&
	       v == DONE) {
		free(p.blocks.v[p.blocks.n - 1].parts[0]);
		free(p.blocks.v[--p.blocks.n].parts);
	}
	if (v == DONE && p.blocks.n == 0)
		v = refuse(err, _("The document is empty."));
	if (v == DONE)
		*out = p;
	else
		paper_release(&p);
	return v;
}

void
paper_release(struct paper *p)
{
	struct paper_block *b;
	size_t i;

	vec_each(b, &p->blocks) {
		for (i = 0; i < b->n; i++) {
			mem_wipe(b->parts[i], strlen(b->parts[i]));
			free(b->parts[i]);
		}
		free(b->parts);
	}
	vec_release(&p->blocks);
}

/* -- the columns of a form ------------------------------------------------------------ */

bool
paper_is_label(const struct paper_block *row, size_t cell)
{
	if (row->n < 2)
		return false;
	return row->n % 2 == 0 ? cell % 2 == 0 : cell == 0 || cell % 2 == 1;
}

struct measure {
	int first, inner; /* widest label at the left, and further in */
	size_t most; /* cells of a row */
	size_t n; /* rows of so many cells … */
	int whole[PAPER_CELLS]; /* … have in this column a number so long */
};

/* The longest run of letters and digits that a line's end would part. */
static int
longest_number(const char *s)
{
	int longest = 0, run = 0;

	for (; *s; s++) {
		run = *s > ' ' && (unsigned char)*s < 0x7f ? run + 1 : 0;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void
measure_row(struct measure *m, const struct paper_block *row)
{
	size_t i;
	int w;

	if (row->n > m->most)
		m->most = row->n;
	for (i = 0; i < row->n; i++) {
		w = utf8_columns(row->parts[i], strcspn(row->parts[i], "\n"));
		if (!paper_is_label(row, i)) {
			w = longest_number(row->parts[i]);
			if (row->n == m->n && w > m->whole[i])
				m->whole[i] = w;
			continue;
		}
		if (i == 0 && w > m->first)
			m->first = w;
		if (i > 0 && w > m->inner)
			m->inner = w;
	}
}

static struct measure
measure_table(const struct paper *p, size_t block)
{
	struct measure m = { .n = p->blocks.v[block].n };
	size_t i = block;

	while (i > 0 && p->blocks.v[i - 1].kind == PAPER_ROW)
		i--;
	for (; i < p->blocks.n && p->blocks.v[i].kind == PAPER_ROW; i++)
		measure_row(&m, &p->blocks.v[i]);
	return m;
}

enum {
	EDGE = 3, /* a bar and a blank at each side */
	LEAST = 4 * 2 + EDGE, /* a value keeps four characters */
};

static int
label_width(int natural, int total, size_t most)
{
	int cap = most < 4 ? total / 4 : total / (most < 5 ? 5 : (int)most + 1);
	int w = natural + EDGE;

	if (cap < 2 + EDGE) /* at least one character, where there is room for it */
		cap = total / (int)most < 2 + EDGE ? total / (int)most : 2 + EDGE;
	if (w < 4 + EDGE)
		w = 4 + EDGE;
	return w < cap ? w : cap;
}

/* Of the rest an even share; more for a number that would be parted, as far as the
 * numbers further right have room. */
static int
value_width(int whole, int rest, int values, int further)
{
	int even = rest / values, want = whole ? whole + EDGE : 0;
	int w = want > even ? want : even;

	if (w > rest - further)
		w = rest - further;
	return w < want || w < LEAST || values == 1 ? even : w;
}

void
paper_columns(const struct paper *p, size_t block, int total, int widths[PAPER_CELLS])
{
	const struct paper_block *row = &p->blocks.v[block];
	const struct measure m = measure_table(p, block);
	int rest = total, values = 0, further = 0;
	size_t i;

	for (i = 0; i < row->n; i++) {
		if (paper_is_label(row, i)) {
			rest -= widths[i] =
				label_width(i ? m.inner : m.first, total, m.most);
			continue;
		}
		values++;
		further += m.whole[i] ? m.whole[i] + EDGE : LEAST;
	}
	for (i = 0; i < row->n; i++)
		if (!paper_is_label(row, i)) {
			further -= m.whole[i] ? m.whole[i] + EDGE : LEAST;
			widths[i] = value_width(m.whole[i], rest, values, further);
			rest -= widths[i];
			values--;
		}
}
