/* seal.c -- XChaCha20-Poly1305 with a random nonce per record; the associated data is the
 * record's bond, so that a record opens only in the row it was written for.
 *
 * The root authenticates a set of rows: the exclusive-or of a keyed hash of each row's bond.
 * It is updated in constant time, and without the key no one can remove, add or restore a
 * row and still match it.
 */
#include "seal.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

#include "db.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

_Static_assert(SEAL_EXTRA == NONCE + crypto_aead_xchacha20poly1305_ietf_ABYTES,
	       "a sealed record is nonce, text, tag");

struct seal {
	unsigned char data[SEAL_KEY], record[SEAL_KEY], root[SEAL_KEY];
	struct uuid store;
};

static void *
must(void *p)
{
	if (!p)
		mem_exhausted();
	return p;
}

struct seal *
seal_new(const unsigned char key[SEAL_KEY], const struct uuid *store)
{
	struct seal *seal = must(sodium_malloc(sizeof *seal));

	memcpy(seal->data, key, SEAL_KEY);
	crypto_kdf_derive_from_key(seal->record, SEAL_KEY, 1, "gsrecord", key);
	crypto_kdf_derive_from_key(seal->root, SEAL_KEY, 2, "gs-root-", key);
	seal->store = *store;
	sodium_mprotect_readonly(seal);
	return seal;
}

void
seal_free(struct seal *seal)
{
	sodium_free(seal); /* wipes; NULL is fine */
}

const unsigned char *
seal_key(const struct seal *seal)
{
	return seal->data;
}

const struct uuid *
seal_store(const struct seal *seal)
{
	return &seal->store;
}

static void
bond_add(struct bond *bond, const void *p, size_t n)
{
	if (bond->n + n > sizeof bond->b)
		mem_exhausted(); /* cannot happen: every bond is of a fixed size */
	memcpy(bond->b + bond->n, p, n);
	bond->n += n;
}

void
bond_init(struct bond *bond, const char table[4])
{
	bond->n = 0;
	bond_add(bond, table, 4);
}

void
bond_int(struct bond *bond, int64_t x)
{
	unsigned char b[8];
	int i;

	for (i = 0; i < 8; i++)
		b[i] = (unsigned char)((uint64_t)x >> (8 * i));
	bond_add(bond, b, sizeof b);
}

void
bond_uuid(struct bond *bond, const struct uuid *id)
{
	bond_add(bond, id->b, sizeof id->b);
}

void
bond_tag(struct bond *bond, const unsigned char tag[SEAL_TAG])
{
	bond_add(bond, tag, SEAL_TAG);
}

void
bond_text(struct bond *bond, const char *text)
{
	unsigned char hash[32];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text),
			   NULL, 0);
	bond_add(bond, hash, sizeof hash);
}

/* The store's id stands before every bond. */
static size_t
associated(const struct seal *seal, const struct bond *bond, unsigned char *out)
{
	memcpy(out, seal->store.b, sizeof seal->store.b);
	memcpy(out + sizeof seal->store.b, bond->b, bond->n);
	return sizeof seal->store.b + bond->n;
}

void
seal_put(const struct seal *seal, const struct bond *bond, const void *text, size_t len,
	 struct str *out)
{
	unsigned char ad[sizeof seal->store.b + sizeof bond->b];
	size_t adlen = associated(seal, bond, ad), room = len + SEAL_EXTRA;
	unsigned char *to = xmalloc(room);

	randombytes_buf(to, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(to + NONCE, NULL, text, len, ad,
						   adlen, NULL, to, seal->record);
	str_addn(out, (const char *)to, room);
	free(to);
}

enum verdict
seal_get(const struct seal *seal, const struct bond *bond, struct blob blob,
	 struct str *out, struct err *err)
{
	unsigned char ad[sizeof seal->store.b + sizeof bond->b];
	size_t adlen = associated(seal, bond, ad);
	const unsigned char *from = blob.p;
	size_t n = blob.n;
	unsigned char *text;
	enum verdict v = DONE;

	str_clear(out);
	if (!from || n < SEAL_EXTRA)
		return db_altered(err);
	text = xmalloc(n);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(text, NULL, NULL, from + NONCE,
						       n - NONCE, ad, adlen, from,
						       seal->record) == 0)
		str_addn(out, (const char *)text, n - SEAL_EXTRA);
	else
		v = db_altered(err);
	mem_wipe(text, n);
	free(text);
	return v;
}

void
seal_tag(struct blob blob, unsigned char tag[SEAL_TAG])
{
	memcpy(tag, (const unsigned char *)blob.p + blob.n - SEAL_TAG, SEAL_TAG);
}

void
seal_flip(const struct seal *seal, const struct bond *bond,
	  unsigned char root[SEAL_ROOT])
{
	unsigned char leaf[SEAL_ROOT];
	size_t i;

	crypto_generichash(leaf, sizeof leaf, bond->b, bond->n, seal->root, SEAL_KEY);
	for (i = 0; i < sizeof leaf; i++)
		root[i] ^= leaf[i];
}
