/* base/mem.h -- allocation that never returns NULL: out of memory ends the program through
 * mem_exhausted().  Acceptable, because everything acknowledged is already on disk.
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

/* For programs of which a host runs hundreds: large blocks return to the system when
 * freed. */
void mem_thrift(void);
/* Returns free memory to the system; called when idle. */
void mem_trim(void);

/* Called once before the end, e.g. to restore the terminal.  May not allocate. */
void mem_on_exhaustion(void (*last_words)(void));

/* Reports exhaustion and aborts; also called where a library returned NULL. */
_Noreturn void mem_exhausted(void);

/* Overwrites secrets; never optimised away. */
void mem_wipe(void *, size_t);

#define ARRAY_LEN(a) (sizeof(a) / sizeof *(a))

#endif
