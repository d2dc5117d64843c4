/* vec.c -- growing arrays: capacity doubles, so that adding is cheap on average. */
#include "base/vec.h"

#include <stdint.h>

void
vec_grow(void **v, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap ? *cap : 8;

	if (need <= *cap)
		return;
	while (want < need)
		want = want > SIZE_MAX / 2 ? need : want * 2;
	*v = xrealloc(*v, want, size);
	*cap = want;
}
