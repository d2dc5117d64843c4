/* utf8.c -- validity and width of text; every byte from outside passes here. */
#include "base/utf8.h"

#include <string.h>

#include "base/mem.h"

#include "utf8_table.h"

/* combining marks on one character; more is an attack or a mistake */
#define STACK_MAX 4

static bool
in_ranges(const struct range *r, size_t n, uint32_t cp)
{
	size_t low = 0, high = n, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (cp > r[mid].last)
			low = mid + 1;
		else if (cp < r[mid].first)
			high = mid;
		else
			return true;
	}
	return false;
}

#define IN(ranges, cp) in_ranges(ranges, ARRAY_LEN(ranges), cp)

/* Length by the first byte, 0 where none can start so; *cp gets its payload bits. */
static size_t
lead(unsigned char c, uint32_t *cp)
{
	if (c < 0x80)
		return *cp = c, 1;
	if (c >= 0xC2 && c < 0xE0)
		return *cp = c & 0x1Fu, 2;
	if (c >= 0xE0 && c < 0xF0)
		return *cp = c & 0x0Fu, 3;
	if (c >= 0xF0 && c < 0xF5)
		return *cp = c & 0x07u, 4;
	return 0;
}

static bool
is_scalar(uint32_t cp, size_t n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

	return cp >= least[n] && cp <= 0x10FFFF && !(cp >= 0xD800 && cp <= 0xDFFF);
}

size_t
utf8_decode(const char *s, size_t len, uint32_t *cp)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t n = lead(u[0], cp), i;

	for (i = 1; i < n && i < len && (u[i] & 0xC0) == 0x80; i++)
		*cp = *cp << 6 | (u[i] & 0x3Fu);
	if (n == 0 || i < n || !is_scalar(*cp, n)) {
		*cp = UTF8_REPLACEMENT;
		return 1;
	}
	return n;
}

size_t
utf8_encode(uint32_t cp, char out[4])
{
	unsigned char *u = (unsigned char *)out;

	if (cp < 0x80) {
		u[0] = (unsigned char)cp;
		return 1;
	}
	if (cp < 0x800) {
		u[0] = (unsigned char)(0xC0 | cp >> 6);
		u[1] = (unsigned char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return 0;
	if (cp < 0x10000) {
		u[0] = (unsigned char)(0xE0 | cp >> 12);
		u[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
		u[2] = (unsigned char)(0x80 | (cp & 0x3F));
		return 3;
	}
	u[0] = (unsigned char)(0xF0 | cp >> 18);
	u[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3F));
	u[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
	u[3] = (unsigned char)(0x80 | (cp & 0x3F));
	return 4;
}

/* U+FFFD itself is a character; a decoded one of length 1 is a fault. */
static bool
is_fault(uint32_t cp, size_t n)
{
	return n == 1 && cp == UTF8_REPLACEMENT;
}

bool
utf8_valid(const char *s, size_t len)
{
	uint32_t cp;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		if (is_fault(cp, n))
			return false;
	}
	return true;
}

size_t
utf8_count(const char *s, size_t len)
{
	size_t count = 0, n;
	uint32_t cp;

	for (; len > 0; s += n, len -= n, count++)
		n = utf8_decode(s, len, &cp);
	return count;
}

enum utf8_class
utf8_class(uint32_t cp)
{
	if (cp == '\n')
		return UTF8_NEWLINE;
	if (cp == '\t')
		return UTF8_TAB;
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
		return UTF8_CONTROL;
	if (cp < 0xAD)
		return UTF8_PLAIN;
	if (IN(invisible_ranges, cp) || (cp >= 0x17B4 && IN(unseen_ranges, cp)))
		return UTF8_INVISIBLE;
	if (cp >= 0x300 && IN(combining_ranges, cp))
		return UTF8_COMBINING;
	return UTF8_PLAIN;
}

/* Columns the C library gives to what is not seen: the filler keeps its own. */
static int
invisible_width(uint32_t cp)
{
	if (cp == 0x115F)
		return 2;
	return cp == 0xAD || (cp >= 0xFFF9 && cp <= 0xFFFB);
}

int
utf8_width(uint32_t cp)
{
	if (cp < 0xAD)
		return 1;
	if (cp >= 0x4E00 && cp <= 0x9FFF)
		return 2;
	if (IN(invisible_ranges, cp))
		return invisible_width(cp);
	if (cp < 0x300)
		return 1;
	if (IN(combining_ranges, cp))
		return 0;
	return IN(wide_ranges, cp) ? 2 : 1;
}

/* How a character is shown, which is also how it is measured. */
enum shown {
	SHOWN_ITSELF,
	SHOWN_BLANK, /* a tab or a newline in a line */
	SHOWN_MARK, /* its picture or its name */
	SHOWN_BYTE /* no text: ‹FF› */
};

static enum shown
shown_class(enum utf8_class class, int *room)
{
	static const enum shown shown[] = {
		[UTF8_PLAIN] = SHOWN_ITSELF,   [UTF8_NEWLINE] = SHOWN_BLANK,
		[UTF8_TAB] = SHOWN_BLANK,      [UTF8_CONTROL] = SHOWN_MARK,
		[UTF8_INVISIBLE] = SHOWN_MARK, [UTF8_COMBINING] = SHOWN_MARK,
	};

	if (class == UTF8_COMBINING && *room > 0)
		return --*room, SHOWN_ITSELF;
	*room = class == UTF8_PLAIN ? STACK_MAX : 0;
	return shown[class];
}

/* The one answer to how a decoded character is shown.  *room: the combining marks that
 * the character before may still take, 0 where a text begins. */
static enum shown
shown_as(uint32_t cp, size_t n, int *room)
{
	if ((cp >= 0x20 && cp < 0x7F) || (cp >= 0x4E00 && cp <= 0x9FFF))
		return *room = STACK_MAX, SHOWN_ITSELF;
	if (is_fault(cp, n))
		return *room = 0, SHOWN_BYTE;
	return shown_class(utf8_class(cp), room);
}

static int
mark_width(uint32_t cp)
{
	if (cp <= 0x7F)
		return 1; /* its picture */
	return cp > 0xFFFFF ? 10 : cp > 0xFFFF ? 9 : 8; /* ‹U+202E› */
}

/* Columns of what utf8_visible() makes of a character. */
static int
seen_width(uint32_t cp, size_t n, int *room)
{
	enum shown shown = shown_as(cp, n, room);

	if (shown == SHOWN_ITSELF)
		return utf8_width(cp);
	if (shown == SHOWN_MARK)
		return mark_width(cp);
	return shown == SHOWN_BYTE ? 4 : 1;
}

int
utf8_columns(const char *s, size_t len)
{
	int columns = 0, room = 0;
	uint32_t cp;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		columns += seen_width(cp, n, &room);
	}
	return columns;
}

size_t
utf8_fit(const char *s, size_t len, int columns, int *used)
{
	int sum = 0, room = 0, w;
	size_t at, n;
	uint32_t cp;

	for (at = 0; at < len; at += n) {
		n = utf8_decode(s + at, len - at, &cp);
		w = seen_width(cp, n, &room);
		if (sum + w > columns)
			break;
		sum += w;
	}
	if (used)
		*used = sum;
	return at;
}

size_t
utf8_next(const char *s, size_t len, size_t at)
{
	int room = 0;
	uint32_t cp;
	size_t n;

	if (at >= len)
		return len;
	n = utf8_decode(s + at, len - at, &cp);
	for (shown_as(cp, n, &room), at += n; room > 0 && at < len; at += n) {
		n = utf8_decode(s + at, len - at, &cp);
		if (utf8_class(cp) != UTF8_COMBINING)
			break;
		room--;
	}
	return at;
}

/* Start of the character that ends at `at`; one byte back where the bytes are faulty. */
static size_t
step_back(const char *s, size_t at, uint32_t *cp)
{
	size_t n;

	for (n = 1; n <= 4 && n <= at; n++)
		if (utf8_decode(s + at - n, n, cp) == n && !is_fault(*cp, n))
			return at - n;
	*cp = UTF8_REPLACEMENT;
	return at - 1;
}

/* A mark that no character before takes stands alone. */
size_t
utf8_prev(const char *s, size_t len, size_t at)
{
	size_t last, start, end = at > len ? len : at;
	uint32_t cp;
	int room = 0, marks = 0;

	if (end == 0)
		return 0;
	last = start = step_back(s, end, &cp);
	for (; utf8_class(cp) == UTF8_COMBINING && start > 0; marks++) {
		if (marks == STACK_MAX)
			return last;
		end = start;
		start = step_back(s, end, &cp);
	}
	shown_as(cp, end - start, &room);
	return room > 0 ? start : last;
}

size_t
utf8_clean(struct str *out, const char *s, size_t len)
{
	size_t dropped = 0, n;
	uint32_t cp;

	for (; len > 0; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		if (cp == '\r') {
			if (len == 1 || s[1] != '\n')
				str_addc(out, '\n');
		} else if (is_fault(cp, n) || utf8_class(cp) == UTF8_CONTROL) {
			dropped += n;
		} else {
			str_addn(out, s, n);
		}
	}
	return dropped;
}

void
utf8_narrow(struct str *out, const char *s, size_t len)
{
	uint32_t cp;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			str_addc(out, (char)(cp - 0xFF01 + '!'));
		else if (cp == 0x3000)
			str_addc(out, ' ');
		else
			str_addn(out, s, n);
	}
}

/* C0 and DEL have pictures; all else that may not be shown is named. */
static void
add_mark(struct str *out, uint32_t cp)
{
	char picture[4];

	if (cp < 0x20)
		str_addn(out, picture, utf8_encode(0x2400 + cp, picture));
	else if (cp == 0x7F)
		str_add(out, "\u2421");
	else
		str_addf(out, "‹U+%04X›", (unsigned)cp);
}

void
utf8_visible(struct str *out, const char *s, size_t len)
{
	enum shown shown;
	uint32_t cp;
	int room = 0;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		shown = shown_as(cp, n, &room);
		if (shown == SHOWN_BYTE)
			str_addf(out, "‹%02X›", (unsigned char)*s);
		else if (shown == SHOWN_ITSELF)
			str_addn(out, s, n);
		else if (shown == SHOWN_BLANK)
			str_addc(out, ' ');
		else
			add_mark(out, cp);
	}
}
