/* talk.c -- messages to the desk and from it.
 *
 * 1. A tell is kept here until the desk has answered it, and sent again to a restarted
 *    desk: the operation's id makes that harmless.
 * 2. A new desk has no tables yet: the workstation asks for them until they come.
 * 3. A question lost with a desk is asked again by its screen at EVENT_WELCOME.
 */
#include "base/str.h"
#include "base/text.h"

#include "ui/own.h"
#include "ui/part/banner.h"
#include "ui/part/fact.h"

static void ask_again(void *ui, struct stamp now);

void
talk_release(struct ui *ui)
{
	size_t i;

	loop_timer_off(ui->loop, ask_again, ui);
	for (i = 0; i < ui->told.n; i++)
		json_decref(ui->told.v[i].message);
	vec_release(&ui->told);
}

static void
say_again(struct ui *ui)
{
	size_t i;

	for (i = 0; i < ui->told.n; i++)
		link_send(ui->link, json_incref(ui->told.v[i].message));
}

static bool
answered(struct ui *ui, int64_t id)
{
	size_t i;

	for (i = 0; i < ui->told.n; i++)
		if (ui->told.v[i].id == id) {
			json_decref(ui->told.v[i].message);
			vec_remove(&ui->told, i);
			return true;
		}
	return false;
}

/* What became of it, and where the key is free how to get there. */
static const char *
stuck_words(char *out, size_t size, const char *what, const struct event *event,
	    unsigned place)
{
	enum op_state state = event->settled.state;
	bool stuck = state == OP_REFUSED || state == OP_CONFLICT || state == OP_ADMIN;
	bool here = (place & (PLACE_DEED | PLACE_VIEW)) != 0;

	str_format(out, size,
		   stuck && here ? _("%s: %s %s (F6 opens it)")
		   : stuck	 ? _("%s: %s %s (mend or withdraw it: Esc, F6)")
				 : _("%s: %s %s"),
		   what, op_state_label(state), event->text);
	return out;
}

static void
say_settled(struct ui *ui, const struct event *event)
{
	const struct action *action = action_named(event->settled.action);
	const char *what = action ? _(action->label) : event->settled.action;
	char words[480];

	if (ui_top(ui)->cls == &screen_login)
		return; /* locked: whoever stands there need not read it */
	fact_told(words, sizeof words, event->settled.detail);
	if (event->settled.state == OP_APPLIED && words[0])
		ui_say(ui, FACE_WARN, "%s", words);
	else if (event->settled.state == OP_APPLIED &&
		 *json_text(event->settled.detail, "name"))
		ui_say(ui, FACE_GOOD, _("Issued: %s  %s"),
		       json_text(event->settled.detail, "number"),
		       json_text(event->settled.detail, "name"));
	else if (event->settled.state == OP_APPLIED)
		ui_say(ui, FACE_GOOD,
		       action && action->flags & ACTION_PROPOSES
			       ? _("Proposed: %s %s")
			       : _("Delivered: %s %s"),
		       what, event->settled.regno);
	else
		ui_say(ui, FACE_BAD, "%s",
		       stuck_words(words, sizeof words, what, event, ui_place(ui)));
}

/* Once for each change: what it means for her.  Trying again is no news. */
static void
say_link(struct ui *ui)
{
	const struct msg_link *l = &ui->state.link;
	char until[30], shown[24];

	if (l->state == LINK_CONNECTING || ui->link_said == 1 + (int)l->state)
		return;
	ui->link_said = 1 + (int)l->state;
	if (ui_top(ui)->cls == &screen_login)
		return;
	if (l->state == LINK_AUTH)
		ui_say(ui, FACE_BAD,
		       _("The centre wants another password: type :lock, then the "
			 "new one."));
	if (l->state != LINK_DOWN || !l->leave)
		return;
	stamp_text(l->leave, until);
	fact_stamp(shown, sizeof shown, until);
	ui_say(ui, FACE_WARN,
	       _("No link: work goes on and is kept here; logging in, until %s."),
	       shown);
}

static void
ask_tables(struct ui *ui)
{
	static const char *const names[] = { "workday", "transition" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		ui_ask(ui, &ui->state.tables[i], "codes",
		       json_pack("{s:s}", "table", names[i]), NULL);
}

static void
ask_again(void *ui, struct stamp now)
{
	(void)now;
	ask_tables(ui);
}

/* What was not there may be now: a new desk has its tables one after the other. */
static void
forget_missing(struct ui *ui)
{
	struct label *label;

	vec_each(label, &ui->state.labels)
		if (label->missing) {
			label->missing = false;
			label->asked = 0;
		}
}

static void
tables_came(struct ui *ui, struct stamp now)
{
	if (!ui->state.transitions.n) {
		loop_timer(ui->loop, now.mono + 1500, ask_again, ui);
		return;
	}
	forget_missing(ui);
	banner_ask(ui);
	ui_damage(ui, DAMAGE_ALL);
}

/* Where nothing is painted it is said once. */
static void
incidents_came(struct ui *ui)
{
	char text[300];

	banner_text(ui, text, sizeof text);
	if (ui->said && text[0] && !str_eq(text, ui->banner_said))
		ui_say(ui, FACE_BAD, "%s", text);
	str_copy(ui->banner_said, sizeof ui->banner_said, text);
	ui_damage(ui, DAMAGE_BAR);
}

/* Not let in: a wrong password at the start, or one changed meanwhile. */
static void
not_let_in(struct ui *ui)
{
	link_forget(ui->link);
	if (ui->state.welcome)
		ui_lock(ui);
}

/* What the house itself does about an event, before its screens. */
static void
house_event(struct ui *ui, struct event *event)
{
	switch (event->kind) {
	case EVENT_WELCOME:
		say_again(ui);
		ask_tables(ui);
		break;
	case EVENT_KEPT:
		answered(ui, event->id);
		break;
	case EVENT_NO:
		if (event->id && event->id == ui->renewal) {
			if (ui->said) /* else its screen says it */
				ui_say(ui, FACE_BAD, "%s", event->text);
			break;
		}
		if (!answered(ui, event->id) && event->id && !event->answer)
			ui->drafts_out -= ui->drafts_out > 0;
		if (!event->id)
			not_let_in(ui);
		else if (!event->answer)
			ui_say(ui, FACE_BAD, "%s", event->text);
		break;
	case EVENT_DRAFTED:
		ui->drafts_out -= ui->drafts_out > 0;
		break;
	case EVENT_CUT:
		ui->drafts_out = 0;
		break;
	case EVENT_SETTLED:
		say_settled(ui, event);
		banner_ask(ui);
		break;
	case EVENT_NEWS:
		banner_ask(ui);
		break;
	case EVENT_WORD:
		ui_say(ui, FACE_WARN, "%s", event->text);
		break;
	case EVENT_LINK:
		say_link(ui);
		banner_ask(ui);
		break;
	case EVENT_ROWS:
		if (event->answer == &ui->state.tables[1])
			tables_came(ui, event->now);
		else if (event->answer == &ui->state.incidents)
			incidents_came(ui);
		break;
	case EVENT_LABEL:
		ui_damage(ui, DAMAGE_SCREEN);
		break;
	default:
		break;
	}
	if (event->kind != EVENT_DRAFTED && event->kind != EVENT_ROWS)
		ui_damage(ui, DAMAGE_BAR);
}

void
talk_message(void *arg, json_t *message, struct stamp now)
{
	struct ui *ui = arg;
	struct event event = { .kind = EVENT_CUT, .now = now, .body = message };

	ui->now.mono = now.mono;
	if (!message && !ui->state.welcome) { /* the login tries again by itself */
		stack_event(ui, &event);
		return;
	}
	if (!state_apply(&ui->state, &event))
		return;
	house_event(ui, &event);
	stack_event(ui, &event);
	ahead_play(ui);
}

void
talk_fault(void *arg, const char *text, struct stamp now)
{
	struct ui *ui = arg;
	struct event event = { .kind = EVENT_NO, .now = now };

	event.no.verdict = BROKEN;
	str_copy(event.text, sizeof event.text, text);
	if (ui->state.welcome)
		ui_say(ui, FACE_BAD, "%s", text);
	stack_event(ui, &event);
	ahead_play(ui);
}

void
ui_hello(struct ui *ui, const char *operator_name, const struct msg_keys *keys)
{
	link_hello(ui->link, operator_name, keys, clock_now());
}

int64_t
ui_renew(struct ui *ui, const char *operator_name, const struct msg_keys *keys)
{
	int64_t id = ++ui->state.next_id;

	ui->renewal = link_send(ui->link, msg_renew(id, operator_name, keys)) ? id : 0;
	return ui->renewal;
}

void
ui_renewed(struct ui *ui, const char *password)
{
	link_renewed(ui->link, password);
}

void
ui_ask(struct ui *ui, struct answer *answer, const char *query, json_t *args,
       const char *from)
{
	int64_t before = answer->waiting ? answer->id : 0;
	int64_t id = state_ask(&ui->state, answer, query);

	if (before)
		link_send(ui->link, msg_cancel(before));
	link_send(ui->link, msg_ask(id, query, args, from));
}

void
ui_forget(struct ui *ui, struct answer *answer)
{
	if (answer->waiting)
		link_send(ui->link, msg_cancel(answer->id));
	state_forget(&ui->state, answer);
}

static int64_t
tell(struct ui *ui, int64_t id, json_t *message)
{
	struct told told = { .id = id, .message = message };

	vec_push(&ui->told, told);
	link_send(ui->link, json_incref(message));
	return id;
}

int64_t
ui_tell(struct ui *ui, const struct command *commands, size_t n,
	const struct uuid *draft)
{
	int64_t id = ++ui->state.next_id;

	return tell(ui, id, msg_tell(id, commands, n, draft));
}

int64_t
ui_withdraw(struct ui *ui, const struct uuid *op, const char *reason)
{
	int64_t id = ++ui->state.next_id;

	return tell(ui, id, msg_withdraw(id, op, reason));
}

int64_t
ui_retry(struct ui *ui, const struct uuid *op)
{
	int64_t id = ++ui->state.next_id;

	return tell(ui, id, msg_retry(id, op));
}

int64_t
ui_draft(struct ui *ui, const struct uuid *draft, int64_t seq, json_t *body)
{
	json_t *message = msg_draft(draft, seq, body);
	int64_t id = ++ui->state.next_id;

	/* an answer to nothing in particular would be taken for one to the login */
	json_put_int(message, "id", id);
	if (!link_send(ui->link, message))
		return 0;
	ui->drafts_out++;
	return id;
}

void
ui_drop(struct ui *ui, const struct uuid *draft, const char *reason)
{
	json_t *message = msg_drop(draft, reason);

	json_put_int(message, "id", ++ui->state.next_id);
	link_send(ui->link, message);
}

bool
ui_is_quiet(const struct ui *ui)
{
	size_t i;

	for (i = 0; i < ui->state.asked.n; i++)
		if (ui->state.asked.v[i]->waiting)
			return false;
	for (i = 0; i < ui->state.labels.n; i++)
		if (ui->state.labels.v[i].asked && !ui->state.labels.v[i].name &&
		    !ui->state.labels.v[i].missing)
			return false;
	return !ui->damage && !ui->ahead.n && !ui->told.n && !ui->timers.n &&
	       !ui->drafts_out;
}

/* -- names of codes ------------------------------------------------------------------ */

static void
want_label(struct ui *ui, const char *table, const char *code)
{
	struct label *label;

	if (!*code)
		return;
	label = (struct label *)state_find_label(&ui->state, table, code);
	if (!label) {
		state_learn(&ui->state, table, code, NULL, NULL);
		label = (struct label *)state_find_label(&ui->state, table, code);
	}
	if (!label || label->asked || label->name)
		return;
	label->asked = ++ui->state.next_id;
	link_send(ui->link,
		  msg_ask(label->asked, "code",
			  json_pack("{s:s, s:s}", "table", table, "code", code), NULL));
}

const char *
ui_label(struct ui *ui, const char *table, const char *code)
{
	want_label(ui, table, code);
	return state_label(&ui->state, table, code);
}

const char *
ui_path(struct ui *ui, const char *table, const char *code)
{
	want_label(ui, table, code);
	return state_path(&ui->state, table, code);
}

void
ui_learn(struct ui *ui, const char *table, const char *code, const char *name,
	 const char *path)
{
	state_learn(&ui->state, table, code, name, path);
}

void
ui_news_seen(struct ui *ui)
{
	vec_clear(&ui->state.news);
	forget_missing(ui);
	ui_damage(ui, DAMAGE_BAR);
}
