/* compare.c -- what the desk does where its ledger and the centre's differ:
 *
 *   desk \ centre     nothing            the same verdict   another verdict
 *   queued            will be sent       -                  will be sent
 *   verdict           re-sent            nothing            re-sent
 *   withdrawn         noted              nothing            noted; applied: re-sent
 *   nothing           -                  another store uses our name: FOREIGN
 *
 * Re-sending is safe: the centre's ledger answers a known operation with its verdict.
 */
#include "compare.h"

#include <string.h>

enum compared
compare_sums(const struct ledger_sum *ours, const struct ledger_sum *theirs,
	     int64_t next)
{
	if (theirs->last >= next)
		return COMPARE_FOREIGN;
	return ours->n == theirs->n && strcmp(ours->hash, theirs->hash) == 0
		       ? COMPARE_SAME
		       : COMPARE_OTHER;
}

/* theirs NULL: the centre does not know the operation.  True: *fix must be applied. */
static bool
fix_line(const struct ledger_line *ours, const struct ledger_line *theirs,
	 struct ledger_fix *fix)
{
	enum op_state is = theirs ? theirs->filed : OP_QUEUED;

	*fix = (struct ledger_fix){ .op = ours->op, .filed = OP_QUEUED };
	if (ours->state == OP_QUEUED || ours->filed == is)
		return false;
	if (ours->state != OP_WITHDRAWN || (is == OP_APPLIED && !ours->mended))
		return true;
	fix->filed = theirs ? is : OP_WITHDRAWN;
	return true;
}

enum compared
compare_lines(const struct ledger *ours, const struct ledger *theirs,
	      struct ledger_fix *fixes, size_t *n)
{
	const struct ledger_line *o = ours->lines, *t = theirs->lines;
	const struct ledger_line *oend = o + ours->n, *tend = t + theirs->n;
	bool met;

	*n = 0;
	while (o < oend || t < tend) {
		if (o == oend || (t < tend && t->seq < o->seq))
			return COMPARE_FOREIGN;
		met = t < tend && t->seq == o->seq;
		if (met && !uuid_eq(&t->op, &o->op))
			return COMPARE_FOREIGN;
		*n += fix_line(o, met ? t : NULL, &fixes[*n]);
		t += met;
		o++;
	}
	return *n ? COMPARE_OTHER : COMPARE_SAME;
}
