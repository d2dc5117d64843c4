/* question.h -- a query with its arguments, as it came from a client or from the desk. */
#ifndef DESK_QUESTION_H
#define DESK_QUESTION_H

#include <stddef.h>

#include "base/json.h"

#include "query/query.h"

struct question {
	const struct query *query;
	json_t *args;
};

/* The value of a parameter: given, preset or NULL; numbers as text in buffer. */
const char *question_arg(const struct question *, size_t param, char buffer[24]);
/* The same by name; "" where there is none. */
const char *question_named(const struct question *, const char *param, char buffer[24]);

#endif
