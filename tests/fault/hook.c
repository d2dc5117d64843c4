/* hook.c -- the C library's file calls: those below DISK_ROOT go to the disk in memory,
 * all others to where they always went.  Shared libraries find these first.
 */
#undef _FORTIFY_SOURCE
#include "hook.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#define FD_FIRST	 7000
#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))

static bool
is_ours(const char *path)
{
	size_t n = strlen(DISK_ROOT);

	return machine && strncmp(path, DISK_ROOT, n) == 0 &&
	       (path[n] == '/' || path[n] == '\0');
}

static struct disk_fd *
ours(int fd)
{
	return machine && fd >= FD_FIRST && fd < FD_FIRST + DISK_FDS &&
			       machine->fds[fd - FD_FIRST].used
		       ? &machine->fds[fd - FD_FIRST]
		       : NULL;
}

static int
fail(int error)
{
	errno = error;
	return -1;
}

/* ---- faults: which calls a kind meets, and what it answers ---------------------------- */

enum call { CALL_READ, CALL_WRITE, CALL_NAME, CALL_SYNC };
static const struct {
	bool meets[4];
	int error;
} faults[FAULT__MAX] = {
	[FAULT_READ] = { { [CALL_READ] = true }, EIO },
	[FAULT_WRITE] = { { [CALL_WRITE] = true, [CALL_NAME] = true }, EIO },
	[FAULT_SYNC] = { { [CALL_SYNC] = true }, EIO },
	[FAULT_SYNC_FULL] = { { [CALL_SYNC] = true }, ENOSPC },
	[FAULT_FULL] = { { [CALL_WRITE] = true, [CALL_NAME] = true }, ENOSPC },
	[FAULT_SHORT] = { { [CALL_WRITE] = true }, ENOSPC },
	[FAULT_INTR] = { { [CALL_READ] = true,
			   [CALL_WRITE] = true,
			   [CALL_SYNC] = true },
			 EINTR },
};

/* The error this call is to meet; 0: none. */
static int
meet(enum call call)
{
	struct fault *f = &machine->fault;

	machine->calls[call]++;
	if (!faults[f->kind].meets[call])
		return 0;
	f->n--;
	if (f->n != 0 && !(f->always && f->n < 0))
		return 0;
	f->met++;
	return faults[f->kind].error;
}

long
disk_calls(enum fault_kind kind)
{
	long n = 0;
	int i;

	for (i = 0; i < 4; i++)
		n += faults[kind].meets[i] ? machine->calls[i] : 0;
	return n;
}

/* ---- names ------------------------------------------------------------------------------ */

static int
open_fd(int file, const char *path)
{
	int i;

	for (i = 0; i < DISK_FDS; i++) {
		struct disk_fd *d = &machine->fds[i];

		if (d->used)
			continue;
		*d = (struct disk_fd){ .used = true, .file = file };
		strncpy(d->path, path, sizeof d->path - 1);
		return FD_FIRST + i;
	}
	return fail(EMFILE);
}

static int
open_here(const char *path, int flags)
{
	struct disk_name *name = live_find(path);
	struct event e = { .kind = EV_LINK };
	int error;

	if (strcmp(path, DISK_ROOT) == 0)
		return open_fd(-1, path);
	if (name && (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		return fail(EEXIST);
	if (name && name->file < 0 && (flags & O_ACCMODE) != O_RDONLY)
		return fail(EISDIR);
	if (name)
		return open_fd(name->file, path);
	if (!(flags & O_CREAT))
		return fail(ENOENT);
	error = meet(CALL_NAME);
	if (error || machine->files >= DISK_FILES)
		return fail(error ? error : ENOSPC);
	e.name.file = machine->files++;
	machine->live.sizes[e.name.file] = 0;
	strncpy(e.name.path, path, sizeof e.name.path - 1);
	disk_do(&e, NULL);
	return open_fd(e.name.file, path);
}

#define OPEN(name)                                                                   \
	int name(const char *path, int flags, ...)                                   \
	{                                                                            \
		va_list ap;                                                          \
		int mode;                                                            \
                                                                                     \
		va_start(ap, flags);                                                 \
		mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(ap, int) : 0;          \
		va_end(ap);                                                          \
		return is_ours(path) ? open_here(path, flags)                        \
				     : NEXT(#name, int (*)(const char *, int, ...))( \
					       path, flags, mode);                   \
	}
OPEN(open)
OPEN(open64)

int
close(int fd)
{
	struct disk_fd *d = ours(fd);

	if (!d)
		return NEXT("close", int (*)(int))(fd);
	d->used = false;
	if (d->file >= 0)
		machine->locked[d->file] = false;
	return 0;
}

static int
name_event(enum event_kind kind, const char *path, int file)
{
	struct event e = { .kind = kind, .name.file = file };
	int error = meet(CALL_NAME);

	if (error)
		return fail(error);
	strncpy(e.name.path, path, sizeof e.name.path - 1);
	disk_do(&e, NULL);
	return 0;
}

int
unlink(const char *path)
{
	if (!is_ours(path))
		return NEXT("unlink", int (*)(const char *))(path);
	return live_find(path) ? name_event(EV_UNLINK, path, -1) : fail(ENOENT);
}

int
mkdir(const char *path, mode_t mode)
{
	if (!is_ours(path))
		return NEXT("mkdir", int (*)(const char *, mode_t))(path, mode);
	if (strcmp(path, DISK_ROOT) == 0 || live_find(path))
		return fail(EEXIST);
	return name_event(EV_LINK, path, -1);
}

int
renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
	struct event e = { .kind = EV_RENAME };
	struct disk_name *name;
	int error;

	if (!is_ours(from))
		return NEXT("renameat2",
			    int (*)(int, const char *, int, const char *, unsigned))(
			from_dir, from, to_dir, to, flags);
	name = live_find(from);
	if (!name)
		return fail(ENOENT);
	if (live_find(to) && (flags & RENAME_NOREPLACE))
		return fail(EEXIST);
	error = meet(CALL_NAME);
	if (error)
		return fail(error);
	e.name.file = name->file;
	strncpy(e.from, from, sizeof e.from - 1);
	strncpy(e.name.path, to, sizeof e.name.path - 1);
	disk_do(&e, NULL);
	return 0;
}

int
access(const char *path, int mode)
{
	if (!is_ours(path))
		return NEXT("access", int (*)(const char *, int))(path, mode);
	return strcmp(path, DISK_ROOT) == 0 || live_find(path) ? 0 : fail(ENOENT);
}

ssize_t
readlink(const char *path, char *to, size_t size)
{
	if (is_ours(path))
		return fail(EINVAL);
	return NEXT("readlink", ssize_t(*)(const char *, char *, size_t))(path, to,
									  size);
}

char *
realpath(const char *path, char *to)
{
	if (!is_ours(path))
		return NEXT("realpath", char *(*)(const char *, char *))(path, to);
	if (strcmp(path, DISK_ROOT) != 0 && !live_find(path)) {
		errno = ENOENT;
		return NULL;
	}
	return to ? strcpy(to, path) : strdup(path);
}
char *__realpath_chk(const char *path, char *to, size_t size);
char *
__realpath_chk(const char *path, char *to, size_t size)
{
	(void)size;
	return realpath(path, to);
}

/* ---- what they are ------------------------------------------------------------------------ */

static int
about(int file, struct stat *st)
{
	memset(st, 0, sizeof *st);
	st->st_dev = (dev_t)(9000 + machine->lives);
	st->st_ino = (ino_t)(100 + file);
	st->st_mode = file < 0 ? S_IFDIR | 0700 : S_IFREG | 0600;
	st->st_uid = geteuid();
	st->st_nlink = 1;
	st->st_size = file < 0 ? 0 : (off_t)machine->live.sizes[file];
	st->st_blksize = 4096;
	return 0;
}

static int
stat_here(const char *path, void *st)
{
	const struct disk_name *name = live_find(path);

	if (!name && strcmp(path, DISK_ROOT) != 0)
		return fail(ENOENT);
	return about(name ? name->file : -1, st);
}

#define STAT(name, type)                                                              \
	int name(const char *path, struct type *st)                                   \
	{                                                                             \
		return is_ours(path) ? stat_here(path, st)                            \
				     : NEXT(#name, int (*)(const char *,              \
							   struct type *))(path, st); \
	}
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)

#define FSTAT(name, type)                                                    \
	int name(int fd, struct type *st)                                    \
	{                                                                    \
		struct disk_fd *d = ours(fd);                                \
                                                                             \
		return d ? about(d->file, (void *)st)                        \
			 : NEXT(#name, int (*)(int, struct type *))(fd, st); \
	}
FSTAT(fstat, stat)
FSTAT(fstat64, stat64)

int
statfs(const char *path, struct statfs *fs)
{
	return NEXT("statfs", int (*)(const char *, struct statfs *))(
		is_ours(path) ? "/" : path, fs);
}

/* ---- bytes -------------------------------------------------------------------------------- */

static ssize_t
read_here(struct disk_fd *d, void *to, size_t n, size_t at)
{
	size_t size = d->file < 0 ? 0 : machine->live.sizes[d->file];
	int error = meet(CALL_READ);

	if (error)
		return fail(error);
	if (at >= size)
		return 0;
	n = n < size - at ? n : size - at;
	memcpy(to, machine->live.data[d->file] + at, n);
	return (ssize_t)n;
}

ssize_t
read(int fd, void *to, size_t n)
{
	struct disk_fd *d = ours(fd);
	ssize_t got;

	if (!d)
		return NEXT("read", ssize_t(*)(int, void *, size_t))(fd, to, n);
	got = read_here(d, to, n, d->at);
	if (got > 0)
		d->at += (size_t)got;
	return got;
}

ssize_t
pread(int fd, void *to, size_t n, off_t at)
{
	struct disk_fd *d = ours(fd);

	return d ? read_here(d, to, n, (size_t)at)
		 : NEXT("pread", ssize_t(*)(int, void *, size_t, off_t))(fd, to, n, at);
}
ssize_t
pread64(int fd, void *to, size_t n, off64_t at)
{
	return pread(fd, to, n, at);
}

ssize_t
pwrite(int fd, const void *from, size_t n, off_t at)
{
	struct disk_fd *d = ours(fd);
	struct event e = { .kind = EV_WRITE, .at = (size_t)at, .len = n };
	int error;

	if (!d)
		return NEXT("pwrite", ssize_t(*)(int, const void *, size_t, off_t))(
			fd, from, n, at);
	error = meet(CALL_WRITE);
	if (error && machine->fault.kind == FAULT_SHORT && n > 1)
		e.len = n / 2; /* the next one of this write finds no room at all */
	else if (error)
		return fail(error);
	if (e.at + e.len > DISK_CAP)
		return fail(ENOSPC);
	if (error && !machine->fault.always)
		machine->fault.n = 1;
	e.file = d->file;
	disk_do(&e, from);
	return (ssize_t)e.len;
}
ssize_t
pwrite64(int fd, const void *from, size_t n, off64_t at)
{
	return pwrite(fd, from, n, at);
}

int
ftruncate64(int fd, off64_t size)
{
	struct disk_fd *d = ours(fd);
	struct event e = { .kind = EV_SIZE, .at = (size_t)size };
	int error;

	if (!d)
		return NEXT("ftruncate64", int (*)(int, off64_t))(fd, size);
	error = meet(CALL_WRITE);
	if (error)
		return fail(error);
	e.file = d->file;
	disk_do(&e, NULL);
	return 0;
}
int
ftruncate(int fd, off_t size)
{
	return ftruncate64(fd, size);
}

static int
sync_here(struct disk_fd *d)
{
	struct event e = { .kind = d->file < 0 ? EV_SYNC_DIR : EV_SYNC,
			   .file = d->file };
	int error = meet(CALL_SYNC);

	if (error == EINTR)
		return fail(error);
	if (error && d->file < 0)
		return fail(error);
	if (error)
		e.kind = EV_LOST;
	memcpy(e.name.path, d->path, sizeof e.name.path);
	disk_do(&e, NULL);
	return error ? fail(error) : 0;
}

int
fsync(int fd)
{
	struct disk_fd *d = ours(fd);

	return d ? sync_here(d) : NEXT("fsync", int (*)(int))(fd);
}
int
fdatasync(int fd)
{
	struct disk_fd *d = ours(fd);

	return d ? sync_here(d) : NEXT("fdatasync", int (*)(int))(fd);
}

/* ---- locks and rights --------------------------------------------------------------------- */

int
flock(int fd, int how)
{
	struct disk_fd *d = ours(fd);

	if (!d)
		return NEXT("flock", int (*)(int, int))(fd, how);
	if (machine->locked[d->file])
		return fail(EWOULDBLOCK);
	machine->locked[d->file] = true;
	return 0;
}

static int
fcntl_here(int command, void *arg)
{
	if (command == F_GETLK)
		((struct flock *)arg)->l_type = F_UNLCK;
	return 0;
}

#define FCNTL(name)                                                                \
	int name(int fd, int command, ...)                                         \
	{                                                                          \
		va_list ap;                                                        \
		void *arg;                                                         \
                                                                                   \
		va_start(ap, command);                                             \
		arg = va_arg(ap, void *);                                          \
		va_end(ap);                                                        \
		return ours(fd) ? fcntl_here(command, arg)                         \
				: NEXT(#name, int (*)(int, int, ...))(fd, command, \
								      arg);        \
	}
FCNTL(fcntl)
FCNTL(fcntl64)

int
fchmod(int fd, mode_t mode)
{
	return ours(fd) ? 0 : NEXT("fchmod", int (*)(int, mode_t))(fd, mode);
}
int
fchown(int fd, uid_t uid, gid_t gid)
{
	return ours(fd) ? 0 : NEXT("fchown", int (*)(int, uid_t, gid_t))(fd, uid, gid);
}

/* Chance comes from the seed, where there is one. */
ssize_t
getrandom(void *to, size_t n, unsigned flags)
{
	unsigned char *p = to;
	size_t i;

	if (!machine || !machine->chance)
		return NEXT("getrandom", ssize_t(*)(void *, size_t, unsigned))(to, n,
									       flags);
	for (i = 0; i < n; i++)
		p[i] = (unsigned char)(roll_next(&machine->chance) >> 11);
	return (ssize_t)n;
}
