/* mem.c -- allocation that cannot fail, and the one exit where memory is exhausted. */
#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LARGE (64 << 10)

static void (*last_words)(void);

void
mem_thrift(void)
{
	mallopt(M_MMAP_THRESHOLD, LARGE); /* also keeps it from growing by itself */
	mallopt(M_TRIM_THRESHOLD, LARGE);
	mallopt(M_TOP_PAD, LARGE / 4);
	mallopt(M_ARENA_MAX, 1);
}

void
mem_trim(void)
{
	malloc_trim(0);
}

void
mem_on_exhaustion(void (*words)(void))
{
	last_words = words;
}

_Noreturn void
mem_exhausted(void)
{
	static const char text[] = "gangshao: out of memory\n";
	void (*words)(void) = last_words;

	last_words = NULL; /* a failure inside the last words must not come back here */
	if (words)
		words();
	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(71);
	_exit(71);
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

void *
xcalloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

void *
xrealloc(void *old, size_t count, size_t size)
{
	void *p = reallocarray(old, count ? count : 1, size ? size : 1);

	if (!p)
		mem_exhausted();
	return p;
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *
xstrndup(const char *s, size_t len)
{
	size_t n = strnlen(s, len);
	char *p;

	if (n == SIZE_MAX)
		mem_exhausted();
	p = xmalloc(n + 1);
	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

void
mem_wipe(void *p, size_t size)
{
	if (p && size)
		explicit_bzero(p, size);
}
