/* db.c -- one SQLite connection, shared with no other process; each commit has its
 * durability, and a disk failure is reported in a sentence and never retried blindly.
 */
#include "db.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

#include "schema.h"

#define APPLICATION_ID 0x47534853 /* "GSHS" */
#define HEADER_SIZE    100
#define OFFSET_VERSION 60
#define OFFSET_APP     68
#define WAL_PAGES_MOST 4000 /* checkpoint within a commit only beyond these */

/* Pragmas cannot be prepared statements. */
static const char *const pragmas[] = {
	"pragma locking_mode = exclusive", /* before the first access to the log */
	"pragma temp_store = memory",	   "pragma secure_delete = on",
	"pragma cell_size_check = on",	   "pragma trusted_schema = off",
	"pragma cache_size = -512",	   "pragma mmap_size = 0",
	"pragma foreign_keys = off",
};

enum verdict
db_altered(struct err *err)
{
	return broken(err,
		      _("The store of this desk is damaged or was altered. It is kept "
			"as it is; please call the administrator."));
}

/* After a failed sync the content of the disk is unknown, whatever the reason: the store
 * must be reopened before it acknowledges anything more. */
static bool
is_disk_full(int code, int system)
{
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
		return false;
	return (code & 0xff) == SQLITE_FULL ||
	       ((code & 0xff) == SQLITE_IOERR &&
		(system == ENOSPC || system == EDQUOT || system == EFBIG));
}

enum verdict
db_fail(struct db *db, struct err *err)
{
	int code = sqlite3_extended_errcode(db->sql);
	int system = sqlite3_system_errno(db->sql);

	if (system == 0) /* a failed write leaves it here only */
		system = errno;
	if ((code & 0xff) == SQLITE_NOMEM)
		mem_exhausted();
	log_warn("store: SQLite %d (%s), system %d", code, sqlite3_errstr(code),
		 system);
	if (is_disk_full(code, system))
		return refuse(
			err, _("The disk of this machine is full, so this could not be "
			       "kept. Free some space and try again."));
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return later(err, _("Another program is using this store."));
	case SQLITE_ERROR: /* our statements are constant: the schema differs */
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_FORMAT:
		db->sick = true;
		return db_altered(err);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_CANTOPEN:
		return broken(err, _("The store of this desk cannot be written: %s"),
			      sqlite3_errstr(code));
	default:
		db->sick = true;
		return broken(err,
			      _("The disk of this machine failed (%s). What was kept "
				"before is safe; please restart."),
			      sqlite3_errstr(code));
	}
}

static uint32_t
be32(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* Reads the header without SQLite, so that SQLite never opens a foreign file. */
static enum verdict
check_header(const char *path, struct err *err)
{
	unsigned char head[HEADER_SIZE];
	struct stat st;
	ssize_t n = -1;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0 ||
	    (S_ISREG(st.st_mode) && (n = pread(fd, head, sizeof head, 0)) < 0)) {
		refuse(err, _("The store %s cannot be opened: %s"), path,
		       text_errno(errno));
		if (fd >= 0)
			close(fd);
		return REFUSED;
	}
	close(fd);
	if (n < 0 || st.st_uid != geteuid() || (st.st_mode & 077) != 0)
		return refuse(err,
			      _("The store %s must be a file that only you can read."),
			      path);
	if (n < HEADER_SIZE || memcmp(head, "SQLite format 3", 16) != 0)
		return broken(err,
			      _("The file %s is no store, or is damaged. It is kept as "
				"it is; please call the administrator."),
			      path);
	if (be32(head + OFFSET_APP) != APPLICATION_ID)
		return refuse(err, _("The file %s belongs to another program."), path);
	if (be32(head + OFFSET_VERSION) > SCHEMA_VERSION)
		return refuse(err,
			      _("The store %s was written by a newer version of this "
				"program."),
			      path);
	return DONE;
}

static enum verdict
rewrite(int fd, struct err *err)
{
	unsigned char page[65536];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, page, sizeof page, at)) > 0) {
		if (pwrite(fd, page, (size_t)n, at) != n)
			break;
		at += n;
	}
	if (n == 0 && fsync(fd) == 0)
		return DONE;
	return broken(err,
		      _("The disk of this machine failed (%s). What was kept "
			"before is safe; please restart."),
		      text_errno(errno));
}

/* A log left by an earlier process can be read, but may not be on the disk: the process may
 * have ended before its sync, or the sync failed and the kernel dropped the dirty pages.
 * Writes it again before anything builds on it. */
static enum verdict
make_log_certain(const char *path, struct err *err)
{
	char name[PATH_MAX + 64];
	enum verdict v = DONE;
	struct stat st;
	int fd;

	str_format(name, sizeof name, "%s-wal", path);
	fd = open(name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return DONE;
	if (fd < 0 || fstat(fd, &st) != 0)
		v = refuse(err, _("The store %s cannot be opened: %s"), name,
			   text_errno(errno));
	else if (!S_ISREG(st.st_mode))
		v = db_altered(err);
	else
		v = rewrite(fd, err);
	if (fd >= 0)
		close(fd);
	return v;
}

enum verdict
db_script(struct db *db, const char *text, struct err *err)
{
	errno = 0;
	return sqlite3_exec(db->sql, text, NULL, NULL, NULL) == SQLITE_OK
		       ? DONE
		       : db_fail(db, err);
}

static int
after_commit(void *arg, sqlite3 *sql, const char *name, int pages)
{
	struct db *db = arg;

	(void)sql;
	(void)name;
	db->wal_pages = pages;
	if (pages > WAL_PAGES_MOST)
		db_checkpoint(db);
	return SQLITE_OK;
}

static enum verdict
connect_to(struct db *db, const char *path, int flags, struct err *err)
{
	enum verdict v = DONE;
	size_t i;

	memset(db, 0, sizeof *db);
	if (sqlite3_open_v2(path, &db->sql,
			    flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
				    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
				    SQLITE_OPEN_EXRESCODE,
			    NULL) != SQLITE_OK) {
		if (!db->sql)
			mem_exhausted();
		return db_fail(db, err);
	}
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_limit(db->sql, SQLITE_LIMIT_ATTACHED, 0);
	for (i = 0; v == DONE && i < ARRAY_LEN(pragmas); i++)
		v = db_script(db, pragmas[i], err);
	return v;
}

static enum verdict
read_version(struct db *db, int *version, struct err *err)
{
	sqlite3_stmt *st = NULL;
	enum verdict v = DONE;

	if (sqlite3_prepare_v2(db->sql, "pragma user_version", -1, &st, NULL) ==
		    SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		*version = sqlite3_column_int(st, 0);
	else
		v = db_fail(db, err);
	sqlite3_finalize(st);
	return v;
}

enum verdict
db_open(struct db *db, const char *path, struct err *err)
{
	int version = 0;
	enum verdict v;

	memset(db, 0, sizeof *db);
	v = check_header(path, err);
	if (v == DONE)
		v = make_log_certain(path, err);
	if (v == DONE)
		v = connect_to(db, path, 0, err);
	if (v ==
	    DONE) /* until the content is verified, closing must not change the file */
		sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	if (v == DONE)
		v = db_script(db, "pragma journal_mode = wal", err);
	if (v == DONE)
		v = db_script(db, "pragma synchronous = full", err);
	if (v == DONE)
		v = db_script(db, "pragma journal_size_limit = 1048576", err);
	if (v == DONE)
		sqlite3_wal_hook(db->sql, after_commit, db);
	if (v == DONE)
		v = read_version(db, &version, err);
	if (v == DONE && version > SCHEMA_VERSION)
		v = refuse(err,
			   _("The store %s was written by a newer version of this "
			     "program."),
			   path);
	if (v != DONE)
		db_close(db);
	return v;
}

enum verdict
db_migrate(struct db *db, struct err *err)
{
	char text[64];
	int version = 0;
	enum verdict v = read_version(db, &version, err);

	while (v == DONE && version < SCHEMA_VERSION) {
		version++;
		str_format(text, sizeof text, "pragma user_version = %d", version);
		v = db_script(db, "begin immediate", err);
		if (v == DONE)
			v = db_script(db, schema_script(version), err);
		if (v == DONE)
			v = db_script(db, text, err);
		if (v == DONE)
			v = db_script(db, "commit", err);
		if (v != DONE)
			db_rollback(db);
	}
	return v;
}

enum verdict
db_create(struct db *db, const char *path, struct err *err)
{
	char text[64];
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	enum verdict v;

	memset(db, 0, sizeof *db);
	if (fd < 0 && (errno == ENOSPC || errno == EDQUOT))
		return refuse(
			err, _("The disk of this machine is full, so this could not be "
			       "kept. Free some space and try again."));
	if (fd < 0)
		return refuse(err, _("The store %s cannot be made: %s"), path,
			      text_errno(errno));
	close(fd);
	str_format(text, sizeof text, "pragma application_id = %d", APPLICATION_ID);
	v = connect_to(db, path, 0, err);
	if (v == DONE)
		v = db_script(db, text, err);
	if (v == DONE)
		v = db_script(db, "pragma synchronous = full", err);
	if (v == DONE)
		v = db_migrate(db, err);
	if (v != DONE)
		db_close(db);
	return v;
}

void
db_trust(struct db *db)
{
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

void
db_close(struct db *db)
{
	size_t i;

	for (i = 0; i < SQL__MAX; i++)
		sqlite3_finalize(db->stmts[i]);
	if (db->sql)
		sqlite3_close(db->sql);
	memset(db, 0, sizeof *db);
}

sqlite3_stmt *
db_stmt(struct db *db, enum stmt which)
{
	sqlite3_stmt **st = &db->stmts[which];

	if (*st) {
		sqlite3_reset(*st);
		sqlite3_clear_bindings(*st);
	} else {
		(void)sqlite3_prepare_v3(db->sql, sql_text[which], -1,
					 SQLITE_PREPARE_PERSISTENT, st, NULL);
	}
	return *st;
}

enum verdict
db_step(struct db *db, sqlite3_stmt *st, struct err *err)
{
	int rc = st ? sqlite3_step(st) : SQLITE_ERROR;
	enum verdict v;

	if (rc == SQLITE_ROW)
		return DONE;
	v = rc == SQLITE_DONE ? LATER : db_fail(db, err);
	sqlite3_reset(st);
	return v == LATER && rc != SQLITE_DONE ? BROKEN : v;
}

enum verdict
db_run(struct db *db, sqlite3_stmt *st, struct err *err)
{
	enum verdict v;
	int rc;

	errno = 0;
	rc = st ? sqlite3_step(st) : SQLITE_ERROR;
	v = rc == SQLITE_DONE ? DONE : db_fail(db, err);
	sqlite3_reset(st);
	return v;
}

enum verdict
db_begin(struct db *db, enum durability level, struct err *err)
{
	static const char *const levels[] = {
		[SURVIVE_POWER] = "pragma synchronous = full",
		[SURVIVE_KILL] = "pragma synchronous = normal",
	};
	enum verdict v = DONE;

	if (db->sick)
		return broken(err,
			      _("The disk of this machine failed before. What was kept "
				"is safe; please restart."));
	if (level != db->level)
		v = db_script(db, levels[level], err);
	if (v == DONE) {
		db->level = level;
		v = db_run(db, db_stmt(db, SQL_BEGIN), err);
	}
	return v;
}

enum verdict
db_commit(struct db *db, struct err *err)
{
	enum verdict v = db_run(db, db_stmt(db, SQL_COMMIT), err);

	if (v != DONE)
		db_rollback(db);
	return v;
}

void
db_rollback(struct db *db)
{
	struct err quiet;

	if (!sqlite3_get_autocommit(db->sql) &&
	    db_run(db, db_stmt(db, SQL_ROLLBACK), &quiet) != DONE)
		db->sick = true;
}

void
db_checkpoint(struct db *db)
{
	int left = 0, done = 0;

	if (sqlite3_wal_checkpoint_v2(db->sql, NULL, SQLITE_CHECKPOINT_PASSIVE, &left,
				      &done) == SQLITE_OK)
		db->wal_pages = left - done;
	else
		log_warn("store: checkpoint: %s", sqlite3_errmsg(db->sql));
}

void
db_rest(struct db *db)
{
	sqlite3_db_release_memory(db->sql);
}

void
db_bind_text(sqlite3_stmt *st, int i, const char *text)
{
	sqlite3_bind_text(st, i, text ? text : "", -1, SQLITE_STATIC);
}

void
db_bind_blob(sqlite3_stmt *st, int i, const void *p, size_t n)
{
	sqlite3_bind_blob64(st, i, p, n, SQLITE_STATIC);
}

void
db_bind_uuid(sqlite3_stmt *st, int i, const struct uuid *id)
{
	sqlite3_bind_blob(st, i, id->b, sizeof id->b, SQLITE_STATIC);
}

const char *
db_text(sqlite3_stmt *st, int i)
{
	const char *s = (const char *)sqlite3_column_text(st, i);

	return s ? s : "";
}

struct blob
db_blob(sqlite3_stmt *st, int i)
{
	const void *p = sqlite3_column_blob(st, i);

	return (struct blob){ p, (size_t)sqlite3_column_bytes(st, i) };
}

bool
db_uuid(sqlite3_stmt *st, int i, struct uuid *id)
{
	if (sqlite3_column_bytes(st, i) != (int)sizeof id->b)
		return false;
	memcpy(id->b, sqlite3_column_blob(st, i), sizeof id->b);
	return true;
}
