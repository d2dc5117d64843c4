/* pick_line.h -- a line of a picker's page (page.c), and how it matches the typed text. */
#ifndef STORE_PICK_LINE_H
#define STORE_PICK_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* How a line matches; smaller is better. */
enum rank { RANK_EXACT, RANK_CODE, RANK_INITIALS, RANK_NAME, RANK_INSIDE, RANK_NONE };

struct piece {
	const char *s;
	size_t n;
};

/* One line of a page, borrowed from it. */
struct pick_line {
	struct piece code, initials, above, short_name, name;
};

struct pick_text {
	char typed[256]; /* narrow, without blanks around it */
	char low[256]; /* the same in lower case */
	size_t len;
};

/* Reads the typed text. */
void pick_text_set(struct pick_text *, const char *typed);
/* The letter in lower case; other bytes as they are. */
int pick_lower(char);
/* Whether the piece is this text, letter case apart. */
bool piece_is(struct piece, const char *low, size_t len);
/* Whether the text occurs in the piece. */
bool piece_contains(struct piece, const char *text, size_t len);
/* How the line matches the typed text. */
enum rank pick_rank(const struct pick_text *, const struct pick_line *);

/* The lines that one word matches. */
struct match {
	char code[40];
	enum rank rank;
};
struct matches {
	struct match *v;
	size_t n, room;
};

/* Adds a line that matches. */
void matches_note(struct matches *, struct piece code, enum rank);
void matches_sort(struct matches *); /* required before the functions below */
const struct match *matches_get(const struct matches *, struct piece code);
/* Whether one of the codes in "|a|b|" is among the matches. */
bool matches_above(const struct matches *, struct piece above);

/* Splits a typed path into words with blanks: at its separators, and after the suffix of a
 * place (省, 市, 区 …) where there are none. */
void pick_words(char *out, size_t size, const char *typed);

#endif
