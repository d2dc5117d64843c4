/* action/transfer.c -- hands the report to the police or another authority (order 121
 * article 42). */
#include "action/field/transfer.h"

#include "table.h"

const struct action action_transfer = {
	.name = "transfer",
	.menu = 450,
	.label = N_("Transfer"),
	.help = N_("Transfers the report to the police or another authority (order "
		   "121 article 42)."),
	FIELDS(fields),
};
