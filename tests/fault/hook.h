/* hook.h -- what the model and the hooks under the C library share. */
#ifndef FAULT_HOOK_H
#define FAULT_HOOK_H

#include "disk.h"

struct disk_fd {
	bool used;
	int file; /* -1: a directory */
	char path[64];
	size_t at; /* of read(2) */
};
struct machine {
	struct image live;
	struct log log;
	int files; /* numbers given out */
	long lives; /* of processes: each sees another device */
	struct disk_fd fds[DISK_FDS];
	bool locked[DISK_FILES];
	struct fault fault;
	long calls[4]; /* of each sort, since the start */
	struct { /* of memory */
		long calls, live;
		long n; /* the call that fails, counting down; 0: none */
		bool always;
	} memory;
	uint64_t chance; /* what getrandom(2) rolls from; 0: as always */
};
extern struct machine *machine;

struct disk_name *live_find(const char *path);
/* Whether this asking for memory is to fail. */
bool memory_meets(void);
/* Done at once, written down, and sure only after its sync. */
void disk_do(const struct event *, const void *bytes);

void image_link(struct image *, const struct disk_name *);
void image_unlink(struct image *, const char *path);
void log_add(struct log *, const struct event *, const void *bytes);

#endif
