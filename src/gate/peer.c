/* gate/peer.c -- the account that owns a socket on this machine.
 * Law: only the owner can write its directory; the owner of both is this user, root or a
 * system account.  libpq then requires the server itself to run under that account.
 */
#include "peer.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"
#include "base/text.h"

enum { PERSONS = 1000 }; /* accounts of people begin here */

static bool
is_trusted(uid_t uid)
{
	return uid == geteuid() || uid < PERSONS;
}

/* Group write is allowed where the group is the owner's own, as on Debian. */
static bool
is_closed(const struct stat *st)
{
	const struct passwd *owner;

	if (st->st_mode & S_IWOTH)
		return false;
	if (!(st->st_mode & S_IWGRP) || st->st_gid == 0)
		return true;
	owner = getpwuid(st->st_uid);
	return owner && owner->pw_gid == st->st_gid;
}

static enum verdict
no(struct err *err, const char *path)
{
	return refuse(err,
		      _("The socket directory %s, or the socket in it, belongs to "
			"another user or can be written by others: the password was "
			"not sent."),
		      path);
}

enum verdict
peer_of(char name[PEER_NAME], const struct host *host, struct err *err)
{
	char path[sizeof host->name + 24];
	const struct passwd *owner;
	struct stat dir, socket;

	*name = '\0';
	str_format(path, sizeof path, "%s/.s.PGSQL.%s", host->name, host->port);
	if (stat(host->name, &dir) != 0)
		return DONE;
	if (!S_ISDIR(dir.st_mode) || !is_trusted(dir.st_uid) || !is_closed(&dir))
		return no(err, host->name);
	if (lstat(path, &socket) != 0)
		return DONE;
	owner = getpwuid(socket.st_uid);
	if (!S_ISSOCK(socket.st_mode) || !is_trusted(socket.st_uid) || !owner ||
	    !str_copy(name, PEER_NAME, owner->pw_name))
		return no(err, host->name);
	return DONE;
}
