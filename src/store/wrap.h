/* wrap.h -- the data key as stored on disk: wrapped by the password, or sealed to the
 * organisation's recovery key. */
#ifndef STORE_WRAP_H
#define STORE_WRAP_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"

#include "seal.h"

/* kdf_mib: Argon2id memory; the passes are chosen so that one guess takes this machine
 * at least 0.15 s. */
enum verdict wrap_password(struct str *out, const struct seal *, const char *password,
			   long kdf_mib, struct err *) MUST;
/* An unwrapped record: the data key and the id of its store.  The caller wipes it. */
struct unwrapped {
	unsigned char key[SEAL_KEY];
	struct uuid store;
};
/* REFUSED: wrong password.  BROKEN: the record is damaged. */
enum verdict unwrap_password(struct unwrapped *, struct blob, const char *password,
			     struct err *) MUST;
long wrap_memory(struct blob); /* MiB; 0 where damaged */

/* REFUSED: no key of this kind. */
enum verdict wrap_recovery(struct str *out, const struct seal *,
			   const unsigned char public[32], struct err *) MUST;
/* REFUSED: sealed to another recovery key, or none was set. */
enum verdict unwrap_recovery(struct unwrapped *, struct blob,
			     const unsigned char secret[32], struct err *) MUST;

#endif
