/* intake.c -- a call becomes a ticket.
 *
 *   typing ──^S──► sending ──kept──► kept (已存, the number) ──settled──► delivered (已达)
 *      └─ the first fault gets the cursor         └─ refused: stays in the outbox
 *
 * 1. Typed text is at the desk within a second (draft.c), under the call's own id.
 * 2. The centre's data about the caller, the trader and the place is shown beside the form
 *    and never filled in without a key.
 */
#include "ui/screen/intake.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fact.h"

/* What F3 repeats: the last form submitted in this session. */
static json_t *last_form;

static void
field_left(struct fieldset *fs, struct ui *ui, size_t field)
{
	struct intake *in = (struct intake *)fs->owner;

	(void)field;
	intake_ask(in, ui);
	intake_warn(in, ui);
}

/* The trader's register fills what it knows. */
static void
picked(struct fieldset *fs, struct ui *ui, size_t field, const struct answer *answer,
       size_t row)
{
	struct intake *in = (struct intake *)fs->owner;
	const char *division;

	if (str_eq(form_field(fs->form, field)->name, "invname") &&
	    str_eq(answer->query->name, "trader")) {
		division = rows_named(answer->rows, row, "division");
		intake_fill(in, "uscc", rows_named(answer->rows, row, "uscc"));
		intake_fill(in, "invaddr", rows_named(answer->rows, row, "address"));
		intake_fill(in, "invdiv", division);
		(void)ui_path(ui, "division", division);
	}
	field_left(fs, ui, field);
}

/* -- opening and closing ------------------------------------------------------------- */

static void
restore(struct intake *in, const json_t *body)
{
	const json_t *cursor = json_object_get(body, "cursor");
	int64_t started;

	form_restore(in->form, body);
	str_copy(in->call, sizeof in->call, json_text(body, "call"));
	if (stamp_parse(json_text(body, "started"), &started))
		in->started = started;
	if (cursor && form_find(in->form, json_text(cursor, "field")) >= 0)
		edit_seek(form_edit(in->form,
				    (size_t)form_find(in->form,
						      json_text(cursor, "field"))),
			  (size_t)json_int(cursor, "pos", 0));
}

/* What the centre said of it stands on its field. */
static void
refused(struct intake *in, struct ui *ui, const json_t *fault)
{
	const char *text = json_text(fault, "text");
	int field = form_find(in->form, json_text(fault, "field"));

	if (field >= 0) {
		form_set_fault(in->form, (size_t)field, text);
		fieldset_focus(&in->fields, ui, (size_t)field);
	}
	if (*text)
		ui_say(ui, FACE_BAD, "%s", text);
}

static struct screen *
intake_open(struct ui *ui, const struct opening *opening)
{
	int64_t wall = ui_now(ui).wall + ui_state(ui)->offset;
	struct uuid call = uuid_new(wall);
	struct intake *in;

	if (!opening->body && !operator_has(&ui_state(ui)->me, "r01")) {
		ui_say(ui, FACE_WARN, _("Only a receiver registers calls."));
		return NULL;
	}
	in = xcalloc(1, sizeof *in);
	in->screen.cls = &screen_intake;
	in->form = action_form(action_named("register"), NULL, wall);
	draft_blank(&in->draft, in->form);
	in->started = wall;
	uuid_text(&call, in->call);
	if (!str_empty(opening->text))
		intake_fill(in, "inccall", opening->text);
	if (opening->body)
		restore(in, opening->body);
	if (opening->op && opening->ticket)
		(void)(uuid_parse(opening->op, &in->mends) &&
		       uuid_parse(opening->ticket, &in->ticket));
	in->fields = (struct fieldset){ .form = in->form, .owner = &in->screen };
	fieldset_init(&in->fields, ui);
	str_copy(in->fields.acting, sizeof in->fields.acting, ui_state(ui)->me.unit);
	intake_words(in, ui);
	in->fields.left = field_left;
	in->fields.picked = picked;
	draft_init(&in->draft, ui, opening->draft, in->form);
	if (opening->body) {
		const json_t *cursor = json_object_get(opening->body, "cursor");
		int field = form_find(in->form, json_text(cursor, "field"));

		if (field >= 0)
			fieldset_focus(&in->fields, ui, (size_t)field);
		fieldset_judge(&in->fields, ui);
		field_left(&in->fields, ui, 0);
		refused(in, ui, json_object_get(opening->body, "fault"));
	}
	return &in->screen;
}

static void
intake_close(struct screen *screen, struct ui *ui)
{
	struct intake *in = (struct intake *)screen;

	fieldset_release(&in->fields, ui);
	ui_forget(ui, &in->caller);
	ui_forget(ui, &in->respondent);
	ui_forget(ui, &in->suggest);
	ui_forget(ui, &in->reveal);
	ui_forget(ui, &in->words);
	draft_release(&in->draft);
	form_free(in->form);
	free(in);
}

static void
save(struct screen *screen, struct ui *ui)
{
	struct intake *in = (struct intake *)screen;
	size_t field = fieldset_field(&in->fields);
	char started[30], id[UUID_TEXT];
	json_t *body;

	ui_timer_off(ui, screen, save);
	if (in->phase != PHASE_TYPING || !draft_is_dirty(&in->draft, in->form))
		return;
	stamp_text(in->started, started);
	body = json_pack("{s:s, s:s, s:s, s:s, s:{s:s, s:I}}", "action", "register",
			 "call", in->call, "started", started, "title",
			 form_named(in->form, "invname"), "cursor", "field",
			 form_field(in->form, field)->name, "pos",
			 (json_int_t)edit_cursor(form_edit(in->form, field)));
	if (!uuid_is_nil(&in->mends)) {
		uuid_text(&in->mends, id);
		json_put(body, "mends", id);
		uuid_text(&in->ticket, id);
		json_put(body, "ticket", id);
	}
	draft_save(&in->draft, ui, in->form, body);
}

static void
journal(struct intake *in, struct ui *ui)
{
	if (in->phase == PHASE_TYPING)
		draft_typed(&in->draft, ui, in->form, &in->screen, save);
}

static void
lay_aside(struct intake *in, struct ui *ui)
{
	if (in->phase != PHASE_TYPING ||
	    draft_lay_aside(&in->draft, ui, in->form, &in->screen, save))
		ui_close(ui, &in->screen);
}

/* -- submitting ---------------------------------------------------------------------- */

static bool
is_anonymous(const struct intake *in)
{
	return str_eq(form_named(in->form, "kind"), "report") &&
	       str_eq(form_named(in->form, "anon"), "true");
}

/* Of an anonymous reporter nothing is kept that tells who it is: the form still has what
 * stood there before the tick. */
static void
remember(const struct intake *in)
{
	json_t *fields;
	size_t i;

	json_decref(last_form);
	last_form = form_draft(in->form);
	fields = json_object_get(last_form, "fields");
	for (i = 0; is_anonymous(in) && i < form_count(in->form); i++)
		if (form_field(in->form, i)->flags & FIELD_PERSONAL)
			(void)json_object_del(fields, form_field(in->form, i)->name);
}

static void
hidden_facts(struct intake *in)
{
	char stamp[30];

	stamp_text(in->started, stamp);
	intake_fill(in, "call", in->call);
	intake_fill(in, "received", stamp);
}

static void
send(struct intake *in, struct ui *ui, struct command *commands, size_t n)
{
	size_t i;
	bool known;

	remember(in);
	ui_timer_off(ui, &in->screen, save);
	in->told = ui_tell(ui, commands, n, &in->draft.id);
	in->phase = PHASE_SENDING;
	in->nops = n;
	for (i = 0; i < n; i++)
		in->ops[i] = (struct intake_op){
			.op = commands[i].op,
			.kind = kind_named(json_text(commands[i].payload, "kind"),
					   &known),
			.state = OP_QUEUED,
		};
	for (i = 0; i < n; i++)
		uuid_text(&commands[i].ticket, in->ops[i].ticket);
	ui_damage(ui, DAMAGE_SCREEN | DAMAGE_BAR);
}

static void
fault_at(struct intake *in, struct ui *ui, const struct err *err)
{
	int field = form_find(in->form, err->field);

	if (field >= 0) {
		fieldset_focus(&in->fields, ui, (size_t)field);
		form_set_fault(in->form, (size_t)field, err->text);
	}
	ui_say(ui, FACE_BAD, "%s", err->text);
	ui_damage(ui, DAMAGE_SCREEN);
}

/* Advice is said once; a second ^S goes on. */
static bool
advise(struct intake *in, struct ui *ui)
{
	const struct action *action = action_named("register");
	struct err err = { 0 };

	if (in->advised)
		return false;
	if (!intake_alarm(in, ui, err.text, sizeof err.text) &&
	    !(action->advise && action->advise(in->form, NULL, &err)))
		return false;
	in->advised = true;
	ui_say(ui, FACE_WARN, _("%s  ^S again submits it all the same."), err.text);
	return true;
}

/* It takes the place of the refused one; a companion goes its own way.  Returns how many
 * are left to send. */
static size_t
mend(const struct intake *in, struct ui *ui, struct command *commands, size_t n)
{
	if (uuid_is_nil(&in->mends))
		return n;
	commands[0].mends = in->mends;
	commands[0].ticket = in->ticket;
	if (n > 1)
		ui_tell(ui, commands + 1, 1, NULL);
	return 1;
}

static void
submit(struct intake *in, struct ui *ui)
{
	struct command commands[2] = { 0 };
	struct err err = { 0 };
	size_t n = 0, i;

	in->wants_submit = !fieldset_settle(&in->fields, ui);
	if (in->wants_submit)
		return;
	hidden_facts(in);
	if (register_seal(commands, &n, in->form, ui_now(ui).wall, &err) != DONE)
		fault_at(in, ui, &err);
	else if (!advise(in, ui))
		send(in, ui, commands, mend(in, ui, commands, n));
	for (i = 0; i < n; i++)
		command_release(&commands[i]);
}

/* The form is back, with its text. */
static void
not_kept(struct intake *in, struct ui *ui, const struct event *event)
{
	in->phase = PHASE_TYPING;
	in->wants_numbers = event->no.verdict == LATER;
	ui_damage(ui, DAMAGE_ALL);
}

static void
on_kept(struct intake *in, struct ui *ui, const struct event *event)
{
	const json_t *ops = json_object_get(event->body, "ops"), *op;
	struct uuid id;
	size_t i, j;

	json_array_foreach(ops, i, op)
		for (j = 0; j < in->nops; j++)
			if (uuid_parse(json_text(op, "op"), &id) &&
			    uuid_eq(&id, &in->ops[j].op))
				str_copy(in->ops[j].regno, sizeof in->ops[j].regno,
					 json_text(op, "regno"));
	in->phase = PHASE_KEPT;
	in->wants_numbers = false;
	if (ui_top(ui) != &in->screen)
		ui_say(ui, FACE_GOOD, _("Kept: %s"), in->ops[0].regno);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
on_settled(struct intake *in, struct ui *ui, const struct event *event)
{
	size_t j;

	for (j = 0; j < in->nops; j++)
		if (uuid_eq(&event->settled.op, &in->ops[j].op)) {
			in->ops[j].state = event->settled.state;
			str_copy(in->ops[j].text, sizeof in->ops[j].text, event->text);
			fact_told(in->ops[j].told, sizeof in->ops[j].told,
				  event->settled.detail);
			in->phase = PHASE_DELIVERED;
			ui_damage(ui, DAMAGE_SCREEN);
		}
}

static void
on_link(struct intake *in, struct ui *ui)
{
	if (in->phase != PHASE_TYPING || ui_state(ui)->link.state != LINK_UP)
		return;
	intake_ask_again(in, ui);
	if (in->wants_numbers && ui_top(ui) == &in->screen &&
	    ui_state(ui)->link.numbers > 0)
		ui_say(ui, FACE_GOOD,
		       _("The centre is there again: ^S registers this call."));
}

static void
read_back(struct intake *in, struct ui *ui)
{
	struct str text = { 0 };

	in->wants_reading = !fieldset_settle(&in->fields, ui);
	if (in->wants_reading)
		return;
	intake_read_back(in, ui, &text);
	ui_open(ui, "text", &(struct opening){ .text = str_text(&text) });
	str_release(&text);
}

static void
intake_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct intake *in = (struct intake *)screen;

	if (draft_event(&in->draft, ui, in->form, event))
		ui_close(ui, screen);
	else if (event->kind == EVENT_KEPT && event->id == in->told)
		on_kept(in, ui, event);
	else if (event->kind == EVENT_NO && in->told && event->id == in->told)
		not_kept(in, ui, event);
	else if (event->kind == EVENT_SETTLED)
		on_settled(in, ui, event);
	else if (event->kind == EVENT_LINK)
		on_link(in, ui);
	else if (event->kind == EVENT_WELCOME) {
		save(screen, ui);
		intake_ask_again(in, ui);
	} else if (fieldset_event(&in->fields, ui, event)) {
		journal(in, ui);
		if (in->wants_submit)
			submit(in, ui);
		else if (in->wants_reading && ui_top(ui) == screen)
			read_back(in, ui);
	} else if (event->answer == &in->reveal) {
		intake_revealed(in, ui);
		journal(in, ui);
	} else if (event->answer) {
		if (event->answer == &in->respondent || event->answer == &in->words)
			intake_warn(in, ui);
		ui_damage(ui, DAMAGE_SCREEN);
	}
}

/* -- acts ---------------------------------------------------------------------------- */

static void
dup(struct intake *in, struct ui *ui)
{
	size_t field = fieldset_field(&in->fields);
	const char *name = form_field(in->form, field)->name;
	const char *text = json_text(json_object_get(last_form, "fields"), name);

	if (!*text) {
		ui_say(ui, FACE_WARN, _("My last ticket says nothing here."));
		return;
	}
	form_set(in->form, field, text);
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
done_act(struct intake *in, struct ui *ui, enum act act)
{
	if (in->phase == PHASE_SENDING)
		return false;
	if (act == ACT_CALL)
		ui_open(ui, "intake", &(struct opening){ 0 });
	else if (act == ACT_OPEN && intake_supply(in, ui))
		;
	else if (act != ACT_BACK && act != ACT_OPEN && act != ACT_NEXT)
		return false;
	ui_close(ui, &in->screen);
	return true;
}

static bool
typing_act(struct intake *in, struct ui *ui, enum act act, const struct key *key)
{
	if (act != ACT_HELP && fieldset_act(&in->fields, ui, act, key))
		return true;
	switch (act) {
	case ACT_HELP:
		fieldset_help(&in->fields, ui, action_named("register"), ui_place(ui));
		return true;
	case ACT_SUBMIT:
		submit(in, ui);
		return true;
	case ACT_BACK:
		lay_aside(in, ui);
		return true;
	case ACT_DUP:
		dup(in, ui);
		return true;
	case ACT_ADDRESS:
		intake_take(in, ui);
		return true;
	case ACT_PHRASES:
		fieldset_insert(&in->fields, ui);
		return true;
	case ACT_READ_BACK:
		read_back(in, ui);
		return true;
	case ACT_ALERT:
		intake_major(in, ui);
		return true;
	case ACT_PILE:
		save(&in->screen, ui);
		return false;
	default:
		return false;
	}
}

static void
say_anonymous(struct ui *ui, bool now)
{
	ui_say(ui, FACE_WARN,
	       now ? _("Anonymous: name, numbers and address go out of the form and "
		       "are not sent; they come back with the tick taken out.")
		   : _("Not anonymous: name, numbers and address are back."));
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
intake_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct intake *in = (struct intake *)screen;
	bool known, was;

	if (in->phase != PHASE_TYPING)
		return done_act(in, ui, act);
	was = is_anonymous(in);
	known = typing_act(in, ui, act, key);
	if (ui_is_open(ui, screen)) {
		if (is_anonymous(in) != was)
			say_anonymous(ui, !was);
		journal(in, ui);
	}
	return known;
}

/* Until it is kept and its number stands there. */
static bool
intake_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct intake *in = (const struct intake *)screen;

	(void)ui;
	if (act == ACT_HELP && in->phase != PHASE_TYPING)
		return false;
	if (draft_waits(&in->draft) || in->phase == PHASE_SENDING ||
	    ((in->wants_submit || in->wants_reading) && in->fields.pending.n))
		return true;
	return in->phase == PHASE_TYPING && fieldset_waits(&in->fields, act);
}

/* Once it is submitted there is no field left to be in. */
static unsigned
place_now(const struct screen *screen)
{
	const struct intake *in = (const struct intake *)screen;

	return in->phase == PHASE_TYPING ? fieldset_place(&in->fields) | PLACE_CALL
					 : PLACE_DONE;
}

const struct screen_class screen_intake = {
	.name = "intake",
	.title = N_("Intake"),
	.place = PLACE_FORM | PLACE_CALL,
	.place_now = place_now,
	.open = intake_open,
	.close = intake_close,
	.draw = intake_draw,
	.act = intake_act,
	.waits = intake_waits,
	.event = intake_event,
	.save = save,
};
