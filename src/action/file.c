/* action/file.c -- opens a case on the report: four conditions, at least two
 * officers (Penalty Procedure article 19). */
#include "base/mem.h"
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "caseno", N_("Case number"), FIELD_TEXT, .max = 60, .flags = NEED_ALWAYS },
	{ "casedate", N_("Opened on"), FIELD_DATE, .rule = "past",
	  .help = N_("Empty: today; the time for the decision counts from this "
		     "day (Penalty Procedure article 64).") },
	{ "officers", N_("Officers"), FIELD_TEXT, .rule = "officers", .max = 200,
	  .flags = NEED_ALWAYS,
	  .help = N_("Names of at least two officers, separated by commas.") },
	{ "R1a", N_("Evidence of a violation"), FIELD_FLAG, .flags = NEED_ALWAYS },
	{ "R1b", N_("A penalty is due by law"), FIELD_FLAG, .flags = NEED_ALWAYS },
	{ "R1c", N_("Within our competence"), FIELD_FLAG, .flags = NEED_ALWAYS },
	{ "R1d", N_("Within the time limit"), FIELD_FLAG, .flags = NEED_ALWAYS,
	  .help = N_("Two years; five where life, health or financial safety "
		     "was harmed (Penalty Law article 36).") },
};

static enum verdict
file_check(const struct form *f, const struct ticket *t, struct err *err)
{
	static const char *const conditions[] = { "R1a", "R1b", "R1c", "R1d" };
	size_t i;

	(void)t;
	for (i = 0; i < ARRAY_LEN(conditions); i++)
		if (!str_eq(form_named(f, conditions[i]), "true"))
			return refuse_field(err, conditions[i],
					    _("A case is opened only where all four "
					      "conditions are met."));
	return DONE;
}

const struct action action_file = {
	.name = "file",
	.menu = 340,
	.label = N_("Open a case"),
	.help = N_("Opens a case on the report: four conditions, at least two "
		   "officers (Penalty Procedure article 19)."),
	FIELDS(fields),
	.check = file_check,
};
