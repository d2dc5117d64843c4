/* action/decide_recusal.c -- whether a mediator withdraws, and who mediates instead; not
 * decided by the mediator (order 121 article 21). */
#include "base/str.h"

#include "table.h"

static bool
is_granted(const struct form *f)
{
	return str_eq(form_named(f, "granted"), "true");
}

#include "action/field/decide_recusal.h"

const struct action action_decide_recusal = {
	.name = "decide_recusal",
	.menu = 240,
	.label = N_("Decide on the mediator"),
	.help = N_("Decides whether the mediator withdraws and who mediates instead; "
		   "mediation goes on (order 121 article 21)."),
	FIELDS(fields),
};
