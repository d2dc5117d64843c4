/* nearest.h -- the known word nearest to a mistyped one. */
#ifndef NEAREST_H
#define NEAREST_H

struct nearest {
	const char *word;
	const char *found; /* NULL: nothing is near */
	int distance;
};

void nearest_start(struct nearest *, const char *word);
void nearest_try(struct nearest *, const char *candidate); /* must outlive it */

#endif
