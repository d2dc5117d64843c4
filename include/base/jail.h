/* base/jail.h -- what a program gives up before it does anything: to leave a core or be
 * looked into by its user's other programs, to gain rights, and the calls to the kernel
 * that its work never needs.  Nothing of it can be taken back, and children inherit it.
 */
#ifndef BASE_JAIL_H
#define BASE_JAIL_H

#include <stdbool.h>

enum jail {
	JAIL_SEAT, /* the workstation, gangshaoctl: start a desk, print */
	JAIL_DESK, /* gangshaod, gangshao-press: start nothing */
};

/* Calls given up fail with EPERM.  false: this kernel has no filter, the rest holds. */
bool jail_enter(enum jail);

#endif
