/* model/queue.h -- the worklists: the rows of sql/code/queue.csv, in the order in which an
 * operator begins with them.
 */
#ifndef MODEL_QUEUE_H
#define MODEL_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct queue {
	const char *code;
	const char *label; /* English, to be translated */
	const char *duties; /* parted by blanks; "": every duty */
	const char *scope; /* as core.queue_rows knows it */
	bool quiet; /* shown only while something is in it */
	bool prefetch; /* its tickets are fetched for work without the centre */
};

extern const struct queue queues[];
extern const size_t nqueues;

/* NULL: there is none. */
const struct queue *queue_named(const char *code);

#endif
