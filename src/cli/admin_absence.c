/* admin_absence.c -- deputies of absent operators: appoints, ends, lists them.
 * Law: a deputy's duty ends on its last day, and with the absent operator's own duty. */
#include <stdlib.h>

#include "base/text.h"

#include "admin.h"

/* Which of the two names is no operator; then the order itself, checked by the server. */
static const char sql_unknown[] =
	"select x from unnest(array[$1, $2]) x "
	"where not exists (select from core.operator where name = x)";
static const char sql_unknown_unit[] =
	"select $1 where $1 <> '' and not exists (select from core.unit where code = $1)";
static const char sql_order[] =
	"select core.stand_in($1, $2, coalesce(string_to_array(nullif($3, ''), ','), "
	"'{}'), nullif($4, ''), coalesce(nullif($5, '')::date, current_date), $6::date, "
	"$7)";
static const char sql_back[] =
	"update core.absence set ended = now() where operator = $1 and ended is null "
	"and valid_to >= current_date returning 1";
static const struct column columns[] = {
	{ "operator", N_("Absent"), COL_TEXT },
	{ "operator_name", N_("Name"), COL_TEXT },
	{ "substitute", N_("Stands in"), COL_TEXT },
	{ "substitute_name", N_("Name"), COL_TEXT },
	{ "from", N_("From"), COL_DATE },
	{ "until", N_("Until"), COL_DATE },
	{ "duties", N_("Duties"), COL_TEXT },
	{ "reason", N_("Reason"), COL_TEXT },
};
static const struct query list = {
	.sql = "select a.operator, o.label, a.substitute, s.label, a.valid_from::text, "
	       "a.valid_to::text, array_to_string(a.duties, ' ') "
	       "|| case when a.unit is null then '' else '@' || a.unit end, a.reason "
	       "from core.absence a join core.operator o on o.name = a.operator "
	       "join core.operator s on s.name = a.substitute "
	       "where a.ended is null and a.valid_to >= current_date "
	       "order by a.valid_from, a.operator, a.n",
	COLUMNS(columns)
};

static enum verdict
note(struct admin *admin, const char *what, struct err *err)
{
	json_t *detail = json_copy(admin->flags);

	json_object_del(detail, "server");
	json_put(detail, "operator", admin->words[0]);
	if (admin->nwords > 1)
		json_put(detail, "substitute", admin->words[1]);
	return admin_note(admin, what, detail, err);
}

/* REFUSED where the query names something that is not there. */
static enum verdict
none(struct admin *admin, const char *sql, const char *const *args,
     const char *complaint, struct err *err)
{
	struct str found = { 0 };
	enum verdict v = admin_value(admin, sql, args, &found, err);

	if (v == DONE && found.len)
		v = refuse(err, complaint, str_text(&found));
	str_release(&found);
	return v;
}

static enum verdict
order(struct admin *admin, void *arg, struct err *err)
{
	const char *who[] = { admin->words[0], admin->words[1], NULL };
	const char *unit[] = { admin_flag(admin, "unit"), NULL };
	const char *args[] = { admin->words[0],
			       admin->words[1],
			       admin_flag(admin, "duty"),
			       admin_flag(admin, "unit"),
			       admin_flag(admin, "from"),
			       admin_flag(admin, "until"),
			       admin_flag(admin, "reason"),
			       NULL };
	struct str reason = { 0 };
	enum verdict v;

	(void)arg;
	v = none(admin, sql_unknown, who, _("There is no operator %s."), err);
	if (v == DONE)
		v = none(admin, sql_unknown_unit, unit, _("There is no unit %s."), err);
	if (v == DONE)
		v = admin_value(admin, sql_order, args, &reason, err);
	if (v == DONE && reason.len)
		v = refuse(err, "%s", _(str_text(&reason)));
	str_release(&reason);
	return v == DONE ? note(admin, "absence", err) : v;
}

enum verdict
admin_absence(struct admin *admin, struct err *err)
{
	return admin_together(admin, order, NULL, err);
}

static enum verdict
back(struct admin *admin, void *arg, struct err *err)
{
	const char *args[] = { admin->words[0], NULL };
	bool found = false;
	enum verdict v;

	(void)arg;
	v = admin_run(admin, sql_back, args, &found, err);
	if (v == DONE && !found)
		v = refuse(err, _("Nobody stands in for %s."), args[0]);
	return v == DONE ? note(admin, "back", err) : v;
}

enum verdict
admin_back(struct admin *admin, struct err *err)
{
	return admin_together(admin, back, NULL, err);
}

enum verdict
admin_absences(struct admin *admin, struct err *err)
{
	return admin_list(admin, &list, NULL, err);
}
