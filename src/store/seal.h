/* seal.h -- encrypts records one by one under the data key, bound to their row. */
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"

#define SEAL_KEY   32
#define SEAL_TAG   16
#define SEAL_ROOT  32
#define SEAL_EXTRA 40 /* bytes a sealed record is longer than its text */

/* Borrowed bytes. */
struct blob {
	const void *p;
	size_t n;
};

/* The keys, in locked and guarded memory; wiped when freed. */
struct seal;

/* Yours: seal_free(). */
struct seal *seal_new(const unsigned char key[SEAL_KEY], const struct uuid *store);
/* Wipes the keys and frees them; NULL is fine. */
void seal_free(struct seal *);
const unsigned char *seal_key(const struct seal *); /* the data key, to be wrapped */
const struct uuid *seal_store(const struct seal *);

/* The associated data of a record: its table and everything that identifies its row. */
struct bond {
	unsigned char b[192];
	size_t n;
};
/* Starts the data of a record of this table. */
void bond_init(struct bond *, const char table[4]);
/* Adds a number. */
void bond_int(struct bond *, int64_t);
/* Adds an id. */
void bond_uuid(struct bond *, const struct uuid *);
/* Adds a tag. */
void bond_tag(struct bond *, const unsigned char tag[SEAL_TAG]);
void bond_text(struct bond *, const char *); /* of any length */

/* Appends nonce, text and tag to out. */
void seal_put(const struct seal *, const struct bond *, const void *text, size_t len,
	      struct str *out);
/* Sets out to the text.  BROKEN: altered, or sealed for another store or row. */
enum verdict seal_get(const struct seal *, const struct bond *, struct blob,
		      struct str *out, struct err *) MUST;
/* The tag of a sealed record of at least SEAL_EXTRA bytes. */
void seal_tag(struct blob, unsigned char tag[SEAL_TAG]);
/* Adds a record to the root of a set, or removes it when it is there; order does not
 * matter. */
void seal_flip(const struct seal *, const struct bond *, unsigned char root[SEAL_ROOT]);

#endif
