/* wire/wire.c -- one end of the local protocol.
 *
 * 1. A frame is delivered whole or not at all; frames received before the peer left are
 *    still delivered.
 * 2. Nothing here ever waits: what the socket does not take now stays in `out`.
 * 3. After BROKEN the connection is of no more use, and says BROKEN again. */
#include "wire/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

enum { HEAD = 4, CHUNK = 65536 };

struct wire {
	int fd;
	struct str in, out;
	size_t taken; /* bytes of `in` already delivered */
	size_t sent; /* bytes of `out` already written */
	enum verdict end; /* DONE while alive; BROKEN once it is over */
};

struct wire *
wire_new(int fd)
{
	struct wire *w = xcalloc(1, sizeof *w);
	int flags = fcntl(fd, F_GETFL);

	w->fd = fd;
	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
		w->end = BROKEN;
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	return w;
}

void
wire_free(struct wire *w)
{
	if (!w)
		return;
	close(w->fd);
	str_wipe(&w->in);
	str_wipe(&w->out);
	free(w);
}

int
wire_fd(const struct wire *w)
{
	return w->fd;
}

static bool
name_is_possible(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n >= 2 && n <= 31 && !name[n] && name[0] >= 'a' && name[0] <= 'z';
}

enum verdict
wire_path(char *out, size_t size, const char *run_dir, const char *operator_name,
	  struct err *err)
{
	struct sockaddr_un where;

	if (!name_is_possible(operator_name))
		return refuse_field(err, "operator",
				    _("An operator's name is 2 to 31 small letters, "
				      "digits or _, and starts with a letter."));
	if (size > sizeof where.sun_path)
		size = sizeof where.sun_path;
	if (!str_format(out, size, "%s/%s.sock", run_dir, operator_name))
		return refuse(err, _("The run directory's path is too long: %s"),
			      run_dir);
	return DONE;
}

/* Whether it is this user's and no one else may enter it. */
static bool
is_private(const char *path, mode_t kind)
{
	struct stat st;

	return lstat(path, &st) == 0 && (st.st_mode & S_IFMT) == kind &&
	       st.st_uid == geteuid() && (st.st_mode & 077) == 0;
}

/* The client sends the password to whatever program listens on the socket.  So the
 * directory and the socket must belong to this user, and nobody else may enter the
 * directory.  LATER: no socket is there yet. */
static enum verdict
judge_place(const char *path, struct err *err)
{
	char dir[sizeof((struct sockaddr_un *)0)->sun_path];
	char *slash;

	str_copy(dir, sizeof dir, path);
	slash = strrchr(dir, '/');
	if (slash)
		slash[slash == dir] = '\0';
	if (!slash || access(dir, F_OK) != 0)
		return later(err, _("No desk is running for this operator."));
	if (!is_private(dir, S_IFDIR))
		return refuse(err,
			      _("The run directory %s must be a directory of your own "
				"that nobody else may enter (mode 0700)."),
			      dir);
	if (access(path, F_OK) != 0)
		return later(err, _("No desk is running for this operator."));
	if (!is_private(path, S_IFSOCK))
		return refuse(err,
			      _("The desk's socket %s is not your own: the "
				"password was not sent."),
			      path);
	return DONE;
}

static enum verdict
judge_peer(int fd, const char *path, struct err *err)
{
	struct ucred peer = { .uid = (uid_t)-1 };
	socklen_t len = sizeof peer;

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) == 0 &&
	    peer.uid == geteuid())
		return DONE;
	return refuse(err,
		      _("The desk's socket %s is not your own: the password was "
			"not sent."),
		      path);
}

enum verdict
wire_connect(struct wire **out, const char *path, struct err *err)
{
	struct sockaddr_un where = { .sun_family = AF_UNIX };
	enum verdict v;
	int fd;

	if (!str_copy(where.sun_path, sizeof where.sun_path, path))
		return refuse(err, _("The run directory's path is too long: %s"), path);
	v = judge_place(path, err);
	if (v != DONE)
		return v;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return broken(err, "socket: %s", text_errno(errno));
	if (connect(fd, (const struct sockaddr *)&where, sizeof where) < 0) {
		int why = errno;

		close(fd);
		if (why == ENOENT || why == ECONNREFUSED || why == EAGAIN)
			return later(err, _("No desk is running for this operator."));
		return broken(err, "%s: %s", path, text_errno(why));
	}
	v = judge_peer(fd, path, err);
	if (v == DONE)
		*out = wire_new(fd);
	else
		close(fd);
	return v;
}

bool
wire_wants_out(const struct wire *w)
{
	return w->end == DONE && w->sent < w->out.len;
}

/* Moves the rest to the front once more than half of the buffer is consumed; frees a large
 * buffer that is empty. */
static void
forget(struct str *s, size_t *done)
{
	if (*done < s->len && *done < CHUNK && *done < s->len / 2)
		return;
	str_splice(s, 0, *done, "", 0);
	*done = 0;
	if (!s->len && s->cap / 4 > CHUNK)
		str_release(s);
}

enum verdict
wire_flush(struct wire *w)
{
	ssize_t n;

	while (wire_wants_out(w)) {
		n = send(w->fd, w->out.s + w->sent, w->out.len - w->sent, MSG_NOSIGNAL);
		if (n > 0)
			w->sent += (size_t)n;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			return DONE;
		else if (errno != EINTR)
			w->end = BROKEN;
	}
	if (w->sent == w->out.len)
		forget(&w->out, &w->sent);
	return w->end;
}

enum verdict
wire_send(struct wire *w, json_t *message)
{
	char *text = json_write(message);
	size_t len = text ? strlen(text) : 0;
	unsigned char head[HEAD];

	json_decref(message);
	if (!text || len > WIRE_MAX) {
		free(text);
		return REFUSED;
	}
	head[0] = (unsigned char)(len >> 24);
	head[1] = (unsigned char)(len >> 16);
	head[2] = (unsigned char)(len >> 8);
	head[3] = (unsigned char)len;
	if (w->sent)
		forget(&w->out, &w->sent);
	str_addn(&w->out, (const char *)head, HEAD);
	str_addn(&w->out, text, len);
	mem_wipe(text, len);
	free(text);
	return wire_flush(w);
}

/* The frame at the front of `in`, if it is complete. */
static enum verdict
next_frame(struct wire *w, json_t **message)
{
	const unsigned char *head;
	size_t have = w->in.len - w->taken, len;

	if (have < HEAD)
		return LATER;
	head = (const unsigned char *)w->in.s + w->taken;
	len = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 |
	      head[3];
	if (len > WIRE_MAX)
		return BROKEN;
	if (have < HEAD + len)
		return LATER;
	if (json_read(message, w->in.s + w->taken + HEAD, len, NULL) != DONE)
		return BROKEN;
	w->taken += HEAD + len;
	if (json_is_object(*message))
		return DONE;
	json_decref(*message);
	*message = NULL;
	return BROKEN;
}

/* LATER: the socket has no data now.  BROKEN: end of stream. */
static enum verdict
read_more(struct wire *w)
{
	char chunk[CHUNK];
	ssize_t n;

	do
		n = recv(w->fd, chunk, sizeof chunk, 0);
	while (n < 0 && errno == EINTR);
	if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return LATER;
	if (n <= 0)
		return BROKEN;
	forget(&w->in, &w->taken);
	str_addn(&w->in, chunk, (size_t)n);
	return DONE;
}

enum verdict
wire_receive(struct wire *w, json_t **message)
{
	enum verdict v = w->end;

	*message = NULL;
	while (v == DONE) {
		v = next_frame(w, message);
		if (v == DONE)
			return DONE;
		if (v == LATER)
			v = read_more(w);
	}
	if (v == BROKEN)
		w->end = BROKEN;
	return v;
}
