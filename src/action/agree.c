/* action/agree.c -- records the agreement; the time for mediation stops (order 121
 * article 24). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "paper", N_("Mediation paper"), FIELD_TEXT, .max = 60, .flags = NEED_ALWAYS,
	  .help = N_("Number of the mediation paper issued here (2609: the last "
		     "one); or performed (done at once) or waived (both sides want "
		     "none), where a mediation record (X9) was issued.") },
	{ "disam", N_("Amount in dispute"), FIELD_MONEY },
	{ "redecolos", N_("Loss recovered"), FIELD_MONEY, .flags = NEED_ALWAYS,
	  .help = N_("In yuan; 0 where the result is not money.") },
	{ "spiameam", N_("Compensation for distress"), FIELD_MONEY },
	{ "douameam", N_("Punitive compensation"), FIELD_MONEY,
	  .help = N_("Consumer Protection Law article 55, Food Safety Law "
		     "article 148.") },
	{ "tortype", N_("Right infringed"), FIELD_CODE, .pick = "infringed_right" },
	{ "cheatsign", N_("Fraud"), FIELD_FLAG },
	{ "defobl", N_("Duty not met"), FIELD_CODE, .pick = "unfulfilled_duty" },
	{ "detail", N_("Agreement"), FIELD_LONG, .max = 1200, .flags = NEED_ALWAYS,
	  .help = N_("What was agreed, and by when it is to be done.") },
};

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
