/* action/ask_recusal.c -- a mediator with an interest withdraws or is asked to: mediation
 * is suspended until that is decided (order 121 article 21). */
#include "table.h"

static const struct field fields[] = {
	{ "who", N_("Who asks"), FIELD_CODE, .pick = "recusal_by",
	  .flags = NEED_ALWAYS },
	{ "against", N_("Mediator concerned"), FIELD_TEXT, .max = 60,
	  .flags = NEED_ALWAYS, .help = N_("Whoever is meant does not decide on it.") },
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS,
	  .help = N_("Close relative, or another interest that may touch fairness "
		     "(order 121 article 21).") },
};

const struct action action_ask_recusal = {
	.name = "ask_recusal",
	.menu = 230,
	.label = N_("Ask for another mediator"),
	.help = N_(
		"A mediator withdraws or is asked to; mediation is suspended until it "
		"is decided (order 121 article 21)."),
	FIELDS(fields),
};
