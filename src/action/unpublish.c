/* action/unpublish.c -- what was published is withdrawn; that it was stays on record. */
#include "action/field/unpublish.h"

#include "part.h"
#include "table.h"

const struct action action_unpublish = {
	.name = "unpublish",
	.menu = 720,
	.label = N_("Withdraw publication"),
	.help = N_("Withdraws what was published; the complaint is as before."),
	FIELDS(fields),
	.fits = ticket_is_published,
};
