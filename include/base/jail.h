/* base/jail.h -- hardening at program start: no core dumps, no ptrace by the user's other
 * programs, no new privileges, and a filter on system calls the program never needs.
 * Irrevocable, and inherited by children.
 */
#ifndef BASE_JAIL_H
#define BASE_JAIL_H

#include <stdbool.h>

enum jail {
	JAIL_SEAT, /* the workstation, gangshaoctl: may start a desk and print */
	JAIL_DESK, /* gangshaod, gangshao-press: may start no program */
};

/* Filtered calls fail with EPERM.  False: this kernel has no filter; the rest applies. */
bool jail_enter(enum jail);

#endif
