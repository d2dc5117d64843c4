/* term.c -- takes the terminal and gives it back sane, whichever way the program ends.
 * Flow control is off, Esc waits 25 ms, nothing typed ahead is ever flushed.
 */
#include "ui/term/term.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <limits.h>
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

#include "ui/term/theme.h"

#define PASTE_MAX (256u << 10)

enum { PASTE_BEGIN = 0x1000, PASTE_END, WORD_LEFT, WORD_RIGHT, TEXT_TOP, TEXT_BOTTOM };

static struct {
	bool on, scripted, ascii, suspend, paste_on, resized;
	SCREEN *screen;
	FILE *null;
	struct str paste;
	bool pasting;
	int rows, cols, y, x;
	int empty; /* wake-ups in a row with nothing to read */
	mbstate_t half; /* a character of which not all bytes have come */
} tty;

struct code {
	wint_t curses;
	int key;
};

static const struct code codes[] = {
	{ KEY_UP, K_UP },	    { KEY_DOWN, K_DOWN },
	{ KEY_LEFT, K_LEFT },	    { KEY_RIGHT, K_RIGHT },
	{ KEY_HOME, K_HOME },	    { KEY_END, K_END },
	{ KEY_PPAGE, K_PAGE_UP },   { KEY_NPAGE, K_PAGE_DOWN },
	{ KEY_BTAB, K_BACKTAB },    { KEY_BACKSPACE, K_BACKSPACE },
	{ KEY_DC, K_DELETE },	    { KEY_IC, K_INSERT },
	{ KEY_ENTER, K_ENTER },	    { KEY_RESIZE, K_RESIZE },
	{ WORD_LEFT, K_WORD_LEFT }, { WORD_RIGHT, K_WORD_RIGHT },
	{ TEXT_TOP, K_TOP },	    { TEXT_BOTTOM, K_BOTTOM },
};

struct sequence {
	const char *bytes;
	int code;
};

static const struct sequence sequences[] = {
	{ "\033[200~", PASTE_BEGIN }, { "\033[201~", PASTE_END },
	{ "\033[1;5D", WORD_LEFT },   { "\033[1;5C", WORD_RIGHT },
	{ "\033[1;5H", TEXT_TOP },    { "\033[1;5F", TEXT_BOTTOM },
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
	for (i = 0; i < ARRAY_LEN(sequences); i++)
		define_key(sequences[i].bytes, sequences[i].code);
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
	set_escdelay(25);
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
	mem_wipe(tty.paste.s, tty.paste.cap);
	str_release(&tty.paste);
}

bool
term_gone(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	if (tty.scripted)
		return false;
	if (tty.empty > 20)
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

static bool
read_code(wint_t w, struct key *key)
{
	size_t i;

	if (w >= KEY_F(1) && w <= KEY_F(10)) {
		key->code = K_F1 + (int)(w - KEY_F(1));
		return true;
	}
	for (i = 0; i < ARRAY_LEN(codes); i++)
		if (codes[i].curses == w) {
			key->code = codes[i].key;
			return true;
		}
	return false;
}

static void
read_char(wint_t w, struct key *key)
{
	static const int plain[32] = {
		['\r'] = K_ENTER, ['\n'] = K_ENTER, ['\t'] = K_TAB, ['\b'] = K_BACKSPACE
	};

	if (w < 32) {
		key->code = plain[w] ? plain[w] : (int)w;
	} else if (w == 127) {
		key->code = K_BACKSPACE;
	} else {
		key->code = K_TEXT;
		key->text[utf8_encode((uint32_t)w, key->text)] = '\0';
	}
}

/* Between the brackets everything is text, also Esc and Enter. */
static void
paste_char(wint_t w)
{
	char bytes[4];

	if (tty.paste.len < PASTE_MAX)
		str_addn(&tty.paste, bytes, utf8_encode((uint32_t)w, bytes));
}

static bool
paste_step(int got, wint_t w, struct key *key)
{
	if (got == KEY_CODE_YES && w == PASTE_BEGIN) {
		str_clear(&tty.paste);
		tty.pasting = true;
	} else if (tty.pasting && got == KEY_CODE_YES && w == PASTE_END) {
		tty.pasting = false;
		*key = (struct key){ .code = K_PASTE, .paste = str_text(&tty.paste) };
		return true;
	} else if (tty.pasting && got == OK) {
		paste_char(w == '\r' ? '\n' : w);
	}
	return false;
}

/* A character may come in two pieces over a slow line.  get_wch() throws the first one
 * away, so bytes are read and put together here. */
static int
next_char(wint_t *w)
{
	bool halfway = !mbsinit(&tty.half);
	wchar_t wide;
	size_t n;
	char byte;
	int got;

	while ((got = getch()) != ERR) {
		if (got > UCHAR_MAX) {
			*w = (wint_t)got;
			return KEY_CODE_YES;
		}
		byte = (char)got;
		n = mbrtowc(&wide, &byte, 1, &tty.half);
		if (n == (size_t)-2) {
			halfway = true;
			continue;
		}
		*w = n == (size_t)-1 ? 0xfffd : (wint_t)wide;
		if (n == (size_t)-1) {
			tty.half = (mbstate_t){ 0 };
			if (halfway) /* it may begin the next one */
				ungetch(got);
		}
		return OK;
	}
	return ERR;
}

bool
term_read(struct key *key)
{
	wint_t w = 0;
	int got;

	if (tty.scripted)
		return false;
	while ((got = next_char(&w)) != ERR) {
		tty.empty = 0;
		*key = (struct key){ 0 };
		if (tty.pasting || (got == KEY_CODE_YES && w == PASTE_BEGIN)) {
			if (paste_step(got, w, key))
				return true;
		} else if (got == KEY_CODE_YES) {
			if (read_code(w, key))
				return true;
		} else {
			read_char(w, key);
			return true;
		}
	}
	tty.empty++;
	return false;
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
