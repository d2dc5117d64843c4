/* wrap.c -- display lines of a text at a width.  Greedy, one pass, no memory: a
 * narrative of some thousand characters is wrapped anew at every key.
 */
#include "base/wrap.h"

#include <string.h>

#include "base/utf8.h"

/* What may not start a line, what may not end one, and what stays with the number before. */
static const char closing[] =
	"，。、；：？！．）」』】〉》〕］｝〗〙〛｠”’…⋯‥—–‐～·•‧・々〃"
	"﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞／％‰℃°′″,.;:?!)]}%~/";
static const char opening[] = "（「『【〈《〔［｛〖〘〚｟“‘﹙﹛﹝￥¥＄￡€№／([{$/";
static const char unit[] = "元角分万亿％‰℃";

static bool
among(const char *set, uint32_t cp)
{
	char s[4];
	size_t n = utf8_encode(cp, s);

	return cp && memmem(set, strlen(set), s, n) != NULL;
}

/* The character that starts at `at`; 0 behind the last. */
static uint32_t
char_at(const char *text, size_t len, size_t at)
{
	uint32_t cp = 0;

	if (at < len)
		utf8_decode(text + at, len - at, &cp);
	return cp;
}

/* The character before `at`, whose marks are passed over; 0 before the first. */
static uint32_t
char_before(const char *text, size_t len, size_t at)
{
	return at > 0 ? char_at(text, len, utf8_prev(text, len, at)) : 0;
}

static uint32_t
narrow(uint32_t cp)
{
	return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFF01 + '!' : cp;
}

static bool
is_digit(uint32_t cp)
{
	cp = narrow(cp);
	return cp >= '0' && cp <= '9';
}

static bool
in_word(uint32_t cp)
{
	uint32_t lower = narrow(cp) | 0x20;

	return is_digit(cp) || (lower >= 'a' && lower <= 'z') || cp == 0xFF0E ||
	       cp == 0xFF0D || /* ．－ */
	       (cp >= 0xC0 && cp < 0x250) || /* Latin with accents */
	       (cp < 0x80 && cp && strchr(".-_/@:'&+#=?%", (int)cp));
}

/* Inside a word, a number (1,280.00) or an amount (128.00元)? */
static bool
parts_word(uint32_t before, uint32_t after)
{
	if (is_digit(before) && among(unit, after))
		return true;
	if (before == ',' && is_digit(after))
		return true;
	return in_word(before) && in_word(after);
}

/* Signs alone, whatever the words. */
static bool
signs_part(const char *text, size_t len, size_t at)
{
	size_t back = at;

	if (among(closing, char_at(text, len, at)))
		return false;
	while (back > 0 && text[back - 1] == ' ')
		back--;
	return !among(opening, char_before(text, len, back));
}

bool
wrap_may_break(const char *text, size_t len, size_t at)
{
	if (at == 0 || text[at - 1] == '\n' || (at < len && text[at] == '\n'))
		return at > 0;
	return signs_part(text, len, at) &&
	       !parts_word(char_before(text, len, at), char_at(text, len, at));
}

typedef bool may_break(const char *text, size_t len, size_t at);

/* The last place in (start, end] where the line may end; start: there is none. */
static size_t
last_break(const char *text, size_t len, size_t start, size_t end, may_break *may)
{
	while (end > start && !may(text, len, end))
		end = utf8_prev(text, len, end);
	return end > start ? end : start;
}

/* What the lines are measured by. */
struct measure {
	int room;
	wrap_width *width;
	const void *arg;
};

/* Whether what begins at `at` and may not be parted fits a line of its own. */
static bool
fits_whole(const char *text, size_t len, size_t at, const struct measure *m)
{
	size_t end = at, next;
	int used = 0;

	while (end < len && text[end] != '\n') {
		next = utf8_next(text, len, end);
		used += m->width(m->arg, text, end, next);
		if (used > m->room)
			return false;
		end = next;
		if (end < len && wrap_may_break(text, len, end))
			break;
	}
	return true;
}

/* Where the line that was filled up to `end` is better broken; at the worst: end. */
static size_t
break_at(const char *text, size_t len, size_t start, size_t end,
	 const struct measure *m)
{
	size_t at = last_break(text, len, start, end, wrap_may_break);

	if (at > start && (at == end || fits_whole(text, len, at, m)))
		return at;
	at = last_break(text, len, start, end, signs_part);
	return at > start ? at : end;
}

size_t
wrap_measured(const char *text, size_t len, size_t at, int room, wrap_width *width,
	      const void *arg)
{
	const struct measure m = { room, width, arg };
	size_t p = at, next;
	int used = 0, w;

	while (p < len && text[p] != '\n') {
		next = utf8_next(text, len, p);
		w = width(arg, text, p, next);
		if (used + w > room && p > at)
			return break_at(text, len, at, p, &m);
		used += w;
		p = next;
	}
	return p;
}

static int
columns_of(const void *arg, const char *text, size_t from, size_t to)
{
	(void)arg;
	return utf8_columns(text + from, to - from);
}

size_t
wrap_line(const char *text, size_t len, size_t at, int columns)
{
	return wrap_measured(text, len, at, columns, columns_of, NULL);
}
