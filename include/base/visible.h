/* base/visible.h -- the gate for whatever a program says by stdio to a person.
 * Files and pipes get the bytes as they are: programs read them.
 */
#ifndef BASE_VISIBLE_H
#define BASE_VISIBLE_H

/* From now on what goes to standard error, where it is a terminal, is text and new lines;
 * everything else becomes visible marks (utf8_visible).  Call once, first of all. */
void visible_errors(void);
/* The same for standard output.  Not together with curses, which has its own gate. */
void visible_output(void);

#endif
