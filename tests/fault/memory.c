/* memory.c -- malloc and its kin, counted; the n-th finds no memory. */
#include <dlfcn.h>
#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "hook.h"

#if defined(__SANITIZE_ADDRESS__)
#define OURS false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OURS false
#endif
#endif
#ifndef OURS
#define OURS true
#endif

bool
memory_is_ours(void)
{
	return OURS;
}

void
memory_fail(long n, bool always)
{
	machine->memory.n = n;
	machine->memory.always = always;
}

long
memory_calls(void)
{
	return machine->memory.calls;
}

long
memory_live(void)
{
	return machine->memory.live;
}

bool
memory_meets(void)
{
	if (!machine)
		return false;
	machine->memory.calls++;
	if (machine->memory.n == 0)
		return false;
	if (machine->memory.n > 1) {
		machine->memory.n--;
		return false;
	}
	if (!machine->memory.always)
		machine->memory.n = 0;
	errno = ENOMEM;
	return true;
}

#if !defined(__SANITIZE_ADDRESS__)
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);

static void *
count(void *p)
{
	if (p && machine)
		machine->memory.live++;
	return p;
}

void *
malloc(size_t n)
{
	return memory_meets() ? NULL : count(__libc_malloc(n));
}

void *
calloc(size_t n, size_t size)
{
	return memory_meets() ? NULL : count(__libc_calloc(n, size));
}

void *
realloc(void *old, size_t n)
{
	void *p;

	if (memory_meets())
		return NULL;
	p = __libc_realloc(old, n);
	return old ? p : count(p);
}

void *
reallocarray(void *old, size_t n, size_t size)
{
	size_t all;

	if (__builtin_mul_overflow(n, size, &all)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(old, all);
}

void
free(void *p)
{
	if (p && machine)
		machine->memory.live--;
	__libc_free(p);
}
#endif

void *
mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
	void *(*next)(void *, size_t, int, int, int, off_t) =
		(void *(*)(void *, size_t, int, int, int, off_t))dlsym(RTLD_NEXT,
								       "mmap");

	return memory_meets() ? MAP_FAILED : next(at, n, protection, flags, fd, offset);
}
