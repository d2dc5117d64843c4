/* term.c -- sets up the terminal and restores it, however the program ends.
 * Flow control is off; typed-ahead input is never flushed.  input.c decodes the keys.
 */
#include "ui/term/term.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h> /* its macros take common words away: the last of its kind */
#include <unistd.h>
#include <wchar.h>
#undef columns
#undef lines

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/term/input.h"
#include "ui/term/theme.h"

static struct {
	bool on, scripted, ascii, suspend, paste_on, resized;
	SCREEN *screen;
	FILE *null;
	struct input input;
	int rows, cols, y, x;
	bool ended; /* nothing will be read any more */
} tty;

/* Keys by the name that terminfo has for them. */
static const struct {
	const char *name;
	int key;
} described[] = {
	{ "kcuu1", K_UP },	{ "kcud1", K_DOWN },	{ "kcub1", K_LEFT },
	{ "kcuf1", K_RIGHT },	{ "khome", K_HOME },	{ "kend", K_END },
	{ "kpp", K_PAGE_UP },	{ "knp", K_PAGE_DOWN }, { "kcbt", K_BACKTAB },
	{ "kdch1", K_DELETE },	{ "kich1", K_INSERT },	{ "kent", K_ENTER },
	{ "kbs", K_BACKSPACE }, { "kf1", K_F1 },	{ "kf2", K_F2 },
	{ "kf3", K_F3 },	{ "kf4", K_F4 },	{ "kf5", K_F5 },
	{ "kf6", K_F6 },	{ "kf7", K_F7 },	{ "kf8", K_F8 },
	{ "kf9", K_F9 },	{ "kf10", K_F10 },
};

/* Written past curses, for what terminfo has no word for. */
static void
say_bytes(const char *bytes, size_t len)
{
	struct pollfd p = { .fd = STDOUT_FILENO, .events = POLLOUT };
	ssize_t n;

	while (len > 0) {
		n = write(STDOUT_FILENO, bytes, len);
		if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
			(void)poll(&p, 1, -1);
		else if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
}

static void
say(const char *bytes)
{
	say_bytes(bytes, strlen(bytes));
}

void
term_say(const char *bytes, size_t len)
{
	if (tty.scripted)
		return;
	refresh();
	(void)fflush(stdout);
	say_bytes(bytes, len);
}

static bool
speaks_paste(void)
{
	static const char *const kin[] = { "xterm", "screen",	 "tmux", "rxvt",
					   "putty", "alacritty", "foot", "vte" };
	const char *term = getenv("TERM");
	size_t i;

	for (i = 0; i < ARRAY_LEN(kin); i++)
		if (term && str_starts(term, kin[i]))
			return true;
	return false;
}

static enum verdict
check_terminal(struct err *err)
{
	const char *term = getenv("TERM");
	int result = 0;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return refuse(err,
			      _("This is no terminal; gangshao --line needs none."));
	if (setupterm(term, STDOUT_FILENO, &result) != OK)
		return refuse(err, _("The terminal \"%s\" is unknown here."),
			      term ? term : "");
	if (!cursor_address || !clear_screen)
		return refuse(err,
			      _("The terminal \"%s\" cannot place a cursor; "
				"gangshao --line does without."),
			      term ? term : "");
	return DONE;
}

static enum verdict
check_charset(struct err *err)
{
	const char *codeset = nl_langinfo(CODESET);

	if (str_eq(codeset, "UTF-8") || str_eq(codeset, "GB18030"))
		return DONE;
	return refuse(err,
		      _("The character set %s cannot show Chinese; set LANG=C.UTF-8."),
		      codeset);
}

static void
set_modes(void)
{
	const char *bytes;
	size_t i;

	raw();
	nonl();
	noecho();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	idlok(stdscr, TRUE);
	typeahead(-1);
	leaveok(stdscr, FALSE);
	input_init(&tty.input);
	for (i = 0; i < ARRAY_LEN(described); i++) {
		bytes = tigetstr((char *)described[i].name);
		if (bytes && (intptr_t)bytes != -1)
			input_know(&tty.input, bytes, described[i].key);
	}
}

static enum verdict
open_screen(const struct term_options *o, struct err *err)
{
	if (o->rows > 0) {
		tty.scripted = true;
		tty.null = fopen("/dev/null", "r+");
		use_env(FALSE);
		if (tty.null)
			tty.screen = newterm("xterm-256color", tty.null, tty.null);
		if (!tty.screen)
			tty.screen =
				tty.null ? newterm("vt100", tty.null, tty.null) : NULL;
		if (!tty.screen)
			return refuse(err,
				      _("The screen of a script cannot be opened."));
		resizeterm(o->rows, o->cols);
		return DONE;
	}
	tty.screen = newterm(NULL, stdout, stdin);
	if (!tty.screen)
		return refuse(err, _("The terminal cannot be opened."));
	return DONE;
}

/* The kin of xterm are described with a choice of character set in every change of
 * attributes; it serves line drawing without UTF-8 only and costs more than all else. */
static void
drop_charsets(const char *name, const char *head)
{
	char *s = tigetstr(name); /* the very string that curses will read */
	size_t len = strlen(head);

	if (s && (intptr_t)s != -1 && str_starts(s, head))
		memmove(s, s + len, strlen(s + len) + 1);
}

static void
speak_briefly(void)
{
	drop_charsets("sgr0", "\033(B");
	drop_charsets("sgr", "%?%p9%t\033(0%e\033(B%;");
}

enum verdict
term_start(const struct term_options *o, struct err *err)
{
	enum verdict v = check_charset(err);

	if (v == DONE && o->rows <= 0)
		v = check_terminal(err);
	if (v != DONE)
		return v;
	(void)signal(SIGTSTP, SIG_IGN);
	(void)signal(SIGTTOU, SIG_IGN);
	v = open_screen(o, err);
	if (v != DONE)
		return v;
	speak_briefly();
	tty.on = true;
	tty.ascii = o->ascii || !str_eq(nl_langinfo(CODESET), "UTF-8");
	tty.suspend = o->suspend;
	set_modes();
	theme_choose(o->theme);
	if (!tty.scripted && speaks_paste()) {
		say("\033[?2004h");
		tty.paste_on = true;
	}
	mem_on_exhaustion(term_stop);
	return DONE;
}

void
term_stop(void)
{
	if (!tty.on)
		return;
	tty.on = false;
	if (tty.paste_on)
		say("\033[?2004l");
	if (!term_gone() || tty.scripted)
		endwin();
	if (tty.null)
		(void)fclose(tty.null);
	tty.null = NULL;
	input_release(&tty.input);
}

bool
term_gone(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	if (tty.scripted)
		return false;
	if (tty.ended)
		return true;
	return poll(&p, 1, 0) > 0 && p.revents & (POLLHUP | POLLERR | POLLNVAL);
}

int
term_rows(void)
{
	return LINES;
}

int
term_cols(void)
{
	return COLS;
}

bool
term_small(void)
{
	return LINES < TERM_ROWS || COLS < TERM_COLS;
}

bool
term_ascii(void)
{
	return tty.ascii;
}

/* What is there, at most one buffer full; false: nothing. */
static bool
fill(int64_t now)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	char bytes[4096];
	ssize_t n;

	if (poll(&p, 1, 0) <= 0 || !(p.revents & POLLIN))
		return false;
	n = read(STDIN_FILENO, bytes, sizeof bytes);
	if (n > 0)
		input_feed(&tty.input, bytes, (size_t)n, now);
	else if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
		tty.ended = true;
	mem_wipe(bytes, sizeof bytes);
	return n > 0;
}

bool
term_read(struct key *key, int64_t now)
{
	if (tty.scripted)
		return false;
	do {
		if (input_next(&tty.input, now, key))
			return true;
	} while (fill(now));
	return false;
}

int64_t
term_due(void)
{
	return input_due(&tty.input);
}

void
term_resize(int rows, int cols)
{
	resizeterm(rows, cols);
	clearok(curscr, TRUE);
}

void
term_resized(void)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0)
		term_resize(w.ws_row, w.ws_col);
}

void
term_cursor(int y, int x)
{
	tty.y = y;
	tty.x = x;
}

void
term_flush(void)
{
	move(tty.y, tty.x);
	refresh();
}

void
term_redraw(void)
{
	clearok(curscr, TRUE);
}

void
term_blank(void)
{
	erase();
	clearok(curscr, TRUE);
	refresh();
	if (!tty.scripted && tty.paste_on)
		say("\033[3J");
}

void
term_suspend(void)
{
	if (!tty.suspend || tty.scripted)
		return;
	if (tty.paste_on)
		say("\033[?2004l");
	endwin();
	(void)signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	(void)signal(SIGTSTP, SIG_IGN);
	if (tty.paste_on)
		say("\033[?2004h");
	term_redraw();
}

void
term_row(int y, char *out, size_t size)
{
	struct str row = { 0 };
	cchar_t cell;
	wchar_t w[CCHARW_MAX + 1];
	char bytes[4];
	attr_t attr;
	short pair;
	int x, i, width;

	for (x = 0; x < COLS; x += width) {
		width = 1;
		if (mvin_wch(y, x, &cell) != OK ||
		    getcchar(&cell, w, &attr, &pair, NULL) != OK)
			continue;
		for (i = 0; i < CCHARW_MAX && w[i]; i++)
			str_addn(&row, bytes, utf8_encode((uint32_t)w[i], bytes));
		if (wcwidth(w[0]) == 2)
			width = 2;
	}
	while (row.len > 0 && row.s[row.len - 1] == ' ')
		row.s[--row.len] = '\0';
	str_copy(out, size, str_text(&row));
	str_release(&row);
}
