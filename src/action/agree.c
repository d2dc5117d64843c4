/* action/agree.c -- records the agreement; the time for mediation stops (order 121
 * article 24). */
#include "table.h"

static const struct field fields[] = {
	{ "paper", N_("Mediation paper"), FIELD_TEXT, .max = 60, .flags = NEED_ALWAYS,
	  .help = N_("Number of the paper; or performed (done at once), or "
		     "waived (both sides want none).") },
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

const struct action action_agree = {
	.name = "agree",
	.label = N_("Agree"),
	.help = N_("Records the agreement; the time for mediation stops "
		   "(order 121 article 24)."),
	.ask = N_("Agreement reached"),
	FIELDS(fields),
};
