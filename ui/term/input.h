/* ui/term/input.h -- turns the bytes of a terminal into keys, however they are split into
 * reads.
 *
 * Every state that waits for more bytes times out: a lone Esc, a sequence, half a character,
 * a device's reply, a paste.  No key typed meanwhile is lost.
 */
#ifndef UI_TERM_INPUT_H
#define UI_TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "base/str.h"
#include "base/vec.h"

#include "ui/term/keys.h"

struct input_sequence {
	char bytes[16];
	int code;
};

struct input {
	VEC(struct input_sequence) known;
	struct str bytes; /* read and not yet decoded */
	size_t at; /* offset of the first undecoded byte */
	int64_t last; /* when the last byte came, ms */
	/* a sequence that is not complete yet */
	char seq[64];
	size_t nseq,
		late; /* late: index of the first byte that came in a later read; 0: none */
	int64_t seq_since, seq_last;
	bool reply; /* a device's reply, of any length: its text is kept in `told` */
	struct str told;
	mbstate_t half; /* an incomplete multibyte character */
	int64_t half_since;
	bool pasting;
	size_t nend; /* bytes of the paste's end mark received so far */
	struct str paste, pasted; /* bytes; the same as text */
	int64_t paste_last,
		paste_full; /* ms of the last byte; of the last large read */
};

/* Starts with the sequences that every terminal may send. */
void input_init(struct input *);
void input_release(struct input *);
/* Adds a sequence from this terminal's description. */
void input_know(struct input *, const char *bytes, int code);
/* Adds the bytes of one read. */
void input_feed(struct input *, const char *bytes, size_t n, int64_t now);
/* The next key; false: none yet.  A paste is borrowed until the next call. */
bool input_next(struct input *, int64_t now, struct key *);
/* When to call input_next() again if no more bytes come; 0: not needed. */
int64_t input_due(const struct input *);

#endif
