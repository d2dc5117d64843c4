/* action/demand_proof.c -- asks for proof of identity until a day within the time for the
 * decision, which no law stops (order 121 article 10, form four). */
#include "action/field/demand_proof.h"

#include "table.h"

const struct action action_demand_proof = {
	.name = "demand_proof",
	.menu = 70,
	.label = N_("Demand proof of identity"),
	.help = N_("Demands proof of identity until a day; the time for the decision "
		   "runs on (order 121 article 10)."),
	FIELDS(fields),
};
