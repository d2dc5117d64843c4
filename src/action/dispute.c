/* action/dispute.c -- another office says that it handles this, or that we do: seven
 * working days to agree; every other time runs on (order 121 article 33). */
#include "base/str.h"

#include "part.h"
#include "table.h"

static enum verdict
dispute_check(const struct form *f, const struct ticket *t, struct err *err)
{
	if (t && str_eq(form_named(f, "other"), t->unit))
		return refuse_field(err, "other", _("This is the unit itself."));
	return DONE;
}

/* The other is an office of market supervision, neither this one nor a superior of it:
 * core.act_dispute judges alike. */
static bool
dispute_offers(const struct form *f, const char *field, const struct choice *c,
	       const struct stage *s)
{
	const char *tier = json_text(c->extra, "tier");
	size_t i;

	(void)f;
	if (!str_eq(field, "other"))
		return true;
	for (i = 0; i < UNIT_TIERS; i++)
		if (str_eq(s->ticket->above[i], c->code))
			return false;
	return !str_eq(s->ticket->unit, c->code) && !str_eq(tier, "S") &&
	       !str_eq(tier, "E") && !str_eq(tier, "O");
}

#include "action/field/dispute.h"

const struct action action_dispute = {
	.name = "dispute",
	.menu = 90,
	.label = N_("Dispute over who handles"),
	.help = N_("Records that another office disputes who handles: 7 working days "
		   "to agree, every other time runs on (order 121 article 33)."),
	FIELDS(fields),
	.fits = ticket_is_undisputed,
	.check = dispute_check,
	.offers = dispute_offers,
};
