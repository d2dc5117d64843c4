/* action/void.c -- a registration made in error is closed; its number stays. */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("The ticket is kept with its number and can be found.") },
};

const struct action action_void = {
	.name = "void",
	.menu = 700,
	.label = N_("Make void"),
	.help = N_("A registration made in error; the number stays."),
	FIELDS(fields),
};
