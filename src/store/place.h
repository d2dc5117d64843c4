/* place.h -- where stores may lie, and the lock that keeps a store to one process. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <limits.h>

#include "base/err.h"

struct place {
	char dir[PATH_MAX]; /* without symbolic links */
	char path[PATH_MAX + 48]; /* <dir>/<operator>.db */
	int lock; /* descriptor, -1 while not held */
};

enum place_want { PLACE_FIND, PLACE_MAKE };

/* Checks name and directory and takes the lock.  REFUSED: unsafe, foreign or networked
 * place, impossible name; LATER: another process has this store. */
enum verdict place_take(struct place *, const char *dir, const char *operator,
			enum place_want, struct err *) MUST;
void place_leave(struct place *);
/* A number that changes when the file is copied, put back or carried to another machine;
 * not that of its device, which may differ from one start of a machine to the next. */
void place_print(const struct place *, unsigned char out[16]);
/* As the first version of the store knew it. */
void place_print_first(const struct place *, unsigned char out[16]);
/* Beside the store stands how far it was: one that says less was put back.  As an
 * operation is kept before it is witnessed, nothing but that makes it so. */
void place_witness(const struct place *, int64_t seq);
int64_t place_witnessed(const struct place *); /* 0: not known */

#endif
