/* action/file.c -- opens a case on the report: four conditions, at least two
 * officers (Penalty Procedure article 19). */
#include "base/mem.h"
#include "base/str.h"

#include "table.h"

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

#include "action/field/file.h"

const struct action action_file = {
	.name = "file",
	.menu = 340,
	.label = N_("Open a case"),
	.help = N_("Opens a case on the report: four conditions, at least two "
		   "officers (Penalty Procedure article 19)."),
	FIELDS(fields),
	.check = file_check,
};
