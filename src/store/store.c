/* store.c -- a store is created whole or not at all, opens only after verification, and
 * leaves no key in memory.
 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

#include "store/lease.h"

#include "inside.h"
#include "wrap.h"

#define CHECK_KEY  32
#define CHECK_HASH 32

bool
store_exists(const char *dir, const char *operator_name)
{
	char path[PATH_MAX];

	return str_format(path, sizeof path, "%s/%s.db", dir, operator_name) &&
	       access(path, F_OK) == 0;
}

/* Remembers a keyed hash of the password, in guarded memory. */
static void
store_remember(struct store *s, const char *password)
{
	if (!s->check)
		s->check = sodium_malloc(CHECK_KEY + CHECK_HASH);
	if (!s->check)
		mem_exhausted();
	randombytes_buf(s->check, CHECK_KEY);
	crypto_generichash(s->check + CHECK_KEY, CHECK_HASH,
			   (const unsigned char *)password, strlen(password), s->check,
			   CHECK_KEY);
}

bool
store_check_password(const struct store *s, const char *password)
{
	unsigned char hash[CHECK_HASH];
	bool same;

	crypto_generichash(hash, sizeof hash, (const unsigned char *)password,
			   strlen(password), s->check, CHECK_KEY);
	same = sodium_memcmp(hash, s->check + CHECK_KEY, CHECK_HASH) == 0;
	mem_wipe(hash, sizeof hash);
	return same;
}

/* Syncs the file, then the directory with its entry. */
static enum verdict
sync_rename(const struct location *location, const char *from, struct err *err)
{
	int file = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int dir = open(location->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good = file >= 0 && dir >= 0 && fsync(file) == 0 &&
		    renameat2(AT_FDCWD, from, AT_FDCWD, location->path,
			      RENAME_NOREPLACE) == 0 &&
		    fsync(dir) == 0;
	int fault = errno;

	if (file >= 0)
		close(file);
	if (dir >= 0)
		close(dir);
	if (good)
		return DONE;
	return refuse(err, _("The store %s cannot be made: %s"), location->path,
		      text_errno(fault));
}

static void
remove_draft_files(const char *path)
{
	char name[PATH_MAX + 64];

	unlink(path);
	str_format(name, sizeof name, "%s-journal", path);
	unlink(name);
}

/* Fills a new file beside the final path and renames it into location. */
static enum verdict
make_file(struct store *s, const struct str *wrapped, struct err *err)
{
	char path[PATH_MAX + 56];
	enum verdict v;

	str_format(path, sizeof path, "%s.new", s->location.path);
	remove_draft_files(path);
	v = db_create(&s->db, path, err);
	if (v == DONE)
		v = store_begin(s, SURVIVE_POWER, err);
	if (v == DONE)
		v = keys_make(s, wrapped, err);
	if (v == DONE)
		v = head_write(s, &s->next, err);
	if (v == DONE)
		v = db_commit(&s->db, err);
	db_close(&s->db);
	if (v == DONE)
		v = sync_rename(&s->location, path, err);
	if (v != DONE)
		remove_draft_files(path);
	return v;
}

static struct store *
store_new(void)
{
	struct store *s = xcalloc(1, sizeof *s);

	if (sodium_init() < 0)
		mem_exhausted();
	s->location.lock = -1;
	return s;
}

/* Ends every opening: sets *out only where v is DONE. */
static enum verdict
store_finish(struct store **out, struct store *s, const char *password, enum verdict v)
{
	if (v != DONE) {
		store_close(s);
		return v;
	}
	store_remember(s, password);
	*out = s;
	return DONE;
}

enum verdict
store_create(struct store **out, const char *dir, const char *operator_name,
	     const struct store_params *params, struct err *err)
{
	struct store *s = store_new();
	unsigned char key[SEAL_KEY];
	struct str wrapped = { 0 };
	enum verdict v =
		location_take(&s->location, dir, operator_name, LOCATION_MAKE, err);

	if (v == DONE && store_exists(s->location.dir, operator_name))
		v = refuse(err, _("There is already a store for this operator."));
	if (v == DONE) {
		randombytes_buf(key, sizeof key);
		s->id = uuid_new(params->wall);
		s->head.seq = s->head.from = 1;
		s->seal = seal_new(key, &s->id);
		mem_wipe(key, sizeof key);
		v = wrap_password(&wrapped, s->seal, params->password, params->kdf_mib,
				  err);
	}
	if (v == DONE)
		v = make_file(s, &wrapped, err);
	if (v == DONE)
		v = db_open(&s->db, s->location.path, err);
	if (v == DONE)
		v = store_load(s, err);
	str_release(&wrapped);
	return store_finish(out, s, params->password, v);
}

static struct blob
blob_of(const struct str *s)
{
	return (struct blob){ s->s, s->len };
}

/* Takes the place and reads the wrapped key. */
static enum verdict
begin_open(struct store *s, const char *dir, const char *operator_name, struct err *err)
{
	enum verdict v =
		location_take(&s->location, dir, operator_name, LOCATION_FIND, err);

	return v == DONE ? db_open(&s->db, s->location.path, err) : v;
}

/* With the data key known: verifies and reads everything else. */
static enum verdict
end_open(struct store *s, struct unwrapped *with, struct err *err)
{
	enum verdict v;

	s->id = with->store;
	s->seal = seal_new(with->key, &s->id);
	v = db_migrate(&s->db, err);
	if (v == DONE)
		v = store_load(s, err);
	return v == DONE ? keys_check(s, err) : v;
}

/* Unwraps the key by the store's password, or by the one offered last. */
static enum verdict
unwrap_either(struct store *s, struct unwrapped *with, const char *password,
	      struct err *err)
{
	struct str wrapped = { 0 };
	struct err unused;
	enum verdict v = keys_get(s, KEYS_PASSWORD, &wrapped, err);

	if (v == DONE)
		v = unwrap_password(with, blob_of(&wrapped), password, err);
	if (v == REFUSED) {
		str_clear(&wrapped);
		if (keys_get(s, KEYS_OFFER, &wrapped, &unused) == DONE && wrapped.len &&
		    unwrap_password(with, blob_of(&wrapped), password, &unused) == DONE)
			v = DONE;
	}
	str_release(&wrapped);
	return v;
}

enum verdict
store_open(struct store **out, const char *dir, const char *operator_name,
	   const char *password, struct err *err)
{
	struct store *s = store_new();
	struct unwrapped with;
	enum verdict v = begin_open(s, dir, operator_name, err);

	if (v == DONE)
		v = unwrap_either(s, &with, password, err);
	if (v == DONE)
		v = end_open(s, &with, err);
	mem_wipe(&with, sizeof with);
	return store_finish(out, s, password, v);
}

enum verdict
store_recover(struct store **out, const char *dir, const char *operator_name,
	      const struct store_recovery *by, struct err *err)
{
	struct store *s = store_new();
	struct str wrapped = { 0 };
	struct unwrapped with;
	enum verdict v = begin_open(s, dir, operator_name, err);

	if (v == DONE)
		v = keys_get(s, KEYS_RECOVERY, &wrapped, err);
	if (v == DONE)
		v = unwrap_recovery(&with, blob_of(&wrapped), by->secret, err);
	if (v == DONE)
		v = end_open(s, &with, err);
	if (v == DONE)
		v = store_rewrap(s, by->password, 0, err);
	str_release(&wrapped);
	mem_wipe(&with, sizeof with);
	return store_finish(out, s, by->password, v);
}

void
store_close(struct store *s)
{
	size_t i;

	if (!s)
		return;
	db_close(&s->db);
	location_leave(&s->location);
	seal_free(s->seal);
	sodium_free(s->check);
	entries_release(&s->entries);
	vec_release(&s->drafts);
	for (i = 0; i < s->metas.n; i++)
		free(s->metas.v[i].name);
	vec_release(&s->metas);
	mem_wipe(s, sizeof *s);
	free(s);
}

const struct uuid *
store_id(const struct store *s)
{
	return uuid_is_nil(&s->head.id) ? &s->id : &s->head.id;
}

/* kdf_mib 0: as much memory as the present password takes. */
static enum verdict
wrap_as(struct store *s, enum keys which, const char *password, long kdf_mib,
	struct err *err)
{
	struct str wrapped = { 0 };
	enum verdict v = DONE;

	if (kdf_mib <= 0) {
		v = keys_get(s, KEYS_PASSWORD, &wrapped, err);
		kdf_mib = wrap_memory(blob_of(&wrapped));
		str_clear(&wrapped);
	}
	if (v == DONE)
		v = wrap_password(&wrapped, s->seal, password, kdf_mib, err);
	if (v == DONE)
		v = keys_put(s, which, &wrapped, err);
	str_release(&wrapped);
	return v;
}

enum verdict
store_rewrap(struct store *s, const char *password, long kdf_mib, struct err *err)
{
	enum verdict v = wrap_as(s, KEYS_PASSWORD, password, kdf_mib, err);

	if (v == DONE)
		store_remember(s, password);
	return v;
}

enum verdict
store_offer(struct store *s, const char *password, struct err *err)
{
	return password ? wrap_as(s, KEYS_OFFER, password, 0, err)
			: keys_put(s, KEYS_OFFER, NULL, err);
}

bool
store_is_offered(struct store *s)
{
	struct str wrapped = { 0 };
	bool offered = keys_get(s, KEYS_OFFER, &wrapped, NULL) == DONE && wrapped.len;

	str_release(&wrapped);
	return offered;
}

enum verdict
store_set_recovery(struct store *s, const unsigned char key[STORE_RECOVERY_KEY],
		   struct err *err)
{
	struct str wrapped = { 0 };
	enum verdict v = wrap_recovery(&wrapped, s->seal, key, err);

	if (v == DONE)
		v = keys_put(s, KEYS_RECOVERY, &wrapped, err);
	str_release(&wrapped);
	return v;
}

bool
store_tidy(struct store *s, int64_t wall)
{
	if (s->db.sick)
		return false;
	if (pages_refresh(s))
		return true;
	if (s->db.wal_pages > 200)
		db_checkpoint(&s->db);
	else
		outbox_trim(s, wall);
	db_rest(&s->db);
	return false;
}
