/* life.h -- a store's whole life as a list of steps, each one call of the store's own
 * promises, and what all of it comes to: one text that says everything a store holds.
 */
#ifndef FAULT_LIFE_H
#define FAULT_LIFE_H

#include "base/str.h"
#include "base/vec.h"

#include "store/outbox.h"
#include "store/store.h"

#include "disk.h"

#define LIFE_DIR DISK_ROOT "/desk/store"

/* What a step's DONE has promised to survive. */
enum lasting { LASTS_NOT, LASTS_KILL, LASTS_POWER };

struct life_ack {
	struct uuid op;
	int64_t seq;
	char regno[41];
	int step;
	bool withdrawn, applied;
	bool again; /* it has the number of the one it stands for */
};
struct life {
	struct store *s; /* NULL: not open */
	const char *password;
	VEC(struct life_ack) acks;
	int step; /* the one that runs, or ran last */
	int trimmed; /* steps that took history away */
};

/* The id of the n-th thing of a kind: o operation, d draft, l mirrored ticket. */
struct uuid life_uuid(char kind, int n);
int life_length(void);
enum lasting life_lasting(int step);
/* Whether the same call may be made again by a desk that never heard its answer. */
bool life_again(int step);
enum verdict life_step(struct life *, int step, struct err *);
/* Opens with whichever of its passwords holds. */
enum verdict life_open(struct life *, struct err *);
void life_close(struct life *);
void life_release(struct life *);
/* Everything the store holds, in order; what is only in memory is left out. */
enum verdict life_text(struct life *, struct str *out, struct err *);
/* A registration nobody made before. */
enum verdict life_extra(struct life *, int number, struct kept *, struct err *);
/* All that was acknowledged is there, once, in order; NULL, or what is wrong. */
const char *life_missing(struct life *);

#endif
