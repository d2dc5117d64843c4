/* slow_sync.c -- to be preloaded: while the file SLOW_SYNC names is there, a sync takes the
 * five seconds of a dying disk.
 */
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void
wait_for_the_disk(void)
{
	const char *path = getenv("SLOW_SYNC");

	if (path && access(path, F_OK) == 0)
		sleep(5);
}

int
fsync(int fd)
{
	wait_for_the_disk();
	return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}

int
fdatasync(int fd)
{
	wait_for_the_disk();
	return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
