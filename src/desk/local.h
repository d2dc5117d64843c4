/* local.h -- answers from this desk's own disk. */
#ifndef DESK_LOCAL_H
#define DESK_LOCAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"

#include "query/query.h"

#include "desk.h"
#include "question.h"

/* No answer is longer; a list is mirrored up to so many rows. */
enum { LOCAL_PAGE = 200, LOCAL_LIST = 1000 };

/* DONE: rows were added and *at is when the centre sent them (0: local data).  LATER:
 * nothing is known here. */
enum verdict local_answer(struct desk *, const struct question *, struct rows *,
			  int64_t *at, struct err *) MUST;
/* Stores the centre's answer in the mirror. */
void local_learn(struct desk *, const struct question *, const struct rows *,
		 struct stamp now);
/* The most rows of an answer that the question wants. */
size_t local_limit(const struct question *);

#endif
