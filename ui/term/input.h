/* ui/term/input.h -- bytes of a terminal become keys, however they are cut into reads.
 *
 * Every state that waits for more bytes ends by itself: a lone Esc, a sequence, half a
 * character, a device's reply, a paste.  What a person typed meanwhile is not lost in it.
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
	struct str bytes; /* read and not yet understood */
	size_t at; /* of them, the first one */
	int64_t last; /* when the last of them came, ms */
	/* a sequence that is not whole yet */
	char seq[64];
	size_t nseq,
		late; /* late: its first byte that came by itself, later; 0: none */
	int64_t seq_since, seq_last;
	bool reply; /* a device's, of any length: its text is kept in `told` */
	struct str told;
	mbstate_t half; /* a character of which not all bytes have come */
	int64_t half_since;
	bool pasting;
	size_t nend; /* bytes of its end mark that have come */
	struct str paste, pasted; /* bytes; the same as text */
	int64_t paste_last, paste_full; /* the last byte; the last read of many */
};

/* Sequences that every terminal may send. */
void input_init(struct input *);
void input_release(struct input *);
/* One more sequence, of this terminal's description. */
void input_know(struct input *, const char *bytes, int code);
/* What was read in one go, at this time. */
void input_feed(struct input *, const char *bytes, size_t n, int64_t now);
/* The next key; false: none yet.  A paste is borrowed until the next call. */
bool input_next(struct input *, int64_t now, struct key *);
/* When what has come so far is to be looked at again, should nothing follow; 0: never. */
int64_t input_due(const struct input *);

#endif
