/* str.c -- growing byte strings: always terminated, len never counts the NUL. */
#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
str_release(struct str *str)
{
	free(str->s);
	*str = (struct str){ 0 };
}

void
str_clear(struct str *str)
{
	str->len = 0;
	if (str->s)
		str->s[0] = '\0';
}

void
str_wipe(struct str *str)
{
	mem_wipe(str->s, str->cap);
	str_release(str);
}

const char *
str_text(const struct str *str)
{
	return str->s ? str->s : "";
}

char *
str_take(struct str *str)
{
	char *s = str->s ? str->s : xstrdup("");

	*str = (struct str){ 0 };
	return s;
}

/* Room for `more` bytes and the NUL. */
static void
str_room(struct str *str, size_t more)
{
	size_t cap = str->cap ? str->cap : 32;

	if (more >= SIZE_MAX / 2 - str->len)
		mem_exhausted();
	if (str->len + more + 1 <= str->cap)
		return;
	while (cap < str->len + more + 1)
		cap *= 2;
	str->s = xrealloc(str->s, cap, 1);
	str->cap = cap;
}

/* s may lie inside str itself: it is copied before anything moves. */
void
str_set(struct str *str, const char *s)
{
	char *copy = xstrdup(s ? s : "");

	str_clear(str);
	str_add(str, copy);
	free(copy);
}

void
str_add(struct str *str, const char *s)
{
	if (s)
		str_addn(str, s, strlen(s));
}

void
str_addn(struct str *str, const char *s, size_t n)
{
	str_room(str, n);
	if (n)
		memcpy(str->s + str->len, s, n);
	str->len += n;
	str->s[str->len] = '\0';
}

void
str_addc(struct str *str, char c)
{
	str_addn(str, &c, 1);
}

void
str_addf(struct str *str, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_addv(str, fmt, ap);
	va_end(ap);
}

void
str_addv(struct str *str, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n > 0) {
		str_room(str, (size_t)n);
		(void)vsnprintf(str->s + str->len, (size_t)n + 1, fmt, again);
		str->len += (size_t)n;
	}
	va_end(again);
}

void
str_splice(struct str *str, size_t at, size_t len, const char *s, size_t n)
{
	size_t tail;

	if (at > str->len)
		at = str->len;
	if (len > str->len - at)
		len = str->len - at;
	tail = str->len - at - len;
	str_room(str, n);
	memmove(str->s + at + n, str->s + at + len, tail);
	if (n)
		memcpy(str->s + at, s, n);
	str->len = at + n + tail;
	str->s[str->len] = '\0';
}

bool
str_eq(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool
str_empty(const char *s)
{
	return !s || !*s;
}

bool
str_starts(const char *s, const char *prefix)
{
	return s && strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_ends(const char *s, const char *suffix)
{
	size_t n = s ? strlen(s) : 0;
	size_t m = strlen(suffix);

	return s && n >= m && memcmp(s + n - m, suffix, m) == 0;
}

/* Takes back the bytes of a last character that was cut in two. */
static void
cut_at_character(char *out)
{
	size_t len = strlen(out), at = len;
	unsigned char lead;

	while (at > 0 && len - at < 3 && ((unsigned char)out[at - 1] & 0xC0) == 0x80)
		at--;
	lead = at > 0 ? (unsigned char)out[at - 1] : 0;
	if (lead >= 0xC0 && len - at + 1 < (lead < 0xE0 ? 2u : lead < 0xF0 ? 3u : 4u))
		out[at - 1] = '\0';
}

bool
str_copy(char *out, size_t size, const char *s)
{
	size_t n = s ? strlen(s) : 0;
	bool fits = n < size;

	if (size == 0)
		return false;
	if (!fits)
		n = size - 1;
	if (n)
		memmove(out, s, n);
	out[n] = '\0';
	if (!fits)
		cut_at_character(out);
	return fits;
}

bool
str_format(char *out, size_t size, const char *fmt, ...)
{
	va_list ap;
	bool fits;

	va_start(ap, fmt);
	fits = str_formatv(out, size, fmt, ap);
	va_end(ap);
	return fits;
}

bool
str_formatv(char *out, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(out, size, fmt, ap);

	if (size == 0)
		return false;
	if (n < 0)
		out[0] = '\0';
	else if ((size_t)n >= size)
		cut_at_character(out);
	return n >= 0 && (size_t)n < size;
}
