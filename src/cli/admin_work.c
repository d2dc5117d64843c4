/* admin_work.c -- the server's periodic jobs, one row each.
 * Law: each job is its own transaction, run by one process at a time; a failure is recorded
 * and stops no other job; jobs that write records come before the sealing.  A job whose
 * function is not installed is skipped.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "admin.h"

static const struct step {
	const char *name;
	const char *function; /* of core; returns what it did, in a few words */
	const char *seconds; /* at the earliest after the last time */
	const char *help; /* N_() */
} steps[] = {
	{ "sessions", "work_sessions", "1",
	  N_("Ends sessions that hold others up or are no operator's any more.") },
	{ "roles", "work_roles", "4",
	  N_("Puts back what operators changed of their roles' settings.") },
	{ "meters", "work_meters", "2",
	  N_("Records look-ups whose transactions were undone.") },
	{ "left", "work_meters_left", "60",
	  N_("Records undone look-ups of operators who have left.") },
	{ "deadlines", "work_deadlines", "300",
	  N_("Urges before a limit and tells the superior after it.") },
	{ "calendar", "work_calendar", "86400",
	  N_("Open deadlines follow the calendar; a missing year is named.") },
	{ "roots", "work_roots", "300",
	  N_("Seals what was recorded since the last root.") },
	{ "upkeep", "work_upkeep", "3600", N_("Keeps indexes and statistics fresh.") },
};

enum { STEPS = sizeof steps / sizeof *steps, LONGEST = 86400 };

static const char sql_there[] =
	"select 1 from pg_proc where pronamespace = 'core'::regnamespace and proname = $1";
/* Operators may not take advisory locks: nobody else can stand in the way. */
static const char sql_mine[] = "select 1 where pg_try_advisory_xact_lock(12315, "
			       "hashtext('gangshao work ' || $1))";
static const char sql_due[] =
	"select 1 where not exists (select from core.work where step = $1 "
	"and started > clock_timestamp() - make_interval(secs => $2::integer))";
static const char sql_began[] =
	"insert into core.work (step, started, ended, well, said) "
	"values ($1, clock_timestamp(), clock_timestamp(), false, '') "
	"on conflict (step) do update set started = excluded.started, said = ''";
static const char sql_ended[] =
	"insert into core.work (step, started, ended, well, said, fine) "
	"values ($1, clock_timestamp(), clock_timestamp(), $2 = 't', left($3, 500), "
	"case when $2 = 't' then clock_timestamp() end) "
	"on conflict (step) do update set ended = clock_timestamp(), "
	"well = excluded.well, said = excluded.said, "
	"fine = coalesce(excluded.fine, work.fine), "
	"started = case when excluded.well then work.started else excluded.started end";
static const char sql_last[] =
	"select fine, started, well::text, said from core.work where step = $1";
static const struct column columns[] = {
	{ "step", N_("Step"), COL_TEXT },	{ "seconds", N_("Seconds"), COL_INT },
	{ "done", N_("Last done"), COL_STAMP }, { "started", NULL, COL_STAMP },
	{ "well", N_("Well"), COL_FLAG },	{ "said", N_("Result"), COL_TEXT },
	{ "meaning", N_("Meaning"), COL_TEXT },
};
static const struct query list = { COLUMNS(columns) };

static enum verdict
record(struct admin *admin, const struct step *step, const char *well, const char *said,
       struct err *err)
{
	const char *args[] = { step->name, well, said, NULL };

	return admin_run(admin, sql_ended, args, NULL, err);
}

struct turn {
	const struct step *step;
	bool mine; /* due, and nobody else is at it */
	struct str said;
};

/* Inside the step's transaction. */
static enum verdict
take(struct admin *admin, void *arg, struct err *err)
{
	struct turn *turn = arg;
	const char *args[] = { turn->step->name, NULL, NULL };
	char call[80];
	enum verdict v;

	v = admin_run(admin, sql_mine, args, &turn->mine, err);
	args[1] = turn->step->seconds;
	if (v == DONE && turn->mine)
		v = admin_run(admin, sql_due, args, &turn->mine, err);
	if (v != DONE || !turn->mine)
		return v;
	args[1] = NULL;
	v = admin_run(admin, sql_began, args, NULL, err);
	str_format(call, sizeof call, "select core.%s()", turn->step->function);
	if (v == DONE)
		v = admin_value(admin, call, NULL, &turn->said, err);
	return v == DONE ? record(admin, turn->step, "t", str_text(&turn->said), err)
			 : v;
}

static enum verdict
known(struct admin *admin, const struct step *step, bool *there, struct err *err)
{
	const char *args[] = { step->function, NULL };

	return admin_run(admin, sql_there, args, there, err);
}

/* REFUSED: the step failed and that is on record.  Anything else: the link is dead. */
static enum verdict
do_step(struct admin *admin, const struct step *step, struct err *err)
{
	struct turn turn = { .step = step };
	bool there = false;
	struct err why;
	enum verdict v;

	v = known(admin, step, &there, err);
	if (v != DONE || !there)
		return v;
	v = admin_together(admin, take, &turn, err);
	if (v == DONE && turn.mine && !str_eq(str_text(&turn.said), "0") &&
	    admin->cli->format == FORMAT_TABLE)
		printf("%s: %s\n", step->name, str_text(&turn.said));
	if (v == REFUSED) {
		(void)fprintf(stderr, "%s: %s\n", step->name, err->text);
		if (record(admin, step, "f", err->text, &why) != DONE)
			v = BROKEN;
	}
	str_release(&turn.said);
	return v;
}

/* The steps that --only names, one or more with commas; all where nothing is named. */
static bool
asked_for(struct admin *admin, const struct step *step)
{
	const char *only = admin_flag(admin, "only");
	size_t len = strlen(step->name);
	const char *at;

	for (at = only; *at; at += strcspn(at, ","), at += *at == ',')
		if (strcspn(at, ",") == len && strncmp(at, step->name, len) == 0)
			return true;
	return !*only;
}

static enum verdict
names_steps(struct admin *admin, struct err *err)
{
	size_t i;

	for (i = 0; i < STEPS; i++)
		if (asked_for(admin, &steps[i]))
			return DONE;
	return refuse(err, _("There is no such step: %s."), admin_flag(admin, "only"));
}

static enum verdict
round_of_steps(struct admin *admin, struct err *err)
{
	enum verdict v = DONE;
	struct err one;
	int failed = 0;
	size_t i;

	for (i = 0; i < STEPS; i++) {
		if (!asked_for(admin, &steps[i]))
			continue;
		v = do_step(admin, &steps[i], &one);
		if (v == REFUSED)
			failed++;
		else if (v != DONE)
			break;
	}
	if (v != DONE && v != REFUSED) {
		*err = one;
		return v;
	}
	return failed ? refuse(err, _("%d steps failed."), failed) : DONE;
}

/* Adds how the step went last. */
static enum verdict
add_step(struct admin *admin, const struct step *step, struct rows *rows,
	 struct err *err)
{
	const char *cells[ARRAY_LEN(columns)] = { step->name, step->seconds };
	const char *args[] = { step->name };
	struct direct_rows *last = NULL;
	bool there = false;
	enum verdict v = known(admin, step, &there, err);
	size_t i;

	if (v != DONE || !there)
		return v;
	v = direct_exec(admin->db, sql_last, args, 1, &last, err);
	if (v != DONE)
		return v;
	for (i = 0; direct_count(last) && i < direct_columns(last); i++)
		cells[2 + i] = direct_cell(last, 0, i);
	if (!direct_count(last) && admin->cli->format == FORMAT_TABLE)
		cells[5] = _("not yet done");
	cells[ARRAY_LEN(columns) - 1] = _(step->help);
	rows_add(rows, cells);
	direct_rows_free(last);
	return DONE;
}

static enum verdict
show(struct admin *admin, struct err *err)
{
	struct rows *rows = rows_new(&list);
	enum verdict v = DONE;
	size_t i;

	for (i = 0; v == DONE && i < STEPS; i++)
		if (asked_for(admin, &steps[i]))
			v = add_step(admin, &steps[i], rows, err);
	if (v == DONE)
		v = admin_print(admin, rows, err);
	rows_free(rows);
	return v;
}

/* One round; as rows for a program, those of every step it was to do. */
static enum verdict
once(struct admin *admin, struct err *err)
{
	enum verdict v = round_of_steps(admin, err);
	struct err other;

	if (admin->cli->format != FORMAT_TABLE && (v == DONE || v == REFUSED) &&
	    show(admin, &other) != DONE && v == DONE) {
		*err = other;
		v = BROKEN;
	}
	return v;
}

enum verdict
admin_work(struct admin *admin, struct err *err)
{
	const char *every = admin_flag(admin, "every");
	int seconds = 0;
	enum verdict v = names_steps(admin, err);

	if (v != DONE)
		return v;
	if (*every) {
		v = cli_number("every", every, LONGEST, &seconds, err);
		if (v == DONE && !seconds)
			v = refuse(err, _("--%s needs a value."), "every");
		if (v == DONE && admin->cli->format != FORMAT_TABLE)
			v = refuse(err, _("With --%s, %s prints no rows."), "every",
				   "work");
		if (v != DONE)
			return v;
	} else {
		return *admin_flag(admin, "once") ? once(admin, err) : show(admin, err);
	}
	do {
		v = round_of_steps(admin, err);
		(void)fflush(stdout);
	} while ((v == DONE || v == REFUSED) && poll(NULL, 0, seconds * 1000) == 0);
	return v;
}
