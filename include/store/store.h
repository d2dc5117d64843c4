/* store/store.h -- the disk of one operator's desk: one file, one process, one connection.
 * Personal data in it is sealed (XChaCha20-Poly1305) under a key that only the operator's
 * password (Argon2id) or the organisation's recovery key opens.
 *
 * Every function that writes returns DONE only when the write survives kill -9; those
 * marked "durable" also survive power loss.  A full disk is REFUSED with a sentence and
 * nothing is lost; after BROKEN from the disk the store takes no more writes until it is
 * opened again.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "base/uuid.h"

struct store;

struct store_params {
	const char *password;
	long kdf_mib; /* Argon2id memory, 64–4096 */
	int64_t wall; /* now */
};

#define STORE_RECOVERY_KEY 32 /* bytes of a Curve25519 key */

/* The secret half of the recovery key, and the new password. */
struct store_recovery {
	unsigned char secret[STORE_RECOVERY_KEY];
	const char *password;
};

/* Whether <dir>/<operator>.db exists. */
bool store_exists(const char *dir, const char *operator_name);
/* Makes <dir> (0700) where missing and a new store in it, whole or not at all; durable.
 * REFUSED: impossible name, a directory of someone else or open to others, a network
 * file system, already there, disk full. */
enum verdict store_create(struct store **out, const char *dir,
			  const char *operator_name, const struct store_params *,
			  struct err *) MUST;
/* REFUSED: wrong password, foreign or newer file, unsafe directory.  LATER: another desk has
 * it open.  BROKEN: damaged or altered; the file is kept as it is. */
enum verdict store_open(struct store **out, const char *dir, const char *operator_name,
			const char *password, struct err *) MUST;
/* With the organisation's recovery key instead of the password. */
enum verdict store_recover(struct store **out, const char *dir,
			   const char *operator_name, const struct store_recovery *,
			   struct err *) MUST;
void store_close(struct store *); /* wipes every key; NULL is fine */

/* The id under which the centre knows this store; borrowed. */
const struct uuid *store_id(const struct store *);
/* Whether this is the password the store was opened with: constant time, no disk, no
 * key derivation; for further clients of a running desk. */
bool store_check_password(const struct store *, const char *password);
/* A new password for the same data; durable.  kdf_mib 0 keeps the old cost. */
enum verdict store_rewrap(struct store *, const char *password, long kdf_mib,
			  struct err *) MUST;
/* A new password whose change is under way: from now on the old and the new one both open
 * the store, until store_rewrap() sets one of them; NULL withdraws the offer; durable. */
enum verdict store_offer(struct store *, const char *password, struct err *) MUST;
/* Whether such a change is under way. */
bool store_is_offered(struct store *);
/* From now on the data key can also be opened by the owner of this public key; durable. */
enum verdict store_set_recovery(struct store *,
				const unsigned char key[STORE_RECOVERY_KEY],
				struct err *) MUST;

/* Small sealed values by name (operator, installation, feed cursor …).  put: text NULL
 * removes the value.  get: *out is "" where there is none. */
enum verdict store_meta_put(struct store *, const char *name, const char *text,
			    struct err *) MUST;
/* Sets *out to the value; "" where there is none. */
enum verdict store_meta_get(struct store *, const char *name, struct str *out,
			    struct err *) MUST;

/* Housekeeping for idle moments: checkpoints the log, rebuilds picking indexes, trims
 * history.  True while there is more to do; each call takes at most about 100 ms. */
bool store_tidy(struct store *, int64_t wall);

#endif
