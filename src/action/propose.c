/* action/propose.c -- lays a report before the leader; the handler proposes but does not
 * decide (Penalty Procedure articles 18 to 20). */
#include "base/str.h"

#include "table.h"

static bool
opens_no_case(const struct form *f)
{
	return str_eq(form_named(f, "what"), "nofile");
}

static const struct field fields[] = {
	{ "what", N_("Proposed decision"), FIELD_CODE, .pick = "proposal",
	  .flags = NEED_ALWAYS },
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "report_decision",
	  .rule = "nofile", .shown = opens_no_case, .needed = opens_no_case,
	  .help = N_("Which case of Penalty Procedure article 20 it is.") },
	{ "detail", N_("Findings and opinion"), FIELD_LONG, .max = 1000, .rows = 6,
	  .flags = NEED_ALWAYS },
	{ "evidence", N_("Evidence"), FIELD_LONG, .max = 1000, .rows = 3 },
};

const struct action action_propose = {
	.name = "propose",
	.menu = 330,
	.label = N_("Propose"),
	.help = N_("Lays the report before the leader for a decision; whoever handles "
		   "it does not decide (Penalty Procedure articles 18 to 20)."),
	.ask = N_("Proposed decision"),
	FIELDS(fields),
};
