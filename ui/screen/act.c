/* act.c -- every form over a ticket, made from the action's field table.
 *
 *   loading ──document──► typing ──^S──► sending ──kept──► closed (已存)
 *                           └─ the first fault gets the cursor
 *
 * 1. The form is for the tickets it was opened with, by id, whatever changes in the lists.
 * 2. It builds on the version read when it was opened, or on the operator's own pending
 *    operation; another operator's change is announced, never merged.
 * 3. Typed text is at the desk within a second; Esc leaves it there as a draft.
 * 4. A mended operation replaces the refused one, which stays until the new one is kept.
 */
#include "ui/screen/act.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/part/fact.h"
#include "ui/part/pending.h"

#define AT_ONCE 32 /* operations of one tell */

const struct ticket *
act_ticket(const struct act_screen *a)
{
	return &a->targets.v[0].ticket;
}

size_t
act_ntargets(const struct act_screen *a)
{
	size_t i, n = 0;

	for (i = 0; i < a->targets.n; i++)
		n += !a->targets.v[i].left_out;
	return n;
}

bool
act_is_conflict(const struct act_screen *a)
{
	return json_is_object(json_object_get(a->body, "conflict"));
}

/* The ticket as it will be once one's own operations have arrived. */
struct ticket
act_then(const struct act_screen *a, struct ui *ui, const struct ticket *t,
	 char base[48])
{
	struct ticket seen = *t;

	pending_foresee(a->outbox.rows, ui_state(ui), &seen, base);
	return seen;
}

const struct transition *
act_step_of(const struct act_screen *a, struct ui *ui, const struct ticket *t)
{
	const struct state *state = ui_state(ui);
	char base[48];
	struct ticket seen;

	if (!t->doc)
		return NULL;
	seen = act_then(a, ui, t, base);
	return action_offered(a->action, state->transitions.v, state->transitions.n,
			      &seen, &state->me);
}

const struct transition *
act_step(const struct act_screen *a, struct ui *ui)
{
	return act_step_of(a, ui, act_ticket(a));
}

/* -- opening ------------------------------------------------------------------------- */

static void
ask_next(struct act_screen *a, struct ui *ui)
{
	for (a->asked = 0; a->asked < a->targets.n; a->asked++)
		if (!a->targets.v[a->asked].ticket.doc)
			break;
	if (a->asked < a->targets.n)
		act_ask_doc(a, ui, a->targets.v[a->asked].id);
}

static void
show_fault(struct act_screen *a, struct ui *ui)
{
	const json_t *fault = json_object_get(a->body, "fault");
	const char *name = json_text(fault, "field"), *text = json_text(fault, "text");
	int field = form_find(a->form, name);

	if (field >= 0) {
		form_set_fault(a->form, (size_t)field, text);
		fieldset_focus(&a->fields, ui, (size_t)field);
	}
	if (*text)
		ui_say(ui, FACE_BAD, "%s", text);
}

static void
restore(struct act_screen *a, struct ui *ui)
{
	const json_t *cursor = json_object_get(a->body, "cursor");
	int field = form_find(a->form, json_text(cursor, "field"));

	action_restore(a->action, a->form, a->body);
	fieldset_learn(&a->fields, ui);
	fieldset_judge(&a->fields, ui);
	if (field < 0)
		return;
	fieldset_focus(&a->fields, ui, (size_t)field);
	edit_seek(form_edit(a->form, (size_t)field),
		  (size_t)json_int(cursor, "pos", 0));
}

static void
make_form(struct act_screen *a, struct ui *ui)
{
	int64_t wall = ui_now(ui).wall + ui_state(ui)->offset;
	int at = -1;

	if (a->form) {
		at = (int)fieldset_field(&a->fields);
		fieldset_release(&a->fields, ui);
		form_free(a->form);
	}
	a->form = action_form(a->action, act_ticket(a), wall);
	action_leave_out(a->action, a->form, act_ticket(a), act_unit(a, ui));
	draft_blank(&a->draft, a->form);
	a->fields =
		(struct fieldset){ .form = a->form,
				   .owner = &a->screen,
				   .offers = a->action->offers ? act_offers : NULL };
	fieldset_init(&a->fields, ui);
	if (at >= 0)
		fieldset_focus(&a->fields, ui, (size_t)at);
	str_copy(a->fields.holder, sizeof a->fields.holder, act_ticket(a)->unit);
	str_copy(a->fields.acting, sizeof a->fields.acting, act_unit(a, ui));
	a->fields.ticket = act_ticket(a);
	act_ask_suggestion(a, ui);
	if (*a->text && form_count(a->form) > 0)
		form_set(a->form, 0, a->text);
	if (a->body)
		restore(a, ui);
	draft_init(&a->draft, ui, a->draft_id[0] ? a->draft_id : NULL, a->form);
	if (a->body)
		show_fault(a, ui);
	a->phase = ACT_TYPING;
	ui_damage(ui, DAMAGE_ALL);
}

static void
add_target(struct act_screen *a, const char *id)
{
	str_copy(vec_add(&a->targets)->id, UUID_TEXT, id);
}

static struct screen *
act_open(struct ui *ui, const struct opening *o)
{
	const char *name = json_text(o->body, "action");
	const struct action *action = o->action ? o->action : action_named(name);
	struct act_screen *a;
	size_t i;

	if (!action || (str_empty(o->ticket) && o->ntickets == 0))
		return NULL;
	a = xcalloc(1, sizeof *a);
	a->screen.cls = &screen_act;
	a->action = action;
	for (i = 0; i < o->ntickets; i++)
		add_target(a, o->tickets[i]);
	if (o->ntickets == 0)
		add_target(a, o->ticket);
	a->body = json_incref((json_t *)o->body);
	a->chosen = o->transition || o->body;
	a->text = xstrdup(o->text ? o->text : "");
	str_copy(a->draft_id, sizeof a->draft_id, o->draft ? o->draft : "");
	if (o->op)
		(void)uuid_parse(o->op, &a->mends);
	ui_ask(ui, &a->outbox, "outbox", json_object(), NULL);
	if (o->doc && ticket_read(&a->targets.v[0].ticket, (json_t *)o->doc)) {
		make_form(a, ui);
		if (action->follow &&
		    a->targets.n ==
			    1) /* what the form repeats may be newer at the centre */
			act_ask_doc(a, ui, a->targets.v[0].id);
	}
	ask_next(a, ui);
	return &a->screen;
}

static void
act_close(struct screen *screen, struct ui *ui)
{
	struct act_screen *a = (struct act_screen *)screen;
	struct target *target;

	if (a->form)
		fieldset_release(&a->fields, ui);
	draft_release(&a->draft);
	form_free(a->form);
	vec_each(target, &a->targets)
		ticket_release(&target->ticket);
	vec_release(&a->targets);
	act_group_release(a);
	ui_forget(ui, &a->doc);
	ui_forget(ui, &a->outbox);
	ui_forget(ui, &a->paper);
	ui_forget(ui, &a->suggest);
	json_decref(a->body);
	mem_wipe(a->text, strlen(a->text));
	free(a->text);
	free(a);
}

/* -- drafts -------------------------------------------------------------------------- */

static json_t *
draft_body(const struct act_screen *a)
{
	json_t *body = json_object(), *tickets = json_array(), *cursor = json_object();
	size_t field = fieldset_field(&a->fields), i;
	char mends[UUID_TEXT];

	json_put(body, "action", a->action->name);
	json_put(body, "ticket", a->targets.v[0].id);
	for (i = 0; i < a->targets.n; i++)
		json_array_append_new(tickets, json_string(a->targets.v[i].id));
	json_object_set_new(body, "tickets", tickets);
	json_put(body, "title", act_ticket(a)->regno);
	if (act_is_conflict(a))
		json_object_set(body, "conflict", json_object_get(a->body, "conflict"));
	if (!uuid_is_nil(&a->mends)) {
		uuid_text(&a->mends, mends);
		json_put(body, "mends", mends);
	}
	if (form_count(a->form) > 0) {
		json_put(cursor, "field", form_field(a->form, field)->name);
		json_put_int(cursor, "pos",
			     (int64_t)edit_cursor(form_edit(a->form, field)));
	}
	json_object_set_new(body, "cursor", cursor);
	return body;
}

static void
save(struct screen *screen, struct ui *ui)
{
	struct act_screen *a = (struct act_screen *)screen;

	ui_timer_off(ui, screen, save);
	if (a->phase == ACT_TYPING && draft_is_dirty(&a->draft, a->form))
		draft_save(&a->draft, ui, a->form, draft_body(a));
}

static void
journal(struct act_screen *a, struct ui *ui)
{
	act_follow(a, ui);
	if (a->phase == ACT_TYPING)
		draft_typed(&a->draft, ui, a->form, &a->screen, save);
}

static void
lay_aside(struct act_screen *a, struct ui *ui)
{
	if (a->phase != ACT_TYPING ||
	    draft_lay_aside(&a->draft, ui, a->form, &a->screen, save))
		ui_close(ui, &a->screen);
}

/* -- submitting ---------------------------------------------------------------------- */

void
act_fault(struct act_screen *a, struct ui *ui, const struct err *err)
{
	int field = form_find(a->form, err->field);

	if (field >= 0) {
		fieldset_focus(&a->fields, ui, (size_t)field);
		form_set_fault(a->form, (size_t)field, err->text);
	}
	ui_say(ui, FACE_BAD, "%s", err->text);
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
advise(struct act_screen *a, struct ui *ui)
{
	struct err err = { 0 };

	if (a->advised || !a->action->advise ||
	    !a->action->advise(a->form, act_ticket(a), &err))
		return false;
	a->advised = true;
	ui_say(ui, FACE_WARN, _("%s  ^S again submits it all the same."), err.text);
	return true;
}

/* What the operation builds on, beside what command_seal() knows. */
static enum verdict
seal(struct act_screen *a, struct ui *ui, const struct target *target,
     struct command *out, struct err *err)
{
	char base[48];
	struct ticket seen = act_then(a, ui, &target->ticket, base);
	enum verdict v = command_seal(out, a->action, a->form, &seen,
				      ui_now(ui).wall + ui_state(ui)->offset, err);

	if (v == DONE)
		command_build_on(out, base, &a->mends);
	return v;
}

static void
send(struct act_screen *a, struct ui *ui, const struct command *commands, size_t n)
{
	size_t at, some;

	ui_timer_off(ui, &a->screen, save);
	for (at = 0; at < n; at += some) {
		some = n - at < AT_ONCE ? n - at : AT_ONCE;
		a->told = ui_tell(ui, commands + at, some, &a->draft.id);
	}
	a->phase = ACT_SENDING;
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
is_ready(struct act_screen *a, struct ui *ui)
{
	a->wants_submit = !fieldset_settle(&a->fields, ui) || a->asked < a->targets.n ||
			  (a->targets.n > 1 && !a->sorted);
	if (act_ntargets(a) == 0) {
		ui_say(ui, FACE_BAD, _("This step is open on none of the tickets."));
		a->wants_submit = false;
		return false;
	}
	return !a->wants_submit;
}

void
act_submit(struct act_screen *a, struct ui *ui)
{
	VEC(struct command) commands = { 0 };
	struct command *command;
	struct err err = { 0 };
	enum verdict v = DONE;
	size_t i;

	if (!is_ready(a, ui))
		return;
	for (i = 0; v == DONE && i < a->targets.n; i++) {
		struct command one = { 0 };

		if (a->targets.v[i].left_out)
			continue;
		v = seal(a, ui, &a->targets.v[i], &one, &err);
		if (v == DONE)
			vec_push(&commands, one);
	}
	if (v != DONE)
		act_fault(a, ui, &err);
	else if (!advise(a, ui) && !act_asks_first(a, ui))
		send(a, ui, commands.v, commands.n);
	vec_each(command, &commands)
		command_release(command);
	vec_release(&commands);
}

/* -- events -------------------------------------------------------------------------- */

/* A list opens a form without asking whether the step is open: it is asked here. */
static bool
check_offered(struct act_screen *a, struct ui *ui, struct target *target)
{
	if (a->chosen || !a->outbox.rows || act_step_of(a, ui, &target->ticket))
		return true;
	target->left_out = true;
	if (a->targets.n > 1)
		return true;
	ui_say(ui, FACE_WARN, _("%s is not open to you here; F4 shows what is."),
	       _(a->action->label));
	ui_close(ui, &a->screen);
	return false;
}

static struct target *
target_of(struct act_screen *a, const struct ticket *got)
{
	struct target *target;
	struct uuid id;

	vec_each(target, &a->targets)
		if (uuid_parse(target->id, &id) && uuid_eq(&id, &got->id))
			return target;
	return NULL;
}

static void
sort_out(struct act_screen *a, struct ui *ui)
{
	if (act_sort_out(a, ui) && a->form && draft_is_empty(&a->draft, a->form))
		make_form(a, ui);
}

/* The centre may know a newer copy than the one the form was made from: taken while
 * nothing is typed, else only said. */
static void
take_doc(struct act_screen *a, struct ui *ui)
{
	const char *text = rows_named(a->doc.rows, 0, "doc");
	struct target *target;
	struct ticket got;
	json_t *doc = NULL;
	bool first = false, below;

	if (json_read(&doc, text, strlen(text), NULL) != DONE ||
	    !ticket_read(&got, doc)) {
		json_decref(doc);
		return;
	}
	json_decref(doc);
	target = target_of(a, &got);
	below = target && act_goes_below(a, &target->ticket, &got);
	if (target)
		first = target == a->targets.v && (!a->form || !target->ticket.doc);
	if (!target) {
		ticket_release(&got);
	} else if (target->ticket.doc && !below && a->form &&
		   !draft_is_empty(&a->draft, a->form)) {
		a->moved = true;
		ui_say(ui, FACE_WARN,
		       _("This ticket was changed meanwhile; what you type stays."));
		ticket_release(&got);
	} else {
		first = first || target == a->targets.v;
		ticket_release(&target->ticket);
		target->ticket = got;
	}
	if (first && !below)
		make_form(a, ui);
	else if (below)
		act_follow(a, ui);
	if (target && !check_offered(a, ui, target))
		return;
	if (!a->doc.waiting)
		ask_next(a, ui);
	sort_out(a, ui);
	ui_damage(ui, DAMAGE_SCREEN);
	if (a->wants_submit)
		act_submit(a, ui);
}

static void
on_outbox(struct act_screen *a, struct ui *ui)
{
	size_t i;

	for (i = 0; i < a->targets.n; i++)
		if (a->targets.v[i].ticket.doc &&
		    !check_offered(a, ui, &a->targets.v[i]))
			return;
	sort_out(a, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
on_kept(struct act_screen *a, struct ui *ui)
{
	size_t n = act_ntargets(a);

	if (n > 1)
		ui_say(ui, FACE_GOOD, _("Kept: %s, %zu tickets"), _(a->action->label),
		       n);
	else
		ui_say(ui, FACE_GOOD, _("Kept: %s %s"), _(a->action->label),
		       act_ticket(a)->regno);
	act_go_on(a, ui);
	ui_close(ui, &a->screen);
}

static void
act_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct act_screen *a = (struct act_screen *)screen;

	if (a->form && draft_event(&a->draft, ui, a->form, event)) {
		ui_close(ui, screen);
	} else if (event->answer && event->answer == &a->doc) {
		if (event->kind == EVENT_ROWS)
			take_doc(a, ui);
		else
			ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->answer && event->answer == &a->paper) {
		act_paper_event(a, ui, event);
	} else if (event->answer && event->answer == &a->suggest) {
		act_suggested(a, ui);
	} else if (event->answer && event->answer == &a->outbox) {
		on_outbox(a, ui);
	} else if (event->kind == EVENT_KEPT && a->told && event->id == a->told) {
		on_kept(a, ui);
	} else if (event->kind == EVENT_NO && a->told && event->id == a->told) {
		a->phase = ACT_TYPING;
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->kind == EVENT_NEWS) {
		act_news(a, ui, event->body);
	} else if (event->kind == EVENT_WELCOME) {
		save(screen, ui);
		ask_next(a, ui);
	} else if (a->form && fieldset_event(&a->fields, ui, event)) {
		journal(a, ui);
		if (a->wants_submit)
			act_submit(a, ui);
	}
}

/* -- acts ---------------------------------------------------------------------------- */

static bool
typing_act(struct act_screen *a, struct ui *ui, enum act act, const struct key *key)
{
	if (act == ACT_HELP) {
		fieldset_help(&a->fields, ui, a->action, ui_place(ui));
		return true;
	}
	if (act_scroll(a, ui, act))
		return true;
	if (fieldset_act(&a->fields, ui, act, key))
		return true;
	if (act == ACT_SUBMIT || (act == ACT_OPEN && form_count(a->form) == 0))
		act_submit(a, ui);
	else if (act == ACT_BACK)
		lay_aside(a, ui);
	else if (act == ACT_PHRASES)
		fieldset_insert(&a->fields, ui);
	else if (act == ACT_ADDRESS && a->action->flags & ACTION_SUGGESTED)
		act_take_suggestion(a, ui);
	else if (act == ACT_READ_BACK && a->action->flags & ACTION_PAPER)
		act_preview(a, ui);
	else {
		if (act == ACT_PILE)
			save(&a->screen, ui);
		return false;
	}
	return true;
}

static bool
act_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct act_screen *a = (struct act_screen *)screen;
	bool known;

	if (a->phase != ACT_TYPING && act == ACT_BACK) {
		ui_close(ui, screen);
		return true;
	}
	if (a->phase != ACT_TYPING)
		return false;
	known = typing_act(a, ui, act, key);
	if (ui_is_open(ui, screen))
		journal(a, ui);
	return known;
}

const struct screen_class screen_act = {
	.name = "act",
	.title = N_("Action"),
	.place = PLACE_FORM,
	.place_now = act_place,
	.open = act_open,
	.close = act_close,
	.draw = act_draw,
	.act = act_act,
	.waits = act_waits,
	.event = act_event,
	.save = save,
};
