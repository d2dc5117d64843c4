/* disk.h -- a disk in memory under the C library: whatever this program, SQLite included,
 * does below DISK_ROOT is done here and written down, so that the power can be cut after
 * any of it.
 *
 * 1. A file's bytes are certain once the file was synced, its name once its directory was.
 * 2. At a cut each 512 B sector written since may be there or not, each by itself; a size
 *    and a name likewise; what lies between may be zeroes or anything.
 * 3. A sync that failed has lost its bytes: they can still be read, and no later sync of
 *    the same file brings them back.  That is what Linux does.
 * A child has a disk of its own, as it was at the fork.
 */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DISK_ROOT  "/power"
#define DISK_FILES 48
#define DISK_NAMES 16
#define DISK_CAP   (2u << 20) /* bytes of one file; beyond: no space */
#define DISK_FDS   32

struct disk_name {
	char path[64]; /* "": unused */
	int file; /* -1: a directory */
};
struct image {
	struct disk_name names[DISK_NAMES];
	size_t sizes[DISK_FILES];
	unsigned char (*data)[DISK_CAP];
};

enum event_kind {
	EV_WRITE,
	EV_SIZE,
	EV_SYNC,
	EV_LOST,
	EV_LINK,
	EV_UNLINK,
	EV_RENAME,
	EV_SYNC_DIR,
	EV_MARK
};
struct event {
	enum event_kind kind;
	int file; /* or the mark's number */
	size_t at, len; /* of a write; the size */
	size_t bytes; /* where in the log's store */
	struct disk_name
		name; /* of a link, an unlink, a rename's end, a synced directory */
	char from[64]; /* of a rename */
};
struct log {
	struct event *v;
	unsigned char *bytes;
	size_t n, used;
};

/* What must be on the disk after some events, and what may be. */
struct walk {
	const struct log *log;
	struct image sure;
	size_t at; /* events walked */
	uint32_t *open; /* events that are not sure yet, in order */
	size_t nopen;
};

void disk_new(void); /* once */
void disk_wipe(void); /* an empty disk, nothing open, an empty log, no fault */
/* The machine starts with this on its disk and goes on writing the log from its start. */
void disk_boot(const struct image *);
/* The process is killed where the walk stands, the machine lives on: nothing is lost, but
 * what was unsure still is. */
void disk_kill(const struct walk *);
/* From now on everything random in this program follows from the seed. */
void disk_seed(uint64_t seed);
void disk_mark(int number); /* written into the log */
struct log *disk_log(void);
const struct image *disk_live(void);
/* All descriptors and locks of a process that has ended. */
void disk_release(void);

struct image image_new(void);
void image_copy(struct image *to, const struct image *);
struct log log_new(void);
void log_copy(struct log *to, const struct log *);
struct walk walk_new(void);
void walk_start(struct walk *, const struct log *, const struct image *sure);
void walk_step(struct walk *);
/* What the power cut leaves: by the roll's numbers. */
enum cut { CUT_NOTHING, CUT_KILL, CUT_PREFIX, CUT_ANY };
void walk_cut(const struct walk *, enum cut, uint64_t *roll, struct image *out);
uint64_t roll_next(uint64_t *roll);

/* ---- faults ---------------------------------------------------------------------------- */

enum fault_kind {
	FAULT_NONE,
	FAULT_READ, /* EIO */
	FAULT_WRITE, /* EIO, of write, truncate, create, rename, unlink */
	FAULT_SYNC, /* EIO */
	FAULT_SYNC_FULL, /* ENOSPC told by fsync only */
	FAULT_FULL, /* ENOSPC */
	FAULT_SHORT, /* half is written, then ENOSPC */
	FAULT_INTR, /* EINTR; never for ever */
	FAULT__MAX
};
struct fault {
	enum fault_kind kind;
	long n; /* which call it meets, from 1; counts down */
	bool always; /* and all after it */
	long met;
};
struct fault *disk_fault(void);
/* How many calls of this kind there were. */
long disk_calls(enum fault_kind);

/* The same for memory: malloc(3) and its kin, mmap(2).  False: they are the sanitizer's
 * here, and none can fail. */
bool memory_is_ours(void);
void memory_fail(long n, bool always); /* 0: no more */
long memory_calls(void);
long memory_live(void); /* pieces not freed */

#endif
