/* ui/part/pager.h -- a text to read: wrapped, scrolled, searched. */
#ifndef UI_PART_PAGER_H
#define UI_PART_PAGER_H

#include <stdbool.h>

#include "base/str.h"

#include "ui/term/draw.h"
#include "ui/term/keys.h"

struct pager {
	struct str
		text; /* \n between lines; a line that starts with \x1f is a heading */
	int top, lines, rows;
	char found[80];
};

void pager_release(struct pager *);
bool pager_act(struct pager *, enum act); /* false: not a moving act */
/* Scrolls to the next line with the words, by step 1 or -1.  False: none. */
bool pager_find(struct pager *, const char *words, int step);
void pager_draw(struct pager *, struct canvas);

#endif
