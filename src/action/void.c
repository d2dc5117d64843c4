/* action/void.c -- a registration made in error is closed; its number stays. */
#include "action/field/void.h"

#include "table.h"

const struct action action_void = {
	.name = "void",
	.menu = 700,
	.label = N_("Make void"),
	.help = N_("A registration made in error; the number stays."),
	FIELDS(fields),
};
