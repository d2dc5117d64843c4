/* intake_known.c -- the centre's data about the caller, the trader and the place: asked for
 * when fields are left, shown beside the form, and filled in only on F5.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fact.h"
#include "ui/screen/intake.h"

void
intake_fill(struct intake *in, const char *name, const char *text)
{
	int field = form_find(in->form, name);

	if (field >= 0 && *text)
		form_set(in->form, (size_t)field, text);
}

static void
ask_caller(struct intake *in, struct ui *ui)
{
	const char *phone = form_named(in->form, "inccall");

	if (!*phone)
		phone = form_named(in->form, "mobile");
	if (!*phone || str_eq(phone, in->phone))
		return;
	str_copy(in->phone, sizeof in->phone, phone);
	ui_ask(ui, &in->caller, "caller", json_pack("{s:s}", "phone", phone), NULL);
}

static void
ask_respondent(struct intake *in, struct ui *ui)
{
	const char *uscc = form_named(in->form, "uscc");
	const char *name = form_named(in->form, "invname");
	char both[sizeof in->trader];

	str_format(both, sizeof both, "%s %s", uscc, name);
	if ((!*uscc && !*name) || str_eq(both, in->trader))
		return;
	str_copy(in->trader, sizeof in->trader, both);
	ui_ask(ui, &in->respondent, "respondent",
	       json_pack("{s:s, s:s}", "uscc", uscc, "name", name), NULL);
}

static void
ask_suggest(struct intake *in, struct ui *ui)
{
	const char *division = form_named(in->form, "invdiv");
	const char *address = form_named(in->form, "invaddr");
	const char *goods = form_named(in->form, "objtype");
	const char *platform = form_named(in->form, "platform");
	char all[sizeof in->place];

	str_format(all, sizeof all, "%s %s %s %s", division, address, goods, platform);
	if ((!*division && !*address && !*platform) || str_eq(all, in->place))
		return;
	str_copy(in->place, sizeof in->place, all);
	ui_ask(ui, &in->suggest, "suggest",
	       json_pack("{s:s, s:s, s:s, s:s}", "division", division, "address",
			 address, "objtype", goods, "platform", platform),
	       NULL);
}

void
intake_ask(struct intake *in, struct ui *ui)
{
	ask_caller(in, ui);
	ask_respondent(in, ui);
	ask_suggest(in, ui);
}

static bool
is_unanswered(const struct answer *answer)
{
	return answer->fault[0] || answer->waiting;
}

void
intake_ask_again(struct intake *in, struct ui *ui)
{
	if (is_unanswered(&in->caller)) {
		in->phone[0] = '\0';
		ask_caller(in, ui);
	}
	if (is_unanswered(&in->respondent)) {
		in->trader[0] = '\0';
		ask_respondent(in, ui);
	}
	if (is_unanswered(&in->suggest)) {
		in->place[0] = '\0';
		ask_suggest(in, ui);
	}
}

/* -- F5 ------------------------------------------------------------------------------ */

/* On the suggestion beside the form: it goes in only when it is asked to. */
static void
take_suggestion(struct intake *in, struct ui *ui)
{
	const char *unit, *name;

	if (!in->suggest.rows || in->suggest.rows->n == 0) {
		ui_say(ui, FACE_WARN,
		       _("Nothing is suggested yet: it needs the place."));
		return;
	}
	unit = rows_named(in->suggest.rows, 0, "unit");
	name = rows_named(in->suggest.rows, 0, "name");
	ui_learn(ui, "unit", unit, name, name);
	intake_fill(in, "suggest", unit);
	ui_say(ui, FACE_GOOD, _("Suggested unit: %s"), name);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* The caller's newest complaint, else the newest ticket of any kind. */
static bool
newest(const struct intake *in, size_t *row)
{
	const struct rows *rows = in->caller.rows;
	size_t i;

	if (!rows || rows->n == 0)
		return false;
	for (*row = i = 0; i < rows->n; i++)
		if (str_eq(rows_named(rows, i, "kind"), "complaint")) {
			*row = i;
			break;
		}
	return true;
}

/* Personal facts come masked with every answer: this one is asked for by its own, and
 * the centre records who saw it and why. */
static void
ask_fact(struct intake *in, struct ui *ui, const char *name)
{
	size_t row;

	if (in->caller.waiting || in->reveal.waiting) {
		ui_say(ui, FACE_WARN, _("The centre is being asked; a moment."));
		return;
	}
	if (!newest(in, &row)) {
		ui_say(ui, FACE_WARN,
		       _("No earlier ticket of this caller: nothing to take over."));
		return;
	}
	str_copy(in->wanted, sizeof in->wanted, name);
	str_copy(in->source, sizeof in->source,
		 rows_named(in->caller.rows, row, "regno"));
	ui_ask(ui, &in->reveal, "reveal_request",
	       json_pack("{s:s, s:s, s:s}", "ticket",
			 rows_named(in->caller.rows, row, "ticket"), "field", name,
			 "reason", _("The caller is on the line.")),
	       "centre");
	ui_say(ui, FACE_PLAIN, _("Asking for what the caller said last time …"));
}

void
intake_revealed(struct intake *in, struct ui *ui)
{
	const struct rows *rows = in->reveal.rows;
	const char *value;

	if (in->reveal.fault[0]) {
		ui_say(ui, FACE_WARN, _("It cannot be taken over: %s"),
		       in->reveal.fault);
	} else if (rows && rows->n > 0 &&
		   str_eq(in->reveal.query->name, "reveal_request")) {
		ui_ask(ui, &in->reveal, "reveal_redeem",
		       json_pack("{s:s}", "token", rows_named(rows, 0, "token")),
		       "centre");
		return;
	} else if (!in->reveal.waiting) {
		value = rows && rows->n > 0 ? rows_named(rows, 0, "value") : "";
		intake_fill(in, in->wanted, value);
		if (*value)
			ui_say(ui, FACE_GOOD,
			       _("%s taken from ticket %s: ask whether it still holds."),
			       fact_label(NULL, in->wanted), in->source);
		else
			ui_say(ui, FACE_WARN, _("The earlier ticket does not say it."));
	}
	if (!in->reveal.waiting)
		ui_forget(ui, &in->reveal);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* The number she calls from, where it is of this field's kind. */
static bool
fill_number(struct intake *in, struct ui *ui, const char *name)
{
	const char *calls = form_named(in->form, "inccall");
	bool fits = str_eq(name, "mobile") ? calls[0] == '1' : calls[0] == '0';

	if ((!str_eq(name, "mobile") && !str_eq(name, "landtel")) || !fits)
		return false;
	intake_fill(in, name, calls);
	ui_say(ui, FACE_GOOD, _("The number of this call."));
	ui_damage(ui, DAMAGE_SCREEN);
	return true;
}

void
intake_take(struct intake *in, struct ui *ui)
{
	static const char *const personal[] = { "pname", "paddr", "mobile", "landtel" };
	size_t field = fieldset_field(&in->fields), i;
	const char *name = form_field(in->form, field)->name;

	if (fill_number(in, ui, name))
		return;
	for (i = 0; i < ARRAY_LEN(personal); i++)
		if (str_eq(personal[i], name)) {
			ask_fact(in, ui, name);
			return;
		}
	take_suggestion(in, ui);
}
