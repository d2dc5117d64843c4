/* action/retract.c -- takes back an entry of the ledger of notices that was wrong; both
 * stay on record. */
#include "action/field/retract.h"

#include "part.h"
#include "table.h"

const struct action action_retract = {
	.name = "retract",
	.menu = 160,
	.label = N_("Take back a notice"),
	.help = N_("Takes back an entry that was wrong; both stay on record."),
	FIELDS(fields),
	.fits = ticket_has_notice,
	.flags = ACTION_APPENDS,
};
