/* location.h -- where stores may lie, and the lock that limits a store to one process. */
#ifndef STORE_LOCATION_H
#define STORE_LOCATION_H

#include <limits.h>

#include "base/err.h"

struct location {
	char dir[PATH_MAX]; /* without symbolic links */
	char path[PATH_MAX + 48]; /* <dir>/<operator>.db */
	int lock; /* descriptor; -1: not taken */
};

enum location_want { LOCATION_FIND, LOCATION_MAKE };

/* Checks name and directory and takes the lock.  REFUSED: unsafe, foreign or networked
 * directory, impossible name; LATER: another process has this store open. */
enum verdict location_take(struct location *, const char *dir,
			   const char *operator_name, enum location_want,
			   struct err *) MUST;
/* Gives up the lock. */
void location_leave(struct location *);
/* A fingerprint that changes when the file is copied, restored or moved to another
 * machine.  It leaves out the device number, which may change when the machine restarts. */
void location_print(const struct location *, unsigned char out[16]);
/* The same as the first version of the store computed it. */
void location_print_first(const struct location *, unsigned char out[16]);
/* Records beside the store the seq it has reached: a store with a lower seq was restored
 * from a copy.  Safe, because an operation is committed before its seq is recorded. */
void location_witness(const struct location *, int64_t seq);
int64_t location_witnessed(const struct location *); /* 0: not known */

#endif
