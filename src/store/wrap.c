/* wrap.c -- the data key as stored on disk.  A record ends in a hash of itself, so that a
 * damaged one is not mistaken for a wrong password.
 */
#include "wrap.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"

#include "db.h"

#define SALT	     crypto_pwhash_argon2id_SALTBYTES
#define NONCE	     crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG	     crypto_aead_xchacha20poly1305_ietf_ABYTES
#define CHECK	     16
#define PASSES_LEAST 3
#define PASSES_MOST  24
#define GUESS_MS     165 /* a little above the 150 promised */
#define MIB_MOST     4096
#define WORK_MOST    8192 /* passes × MiB, where there are more than PASSES_LEAST */

/* The parameters of the key derivation; every byte is bound to the wrapped key. */
struct cost {
	unsigned char version;
	unsigned char store[16];
	unsigned char passes[4], mib[4]; /* little-endian */
	unsigned char salt[SALT];
};
struct by_password {
	struct cost cost;
	unsigned char nonce[NONCE], key[SEAL_KEY + TAG];
	unsigned char check[CHECK];
};
struct by_recovery {
	unsigned char version;
	unsigned char store[16];
	unsigned char key[SEAL_KEY + crypto_box_SEALBYTES];
	unsigned char check[CHECK];
};
_Static_assert(sizeof(struct by_password) == 41 + 24 + 48 + 16, "no padding on disk");

static void
put32(unsigned char out[4], unsigned long x)
{
	int i;

	for (i = 0; i < 4; i++)
		out[i] = (unsigned char)(x >> (8 * i));
}

static unsigned long
get32(const unsigned char b[4])
{
	return b[0] | (unsigned long)b[1] << 8 | (unsigned long)b[2] << 16 |
	       (unsigned long)b[3] << 24;
}

static void
check_of(const void *record, size_t n, unsigned char out[CHECK])
{
	crypto_generichash(out, CHECK, record, n - CHECK, NULL, 0);
}

static bool
record_is_valid(struct blob blob, size_t want)
{
	const unsigned char *record = blob.p;
	size_t n = blob.n;
	unsigned char check[CHECK];

	if (!record || n != want)
		return false;
	check_of(record, n, check);
	return memcmp(check, record + n - CHECK, CHECK) == 0;
}

/* Whether the cost is more than derive_slowly() ever sets: it adds passes only where they
 * are quick. */
static bool
is_absurd(const struct cost *cost)
{
	return get32(cost->passes) > PASSES_LEAST &&
	       (uint64_t)get32(cost->passes) * get32(cost->mib) > WORK_MOST;
}

static enum verdict
derive(unsigned char out[SEAL_KEY], const struct cost *cost, const char *password,
       struct err *err)
{
	if (crypto_pwhash(out, SEAL_KEY, password, strlen(password), cost->salt,
			  get32(cost->passes), (size_t)get32(cost->mib) << 20,
			  crypto_pwhash_ALG_ARGON2ID13) == 0)
		return DONE;
	return later(err,
		     _("There is not enough memory to check the password "
		       "(%lu MiB are needed)."),
		     get32(cost->mib));
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Derives once; where that took less than GUESS_MS, again with more passes. */
static enum verdict
derive_slowly(unsigned char out[SEAL_KEY], struct cost *cost, const char *password,
	      struct err *err)
{
	unsigned long passes = PASSES_LEAST;
	int64_t start, took;
	enum verdict v;

	do {
		put32(cost->passes, passes);
		start = now_ms();
		v = derive(out, cost, password, err);
		took = now_ms() - start;
		if (v != DONE || took >= GUESS_MS || passes >= PASSES_MOST)
			break;
		passes += (unsigned long)((GUESS_MS - took) * (int64_t)passes /
						  (took + 1) +
					  1);
		if (passes > PASSES_MOST)
			passes = PASSES_MOST;
	} while (v == DONE);
	return v;
}

enum verdict
wrap_password(struct str *out, const struct seal *seal, const char *password,
	      long kdf_mib, struct err *err)
{
	struct by_password record = { .cost.version = 1 };
	unsigned char *guess = sodium_malloc(SEAL_KEY);
	enum verdict v;

	if (!guess)
		mem_exhausted();
	memcpy(record.cost.store, seal_store(seal)->b, sizeof record.cost.store);
	put32(record.cost.mib, kdf_mib < 64	    ? 64
			       : kdf_mib > MIB_MOST ? MIB_MOST
						    : (unsigned long)kdf_mib);
	randombytes_buf(record.cost.salt, sizeof record.cost.salt);
	randombytes_buf(record.nonce, sizeof record.nonce);
	v = derive_slowly(guess, &record.cost, password, err);
	if (v == DONE) {
		crypto_aead_xchacha20poly1305_ietf_encrypt(
			record.key, NULL, seal_key(seal), SEAL_KEY,
			(unsigned char *)&record.cost, sizeof record.cost, NULL,
			record.nonce, guess);
		check_of(&record, sizeof record, record.check);
		str_addn(out, (char *)&record, sizeof record);
	}
	sodium_free(guess);
	return v;
}

enum verdict
unwrap_password(struct unwrapped *out, struct blob blob, const char *password,
		struct err *err)
{
	struct by_password record;
	unsigned char *guess;
	enum verdict v;

	if (!record_is_valid(blob, sizeof record))
		return db_altered(err);
	memcpy(&record, blob.p, sizeof record);
	if (record.cost.version != 1 || is_absurd(&record.cost) ||
	    get32(record.cost.passes) > PASSES_MOST || get32(record.cost.passes) < 1 ||
	    get32(record.cost.mib) > MIB_MOST || get32(record.cost.mib) < 1)
		return db_altered(err);
	guess = sodium_malloc(SEAL_KEY);
	if (!guess)
		mem_exhausted();
	v = derive(guess, &record.cost, password, err);
	if (v == DONE && crypto_aead_xchacha20poly1305_ietf_decrypt(
				 out->key, NULL, NULL, record.key, sizeof record.key,
				 (unsigned char *)&record.cost, sizeof record.cost,
				 record.nonce, guess) != 0)
		v = refuse_field(err, "password", "%s", _("The password is wrong."));
	if (v == DONE)
		memcpy(out->store.b, record.cost.store, sizeof out->store.b);
	sodium_free(guess);
	return v;
}

long
wrap_memory(struct blob blob)
{
	struct by_password record;

	if (!record_is_valid(blob, sizeof record))
		return 0;
	memcpy(&record, blob.p, sizeof record);
	return (long)get32(record.cost.mib);
}

enum verdict
wrap_recovery(struct str *out, const struct seal *seal, const unsigned char public[32],
	      struct err *err)
{
	struct by_recovery record = { .version = 1 };

	memcpy(record.store, seal_store(seal)->b, sizeof record.store);
	if (crypto_box_seal(record.key, seal_key(seal), SEAL_KEY, public) != 0)
		return refuse(err, _("This is no recovery key."));
	check_of(&record, sizeof record, record.check);
	str_addn(out, (char *)&record, sizeof record);
	return DONE;
}

enum verdict
unwrap_recovery(struct unwrapped *out, struct blob blob, const unsigned char secret[32],
		struct err *err)
{
	struct by_recovery record;
	unsigned char public[crypto_box_PUBLICKEYBYTES];

	if (!blob.p)
		return refuse(err, _("No recovery key was set for this store."));
	if (!record_is_valid(blob, sizeof record))
		return db_altered(err);
	memcpy(&record, blob.p, sizeof record);
	crypto_scalarmult_base(public, secret);
	if (crypto_box_seal_open(out->key, record.key, sizeof record.key, public,
				 secret) != 0)
		return refuse(err, _("This is not the recovery key of this store."));
	memcpy(out->store.b, record.store, sizeof out->store.b);
	return DONE;
}
