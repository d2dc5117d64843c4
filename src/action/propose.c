/* action/propose.c -- lays a report before the leader; the handler proposes but does not
 * decide (Penalty Procedure articles 18 to 20). */
#include "base/str.h"

#include "table.h"

static bool
opens_no_case(const struct form *f)
{
	return str_eq(form_named(f, "what"), "nofile");
}

#include "action/field/propose.h"

const struct action action_propose = {
	.name = "propose",
	.menu = 330,
	.label = N_("Propose"),
	.help = N_("Lays the report before the leader for a decision; whoever handles "
		   "it does not decide (Penalty Procedure articles 18 to 20)."),
	.ask = N_("Proposed decision"),
	FIELDS(fields),
};
