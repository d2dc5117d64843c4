/* survey.c -- counts the undelivered operations of stores, from their plain columns.
 *
 * 1. The originals are only read: no lock is taken, so no desk ever waits.
 * 2. A running desk may write meanwhile.  The file is copied first, its log after it:
 *    whatever a checkpoint moved in between is still in the log, unless the log was
 *    restarted (its head differs): then both are copied again.
 * 3. The copy holds only what the store holds: sealed records and public codes.
 */
#include "store/survey.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/vec.h"

#include "wire/message.h"

#include "db.h"

enum { WAL_HEAD = 32, COPIES_MOST = 5 };

#define ANY_SIX                        \
	"XX" /* of a temporary name */ \
	"XX"                           \
	"XX"

static const char counting[] =
	"select count(*) filter (where state = ?1),"
	" count(*) filter (where state in (?2, ?3, ?4)),"
	" coalesce(min(at) filter (where state in (?1, ?2, ?3, ?4)), 0),"
	" (select count(*) from draft), exists (select 1 from key where id = 2)"
	" from op";

/* ---- the copy -------------------------------------------------------------------------- */

static bool
copy_bytes(int from, int to)
{
	char b[65536];
	ssize_t n, done, m;

	while ((n = read(from, b, sizeof b)) > 0)
		for (done = 0; done < n; done += m) {
			m = write(to, b + done, (size_t)(n - done));
			if (m <= 0)
				return false;
		}
	return n == 0;
}

/* Copies a file; a missing one is left missing. */
static bool
copy_file(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int out;
	bool good = false;

	unlink(to);
	if (in < 0)
		return errno == ENOENT;
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (out >= 0) {
		good = copy_bytes(in, out);
		close(out);
	}
	close(in);
	return good;
}

/* The log's head, which changes when the log is restarted. */
static void
read_head(const char *path, unsigned char head[WAL_HEAD])
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	memset(head, 0, WAL_HEAD);
	if (fd < 0)
		return;
	if (pread(fd, head, WAL_HEAD, 0) != WAL_HEAD)
		memset(head, 0, WAL_HEAD);
	close(fd);
}

static bool
copy_store(const char *path, const char *to)
{
	char log[PATH_MAX + 64], log_to[PATH_MAX + 64];
	unsigned char before[WAL_HEAD], after[WAL_HEAD];
	bool good;
	int i;

	str_format(log, sizeof log, "%s-wal", path);
	str_format(log_to, sizeof log_to, "%s-wal", to);
	for (i = 0; i < COPIES_MOST; i++) {
		read_head(log, before);
		good = copy_file(path, to) && copy_file(log, log_to);
		read_head(log, after);
		if (good && memcmp(before, after, sizeof before) == 0)
			return true;
	}
	return false;
}

/* ---- reading it ------------------------------------------------------------------------ */

static void
read_counts(sqlite3_stmt *st, struct sight *s)
{
	sqlite3_bind_int(st, 1, OP_QUEUED);
	sqlite3_bind_int(st, 2, OP_REFUSED);
	sqlite3_bind_int(st, 3, OP_CONFLICT);
	sqlite3_bind_int(st, 4, OP_ADMIN);
	if (sqlite3_step(st) != SQLITE_ROW)
		return;
	s->queued = sqlite3_column_int(st, 0);
	s->stuck = sqlite3_column_int(st, 1);
	s->oldest = sqlite3_column_int64(st, 2);
	s->drafts = sqlite3_column_int(st, 3);
	s->recoverable = sqlite3_column_int(st, 4) != 0;
	s->readable = true;
}

static void
read_copy(const char *path, struct sight *s)
{
	sqlite3 *sql = NULL;
	sqlite3_stmt *st = NULL;

	if (sqlite3_open_v2(path, &sql,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
				    SQLITE_OPEN_PRIVATECACHE,
			    NULL) == SQLITE_OK &&
	    sqlite3_db_config(sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(sql, counting, -1, &st, NULL) == SQLITE_OK)
		read_counts(st, s);
	sqlite3_finalize(st);
	sqlite3_close(sql);
}

static void
remove_copy(const char *dir, const char *path)
{
	static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
	char name[PATH_MAX + 64];
	size_t i;

	for (i = 0; i < ARRAY_LEN(endings); i++) {
		str_format(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
	rmdir(dir);
}

/* Whether another process holds the desk's lock; asks the kernel without taking it. */
static bool
is_locked(const char *path)
{
	char line[256];
	unsigned long inode;
	struct stat st;
	bool found = false;
	FILE *list;

	if (stat(path, &st) != 0)
		return false;
	list = fopen("/proc/locks", "re");
	if (!list)
		return false;
	while (!found && fgets(line, sizeof line, list))
		found = strstr(line, " FLOCK ") &&
			sscanf(line, "%*s %*s %*s %*s %*s %*x:%*x:%lu", &inode) == 1 &&
			inode == (unsigned long)st.st_ino;
	(void)fclose(list);
	return found;
}

static void
survey_look(const char *dir, struct sight *s)
{
	const char *temporary = getenv("TMPDIR");
	char scratch[PATH_MAX], path[PATH_MAX + 64], copy[PATH_MAX + 64];

	str_format(path, sizeof path, "%s/%s.lock", dir, s->operator_name);
	s->running = is_locked(path);
	str_format(path, sizeof path, "%s/%s.db", dir, s->operator_name);
	str_format(scratch, sizeof scratch, "%s/gangshao-survey-" ANY_SIX,
		   str_empty(temporary) ? "/tmp" : temporary);
	if (!mkdtemp(scratch))
		return;
	str_format(copy, sizeof copy, "%s/store", scratch);
	if (copy_store(path, copy))
		read_copy(copy, s);
	remove_copy(scratch, copy);
}

static int
survey_by_name(const void *a, const void *b)
{
	const struct sight *one = a, *two = b;

	return strcmp(one->operator_name, two->operator_name);
}

enum verdict
store_survey(const char *dir, struct sight **out, size_t *n, struct err *err)
{
	VEC(struct sight) found = { 0 };
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t i;

	if (!d)
		return refuse(err, _("The store directory %s cannot be read: %s"), dir,
			      text_errno(errno));
	while ((e = readdir(d)) != NULL)
		if (str_ends(e->d_name, ".db")) {
			struct sight *s = vec_add(&found);

			str_format(s->operator_name, sizeof s->operator_name, "%.*s",
				   (int)strlen(e->d_name) - 3, e->d_name);
		}
	closedir(d);
	for (i = 0; i < found.n; i++)
		survey_look(dir, &found.v[i]);
	if (found.n)
		qsort(found.v, found.n, sizeof *found.v, survey_by_name);
	*out = found.v;
	*n = found.n;
	return DONE;
}
