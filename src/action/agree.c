/* action/agree.c -- records the agreement; the time for mediation stops (order 121
 * article 24). */
#include "base/str.h"

#include "table.h"

/* The last one of a form that was issued and is not void. */
static const json_t *
issued(const struct ticket *t, const char *form)
{
	const json_t *all = json_object_get(t->doc, "documents"), *d;
	size_t i;

	for (i = json_array_size(all); i-- > 0;) {
		d = json_array_get(all, i);
		if (str_eq(json_text(d, "form"), form) && !*json_text(d, "voided"))
			return d;
	}
	return NULL;
}

static const json_t *
mediation_paper(const struct ticket *t)
{
	return issued(t, "2609");
}

static void
agree_fill(struct form *f, const struct ticket *t)
{
	const json_t *paper = mediation_paper(t);
	int i = form_find(f, "paper");

	if (paper && i >= 0)
		form_set(f, (size_t)i, json_text(paper, "number"));
}

#include "action/field/agree.h"

const struct action action_agree = {
	.name = "agree",
	.menu = 250,
	.label = N_("Agree"),
	.help = N_("Records the agreement; the time for mediation stops "
		   "(order 121 article 24)."),
	.ask = N_("Agreement reached"),
	FIELDS(fields),
	.fill = agree_fill,
};
