/* base/mem.h -- memory that is there, or the program ends through one door.
 * That is acceptable because what was promised is already on disk.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#include "base/banned.h"

#define MALLOC __attribute__((malloc, returns_nonnull, warn_unused_result))

void *xmalloc(size_t) MALLOC;
void *xcalloc(size_t count, size_t size) MALLOC; /* zeroed; overflow ends the program */
void *xrealloc(void *, size_t count, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));
char *xstrdup(const char *) MALLOC;
char *xstrndup(const char *, size_t) MALLOC;

/* For programs of which a host runs hundreds: large pieces go back to it when freed. */
void mem_thrift(void);
/* Gives back what is free, in an idle moment. */
void mem_trim(void);

/* Called once before the end, e.g. to restore the terminal.  May not allocate. */
void mem_on_exhaustion(void (*last_words)(void));

/* The door itself, for libraries that return NULL: says so and aborts. */
_Noreturn void mem_exhausted(void);

/* Overwrites secrets; never optimised away. */
void mem_wipe(void *, size_t);

#define ARRAY_LEN(a) (sizeof(a) / sizeof *(a))

#endif
