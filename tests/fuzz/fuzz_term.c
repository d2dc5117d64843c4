/* Bytes as a terminal sends them: letters of any kind, sequences whole and torn, pastes.
 * Every key that comes of them is a known one or valid text.
 */
#include <curses.h>
#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"

#include "ui/term/term.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* Curses keeps its screen to the end of the process. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libncursesw\nleak:libtinfo\n";
}

static int master = -1;

static void
take_terminal(void)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct term_options o = { .theme = "mono" };
	struct err err;
	int tty, in = dup(0), out = dup(1);

	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setlocale(LC_ALL, "");
	if (in < 0 || out < 0 || openpty(&master, &tty, NULL, NULL, &size) < 0)
		abort();
	dup2(tty, 0);
	dup2(tty, 1);
	if (term_start(&o, &err) != DONE)
		abort();
	dup2(out, 1); /* what the fuzzer itself says goes where it was */
	fcntl(master, F_SETFL, O_NONBLOCK);
}

static void
check(const struct key *key)
{
	const char *text = key->code == K_PASTE ? key->paste : key->text;

	if (key->code == K_TEXT && !utf8_valid(text, strlen(text)))
		abort();
	if (key->code != K_TEXT && key->code != K_PASTE && key->code >= 0x20 &&
	    (key->code < K_UP || key->code > K_RESIZE))
		abort();
	(void)keys_act(PLACE_FORM, key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static int64_t now;
	struct key key;

	if (master < 0)
		take_terminal();
	if (size > 2000)
		return 0;
	if (write(master, data, size) < 0)
		return 0;
	while (term_read(&key, ++now))
		check(&key);
	now += 60000; /* whatever it was in the middle of has ended by itself */
	while (term_read(&key, now))
		check(&key);
	if (term_due())
		abort();
	while (read(master, (char[4096]){ 0 }, 4096) > 0)
		;
	return 0;
}
