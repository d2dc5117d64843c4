/* action/designate.c -- the common superior of two offices in dispute says which of them,
 * or which other one, handles (order 121 article 33). */
#include "action/field/designate.h"

#include "part.h"
#include "table.h"

const struct action action_designate = {
	.name = "designate",
	.menu = 110,
	.label = N_("Designate who handles"),
	.help = N_("The common superior decides a dispute over who handles (order 121 "
		   "article 33)."),
	FIELDS(fields),
	.fits = ticket_is_disputed,
};
