/* action/reject.c -- sends a proposal or a reply back to be mended. */
#include "base/str.h"

#include "table.h"

/* What was declined is examined anew, what was accepted mediated further; what only waits
 * for a decision goes back to whoever proposed it. */
static bool
reject_offers(const struct form *f, const char *field, const struct choice *c,
	      const struct stage *s)
{
	const json_t *outcome = json_object_get(s->ticket->doc, "outcome");
	bool declined = *json_text(outcome, "naccode");

	(void)f;
	if (!str_eq(field, "back") || str_eq(c->code, "wording"))
		return true;
	return str_eq(s->ticket->state, "TS60") &&
	       declined == str_eq(c->code, "examine");
}

#include "action/field/reject.h"

const struct action action_reject = {
	.name = "reject",
	.menu = 470,
	.label = N_("Send back"),
	.help = N_("Sends a proposal or a reply back to be mended."),
	FIELDS(fields),
	.offers = reject_offers,
};
