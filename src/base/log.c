/* log.c -- one line per fact; each line goes out in one write(2), so that lines of several
 * programs never mix, and holds no control character, so that none can be forged.
 */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

static const char *const level_names[] = {
	[LOG_ERR_] = "error",
	[LOG_WARN_] = "warning",
	[LOG_NOTE_] = "note",
	[LOG_DEBUG_] = "debug",
};

static struct {
	int fd;
	enum log_level most;
	char program[32];
} out = { .fd = STDERR_FILENO, .most = LOG_NOTE_, .program = "gangshao" };

enum verdict
log_open(const char *path, const char *program, struct err *err)
{
	int fd = STDERR_FILENO;
	struct stat st;

	if (path)
		fd = open(path,
			  O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
				  O_NONBLOCK | O_NOCTTY,
			  0600);
	if (fd < 0)
		return refuse(err, _("The log file %s cannot be opened: %s."), path,
			      text_errno(errno));
	if (path && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		return refuse(err, _("The log file %s is not a regular file."), path);
	}
	if (out.fd != STDERR_FILENO)
		close(out.fd);
	out.fd = fd;
	str_copy(out.program, sizeof out.program, program);
	return DONE;
}

void
log_level(enum log_level most)
{
	out.most = most;
}

void
log_say(enum log_level level, const char *fmt, ...)
{
	struct str raw = { 0 }, line = { 0 };
	int saved = errno;
	char when[30];
	va_list ap;

	if (level > out.most)
		return;
	va_start(ap, fmt);
	str_addv(&raw, fmt, ap);
	va_end(ap);
	stamp_text(clock_now().wall, when);
	str_addf(&line, "%s %s[%d] %s: ", when, out.program, (int)getpid(),
		 level_names[level]);
	utf8_visible(&line, str_text(&raw), raw.len);
	str_addc(&line, '\n');
	while (write(out.fd, line.s, line.len) < 0 && errno == EINTR)
		; /* any other failure has nobody left to be told */
	str_release(&raw);
	str_release(&line);
	errno = saved;
}
