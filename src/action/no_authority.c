/* action/no_authority.c -- this unit may not handle the report: the reporter is told
 * where to go (order 121 article 34); a matter of food safety is transferred, with a
 * notice in writing (Food Safety Law article 115). */
#include "table.h"

static const struct field fields[] = {
	{ "ground", N_("Ground"), FIELD_CODE, .pick = "report_decision",
	  .rule = "noauthority", .flags = NEED_ALWAYS },
	{ "dept", N_("Competent authority"), FIELD_TEXT, .flags = NEED_ALWAYS,
	  .help = N_("Where the reporter is told to go (order 121 article 34).") },
	{ "detail", N_("What is told"), FIELD_LONG, .max = 1000, .flags = NEED_ALWAYS },
	{ "notify", N_("Reporter told by"), FIELD_CODE, .pick = "reply_method",
	  .flags = NEED_ALWAYS,
	  .help = N_("In a matter of food safety in writing: internet, short "
		     "message, e-mail or letter.") },
	{ "notified", N_("Told at"), FIELD_STAMP, .rule = "past" },
	{ "transfer_to", N_("Transferred to"), FIELD_TEXT,
	  .help = N_("A matter of food safety must be transferred (Food Safety Law "
		     "article 115).") },
};

const struct action action_no_authority = {
	.name = "no_authority",
	.menu = 420,
	.label = N_("No authority"),
	.help = N_("This unit may not handle the report: the reporter is told where "
		   "to go (order 121 article 34; food: Food Safety Law article 115)."),
	FIELDS(fields),
};
