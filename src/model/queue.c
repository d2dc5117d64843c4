/* queue.c -- the worklists, made of sql/code/queue.csv by queue.awk. */
#include "model/queue.h"

#include "base/mem.h"
#include "base/str.h"

const struct queue queues[] = {
#include "model/queue.inc"
};
const size_t nqueues = ARRAY_LEN(queues);

const struct queue *
queue_named(const char *code)
{
	size_t i;

	for (i = 0; i < nqueues; i++)
		if (str_eq(queues[i].code, code))
			return &queues[i];
	return NULL;
}
