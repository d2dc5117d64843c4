/* action/register.c -- registers a complaint, a report or an enquiry; a call that is both
 * complaint and report becomes two tickets of one call, each with its own operation. */
#include "base/str.h"

#include "intake.h"
#include "table.h"

/* What belongs to the complaint alone stays out of the report made beside it. */
static json_t *
report_of(const struct form *f, const json_t *complaint)
{
	json_t *o = json_deep_copy(complaint);
	const char *clues = form_named(f, "report_content");
	size_t i;

	for (i = 0; i < form_count(f); i++)
		if (form_field(f, i)->flags & FIELD_ALONE)
			json_object_del(o, form_field(f, i)->name);
	json_object_del(o, "_marks");
	json_put(o, "kind", kind_name(KIND_REPORT));
	json_put(o, "problem", form_named(f, "report_problem"));
	if (*clues)
		json_put(o, "content", clues);
	return o;
}

static void
drop_report(json_t *complaint)
{
	json_object_del(complaint, "also_report");
	json_object_del(complaint, "report_problem");
	json_object_del(complaint, "report_content");
}

enum verdict
register_seal(struct command out[2], size_t *n, struct form *f, int64_t wall,
	      struct err *err)
{
	enum verdict v =
		command_seal(&out[0], action_named("register"), f, NULL, wall, err);

	*n = 0;
	if (v != DONE)
		return v;
	*n = 1;
	if (str_eq(json_text(out[0].payload, "kind"), kind_name(KIND_COMPLAINT)) &&
	    json_is(out[0].payload, "also_report")) {
		*n = 2;
		out[1] = (struct command){
			.op = uuid_new(wall),
			.ticket = uuid_new(wall),
			.action = out[0].action,
			.payload = report_of(f, out[0].payload),
		};
		drop_report(out[1].payload);
	}
	drop_report(out[0].payload);
	return DONE;
}

#include "action/field/register.h"

const struct action action_register = {
	.name = "register",
	.menu = 10,
	.label = N_("Register"),
	.help = N_("Takes down what the caller says (order 121 articles 10 "
		   "and 28)."),
	FIELDS(fields),
	.check = intake_check,
	.advise = intake_advise,
	.derive = intake_derive,
	.flags = ACTION_CREATES,
};
