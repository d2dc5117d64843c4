/* compare.h -- two ledgers, the desk's and the centre's, held side by side.  Pure.
 */
#ifndef DESK_COMPARE_H
#define DESK_COMPARE_H

#include <stddef.h>
#include <stdint.h>

#include "store/ledger.h"

enum compared {
	COMPARE_SAME,
	COMPARE_OTHER, /* they differ: look at the lines */
	COMPARE_FOREIGN /* somebody else tells operations under this store's name */
};

/* next: the number of the desk's next operation. */
enum compared compare_sums(const struct ledger_sum *ours,
			   const struct ledger_sum *theirs, int64_t next);

/* Lines by seq; theirs have op, seq and filed.  Fills fixes, which has room for nours,
 * with what the desk must do, and *n.  SAME: nothing, or only what is owed anyway. */
struct ledger {
	const struct ledger_line *lines;
	size_t n;
};
enum compared compare_lines(const struct ledger *ours, const struct ledger *theirs,
			    struct ledger_fix *fixes, size_t *n);

#endif
