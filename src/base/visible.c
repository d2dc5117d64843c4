/* visible.c -- one gate before the terminal: a name in a table, a message of the server, an
 * environment variable is only text.  Law: a stream that passes here emits no control
 * character but the newline, nothing that is not UTF-8 and no invisible character.
 */
#include "base/visible.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "base/utf8.h"

struct gate {
	int fd;
	struct str pending; /* bytes of a character that has not come whole */
	struct str out;
};

static struct gate gates[] = { { .fd = STDOUT_FILENO }, { .fd = STDERR_FILENO } };

/* How many bytes at the end are the beginning of a character. */
static size_t
unfinished(const char *s, size_t len)
{
	size_t back, need;
	unsigned char c;

	for (back = 1; back <= 3 && back <= len; back++) {
		c = (unsigned char)s[len - back];
		need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 0;
		if (c >= 0xF5 || (c & 0xC0) != 0x80)
			return need > back && c < 0xF5 ? back : 0;
	}
	return 0;
}

static void
add_lines(struct str *out, const char *s, size_t len)
{
	const char *end = s + len, *line;
	size_t n;

	for (line = s; line < end; line += n + 1) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));

		n = (size_t)((stop ? stop : end) - line);
		/* the line ends of CSV */
		utf8_visible(out, line, stop && n && line[n - 1] == '\r' ? n - 1 : n);
		if (stop)
			str_addc(out, '\n');
	}
}

static bool
put(int fd, const char *s, size_t len)
{
	ssize_t n;

	while (len > 0) {
		n = write(fd, s, len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			s += n;
			len -= (size_t)n;
		}
	}
	return true;
}

static ssize_t
gate_write(void *cookie, const char *s, size_t len)
{
	struct gate *g = cookie;
	size_t rest;

	str_addn(&g->pending, s, len);
	rest = unfinished(g->pending.s, g->pending.len);
	str_clear(&g->out);
	add_lines(&g->out, g->pending.s, g->pending.len - rest);
	str_splice(&g->pending, 0, g->pending.len - rest, "", 0);
	return put(g->fd, str_text(&g->out), g->out.len) ? (ssize_t)len : -1;
}

static int
gate_close(void *cookie)
{
	struct gate *g = cookie;

	str_clear(&g->out);
	add_lines(&g->out, str_text(&g->pending), g->pending.len);
	(void)put(g->fd, str_text(&g->out), g->out.len);
	str_release(&g->pending);
	str_release(&g->out);
	return 0;
}

static void
guard(FILE **stream, struct gate *g)
{
	static const cookie_io_functions_t io = { .write = gate_write,
						  .close = gate_close };
	FILE *f;

	if (!isatty(g->fd))
		return;
	f = fopencookie(g, "w", io);
	if (!f)
		return;
	(void)setvbuf(f, NULL, _IOLBF, 0);
	*stream = f;
}

void
visible_errors(void)
{
	guard(&stderr, &gates[1]);
}

void
visible_output(void)
{
	guard(&stdout, &gates[0]);
}
