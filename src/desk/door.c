/* door.c -- one desk per operator, at one path.
 * Law: the lock decides which process is the desk, never the presence of a socket; only the
 * owner may enter the directory.
 */
#include "door.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"
#include "base/text.h"

#include "wire/wire.h"

enum { BACKLOG = 16 };

/* Makes the missing directories of the path, for the owner only; the caller's next step
 * reports a failure. */
static void
make_directories(const char *path)
{
	char part[512];
	char *p;

	if (!str_copy(part, sizeof part, path))
		return;
	for (p = strchr(part + 1, '/'); p; p = strchr(p + 1, '/')) {
		*p = '\0';
		(void)mkdir(part, 0700);
		*p = '/';
	}
}

enum verdict
door_log(const struct conf *conf, struct err *err)
{
	const char *path = conf_text(conf, CONF_LOG_FILE);

	if (str_empty(path))
		return log_open(NULL, "gangshaod", err);
	make_directories(path);
	return log_open(path, "gangshaod", err);
}

/* The run directory, accessible to this user only. */
static enum verdict
run_directory(const char *dir, struct err *err)
{
	struct stat st;

	make_directories(dir);
	if (mkdir(dir, 0700) && errno != EEXIST)
		return refuse(err, _("The run directory %s cannot be made: %s."), dir,
			      text_errno(errno));
	if (lstat(dir, &st) || !S_ISDIR(st.st_mode) || st.st_uid != getuid() ||
	    (st.st_mode & 077))
		return refuse(err,
			      _("The run directory %s must be a directory of your own "
				"that nobody else may enter (mode 0700)."),
			      dir);
	return DONE;
}

/* LATER: another desk of this operator has it. */
static enum verdict
lock(const char *socket_path, struct err *err)
{
	char path[128];
	int fd;

	str_format(path, sizeof path, "%s.lock", socket_path);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return broken(err, "%s: %s", path, text_errno(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return DONE; /* held until the process ends */
	close(fd);
	return later(err, "%s", _("Another desk of this operator is running."));
}

static enum verdict
listen_at(int *out, const char *path, struct err *err)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

	str_copy(where.sun_path, sizeof where.sun_path, path);
	(void)unlink(path); /* stale: the lock is ours */
	if (fd < 0 || bind(fd, (const struct sockaddr *)&where, sizeof where) ||
	    chmod(path, 0600) || listen(fd, BACKLOG)) {
		broken(err, "%s: %s", path, text_errno(errno));
		if (fd >= 0)
			close(fd);
		return BROKEN;
	}
	*out = fd;
	return DONE;
}

enum verdict
door_take(const struct conf *conf, const char *operator_name, char path[108], int *out,
	  struct err *err)
{
	const char *dir = conf_text(conf, CONF_RUN_DIR);
	enum verdict v;

	v = wire_path(path, sizeof((struct sockaddr_un *)0)->sun_path, dir,
		      operator_name, err);
	if (v == DONE)
		v = run_directory(dir, err);
	if (v == DONE)
		v = lock(path, err);
	if (v == DONE)
		v = listen_at(out, path, err);
	return v;
}
