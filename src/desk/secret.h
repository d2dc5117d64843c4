/* secret.h -- the operator's password while the desk runs, needed for reconnecting.
 * Locked in memory, excluded from core dumps and from children.
 */
#ifndef DESK_SECRET_H
#define DESK_SECRET_H

#include <stdbool.h>

struct secret {
	char *page; /* NULL: none */
};

/* False: too long, or no memory could be locked. */
bool secret_set(struct secret *, const char *text);
const char *secret_text(const struct secret *); /* "" where there is none */
void secret_forget(struct secret *);

#endif
