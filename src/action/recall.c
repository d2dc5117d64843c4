/* action/recall.c -- a ticket sent to the wrong unit comes back before anybody
 * signs for it. */
#include "action/field/recall.h"

#include "table.h"

const struct action action_recall = {
	.name = "recall",
	.menu = 690,
	.label = N_("Take back"),
	.help = N_(
		"Whoever sent a ticket takes it back while nobody has signed for it."),
	FIELDS(fields),
};
