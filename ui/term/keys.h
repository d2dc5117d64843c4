/* ui/term/keys.h -- the key table: one row per key; help, hint bar, user bindings and the
 * names in scripts follow from it.
 */
#ifndef UI_TERM_KEYS_H
#define UI_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* What the terminal sent.  Control letters are their code (^S is 0x13). */
enum key_code {
	K_NONE = 0,
	K_ESC = 0x1b,
	K_TEXT = 0x100, /* one character, in text */
	K_PASTE, /* many, in paste */
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_WORD_LEFT,
	K_WORD_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_TOP,
	K_BOTTOM,
	K_ENTER,
	K_TAB,
	K_BACKTAB,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_F1,
	K_F2,
	K_F3,
	K_F4,
	K_F5,
	K_F6,
	K_F7,
	K_F8,
	K_F9,
	K_F10,
	K_RESIZE
};

struct key {
	int code;
	char text[8]; /* K_TEXT: UTF-8 */
	const char *paste; /* K_PASTE: borrowed until the next read */
};

/* What a key means.  Names (for the user's bindings) stand in keys.c. */
enum act {
	ACT_NONE,
	ACT_TEXT, /* a character or a paste that is plain text here */
	ACT_HELP,
	ACT_CALL,
	ACT_BACK,
	ACT_OPEN,
	ACT_NEXT,
	ACT_PREV,
	ACT_PICK,
	ACT_SUBMIT,
	ACT_TAKE_IN,
	ACT_PHRASES,
	ACT_READ_BACK,
	ACT_PILE,
	ACT_FIND,
	ACT_FIND_NEXT,
	ACT_FIND_PREV,
	ACT_LIMIT,
	ACT_TAG,
	ACT_TAG_MANY,
	ACT_TAGGED,
	ACT_COMMAND,
	ACT_GOTO,
	ACT_ASSIGN,
	ACT_ESCALATE,
	ACT_REPLY,
	ACT_CALLBACK,
	ACT_URGE,
	ACT_NOTE,
	ACT_ALERT,
	ACT_WHY,
	ACT_MENU,
	ACT_OUTBOX,
	ACT_SEARCH,
	ACT_REVEAL,
	ACT_PRINT,
	ACT_WITHDRAW,
	ACT_RETRY,
	ACT_DUP,
	ACT_UNKNOWN,
	ACT_ADDRESS,
	ACT_UNDO,
	ACT_REDO,
	ACT_REDRAW,
	ACT_SUSPEND,
	ACT_QUIT,
	ACT_UP,
	ACT_DOWN,
	ACT_LEFT,
	ACT_RIGHT,
	ACT_PAGE_UP,
	ACT_PAGE_DOWN,
	ACT_HOME,
	ACT_END,
	ACT_TOP,
	ACT_BOTTOM,
	ACT_WORD_LEFT,
	ACT_WORD_RIGHT,
	ACT_ERASE,
	ACT_DELETE,
	ACT_ERASE_WORD,
	ACT_KILL,
	ACT_YANK,
	ACT__MAX
};

/* Where a row of the table applies: a place for each kind of screen whose keys differ, and
 * what a form or an operator has besides. */
enum {
	PLACE_LIST = 1u << 0, /* lists of tickets: worklist, search */
	PLACE_FORM = 1u << 1, /* typing into fields */
	PLACE_LOGIN = 1u << 2,
	PLACE_PROMPT = 1u << 3, /* the command line */
	PLACE_TICKET = 1u << 4, /* one ticket, read */
	PLACE_OUTBOX = 1u << 5, /* the list of undelivered operations */
	PLACE_PAPER = 1u << 6, /* one document, read */
	PLACE_TEXT = 1u << 7, /* the read-back of a form */
	PLACE_DONE = 1u << 8, /* a registered call: its number */
	PLACE_PILE = 1u << 9, /* calls and drafts */
	PLACE_MENU = 1u << 10, /* the steps open on a ticket */
	PLACE_WHY = 1u << 11, /* a deadline day by day */
	PLACE_HELP = 1u << 12,
	PLACE_CALL = 1u << 13, /* a call being registered, with PLACE_FORM */
	PLACE_TOLD =
		1u << 14, /* a form whose step issues a document, with PLACE_FORM */
	PLACE_CODES = 1u << 15, /* a form with a list to choose from, with PLACE_FORM */
	PLACE_WORDS = 1u << 16, /* a form with a text to write, with PLACE_FORM */
	PLACE_HOTLINE = 1u << 17, /* where a receiver may begin another call */
	PLACE_SEARCH = 1u << 18, /* what a search found, with PLACE_LIST */
	PLACE_VIEW = PLACE_PAPER | PLACE_TEXT | PLACE_PILE | PLACE_MENU | PLACE_WHY |
		     PLACE_HELP,
	PLACE_READ = PLACE_LIST | PLACE_VIEW | PLACE_TICKET | PLACE_OUTBOX,
	PLACE_DEED = PLACE_LIST | PLACE_TICKET, /* where a ticket can be acted on */
	PLACE_TYPE = PLACE_FORM | PLACE_LOGIN | PLACE_PROMPT
};

struct key_row {
	enum act act;
	const char *name; /* "call", as in the user's binding F2=call */
	const char *key; /* "F2" */
	const char *alias; /* a key without function keys; may be NULL */
	unsigned places;
	const char *
		hint; /* N_(): two or three characters for the hint bar; NULL: not there */
	const char *help; /* N_(): one sentence */
};
extern const struct key_row key_rows[];
extern const size_t key_nrows;

/* The user's own bindings, "F2=call ^N=call".  REFUSED names the first wrong one. */
enum verdict keys_bind(const char *text, struct err *) MUST;
/* The act of the key in this place; ACT_TEXT where it is text, else ACT_NONE. */
enum act keys_act(unsigned place, const struct key *);
/* A sentence for a key without effect here, naming the nearest key that has one. */
void keys_nearest(char *out, size_t size, unsigned place, const struct key *);
/* All keys of a row that apply in this place, the user's own first, separated by blanks; ""
 * where bindings have taken all of them. */
void keys_shown(char *out, size_t size, unsigned place, const struct key_row *);
/* The name of the key for the act in this place ("F2"); "" where there is none. */
const char *keys_for(unsigned place, enum act);
const struct key_row *keys_row(unsigned place, enum act); /* NULL: none */

/* A key from its name, and the name of a key: "F2", "^N", "Enter", "S-Tab", "x". */
bool key_parse(const char *name, struct key *);
void key_word(const struct key *, char out[16]);
bool key_same(const struct key *, const struct key *);

#endif
