/* location.c -- a store lies on a local disk, in a directory that only its owner can enter,
 * and belongs to one process at a time.
 */
#include "location.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

/* File systems whose locks or syncs may lie: f_type of statfs(2). */
static const struct {
	unsigned long type;
	const char *name;
} networks[] = {
	{ 0x6969, "NFS" },	 { 0x517B, "SMB" },	   { 0xFE534D42, "SMB2" },
	{ 0xFF534D42, "CIFS" },	 { 0x65735546, "FUSE" },   { 0x01021997, "9P" },
	{ 0x00C36400, "Ceph" },	 { 0x5346414F, "AFS" },	   { 0x6B414653, "AFS" },
	{ 0x73757245, "Coda" },	 { 0x0BD00BD0, "Lustre" }, { 0x01161970, "GFS2" },
	{ 0x7461636F, "OCFS2" }, { 0x47504653, "GPFS" },
};

static enum verdict
check_name(const char *name, struct err *err)
{
	size_t n = name ? strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;

	if (n < 2 || n > 31 || name[n] != '\0' || name[0] < 'a' || name[0] > 'z')
		return refuse(err, _("This is no possible operator name."));
	return DONE;
}

/* Makes the missing parts of dir, each for the owner only. */
static enum verdict
make_dir(const char *dir, struct err *err)
{
	char path[PATH_MAX];
	char *p;

	if (!str_copy(path, sizeof path, dir))
		return refuse(err, _("The path of the store directory is too long."));
	for (p = path + 1; *path != '\0'; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST && errno != EROFS &&
		    errno != EACCES)
			return refuse(err, _("The directory %s cannot be made: %s"),
				      path, text_errno(errno));
		*p = c;
		if (c == '\0')
			break;
	}
	return DONE;
}

static enum verdict
check_dir(const char *dir, struct err *err)
{
	struct statfs fs;
	struct stat st;
	size_t i;

	if (stat(dir, &st) != 0 || statfs(dir, &fs) != 0)
		return refuse(err, _("The store directory %s cannot be read: %s"), dir,
			      text_errno(errno));
	if (!S_ISDIR(st.st_mode))
		return refuse(err, _("%s is not a directory."), dir);
	if (st.st_uid != geteuid())
		return refuse(err, _("The store directory %s belongs to someone else."),
			      dir);
	if ((st.st_mode & 077) != 0)
		return refuse(err,
			      _("The store directory %s is open to others: its mode "
				"must be 0700."),
			      dir);
	for (i = 0; i < ARRAY_LEN(networks); i++)
		if (((unsigned long)fs.f_type & 0xFFFFFFFFul) == networks[i].type)
			return refuse(err,
				      _("The store directory %s lies on a network file "
					"system (%s); it must be on a local disk."),
				      dir, networks[i].name);
	return DONE;
}

static enum verdict
take_lock(struct location *location, const char *operator_name, struct err *err)
{
	char path[PATH_MAX + 48];

	str_format(path, sizeof path, "%s/%s.lock", location->dir, operator_name);
	location->lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (location->lock < 0)
		return refuse(err, _("The store %s cannot be locked: %s"), path,
			      text_errno(errno));
	if (flock(location->lock, LOCK_EX | LOCK_NB) == 0)
		return DONE;
	location_leave(location);
	return later(err,
		     _("Another desk of this operator is running and has the store."));
}

/* A directory entry is durable only once its parent directory was synced; an earlier
 * process may have been killed before that.  Syncs upwards to the first directory of another
 * owner, which holds the entry of ours. */
static enum verdict
make_certain(const char *dir, struct err *err)
{
	char path[PATH_MAX];
	bool mine = true, good = true;
	struct stat st;
	char *slash;
	int fd;

	str_copy(path, sizeof path, dir);
	while (mine && good && *path != '\0') {
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		mine = fd >= 0 && fstat(fd, &st) == 0 && st.st_uid == geteuid();
		good = fd < 0 || fsync(fd) == 0;
		if (!good)
			broken(err, _("The store directory %s cannot be written: %s"),
			       path, text_errno(errno));
		if (fd >= 0)
			close(fd);
		slash = strrchr(path, '/');
		slash[slash == path && slash[1] != '\0'] = '\0';
	}
	return good ? DONE : BROKEN;
}

enum verdict
location_take(struct location *location, const char *dir, const char *operator_name,
	      enum location_want want, struct err *err)
{
	enum verdict v = check_name(operator_name, err);

	location->lock = -1;
	if (v == DONE && want == LOCATION_MAKE)
		v = make_dir(dir, err);
	if (v == DONE && !realpath(dir, location->dir))
		v = refuse(err, _("The store directory %s cannot be read: %s"), dir,
			   text_errno(errno));
	if (v == DONE)
		v = check_dir(location->dir, err);
	if (v == DONE)
		str_format(location->path, sizeof location->path, "%s/%s.db",
			   location->dir, operator_name);
	if (v == DONE)
		v = take_lock(location, operator_name, err);
	if (v == DONE)
		v = make_certain(location->dir, err);
	return v;
}

void
location_leave(struct location *location)
{
	if (location->lock >= 0)
		close(location->lock);
	location->lock = -1;
}

struct about {
	char machine[40];
	uint64_t inode;
};

static void
about_place(const struct location *location, struct about *about)
{
	int fd = open("/etc/machine-id", O_RDONLY | O_CLOEXEC);
	struct stat st;

	memset(about, 0, sizeof *about);
	if (fd >= 0) {
		if (read(fd, about->machine, sizeof about->machine - 1) < 0)
			about->machine[0] = '\0';
		close(fd);
	}
	if (stat(location->path, &st) == 0)
		about->inode = st.st_ino;
}

void
location_print_first(const struct location *location, unsigned char out[16])
{
	struct about about;

	about_place(location, &about);
	crypto_generichash(out, 16, (const unsigned char *)&about, sizeof about, NULL,
			   0);
}

void
location_print(const struct location *location, unsigned char out[16])
{
	struct {
		struct about about;
		int64_t born;
	} all = { .born = 0 };
	struct statx x;

	about_place(location, &all.about);
	if (statx(AT_FDCWD, location->path, AT_SYMLINK_NOFOLLOW, STATX_BTIME, &x) ==
		    0 &&
	    x.stx_mask & STATX_BTIME)
		all.born =
			x.stx_btime.tv_sec * INT64_C(1000000000) + x.stx_btime.tv_nsec;
	crypto_generichash(out, 16, (const unsigned char *)&all, sizeof all, NULL, 0);
}

/* Only a hint: where it cannot be written, the centre's own check remains. */
void
location_witness(const struct location *location, int64_t seq)
{
	if (location->lock >= 0 &&
	    pwrite(location->lock, &seq, sizeof seq, 0) != sizeof seq)
		log_warn("store: how far it is cannot be noted beside it");
}

int64_t
location_witnessed(const struct location *location)
{
	int64_t seq;

	if (location->lock < 0 ||
	    pread(location->lock, &seq, sizeof seq, 0) != sizeof seq)
		return 0;
	return seq;
}
