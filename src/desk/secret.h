/* secret.h -- the operator's password while the desk works: for reconnecting only.
 * Locked in memory, in no core, in no child.
 */
#ifndef DESK_SECRET_H
#define DESK_SECRET_H

#include <stdbool.h>

struct secret {
	char *page; /* NULL: none */
};

/* False where it is too long to be one, or no memory can be locked away. */
bool secret_set(struct secret *, const char *text);
const char *secret_text(const struct secret *); /* "" where there is none */
void secret_forget(struct secret *);

#endif
