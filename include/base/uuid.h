/* base/uuid.h -- identity of operations, tickets, drafts, stores (RFC 9562).
 * An id is identity only; order is never read from it.
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

#define UUID_TEXT 37 /* 36 characters and the NUL */

struct uuid {
	unsigned char b[16];
};

struct uuid uuid_new(int64_t wall); /* version 7, random part from getrandom(2) */
void uuid_text(const struct uuid *, char out[UUID_TEXT]); /* lower case */
bool uuid_parse(const char *, struct uuid *); /* any case, exactly 36 chars */
bool uuid_is_nil(const struct uuid *);
bool uuid_eq(const struct uuid *, const struct uuid *);

#endif
