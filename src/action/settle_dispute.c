/* action/settle_dispute.c -- handled here by agreement; else it goes before the common
 * superior: nobody passes a ticket sideways (order 121 articles 33 and 41). */
#include "part.h"
#include "table.h"

static const struct field fields[] = {
	{ "result", N_("Result of the dispute"), FIELD_CODE, .pick = "dispute_result",
	  .flags = NEED_ALWAYS,
	  .help = N_("Also where the other office is to handle it, the common superior "
		     "says so (order 121 article 41).") },
	{ "detail", N_("Reasons of both"), FIELD_LONG, .max = 1000,
	  .flags = NEED_ALWAYS,
	  .help = N_("Of a report not who reported (order 121 article 37).") },
};

const struct action action_settle_dispute = {
	.name = "settle_dispute",
	.menu = 100,
	.label = N_("Settle the dispute"),
	.help = N_("Ends a dispute over who handles by agreement, or puts it before "
		   "the common superior (order 121 article 33)."),
	FIELDS(fields),
	.fits = ticket_is_disputed,
};
