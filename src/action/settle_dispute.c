/* action/settle_dispute.c -- handled here by agreement; else it goes before the common
 * superior: nobody passes a ticket sideways (order 121 articles 33 and 41). */
#include "action/field/settle_dispute.h"

#include "part.h"
#include "table.h"

const struct action action_settle_dispute = {
	.name = "settle_dispute",
	.menu = 100,
	.label = N_("Settle the dispute"),
	.help = N_("Ends a dispute over who handles by agreement, or puts it before "
		   "the common superior (order 121 article 33)."),
	FIELDS(fields),
	.fits = ticket_is_disputed,
};
