/* ui/part/missing.h -- what a form still lacks. */
#ifndef UI_PART_MISSING_H
#define UI_PART_MISSING_H

#include "ui/part/fieldset.h"

/* Draws at x how many of the required fields are answered, then the labels of the others;
 * "..." where the line is too short for all; nothing where none is required. */
void missing_draw(const struct fieldset *, struct canvas line, int x);

#endif
