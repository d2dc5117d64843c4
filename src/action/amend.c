/* action/amend.c -- corrects or completes the facts before the ticket is assigned.  Only
 * changed fields are sent; masked ones are never loaded, because a mask is no value. */
#include "intake.h"
#include "table.h"

static void
amend_fill(struct form *f, const struct ticket *t)
{
	json_t *facts = json_copy(json_object_get(t->doc, "facts"));
	size_t i;

	for (i = 0; i < form_count(f); i++)
		if (form_field(f, i)->flags & FIELD_PERSONAL)
			json_object_del(facts, form_field(f, i)->name);
	form_clear(f);
	form_load(f, facts);
	json_decref(facts);
}

/* Before it is assigned; what is lacking, also later. */
static bool
amend_fits(const struct ticket *t)
{
	return *json_text(t->doc, "lacks_said") ||
	       action_is_usual(action_named("assign"), t);
}

#include "action/field/amend.h"

const struct action action_amend = {
	.name = "amend",
	.menu = 750,
	.label = N_("Amend"),
	.help = N_("Corrects or completes what was registered; "
		   "what is left alone stays as it is."),
	FIELDS(fields),
	.check = intake_check,
	.advise = intake_advise,
	.derive = intake_derive,
	.fits = amend_fits,
	.fill = amend_fill,
	.flags = ACTION_AMENDS,
};
