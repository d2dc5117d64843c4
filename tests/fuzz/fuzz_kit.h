/* fuzz_kit.h -- a store of its own for the targets that need one, in memory where the
 * machine has such a place; opened by the thousand, so with a quick derivation of the key
 * in place of the slow one, which test_store_store.c sees.
 */
#ifndef FUZZ_KIT_H
#define FUZZ_KIT_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"

#include "store/lease.h"
#include "store/store.h"

#include "tests/quick_kdf.h"

#define KIT	 __attribute__((unused)) static
#define WALL	 INT64_C(1795400000000) /* 2026-11-23 */
#define PASSWORD "right"
#define NAME	 "recv"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char kit_dir[64];

KIT int
kit_unlink(const char *path, const struct stat *st, int kind, struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

KIT void
kit_clear(void)
{
	if (kit_dir[0])
		nftw(kit_dir, kit_unlink, 8, FTW_DEPTH | FTW_PHYS);
	kit_dir[0] = '\0';
}

/* A new directory; the one before it is gone. */
KIT void
kit_place(void)
{
	static bool first = true;

	kit_clear();
	str_format(kit_dir, sizeof kit_dir, "%s/gangshao-fuzz-XXXXXX",
		   access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(kit_dir))
		abort();
	if (first)
		atexit(kit_clear);
	first = false;
}

/* A new store in a new place, with a thousand numbers. */
KIT struct store *
kit_store(void)
{
	const struct store_params params = { .password = PASSWORD,
					     .kdf_mib = 64,
					     .wall = WALL };
	struct lease block = { "330100000", 1, 1000, 1 };
	struct store *store;
	struct uuid request;
	struct err err;

	kit_place();
	if (store_create(&store, kit_dir, NAME, &params, &err) != DONE ||
	    lease_request(store, WALL, &request, &err) != DONE ||
	    lease_add(store, &block, &request, &err) != DONE)
		abort();
	return store;
}

#endif
