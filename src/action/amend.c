/* action/amend.c -- corrects or completes the facts before the ticket is assigned.  Only
 * changed fields are sent; masked ones are never loaded, because a mask is no value. */
#include "intake.h"
#include "table.h"

static void
amend_fill(struct form *f, const struct ticket *t)
{
	json_t *facts = json_copy(json_object_get(t->doc, "facts"));
	size_t i;

	for (i = 0; i < INTAKE_COUNT; i++)
		if (intake_fields[i].flags & FIELD_PERSONAL)
			json_object_del(facts, intake_fields[i].name);
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

const struct action action_amend = {
	.name = "amend",
	.menu = 750,
	.label = N_("Amend"),
	.help = N_("Corrects or completes what was registered; "
		   "what is left alone stays as it is."),
	.fields = intake_fields,
	.nfields = INTAKE_COUNT,
	.check = intake_check,
	.advise = intake_advise,
	.derive = intake_derive,
	.fits = amend_fits,
	.fill = amend_fill,
	.flags = ACTION_AMENDS,
};
