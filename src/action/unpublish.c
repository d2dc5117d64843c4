/* action/unpublish.c -- what was published is withdrawn; that it was stays on record. */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "reason", N_("Reason"), FIELD_LONG, .max = 500, .rows = 3,
	  .flags = NEED_ALWAYS, .help = N_("For the file; it is not published.") },
};

const struct action action_unpublish = {
	.name = "unpublish",
	.menu = 720,
	.label = N_("Withdraw publication"),
	.help = N_("Withdraws what was published; the complaint is as before."),
	FIELDS(fields),
	.fits = ticket_is_published,
};
