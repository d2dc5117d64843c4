/* action/verify.c -- records what was checked and found; it changes nothing else. */
#include "table.h"

static const struct field fields[] = {
	{ "detail", N_("What was found"), FIELD_LONG, .max = 3000, .rows = 6,
	  .flags = NEED_ALWAYS,
	  .help = N_("Who, when, where, what was seen, which evidence was taken.") },
	{ "place", N_("Place of checking"), FIELD_TEXT },
	{ "conclusion", N_("Conclusion"), FIELD_LONG, .max = 1000, .rows = 2 },
};

const struct action action_verify = {
	.name = "verify",
	.menu = 300,
	.label = N_("Verify"),
	.help = N_("Records what was checked and found; it changes nothing "
		   "else."),
	.ask = N_("Record of checking"),
	FIELDS(fields),
	.flags = ACTION_APPENDS,
};
