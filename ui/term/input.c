/* input.c -- decodes the terminal's bytes into keys.
 *
 *   plain ──Esc──► sequence ──known──► key      plain ──half a character──► half
 *     ▲               │ └─ begins a reply ─► reply
 *     └── time limit ─┴──────────┴───────── of each: nothing waits for ever
 *   sequence "200~" ──► paste ──"Esc [ 201 ~", or its time limit──► K_PASTE
 */
#include "ui/term/input.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

/* Milliseconds.  The bytes of one key may arrive this far apart on a slow line; a person
 * does not type two keys as fast. */
enum {
	ESC_MS = 80, /* what follows an Esc later than this is a key of its own */
	SEQUENCE_MS = 500,
	TYPED_MS = 100, /* a byte that came so long after another was typed */
	HALF_MS = 500,
	PASTE_IDLE_MS = 1000,
	PASTE_MS = 5000, /* since as much came in one go as nobody types */
	PASTE_READ = 16
};

#define PASTE_MAX (256u << 10)
#define REPLY_MAX 4096

enum { PASTE_BEGIN = 0x1000, PASTE_END };

static const char paste_end[] = "\033[201~";

static const struct input_sequence common[] = {
	{ "\033[200~", PASTE_BEGIN }, { "\033[201~", PASTE_END },
	{ "\033[A", K_UP },	      { "\033[B", K_DOWN },
	{ "\033[C", K_RIGHT },	      { "\033[D", K_LEFT },
	{ "\033OA", K_UP },	      { "\033OB", K_DOWN },
	{ "\033OC", K_RIGHT },	      { "\033OD", K_LEFT },
	{ "\033[H", K_HOME },	      { "\033[F", K_END },
	{ "\033OH", K_HOME },	      { "\033OF", K_END },
	{ "\033[1~", K_HOME },	      { "\033[4~", K_END },
	{ "\033[7~", K_HOME },	      { "\033[8~", K_END },
	{ "\033[5~", K_PAGE_UP },     { "\033[6~", K_PAGE_DOWN },
	{ "\033[2~", K_INSERT },      { "\033[3~", K_DELETE },
	{ "\033[Z", K_BACKTAB },      { "\033OM", K_ENTER },
	{ "\033[1;5D", K_WORD_LEFT }, { "\033[1;5C", K_WORD_RIGHT },
	{ "\033[1;5H", K_TOP },	      { "\033[1;5F", K_BOTTOM },
	{ "\033OP", K_F1 },	      { "\033OQ", K_F2 },
	{ "\033OR", K_F3 },	      { "\033OS", K_F4 },
	{ "\033[11~", K_F1 },	      { "\033[12~", K_F2 },
	{ "\033[13~", K_F3 },	      { "\033[14~", K_F4 },
	{ "\033[[A", K_F1 },	      { "\033[[B", K_F2 },
	{ "\033[[C", K_F3 },	      { "\033[[D", K_F4 },
	{ "\033[[E", K_F5 },	      { "\033[15~", K_F5 },
	{ "\033[17~", K_F6 },	      { "\033[18~", K_F7 },
	{ "\033[19~", K_F8 },	      { "\033[20~", K_F9 },
	{ "\033[21~", K_F10 },
};

void
input_know(struct input *in, const char *bytes, int code)
{
	struct input_sequence one = { .code = code };

	if (bytes[0] != '\033' || !bytes[1] || strlen(bytes) >= sizeof one.bytes)
		return;
	str_copy(one.bytes, sizeof one.bytes, bytes);
	vec_push(&in->known, one);
}

void
input_init(struct input *in)
{
	size_t i;

	*in = (struct input){ 0 };
	for (i = 0; i < ARRAY_LEN(common); i++)
		vec_push(&in->known, common[i]);
}

void
input_release(struct input *in)
{
	vec_release(&in->known);
	str_wipe(&in->bytes);
	str_wipe(&in->told);
	str_wipe(&in->paste);
	str_wipe(&in->pasted);
	*in = (struct input){ 0 };
}

void
input_feed(struct input *in, const char *bytes, size_t n, int64_t now)
{
	if (in->at == in->bytes.len) {
		in->at = 0;
		str_clear(&in->bytes);
	}
	str_addn(&in->bytes, bytes, n);
	if (n >= PASTE_READ)
		in->paste_full = now;
	in->last = now;
}

/* Typed anew: what a state held back that it should not have. */
static void
give_back(struct input *in, const char *bytes, size_t n)
{
	struct str all = { 0 };

	str_addn(&all, bytes, n);
	str_addn(&all, str_text(&in->bytes) + in->at, in->bytes.len - in->at);
	str_wipe(&in->bytes);
	in->bytes = all;
	in->at = 0;
}

/* -- characters ---------------------------------------------------------------------- */

static bool
make_key(struct key *key, wchar_t w)
{
	static const int plain[32] = {
		['\r'] = K_ENTER, ['\n'] = K_ENTER, ['\t'] = K_TAB, ['\b'] = K_BACKSPACE
	};

	*key = (struct key){ 0 };
	if (w < 32) {
		key->code = plain[w] ? plain[w] : (int)w;
	} else if (w == 127) {
		key->code = K_BACKSPACE;
	} else {
		key->code = K_TEXT;
		key->text[utf8_encode((uint32_t)w, key->text)] = '\0';
	}
	return key->code != K_NONE;
}

/* One byte of a character in the terminal's own character set. */
static bool
take_byte(struct input *in, char byte, int64_t now, struct key *key)
{
	bool halfway = !mbsinit(&in->half);
	wchar_t w = 0;
	size_t n = mbrtowc(&w, &byte, 1, &in->half);

	if (n == (size_t)-2) {
		if (!halfway)
			in->half_since = now;
		return false;
	}
	if (n == (size_t)-1) {
		in->half = (mbstate_t){ 0 };
		if (halfway) /* it may begin the next one */
			in->at--;
		return make_key(key, 0xfffd);
	}
	return make_key(key, w);
}

/* -- sequences ----------------------------------------------------------------------- */

enum shape { SHAPE_MORE, SHAPE_KEY, SHAPE_FOREIGN, SHAPE_REPLY, SHAPE_NONE };

static enum shape
find_known(const struct input *in, int *code)
{
	const struct input_sequence *one;
	enum shape shape = SHAPE_NONE;

	vec_each(one, &in->known) {
		if (strncmp(one->bytes, in->seq, in->nseq) != 0)
			continue;
		if (one->bytes[in->nseq]) {
			shape = SHAPE_MORE;
			continue;
		}
		*code = one->code;
		return SHAPE_KEY;
	}
	return shape;
}

/* ESC [ parameters final; ESC O final; ESC ] P X ^ _ and text to its end. */
static enum shape
shape_of(const struct input *in, int *code)
{
	enum shape shape = find_known(in, code);
	unsigned char last = (unsigned char)in->seq[in->nseq - 1];

	if (shape != SHAPE_NONE || in->nseq == 1)
		return shape == SHAPE_NONE ? SHAPE_MORE : shape;
	if (in->nseq == 2 && last && strchr("]PX^_", last))
		return SHAPE_REPLY;
	if (in->nseq == 2)
		return last == '[' || last == 'O' ? SHAPE_MORE : SHAPE_NONE;
	if (last < 0x20 || last > 0x7e)
		return SHAPE_NONE;
	if (in->seq[1] == 'O' ? last >= '0' && last <= '9' : last < 0x40)
		return in->nseq + 1 < sizeof in->seq ? SHAPE_MORE : SHAPE_FOREIGN;
	return SHAPE_FOREIGN;
}

static void
forget_sequence(struct input *in)
{
	in->nseq = in->late = 0;
	in->reply = false;
	str_wipe(&in->told);
}

/* No sequence of any terminal: Esc, and what follows it is typed. */
static bool
take_apart(struct input *in, struct key *key)
{
	give_back(in, in->seq + 1, in->nseq - 1);
	forget_sequence(in);
	*key = (struct key){ .code = K_ESC };
	return true;
}

/* A terminal sends a sequence in one go: what came by itself afterwards was typed. */
static void
drop_sequence(struct input *in)
{
	if (in->late)
		give_back(in, in->seq + in->late, in->nseq - in->late);
	forget_sequence(in);
}

static void
begin_paste(struct input *in, int64_t now)
{
	str_clear(&in->paste);
	in->pasting = true;
	in->nend = 0;
	in->paste_last = in->paste_full = now;
}

static bool
take_sequence(struct input *in, char byte, int64_t now, struct key *key)
{
	enum shape shape;
	int code = 0;

	if (in->nseq > 1 && now - in->seq_last >= TYPED_MS && !in->late)
		in->late = in->nseq;
	in->seq[in->nseq++] = byte;
	in->seq_last = now;
	shape = shape_of(in, &code);
	if (shape == SHAPE_REPLY)
		in->reply = true;
	if (shape == SHAPE_NONE && in->nseq > 2) {
		in->nseq--; /* torn: this byte begins anew */
		in->at--;
		drop_sequence(in);
	} else if (shape == SHAPE_NONE) {
		return take_apart(in, key);
	} else if (shape == SHAPE_FOREIGN) {
		drop_sequence(in);
	}
	if (shape != SHAPE_KEY)
		return false;
	forget_sequence(in);
	if (code == PASTE_BEGIN)
		begin_paste(in, now);
	if (code >= PASTE_BEGIN)
		return false;
	*key = (struct key){ .code = code };
	return true;
}

/* -- a device's reply ---------------------------------------------------------------- */

/* What was taken for one and is none: the text was typed. */
static void
return_reply(struct input *in)
{
	struct str told = in->told;

	in->told = (struct str){ 0 };
	forget_sequence(in);
	give_back(in, str_text(&told), told.len);
	str_wipe(&told);
}

/* Ends with BEL or ESC \; a key that no reply holds says that it is none. */
static void
take_reply(struct input *in, char byte, int64_t now)
{
	unsigned char c = (unsigned char)byte;

	in->seq_last = now;
	if (byte == '\a' || (in->nseq > 2 && byte == '\\')) {
		forget_sequence(in);
	} else if (in->nseq > 2) { /* an Esc, and not the end of a reply */
		in->at--;
		forget_sequence(in);
		give_back(in, "\033", 1);
	} else if (byte == '\033') {
		in->seq[in->nseq++] = byte;
	} else if (c < 0x20 || c == 0x7f || in->told.len >= REPLY_MAX) {
		in->at--;
		return_reply(in);
	} else {
		str_addc(&in->told, byte);
	}
}

/* -- a paste ------------------------------------------------------------------------- */

static void
paste_text(struct input *in)
{
	mbstate_t half = { 0 };
	char bytes[4];
	bool halfway;
	wchar_t w;
	size_t i, n;

	str_wipe(&in->pasted);
	for (i = 0; i < in->paste.len; i++) {
		w = 0;
		halfway = !mbsinit(&half);
		n = mbrtowc(&w, in->paste.s + i, 1, &half);
		if (n == (size_t)-2)
			continue;
		if (n == (size_t)-1) {
			half = (mbstate_t){ 0 };
			w = 0xfffd;
			i -= halfway; /* it may begin the next one */
		}
		str_addn(&in->pasted, bytes,
			 utf8_encode((uint32_t)(w == '\r' ? '\n' : w), bytes));
	}
}

static bool
finish_paste(struct input *in, struct key *key)
{
	in->pasting = false;
	paste_text(in);
	str_wipe(&in->paste);
	*key = (struct key){ .code = K_PASTE, .paste = str_text(&in->pasted) };
	return true;
}

static void
keep_pasted(struct input *in, const char *bytes, size_t n)
{
	if (in->paste.len + n <= PASTE_MAX)
		str_addn(&in->paste, bytes, n);
}

/* Between the brackets everything is text, also Esc and Enter. */
static bool
take_pasted(struct input *in, char byte, int64_t now, struct key *key)
{
	in->paste_last = now;
	if (byte == paste_end[in->nend]) {
		in->nend++;
		return !paste_end[in->nend] && finish_paste(in, key);
	}
	keep_pasted(in, paste_end, in->nend);
	in->nend = byte == paste_end[0];
	if (!in->nend)
		keep_pasted(in, &byte, 1);
	return false;
}

/* -- time ---------------------------------------------------------------------------- */

static int64_t
paste_due(const struct input *in)
{
	int64_t idle = in->paste_last + PASTE_IDLE_MS;
	int64_t full = in->paste_full + PASTE_MS;

	return idle < full ? idle : full;
}

int64_t
input_due(const struct input *in)
{
	if (in->pasting)
		return paste_due(in);
	if (in->reply)
		return in->seq_last + SEQUENCE_MS;
	if (in->nseq == 1)
		return in->seq_since + ESC_MS;
	if (in->nseq > 0)
		return in->seq_since + SEQUENCE_MS;
	return mbsinit(&in->half) ? 0 : in->half_since + HALF_MS;
}

/* True: a key came of it. */
static bool
time_is_up(struct input *in, struct key *key)
{
	if (in->pasting)
		return finish_paste(in, key);
	if (in->reply) {
		return_reply(in);
		return false;
	}
	if (in->nseq > 0 && in->nseq <= 2)
		return take_apart(in, key);
	if (in->nseq > 0) {
		drop_sequence(in);
		return false;
	}
	in->half = (mbstate_t){ 0 };
	return make_key(key, 0xfffd);
}

static bool
take(struct input *in, char byte, int64_t now, struct key *key)
{
	if (in->pasting)
		return take_pasted(in, byte, now, key);
	if (in->reply) {
		take_reply(in, byte, now);
		return false;
	}
	if (in->nseq > 0)
		return take_sequence(in, byte, now, key);
	if (byte != '\033')
		return take_byte(in, byte, now, key);
	if (!mbsinit(&in->half)) {
		in->half = (mbstate_t){ 0 };
		in->at--;
		return make_key(key, 0xfffd);
	}
	in->seq[0] = byte;
	in->nseq = 1;
	in->seq_since = in->seq_last = now;
	return false;
}

bool
input_next(struct input *in, int64_t now, struct key *key)
{
	int64_t due;

	for (;;) {
		/* what came in time is judged by when it came */
		due = input_due(in);
		if (due && due <= (in->at < in->bytes.len ? in->last : now)) {
			if (time_is_up(in, key))
				return true;
			continue;
		}
		if (in->at == in->bytes.len)
			return false;
		if (take(in, in->bytes.s[in->at++], in->last, key))
			return true;
	}
}
