/* place.h -- where stores may lie, and the lock that limits a store to one process. */
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
 * place, impossible name; LATER: another process has this store open. */
enum verdict place_take(struct place *, const char *dir, const char *operator_name,
			enum place_want, struct err *) MUST;
void place_leave(struct place *);
/* A fingerprint that changes when the file is copied, restored or moved to another
 * machine.  It leaves out the device number, which may change when the machine restarts. */
void place_print(const struct place *, unsigned char out[16]);
/* The same as the first version of the store computed it. */
void place_print_first(const struct place *, unsigned char out[16]);
/* Records beside the store the seq it has reached: a store with a lower seq was restored
 * from a copy.  Safe, because an operation is committed before its seq is recorded. */
void place_witness(const struct place *, int64_t seq);
int64_t place_witnessed(const struct place *); /* 0: not known */

#endif
