/* tap.h -- a test that is one program with a few results; the first wrong thing ends it. */
#ifndef FAULT_TAP_H
#define FAULT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

static int tap_count;

static inline void
tap_plan(int n)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%d\n", n);
}

__attribute__((format(printf, 1, 2))) static inline void
tap_note(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("# ");
	vprintf(fmt, ap);
	printf("\n");
	va_end(ap);
}

__attribute__((format(printf, 2, 3))) static inline void
tap_ok(bool good, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("%sok %d - ", good ? "" : "not ", ++tap_count);
	vprintf(fmt, ap);
	printf("\n");
	va_end(ap);
}

__attribute__((format(printf, 1, 2), noreturn)) static inline void
tap_bail(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	printf("not ok %d - ", ++tap_count);
	vprintf(fmt, ap);
	printf("\n");
	va_end(ap);
	exit(1);
}

/* Of the environment. */
static inline long
tap_number(const char *name, long preset)
{
	const char *text = getenv(name);

	return text && *text ? strtol(text, NULL, 10) : preset;
}

#endif
