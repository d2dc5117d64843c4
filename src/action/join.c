/* action/join.c -- somebody else complains of the same operator and dispute: one joint
 * complaint, with the consent of each (order 121 article 12). */
#include "base/str.h"

#include "table.h"

static const struct field fields[] = {
	{ "pname", N_("Person's name"), FIELD_TEXT, .rule = "name", .max = 60,
	  .flags = NEED_ALWAYS | FIELD_PERSONAL,
	  .help = N_("True name (order 121 article 10).") },
	{ "mobile", N_("Mobile telephone"), FIELD_TEXT, .rule = "phone", .max = 40,
	  .flags = NEED_ALWAYS | FIELD_PERSONAL,
	  .help = N_("Where this person is reached (order 121 article 10).") },
	{ "paddr", N_("Postal address"), FIELD_TEXT,
	  .flags = NEED_ALWAYS | FIELD_MAY_DECLINE | FIELD_PERSONAL,
	  .help = N_("Where letters reach this person (order 121 article 10).") },
	{ "certype", N_("Kind of identity paper"), FIELD_CODE, .pick = "id_type",
	  .fill = "111", .flags = FIELD_PERSONAL },
	{ "cerno", N_("Identity number"), FIELD_TEXT, .rule = "idcard", .max = 40,
	  .flags = FIELD_PERSONAL },
	{ "consent", N_("Agrees to complain together"), FIELD_FLAG,
	  .flags = NEED_ALWAYS,
	  .help = N_("Complaints are joined only with the consent of each (order "
		     "121 article 12).") },
	{ "note", N_("Note"), FIELD_LONG, .max = 1000,
	  .help = N_("How the consent was given; no names here.") },
};

static enum verdict
join_check(const struct form *f, const struct ticket *t, struct err *err)
{
	(void)t;
	if (!str_eq(form_named(f, "consent"), "true"))
		return refuse_field(
			err, "consent",
			_("Complaining together needs the consent of each."));
	return DONE;
}

const struct action action_join = {
	.name = "join",
	.menu = 600,
	.label = N_("Join"),
	.help = N_("Takes in somebody who complains of the same (order 121 article "
		   "12)."),
	.ask = N_("Another complainant"),
	FIELDS(fields),
	.check = join_check,
};
