/* disk.c -- the model: what is sure, what is not, and what a cut leaves of it. */
#include "disk.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "hook.h"

#define EVENTS_MOST (1u << 16)
#define BYTES_MOST  (128u << 20)
#define SECTOR	    512u

struct machine *machine;

static void *
room_for(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED) {
		perror("no memory for a disk");
		exit(9);
	}
	return p;
}

struct image
image_new(void)
{
	struct image image = { .data = room_for((size_t)DISK_FILES * DISK_CAP) };

	return image;
}

void
image_copy(struct image *to, const struct image *from)
{
	int i;

	memcpy(to->names, from->names, sizeof to->names);
	for (i = 0; i < DISK_FILES; i++) {
		if (from->sizes[i])
			memcpy(to->data[i], from->data[i], from->sizes[i]);
		to->sizes[i] = from->sizes[i];
	}
}

static void
image_size(struct image *image, int file, size_t size)
{
	size_t *now = &image->sizes[file];

	if (size > *now)
		memset(image->data[file] + *now, 0, size - *now);
	*now = size;
}

static struct disk_name *
image_find(struct image *image, const char *path)
{
	int i;

	for (i = 0; i < DISK_NAMES; i++)
		if (strcmp(image->names[i].path, path) == 0)
			return &image->names[i];
	return NULL;
}

void
image_link(struct image *image, const struct disk_name *name)
{
	struct disk_name *slot = image_find(image, name->path);

	if (!slot)
		slot = image_find(image, "");
	if (!slot)
		abort();
	*slot = *name;
}

void
image_unlink(struct image *image, const char *path)
{
	struct disk_name *slot = image_find(image, path);

	if (slot)
		slot->path[0] = '\0';
}

struct disk_name *
live_find(const char *path)
{
	return *path ? image_find(&machine->live, path) : NULL;
}

struct log
log_new(void)
{
	struct log log = { .v = room_for(EVENTS_MOST * sizeof *log.v),
			   .bytes = room_for(BYTES_MOST) };

	return log;
}

void
log_copy(struct log *to, const struct log *from)
{
	memcpy(to->v, from->v, from->n * sizeof *to->v);
	memcpy(to->bytes, from->bytes, from->used);
	to->n = from->n;
	to->used = from->used;
}

void
log_add(struct log *log, const struct event *e, const void *bytes)
{
	struct event *slot = &log->v[log->n++];

	if (log->n >= EVENTS_MOST || log->used + e->len > BYTES_MOST)
		abort();
	*slot = *e;
	slot->bytes = log->used;
	if (e->kind == EV_WRITE && bytes) {
		memcpy(log->bytes + log->used, bytes, e->len);
		log->used += e->len;
	}
}

/* An event as the kernel sees it at once. */
static void
apply(struct image *image, const struct log *log, const struct event *e)
{
	switch (e->kind) {
	case EV_WRITE:
		if (e->at + e->len > image->sizes[e->file])
			image_size(image, e->file, e->at + e->len);
		memcpy(image->data[e->file] + e->at, log->bytes + e->bytes, e->len);
		break;
	case EV_SIZE:
		image_size(image, e->file, e->at);
		break;
	case EV_LINK:
		image_link(image, &e->name);
		break;
	case EV_RENAME:
		image_unlink(image, e->from);
		image_link(image, &e->name);
		break;
	case EV_UNLINK:
		image_unlink(image, e->name.path);
		break;
	default:
		break;
	}
}

void
disk_do(const struct event *e, const void *bytes)
{
	log_add(&machine->log, e, bytes);
	apply(&machine->live, &machine->log, &machine->log.v[machine->log.n - 1]);
}

struct walk
walk_new(void)
{
	struct walk w = { .sure = image_new(),
			  .open = room_for(EVENTS_MOST * sizeof *w.open) };

	return w;
}

void
walk_start(struct walk *w, const struct log *log, const struct image *sure)
{
	w->log = log;
	image_copy(&w->sure, sure);
	w->at = w->nopen = 0;
}

static bool
is_in(const char *path, const char *dir)
{
	const char *slash = strrchr(path, '/');

	return (size_t)(slash - path) == strlen(dir) &&
	       strncmp(path, dir, strlen(dir)) == 0;
}

static bool
is_of_name(const struct event *e)
{
	return e->kind == EV_LINK || e->kind == EV_UNLINK || e->kind == EV_RENAME;
}

/* Whether a sync (or the loss by a failed one) settles this event. */
static bool
settles(const struct event *sync, const struct event *e)
{
	if (sync->kind == EV_SYNC_DIR)
		return is_of_name(e) && is_in(e->name.path, sync->name.path);
	return !is_of_name(e) && e->file == sync->file;
}

void
walk_step(struct walk *w)
{
	const struct event *e = &w->log->v[w->at], *o;
	size_t i, n = 0;

	if (e->kind == EV_SYNC || e->kind == EV_LOST || e->kind == EV_SYNC_DIR) {
		for (i = 0; i < w->nopen; i++) {
			o = &w->log->v[w->open[i]];
			if (!settles(e, o))
				w->open[n++] = w->open[i];
			else if (e->kind != EV_LOST)
				apply(&w->sure, w->log, o);
		}
		w->nopen = n;
	} else if (e->kind != EV_MARK) {
		w->open[w->nopen++] = (uint32_t)w->at;
	}
	w->at++;
}

uint64_t
roll_next(uint64_t *roll)
{
	uint64_t x = *roll += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */

	x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
	return x ^ (x >> 31);
}

/* Some sectors of one write; what lies between the old end and it may be anything. */
static void
tear(struct image *image, const struct log *log, const struct event *e, unsigned odds,
     uint64_t *roll)
{
	size_t from = e->at, end = e->at + e->len, to, old, i;

	for (; from < end; from = to) {
		to = (from / SECTOR + 1) * SECTOR;
		to = to < end ? to : end;
		if (roll_next(roll) % 8 >= odds)
			continue;
		old = image->sizes[e->file];
		if (to > old) {
			image_size(image, e->file, to);
			for (i = old; odds & 1 && i < from; i++)
				image->data[e->file][i] =
					(unsigned char)roll_next(roll);
		}
		memcpy(image->data[e->file] + from,
		       log->bytes + e->bytes + (from - e->at), to - from);
	}
}

/* Names whose directory did not survive are gone, and so is a file without a name. */
static void
prune(struct image *image)
{
	bool named[DISK_FILES] = { false };
	char dir[64], *slash;
	int i, depth;

	for (depth = 0; depth < 3; depth++)
		for (i = 0; i < DISK_NAMES; i++) {
			if (!image->names[i].path[0])
				continue;
			memcpy(dir, image->names[i].path, sizeof dir);
			slash = strrchr(dir, '/');
			*slash = '\0';
			if (strcmp(dir, DISK_ROOT) != 0 && !image_find(image, dir))
				image->names[i].path[0] = '\0';
		}
	for (i = 0; i < DISK_NAMES; i++)
		if (image->names[i].path[0] && image->names[i].file >= 0)
			named[image->names[i].file] = true;
	for (i = 0; i < DISK_FILES; i++)
		if (!named[i])
			image->sizes[i] = 0;
}

void
walk_cut(const struct walk *w, enum cut how, uint64_t *roll, struct image *out)
{
	static const unsigned odds_of[] = { 1, 4, 7, 4 };
	unsigned odds = odds_of[roll_next(roll) % 4];
	size_t whole = how == CUT_NOTHING ? 0
		       : how == CUT_KILL  ? w->nopen
		       : how == CUT_ANY	  ? 0
					  : roll_next(roll) % (w->nopen + 1);
	const struct event *e;
	size_t i;

	image_copy(out, &w->sure);
	for (i = 0; i < w->nopen; i++) {
		e = &w->log->v[w->open[i]];
		if (i < whole)
			apply(out, w->log, e);
		else if (how == CUT_NOTHING || (how == CUT_PREFIX && i > whole))
			break;
		else if (e->kind == EV_WRITE)
			tear(out, w->log, e, odds, roll);
		else if (roll_next(roll) % 8 < odds)
			apply(out, w->log, e);
	}
	prune(out);
}

/* ---- the machine ------------------------------------------------------------------------- */

void
disk_new(void)
{
	machine = room_for(sizeof *machine);
	machine->live = image_new();
	machine->log = log_new();
	disk_wipe();
}

void
disk_release(void)
{
	memset(machine->fds, 0, sizeof machine->fds);
	memset(machine->locked, 0, sizeof machine->locked);
	machine->lives++;
}

void
disk_wipe(void)
{
	memset(machine->live.names, 0, sizeof machine->live.names);
	memset(machine->live.sizes, 0, sizeof machine->live.sizes);
	machine->files = 0;
	machine->log.n = machine->log.used = 0;
	memset(&machine->fault, 0, sizeof machine->fault);
	disk_release();
}

/* The next file gets a number no name has; inodes are what a place is known by. */
static void
first_free(void)
{
	const struct disk_name *name;
	int i;

	machine->files = 0;
	for (i = 0; i < DISK_NAMES; i++) {
		name = &machine->live.names[i];
		if (name->path[0] && name->file >= machine->files)
			machine->files = name->file + 1;
	}
}

void
disk_boot(const struct image *image)
{
	disk_wipe();
	image_copy(&machine->live, image);
	first_free();
}

/* Numbers of nameless files may be open still, and stay theirs. */
void
disk_kill(const struct walk *w)
{
	const struct event *e;
	size_t i;

	disk_boot(&w->sure);
	for (i = 0; i < w->nopen; i++) {
		e = &w->log->v[w->open[i]];
		disk_do(e, w->log->bytes + e->bytes);
		machine->files =
			e->file >= machine->files ? e->file + 1 : machine->files;
	}
}

void
disk_seed(uint64_t seed)
{
	if (sodium_init() < 0) /* what it takes once is not the seed's */
		abort();
	machine->chance = seed ? seed : 1;
	sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, (int)seed, NULL);
}

void
disk_mark(int number)
{
	const struct event e = { .kind = EV_MARK, .file = number };

	log_add(&machine->log, &e, NULL);
}

struct log *
disk_log(void)
{
	return &machine->log;
}

const struct image *
disk_live(void)
{
	return &machine->live;
}

struct fault *
disk_fault(void)
{
	return &machine->fault;
}
