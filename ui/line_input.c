/* line_input.c -- reads a typed line of any length.
 * The terminal's own line editing silently drops bytes beyond 4,095, so the
 * keys are read one by one here: BS, ^W and ^U erase, ^D at the start of a line ends.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/line_own.h"

#define LINE_MAX_BYTES ((size_t)1 << 20)

static struct {
	bool tty;
	struct termios was, typing;
	enum { OUTSIDE, AFTER_ESC, PARAMETERS, LAST } sequence; /* of an arrow key */
} input;

static void
give_back(void)
{
	if (input.tty)
		(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &input.was);
}

/* Whatever ends the program gives the terminal back as it was. */
static void
on_end(int number)
{
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &input.was);
	(void)signal(number, SIG_DFL);
	(void)raise(number);
}

static void
on_again(int number)
{
	(void)number;
	(void)tcsetattr(STDIN_FILENO, TCSANOW, &input.typing);
}

void
line_input_start(void)
{
	static const int ends[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT };
	size_t i;

	input.tty = tcgetattr(STDIN_FILENO, &input.was) == 0;
	if (!input.tty)
		return;
	input.typing = input.was;
	input.typing.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	input.typing.c_cc[VMIN] = 1;
	input.typing.c_cc[VTIME] = 0;
	for (i = 0; i < ARRAY_LEN(ends); i++)
		(void)signal(ends[i], on_end);
	(void)signal(SIGCONT, on_again);
	(void)atexit(give_back);
	(void)tcsetattr(STDIN_FILENO, TCSADRAIN, &input.typing);
}

/* -- what is typed and seen ---------------------------------------------------------- */

static void
show(const char *bytes, size_t n, enum line_echo echo)
{
	if (echo == LINE_SHOWN && input.tty)
		(void)fwrite(bytes, 1, n, stdout);
}

static void
erase(struct str *out, size_t keep, enum line_echo echo)
{
	int columns = utf8_columns(str_text(out) + keep, out->len - keep);

	for (; columns > 0; columns--)
		show("\b \b", 3, echo);
	str_splice(out, keep, out->len - keep, "", 0);
}

static size_t
char_before(const struct str *s)
{
	size_t at = s->len;

	while (at > 0 && ((unsigned char)s->s[--at] & 0xc0) == 0x80)
		;
	return at;
}

static size_t
word_before(const struct str *s)
{
	size_t at = s->len;

	while (at > 0 && s->s[at - 1] == ' ')
		at--;
	while (at > 0 && s->s[at - 1] != ' ')
		at--;
	return at;
}

/* Keys that send more than one byte mean nothing here: there is nothing to move in.  What
 * does not go on with a sequence ends it, and is typed. */
static bool
is_of_sequence(char c)
{
	unsigned char byte = (unsigned char)c;
	int was = input.sequence;

	input.sequence = OUTSIDE;
	if (c == '\033')
		input.sequence = AFTER_ESC;
	else if (was == AFTER_ESC && c == '[')
		input.sequence = PARAMETERS;
	else if (was == AFTER_ESC && c == 'O')
		input.sequence = LAST;
	else if (was == PARAMETERS && byte >= 0x20 && byte < 0x40)
		input.sequence = PARAMETERS;
	else
		return (was == PARAMETERS || was == LAST) && byte >= 0x40 &&
		       byte < 0x7f;
	return true;
}

/* A sequence whose rest does not come was none. */
static void
await_key(void)
{
	enum { REST_WITHIN = 500 };
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };

	if (input.sequence != OUTSIDE && poll(&in, 1, REST_WITHIN) == 0)
		input.sequence = OUTSIDE;
}

enum typed { TYPED_ON, TYPED_LINE, TYPED_OVER };

static enum typed
take_key(struct str *out, char c, size_t *lost, enum line_echo echo)
{
	if (is_of_sequence(c))
		return TYPED_ON;
	if (c == '\n' || c == '\r')
		return TYPED_LINE;
	if (c == 4)
		return out->len ? TYPED_ON : TYPED_OVER;
	if (c == '\b' || c == 127)
		erase(out, char_before(out), echo);
	else if (c == 'W' - '@')
		erase(out, word_before(out), echo);
	else if (c == 'U' - '@')
		erase(out, 0, echo);
	else if ((unsigned char)c < 0x20 && c != '\t')
		return TYPED_ON;
	else if (out->len >= LINE_MAX_BYTES)
		(*lost)++;
	else {
		show(&c, 1, echo);
		str_addc(out, c);
	}
	return TYPED_ON;
}

static enum typed
read_keys(struct str *out, size_t *lost, enum line_echo echo)
{
	enum typed typed = TYPED_ON;
	ssize_t n;
	char c;

	while (typed == TYPED_ON) {
		await_key();
		n = read(STDIN_FILENO, &c, 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return TYPED_OVER;
		typed = take_key(out, c, lost, echo);
		(void)fflush(stdout);
	}
	(void)puts("");
	(void)fflush(stdout);
	return typed;
}

/* Out of a file or a pipe. */
static enum typed
read_bytes(struct str *out, size_t *lost)
{
	int c;

	while ((c = getchar()) != EOF && c != '\n')
		if (out->len < LINE_MAX_BYTES)
			str_addc(out, (char)c);
		else
			(*lost)++;
	return c == EOF && !out->len ? TYPED_OVER : TYPED_LINE;
}

bool
line_take(struct str *out, enum line_echo echo)
{
	size_t lost = 0;
	enum typed typed;

	str_clear(out);
	typed = input.tty ? read_keys(out, &lost, echo) : read_bytes(out, &lost);
	if (lost)
		line_sayf(_("The line is too long: its last %zu bytes did not go in."),
			  lost);
	while (out->len > 0 && out->s[out->len - 1] == '\r')
		out->s[--out->len] = '\0';
	return typed == TYPED_LINE;
}
