/* sick_sync.c -- to be preloaded: while the file SLOW_SYNC names is there, a sync takes the
 * five seconds of a dying disk; while FAIL_SYNC's is there, it fails.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

static bool
is_there(const char *name)
{
	const char *path = getenv(name);

	return path && access(path, F_OK) == 0;
}

static int
sync_by(const char *name, int fd)
{
	if (is_there("SLOW_SYNC"))
		sleep(5);
	if (is_there("FAIL_SYNC")) {
		errno = EIO;
		return -1;
	}
	return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
}

int
fsync(int fd)
{
	return sync_by("fsync", fd);
}

int
fdatasync(int fd)
{
	return sync_by("fdatasync", fd);
}
