/* action/withdraw.c -- the complainant withdraws: closed before acceptance, ends
 * mediation after it (order 121 article 23). */
#include "table.h"

static const struct field fields[] = {
	{ "how", N_("How withdrawn"), FIELD_CODE, .pick = "withdraw_how", .fill = "1",
	  .flags = NEED_ALWAYS },
	{ "at", N_("Withdrawn at"), FIELD_STAMP, .rule = "past",
	  .help = N_("Day and time, for example T 14:05; empty: now.") },
};

const struct action action_withdraw = {
	.name = "withdraw",
	.menu = 590,
	.label = N_("Withdraw"),
	.help = N_("The complainant withdraws: closed before acceptance, ends "
		   "mediation after it (order 121 article 23)."),
	FIELDS(fields),
};
