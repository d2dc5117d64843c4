/* ui/term/theme.h -- colour by meaning; faces are distinguishable without colour too.
 */
#ifndef UI_TERM_THEME_H
#define UI_TERM_THEME_H

/* FACE_PLAIN carries no attribute, so that a typed key costs only its own bytes. */
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

/* Call after term_start().  An unknown name means the dark theme; NO_COLOR wins. */
void theme_choose(const char *name);
unsigned long theme_attr(enum face);
/* The attributes of a face that are visible on an empty cell; others only cost bytes. */
unsigned long theme_blank(enum face);

#endif
