/* action/take.c -- the superior takes the ticket over from a unit below (order 121
 * article 13). */
#include "action/field/take.h"

#include "table.h"

const struct action action_take = {
	.name = "take",
	.menu = 510,
	.label = N_("Take over"),
	.help = N_("The superior takes the ticket over from a unit below "
		   "(order 121 article 13)."),
	FIELDS(fields),
};
