/* conf_file.c -- reads a configuration only if no other user could have written it.
 * It checks the open descriptor, never the name, so that the file cannot change in between.
 */
#include "conf_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"

#define FILE_MAX 65536

static enum verdict
check_file(int fd, const char *path, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return refuse(err, _("The configuration file %s cannot be read: %s."),
			      path, text_errno(errno));
	if (!S_ISREG(st.st_mode))
		return refuse(err,
			      _("The configuration file %s is not a regular file."),
			      path);
	if (st.st_uid != 0 && st.st_uid != geteuid())
		return refuse(err,
			      _("The configuration file %s belongs to somebody else; "
				"it must belong to you or to root."),
			      path);
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return refuse(err,
			      _("The configuration file %s can be changed by others; "
				"remove their write permission."),
			      path);
	if (st.st_size > FILE_MAX)
		return refuse(err,
			      _("The configuration file %s is longer than 64 KiB."),
			      path);
	return DONE;
}

/* The size is judged again by what really comes. */
static enum verdict
read_all(int fd, struct str *out, const char *path, struct err *err)
{
	char buf[4096];
	ssize_t n;

	for (;;) {
		n = read(fd, buf, sizeof buf);
		if (n == 0)
			return DONE;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return refuse(
				err, _("The configuration file %s cannot be read: %s."),
				path, text_errno(errno));
		str_addn(out, buf, (size_t)n);
		if (out->len > FILE_MAX)
			return refuse(
				err,
				_("The configuration file %s is longer than 64 KiB."),
				path);
	}
}

static enum verdict
check_text(const struct str *text, const char *path, struct err *err)
{
	const char *line = str_text(text);
	int number = 1;

	if (strlen(line) != text->len || !utf8_valid(line, text->len))
		return refuse(err,
			      _("The configuration file %s is not a text in UTF-8."),
			      path);
	for (; line; number++) {
		line += strspn(line, " \t\r\f\v");
		if (str_starts(line, "@include"))
			return refuse(err,
				      _("%s, line %d: @include is not allowed here."),
				      path, number);
		line = strchr(line, '\n');
		line = line ? line + 1 : NULL;
	}
	return DONE;
}

enum verdict
conf_file_read(struct str *out, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	enum verdict v;

	if (fd < 0 && errno == ENOENT)
		return refuse(err, _("There is no configuration file %s."), path);
	if (fd < 0 && errno == ELOOP)
		return refuse(err,
			      _("The configuration file %s is a symbolic link; "
				"give the file itself."),
			      path);
	if (fd < 0)
		return refuse(err, _("The configuration file %s cannot be read: %s."),
			      path, text_errno(errno));
	v = check_file(fd, path, err);
	if (v == DONE)
		v = read_all(fd, out, path, err);
	if (v == DONE)
		v = check_text(out, path, err);
	close(fd);
	return v;
}
