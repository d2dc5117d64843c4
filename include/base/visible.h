/* base/visible.h -- the gate for stdio output to a terminal.  Files and pipes get the
 * bytes unchanged: programs read them.
 */
#ifndef BASE_VISIBLE_H
#define BASE_VISIBLE_H

/* From now on standard error, where it is a terminal, gets only text and newlines; every
 * other character becomes a visible mark (utf8_visible).  Call once, before any output. */
void visible_errors(void);
/* The same for standard output.  Not together with curses, which has its own gate. */
void visible_output(void);

#endif
