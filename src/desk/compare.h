/* compare.h -- compares the desk's ledger with the centre's.  Pure.
 */
#ifndef DESK_COMPARE_H
#define DESK_COMPARE_H

#include <stddef.h>
#include <stdint.h>

#include "store/ledger.h"

enum compared {
	COMPARE_SAME,
	COMPARE_OTHER, /* they differ: look at the lines */
	COMPARE_FOREIGN /* another desk sends operations under this store's name */
};

/* next: the number of the desk's next operation. */
enum compared compare_sums(const struct ledger_sum *ours,
			   const struct ledger_sum *theirs, int64_t next);

/* Lines by seq; the centre's have op, seq and filed only. */
struct ledger {
	const struct ledger_line *lines;
	size_t n;
};
/* Fills fixes, which has room for ours->n, and *n with the repairs the desk must make.
 * SAME: none, beyond operations the desk sends anyway. */
enum compared compare_lines(const struct ledger *ours, const struct ledger *theirs,
			    struct ledger_fix *fixes, size_t *n);

#endif
