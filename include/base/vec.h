/* base/vec.h -- a growing array of any type:  VEC(struct row) rows = { 0 };
 * Elements may move on vec_push(); keep indices, not pointers.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define VEC(type)              \
	struct {               \
		type *v;       \
		size_t n, cap; \
	}

/* Appends a zeroed element; yields its address. */
#define vec_add(vec)                                                                \
	(vec_grow((void **)&(vec)->v, &(vec)->cap, (vec)->n + 1, sizeof *(vec)->v), \
	 memset(&(vec)->v[(vec)->n], 0, sizeof *(vec)->v), &(vec)->v[(vec)->n++])
#define vec_push(vec, x)                                                            \
	(vec_grow((void **)&(vec)->v, &(vec)->cap, (vec)->n + 1, sizeof *(vec)->v), \
	 (void)((vec)->v[(vec)->n++] = (x)))
#define vec_remove(vec, i)                                   \
	(memmove(&(vec)->v[i], &(vec)->v[(i) + 1],           \
		 ((vec)->n - ((i) + 1)) * sizeof *(vec)->v), \
	 (void)(vec)->n--)
#define vec_clear(vec) ((void)((vec)->n = 0))
#define vec_release(vec) \
	(free((vec)->v), (vec)->v = NULL, (void)((vec)->n = (vec)->cap = 0))
/* The body may add and remove.  n is tested first: v of an empty vector may be NULL. */
#define vec_each(p, vec) \
	for ((p) = (vec)->v; (vec)->n && (p) < (vec)->v + (vec)->n; (p)++)

void vec_grow(void **v, size_t *cap, size_t need, size_t size);

#endif
