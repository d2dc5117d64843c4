/* keys.c -- the data key in its table: wrapped by the password, sealed to the recovery key,
 * and during a change of password wrapped by the new one too.  Any row alone opens the
 * store, so a sealed value records the present rows: otherwise a restored old row would
 * admit someone who knows a former password.
 */
#include <sodium.h>
#include <string.h>

#include "inside.h"

#define HASH 32
#define NAME "keys"

static enum verdict
key_drop(struct store *s, enum keys which, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_KEY_DROP);

	sqlite3_bind_int(st, 1, (int)which);
	return db_run(&s->db, st, err);
}

static enum verdict
key_write(struct store *s, enum keys which, const struct str *wrapped, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_KEY_PUT);

	sqlite3_bind_int(st, 1, (int)which);
	db_bind_blob(st, 2, wrapped->s, wrapped->len);
	return db_run(&s->db, st, err);
}

enum verdict
keys_get(struct store *s, enum keys which, struct str *wrapped, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_KEY_GET);
	enum verdict v;

	sqlite3_bind_int(st, 1, (int)which);
	v = db_step(&s->db, st, err);
	if (v == DONE)
		str_addn(wrapped, sqlite3_column_blob(st, 0),
			 (size_t)sqlite3_column_bytes(st, 0));
	sqlite3_reset(st);
	return v == LATER ? DONE : v;
}

/* The present rows, as text. */
static enum verdict
describe(struct store *s, char text[2 * HASH + 1], struct err *err)
{
	struct str both = { 0 }, offer = { 0 };
	unsigned char hash[HASH];
	enum verdict v = keys_get(s, KEYS_PASSWORD, &both, err);

	str_addn(&both, "", 1);
	if (v == DONE)
		v = keys_get(s, KEYS_RECOVERY, &both, err);
	if (v == DONE)
		v = keys_get(s, KEYS_OFFER, &offer, err);
	if (offer.len > 0) { /* without an offer the text is that of earlier versions */
		str_addn(&both, "", 1);
		str_addn(&both, offer.s, offer.len);
	}
	crypto_generichash(hash, sizeof hash, (const unsigned char *)both.s, both.len,
			   NULL, 0);
	sodium_bin2hex(text, 2 * HASH + 1, hash, sizeof hash);
	str_release(&both);
	str_release(&offer);
	return v;
}

struct change {
	struct meta_entry meta;
	char text[2 * HASH + 1];
};

static enum verdict
write_both(struct store *s, enum keys which, const struct str *wrapped,
	   struct change *c, struct err *err)
{
	enum verdict v =
		wrapped ? key_write(s, which, wrapped, err) : key_drop(s, which, err);

	if (v == DONE && which == KEYS_PASSWORD)
		v = key_drop(s, KEYS_OFFER, err);
	c->meta = (struct meta_entry){ .name = (char *)NAME };
	if (v == DONE)
		v = describe(s, c->text, err);
	if (v == DONE)
		v = meta_write(s, &c->meta, c->text, err);
	return v;
}

enum verdict
keys_make(struct store *s, const struct str *wrapped, struct err *err)
{
	struct change c;

	return write_both(s, KEYS_PASSWORD, wrapped, &c, err);
}

enum verdict
keys_put(struct store *s, enum keys which, const struct str *wrapped, struct err *err)
{
	struct change c;
	enum verdict v = store_begin(s, SURVIVE_POWER, err);

	if (v != DONE)
		return v;
	v = write_both(s, which, wrapped, &c, err);
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	if (v == DONE)
		meta_written(s, &c.meta, c.text);
	return v;
}

enum verdict
keys_check(struct store *s, struct err *err)
{
	char text[2 * HASH + 1];
	struct str said = { 0 };
	enum verdict v = store_meta_get(s, NAME, &said, err);

	if (v == DONE && said.len > 0) /* an older store has no such value yet */
		v = describe(s, text, err);
	if (v == DONE && said.len > 0 && !str_eq(text, str_text(&said)))
		v = db_altered(err);
	str_release(&said);
	return v;
}
