/* print.c -- text to the terminal's printer.
 * Law: between the two sequences there are visible characters, CR LF and form feeds, and
 * no byte sequence that a terminal could take for the end of the printing.
 */
#include "ui/term/print.h"

#include <curses.h>
#include <iconv.h>
#include <string.h>
#include <term.h>
#undef columns
#undef lines

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/term/term.h"

static struct str *collected;

static int
collect(int c)
{
	str_addc(collected, (char)c);
	return c;
}

/* A capability as it is sent; false: the terminal has none. */
static bool
capability(struct str *out, const char *name)
{
	const char *s = tigetstr(name);

	if (!s || s == (const char *)-1)
		return false;
	collected = out;
	tputs(s, 1, collect);
	collected = NULL;
	return true;
}

static enum verdict
find_switches(struct str *on, struct str *off, const char *way, struct err *err)
{
	if (str_eq(way, "on")) {
		str_set(on, "\033[5i");
		str_set(off, "\033[4i");
		return DONE;
	}
	if (capability(on, "mc5") && capability(off, "mc4"))
		return DONE;
	return refuse(err, _("This terminal is not known to have a printer "
			     "(printer.terminal in gangshao.conf)."));
}

/* 0x9B introduces a sequence on an old terminal: where the last byte of a character and
 * what follows it would spell "CSI … i", a blank stands between. */
static bool
spells_copy(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && s[i] >= 0x30 && s[i] <= 0x3f)
		i++;
	return i < len && s[i] == 'i';
}

static void
add_bytes(struct str *out, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		str_addc(out, s[i]);
		if ((unsigned char)s[i] == 0x9b && spells_copy(s + i + 1, len - i - 1))
			str_addc(out, ' ');
	}
}

static void
add_line(struct str *out, const char *s, size_t len, iconv_t to)
{
	struct str seen = { 0 };
	char *in, *bytes, *at;
	size_t left, room;

	utf8_visible(&seen, s, len);
	left = seen.len;
	in = seen.s;
	room = seen.len * 4 + 8;
	at = bytes = xmalloc(room);
	if (to != (iconv_t)-1 && left > 0 &&
	    iconv(to, &in, &left, &at, &room) != (size_t)-1)
		add_bytes(out, bytes, (size_t)(at - bytes));
	else if (to == (iconv_t)-1)
		add_bytes(out, str_text(&seen), seen.len);
	mem_wipe(bytes, (size_t)(at - bytes));
	free(bytes);
	str_wipe(&seen);
}

static void
add_text(struct str *out, const char *text, iconv_t to)
{
	size_t n;

	for (; *text; text += n) {
		n = strcspn(text, "\n\f");
		add_line(out, text, n, to);
		if (text[n] == '\f')
			str_add(out, "\r\f");
		else
			str_add(out, "\r\n");
		n += text[n] != '\0';
	}
}

/* What turns text into what the printer reads; (iconv_t)-1 where it reads it as it is. */
static enum verdict
open_encoder(iconv_t *out, const char *encoding, struct err *err)
{
	*out = (iconv_t)-1;
	if (str_eq(encoding, "UTF-8"))
		return DONE;
	*out = iconv_open(encoding, "UTF-8");
	return *out != (iconv_t)-1
		       ? DONE
		       : refuse(err, _("This machine cannot write %s."), encoding);
}

enum verdict
term_print(const char *way, const char *encoding, const char *text, struct err *err)
{
	struct str out = { 0 }, off = { 0 };
	iconv_t to;
	enum verdict v = open_encoder(&to, encoding, err);

	if (v == DONE)
		v = find_switches(&out, &off, way, err);
	if (v == DONE) {
		add_text(&out, text, to);
		str_add(&out, str_text(&off));
		term_say(out.s, out.len);
	}
	(void)iconv_close(to); /* where there is none, EBADF and nothing else */
	str_wipe(&out);
	str_release(&off);
	return v;
}
