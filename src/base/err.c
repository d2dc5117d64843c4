/* err.c -- verdicts and their sentences; a sentence is always valid UTF-8. */
#include "base/err.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static const char *const names[] = {
	[DONE] = "done",
	[LATER] = "later",
	[REFUSED] = "refused",
	[BROKEN] = "broken",
};

/* A file name or a foreign message may hold anything: what is no text becomes '?'. */
static void
make_valid(char *s)
{
	size_t len = strlen(s), n;
	uint32_t cp;

	for (; len > 0; s += n, len -= n) {
		n = utf8_decode(s, len, &cp);
		if (n == 1 && cp == UTF8_REPLACEMENT)
			*s = '?';
	}
}

static enum verdict
fail(struct err *err, enum verdict v, const char *field, const char *fmt, va_list ap)
{
	if (!err)
		return v;
	err->verdict = v;
	err->ask = false;
	str_copy(err->field, sizeof err->field, field);
	str_formatv(err->text, sizeof err->text, fmt, ap);
	make_valid(err->text);
	return v;
}

enum verdict
refuse(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(err, REFUSED, "", fmt, ap);
	va_end(ap);
	return REFUSED;
}

enum verdict
ask_sure(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(err, REFUSED, "", fmt, ap);
	va_end(ap);
	if (err)
		err->ask = true;
	return REFUSED;
}

enum verdict
refuse_field(struct err *err, const char *field, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(err, REFUSED, field, fmt, ap);
	va_end(ap);
	return REFUSED;
}

enum verdict
later(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(err, LATER, "", fmt, ap);
	va_end(ap);
	return LATER;
}

enum verdict
broken(struct err *err, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fail(err, BROKEN, "", fmt, ap);
	va_end(ap);
	return BROKEN;
}

const char *
verdict_name(enum verdict v)
{
	return (size_t)v < ARRAY_LEN(names) ? names[v] : names[BROKEN];
}

enum verdict
verdict_named(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(name, names[i]))
			return (enum verdict)i;
	return BROKEN;
}
