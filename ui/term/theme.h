/* ui/term/theme.h -- colour by meaning; every face is also told apart without colour.
 */
#ifndef UI_TERM_THEME_H
#define UI_TERM_THEME_H

/* FACE_PLAIN carries no attribute at all: a typed key costs its own bytes only. */
enum face {
	FACE_PLAIN,
	FACE_BAR,
	FACE_TITLE,
	FACE_LABEL,
	FACE_FOCUS,
	FACE_DIM,
	FACE_GOOD,
	FACE_WARN,
	FACE_BAD,
	FACE_RULE,
	FACE_HINT,
	FACE_KEY,
	FACE_BIG,
	FACE__MAX
};

/* After the terminal has started.  An unknown name is the dark one; NO_COLOR wins. */
void theme_choose(const char *name);
unsigned long theme_attr(enum face);
/* What of a face is seen on an empty cell; all else would only cost bytes. */
unsigned long theme_blank(enum face);

#endif
