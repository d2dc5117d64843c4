/* child.c -- runs another program to its end.
 * Law: programs are started by name and arguments, never through a shell.
 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"

enum { NOT_FOUND = 127, CANNOT_RUN = 126 };

/* A program with this standard input and output; the descriptors stay the caller's. */
static pid_t
start(const char *const *argv, int in, int out)
{
	pid_t child = fork();

	if (child != 0)
		return child;
	(void)signal(SIGPIPE, SIG_DFL);
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(CANNOT_RUN);
	execvp(argv[0], (char *const *)argv);
	_exit(errno == ENOENT ? NOT_FOUND : CANNOT_RUN);
}

static enum verdict
ended(pid_t child, const char *name, struct err *err)
{
	int status = 0;

	if (child < 0)
		return broken(err, _("%s cannot be started: %s."), name,
			      text_errno(errno));
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return broken(err, _("%s cannot be started: %s."), name,
				      text_errno(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return DONE;
	if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
		return refuse(err, _("%s is not installed on this machine."), name);
	return refuse(err, _("%s has failed."), name);
}

static void
pour(int fd, const struct str *text)
{
	size_t at = 0;
	ssize_t n;

	while (at < text->len) {
		n = write(fd, text->s + at, text->len - at);
		if (n < 0 && errno != EINTR)
			return; /* whoever reads has ended, and is asked why */
		if (n > 0)
			at += (size_t)n;
	}
}

enum verdict
job_run(const struct job *job, const struct str *text, struct err *err)
{
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return broken(err, _("%s cannot be started: %s."), job->name,
			      text_errno(errno));
	child = start(job->argv, ends[0], job->out);
	close(ends[0]);
	if (child > 0)
		pour(ends[1], text);
	close(ends[1]);
	return ended(child, job->name, err);
}

/* -- gangshao-press ------------------------------------------------------------------ */

/* Beside this program, else wherever the PATH has it. */
static void
press_path(struct str *out)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	char *slash;

	str_set(out, "gangshao-press");
	if (n <= 0)
		return;
	self[n] = '\0';
	slash = strrchr(self, '/');
	if (!slash)
		return;
	str_copy(slash + 1, sizeof self - (size_t)(slash + 1 - self), "gangshao-press");
	if (access(self, X_OK) == 0)
		str_set(out, self);
}

/* An option that says nothing leaves gangshao-press its own list. */
static size_t
add_fonts(const char **argv, const struct conf *conf)
{
	static const struct {
		const char *flag;
		enum conf_key key;
	} lists[] = { { "--fonts", CONF_PRESS_FONTS },
		      { "--title-fonts", CONF_PRESS_TITLE_FONTS } };
	size_t i, n = 0;

	for (i = 0; conf && i < ARRAY_LEN(lists); i++)
		if (*conf_text(conf, lists[i].key)) {
			argv[n++] = lists[i].flag;
			argv[n++] = conf_text(conf, lists[i].key);
		}
	return n;
}

enum verdict
press_run(const struct press_order *order, const struct str *text, int out,
	  struct err *err)
{
	const char *argv[8] = { NULL };
	const struct job job = { argv, "gangshao-press", out };
	struct str path = { 0 };
	enum verdict v;
	size_t n;

	press_path(&path);
	argv[0] = str_text(&path);
	n = 1 + add_fonts(argv + 1, order->conf);
	argv[n] = order->flag;
	argv[n + 1] = order->value;
	v = job_run(&job, text, err);
	str_release(&path);
	return v;
}

/* All that was written, in one piece: a string that grows would leave copies behind. */
static bool
read_back(int fd, struct str *out)
{
	struct stat st;
	char *pages;
	size_t at = 0;
	ssize_t n = 1;

	if (fstat(fd, &st) != 0 || st.st_size < 0)
		return false;
	pages = xmalloc((size_t)st.st_size + 1);
	while (n > 0 && at < (size_t)st.st_size) {
		n = pread(fd, pages + at, (size_t)st.st_size - at, (off_t)at);
		at += n > 0 ? (size_t)n : 0;
	}
	pages[at] = '\0';
	*out = (struct str){ pages, at, (size_t)st.st_size + 1 };
	return at == (size_t)st.st_size;
}

/* Memory with a descriptor: no folder has it, and it is gone with the last who holds it. */
enum verdict
press_read(const struct press_order *order, const struct str *text, struct str *out,
	   struct err *err)
{
	int fd = memfd_create("pages", MFD_CLOEXEC);
	enum verdict v;

	if (fd < 0)
		return broken(err, _("%s cannot be written: %s."), "memfd",
			      text_errno(errno));
	v = press_run(order, text, fd, err);
	if (v == DONE && !read_back(fd, out))
		v = broken(err, _("%s cannot be written: %s."), "memfd",
			   text_errno(errno));
	close(fd);
	return v;
}
