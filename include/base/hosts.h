/* base/hosts.h -- the servers that a configuration names, in their order.
 * Written "a, b:5433, [2001:db8::1]:5434, /run/postgresql": what has no port of its own
 * has the one of server.port; a directory is the socket of a server on this machine.
 */
#ifndef BASE_HOSTS_H
#define BASE_HOSTS_H

#include <stdbool.h>
#include <stddef.h>

enum { HOSTS_MAX = 8 };

struct host {
	char name[254]; /* without brackets */
	char port[6];
};

struct hosts {
	size_t n;
	struct host v[HOSTS_MAX];
};

/* false: none, more than HOSTS_MAX, or one that is not written so. */
bool hosts_read(struct hosts *, const char *text, long port);
/* "name:port"; a directory is its own name. */
void host_label(const struct host *, char *out, size_t size);
bool host_is_local(const struct host *);
bool hosts_are_local(const struct hosts *); /* every one of them */

#endif
