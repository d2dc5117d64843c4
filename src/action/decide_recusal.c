/* action/decide_recusal.c -- whether a mediator withdraws, and who mediates instead; not
 * decided by the mediator (order 121 article 21). */
#include "base/str.h"

#include "table.h"

static bool
is_granted(const struct form *f)
{
	return str_eq(form_named(f, "granted"), "true");
}

static const struct field fields[] = {
	{ "granted", N_("Mediator withdraws"), FIELD_FLAG, .flags = NEED_ALWAYS },
	{ "mediator", N_("New mediator"), FIELD_TEXT, .max = 60, .shown = is_granted,
	  .needed = is_granted },
	{ "reason", N_("Reason"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
};

const struct action action_decide_recusal = {
	.name = "decide_recusal",
	.menu = 240,
	.label = N_("Decide on the mediator"),
	.help = N_("Decides whether the mediator withdraws and who mediates instead; "
		   "mediation goes on (order 121 article 21)."),
	FIELDS(fields),
};
