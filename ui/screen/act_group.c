/* act_group.c -- one form is for one kind of step: tagged tickets that would take another
 * kind wait, and get a form of their own once this one is kept.
 */
#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/part/sheet.h"
#include "ui/screen/act.h"

#define SCROLL 8 /* lines of what stands beside the form */

static struct act_group *
group_named(struct act_screen *a, const char *name)
{
	struct act_group *group;

	vec_each(group, &a->groups)
		if (str_eq(group->name, name))
			return group;
	group = vec_add(&a->groups);
	str_copy(group->name, sizeof group->name, name);
	return group;
}

/* What it would become there; "" where the step is not open. */
static const char *
kind_of_step(struct act_screen *a, struct ui *ui, const struct target *target)
{
	const struct transition *step = act_step_of(a, ui, &target->ticket);

	return step ? step->name : "";
}

static bool
is_known(const struct act_screen *a)
{
	size_t i;

	for (i = 0; i < a->targets.n; i++)
		if (!a->targets.v[i].ticket.doc)
			return false;
	return a->outbox.rows;
}

/* The first kind stays, in the order of the list; what is open nowhere is counted out. */
static void
sort_targets(struct act_screen *a, struct ui *ui)
{
	struct target *target;
	const char *name;
	size_t i;

	for (i = 0; i < a->targets.n;) {
		target = &a->targets.v[i];
		name = kind_of_step(a, ui, target);
		if (*name)
			group_named(a, name)->n++;
		if (*name && str_eq(name, a->groups.v[0].name)) {
			i++;
			continue;
		}
		if (*name)
			str_copy(vec_add(&a->later)->id, UUID_TEXT, target->id);
		else
			a->nclosed++;
		ticket_release(&target->ticket);
		vec_remove(&a->targets, i);
	}
}

bool
act_sort_out(struct act_screen *a, struct ui *ui)
{
	bool first_goes;

	if (a->sorted || a->targets.n < 2 || !is_known(a))
		return false;
	a->sorted = true;
	if (act_ntargets(a) == 0)
		return false;
	first_goes = !*kind_of_step(a, ui, &a->targets.v[0]);
	sort_targets(a, ui);
	a->asked = a->targets.n;
	return first_goes;
}

void
act_go_on(struct act_screen *a, struct ui *ui)
{
	VEC(const char *) tickets = { 0 };
	struct later *later;

	vec_each(later, &a->later)
		vec_push(&tickets, later->id);
	if (tickets.n)
		ui_open(ui, "act",
			&(struct opening){ .action = a->action,
					   .tickets = tickets.v,
					   .ntickets = tickets.n,
					   .text = a->text });
	vec_release(&tickets);
}

void
act_group_release(struct act_screen *a)
{
	vec_release(&a->groups);
	vec_release(&a->later);
}

bool
act_scroll(struct act_screen *a, struct ui *ui, enum act act)
{
	bool down = act == ACT_PAGE_DOWN && a->more;

	if (a->fields.picker.open || (!down && (act != ACT_PAGE_UP || !a->scroll)))
		return false;
	a->scroll = down		 ? a->scroll + SCROLL
		    : a->scroll > SCROLL ? a->scroll - SCROLL
					 : 0;
	ui_damage(ui, DAMAGE_SCREEN);
	return true;
}

void
act_ask_doc(struct act_screen *a, struct ui *ui, const char *ticket)
{
	ui_ask(ui, &a->doc, "ticket", json_pack("{s:s}", "ticket", ticket), NULL);
}

/* Somebody else was at one of the tickets: said, so that she may look before ^S. */
void
act_news(struct act_screen *a, struct ui *ui, const json_t *body)
{
	const struct target *one, *added = NULL;
	const json_t *row;
	size_t i;

	json_array_foreach(json_object_get(body, "rows"), i, row) {
		vec_each(one, &a->targets) {
			if (!str_eq(json_text(row, "ticket"), one->id))
				continue;
			if (json_int(row, "version", 0) > one->ticket.version)
				a->moved = true;
			else
				added = one;
		}
	}
	if (a->moved && !act_look_again(a, ui) && a->phase == ACT_TYPING)
		ui_say(ui, FACE_WARN,
		       _("This ticket was changed meanwhile; what you type stays."));
	else if (!a->moved && added && a->phase == ACT_TYPING && !a->doc.waiting)
		act_ask_doc(a, ui, added->id);
}

/* -- drawn --------------------------------------------------------------------------- */

static void
put_groups(const struct act_screen *a, struct sheet *sheet, int cols)
{
	struct str text = { 0 };
	size_t i;

	for (i = 0; i < a->groups.n; i++)
		str_addf(&text, i ? _("; then %s: %zu") : _("Now %s: %zu"),
			 a->groups.v[i].name, a->groups.v[i].n);
	if (a->nclosed)
		str_addf(&text, _("; not open on %zu"), a->nclosed);
	sheet_line(sheet, "");
	sheet_wrap(sheet, 0, cols, FACE_WARN, str_text(&text));
	str_release(&text);
}

/* What the decision is about: what was proposed, else what was replied. */
static void
put_matter(struct ui *ui, struct sheet *sheet, int cols, const struct ticket *t)
{
	const json_t *proposal = json_object_get(t->doc, "proposal");
	const json_t *outcome = json_object_get(t->doc, "outcome");
	const struct action *what = action_named(json_text(proposal, "what"));
	struct str text = { 0 }, facts = { 0 };
	json_t *said = proposal ? json_copy((json_t *)proposal) : NULL;

	if (said) {
		json_object_del(said, "at");
		if (what)
			json_object_del(said, "what");
		fact_summary(ui, t, what, said, &facts);
		str_addf(&text, "%s  %s", what ? _(what->label) : "", str_text(&facts));
	} else {
		str_addf(&text, "%s", json_text(outcome, "handleadvice"));
	}
	json_decref(said);
	if (text.len) {
		sheet_line(sheet, "");
		sheet_wrap(sheet, 2, cols - 2, FACE_PLAIN, str_text(&text));
	}
	str_wipe(&text);
	str_wipe(&facts);
}

void
act_put_targets(const struct act_screen *a, struct ui *ui, struct sheet *sheet,
		int cols)
{
	const json_t *facts;
	const struct ticket *t;
	struct str text = { 0 };
	size_t i, len;

	put_groups(a, sheet, cols);
	for (i = 0; i < a->targets.n; i++) {
		t = &a->targets.v[i].ticket;
		if (!t->doc)
			continue;
		len = strlen(t->regno);
		facts = json_object_get(t->doc, "facts");
		str_clear(&text);
		str_addf(&text, "%s  %s  %s  %s  %s",
			 len > 8 ? t->regno + len - 8 : t->regno, kind_label(t->kind),
			 json_text(facts, "invname"), json_text(facts, "mdsename"),
			 json_text(facts, "invoam"));
		sheet_line(sheet, "");
		sheet_wrap(sheet, 0, cols, FACE_TITLE, str_text(&text));
		put_matter(ui, sheet, cols, t);
	}
	str_release(&text);
}
