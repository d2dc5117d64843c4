/* action/reject.c -- sends a proposal or a reply back to be mended. */
#include "table.h"

static const struct field fields[] = {
	{ "note", N_("What to mend"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_reject = {
	.name = "reject",
	.label = N_("Send back"),
	.help = N_("Sends a proposal or a reply back to be mended."),
	FIELDS(fields),
};
