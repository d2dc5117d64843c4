/* action/withdraw.c -- the complainant withdraws: closed before acceptance, ends
 * mediation after it (order 121 article 23). */
#include "action/field/withdraw.h"

#include "table.h"

const struct action action_withdraw = {
	.name = "withdraw",
	.menu = 590,
	.label = N_("Withdraw"),
	.help = N_("The complainant withdraws: closed before acceptance, ends "
		   "mediation after it (order 121 article 23)."),
	FIELDS(fields),
};
