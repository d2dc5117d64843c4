/* base/hosts.h -- the servers named by the configuration, in order.
 * Syntax "a, b:5433, [2001:db8::1]:5434, /run/postgresql": an entry without a port uses
 * server.port; a directory holds the socket of a server on this machine.
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

/* False: no host, more than HOSTS_MAX, or a syntax error. */
bool hosts_read(struct hosts *, const char *text, long port);
/* "name:port"; for a directory, its path. */
void host_label(const struct host *, char *out, size_t size);
bool host_is_local(const struct host *);
bool hosts_are_local(const struct hosts *); /* every one of them */

#endif
