/* action/ask_recusal.c -- a mediator with an interest withdraws or is asked to: mediation
 * is suspended until that is decided (order 121 article 21). */
#include "action/field/ask_recusal.h"

#include "table.h"

const struct action action_ask_recusal = {
	.name = "ask_recusal",
	.menu = 230,
	.label = N_("Ask for another mediator"),
	.help = N_(
		"A mediator withdraws or is asked to; mediation is suspended until it "
		"is decided (order 121 article 21)."),
	FIELDS(fields),
};
