/* action/recall.c -- a ticket sent to the wrong unit comes back before anybody
 * signs for it. */
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("The unit it was sent to reads this.") },
};

const struct action action_recall = {
	.name = "recall",
	.menu = 690,
	.label = N_("Take back"),
	.help = N_(
		"Whoever sent a ticket takes it back while nobody has signed for it."),
	FIELDS(fields),
};
