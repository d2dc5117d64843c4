/* menu.c -- the steps that the procedure offers the operator on this ticket now, chosen
 * with the cursor or by a key, which is the same in every state. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/list.h"
#include "ui/part/pending.h"
#include "ui/part/whole.h"
#include "ui/ui.h"

struct menu {
	struct screen screen;
	char id[UUID_TEXT];
	struct answer answer, outbox;
	struct ticket ticket, then;
	struct list list;
	char keys[ACTIONS_MOST]; /* of actions[], whatever the state */
	VEC(const struct transition *) steps;
	VEC(struct tagged { char id[UUID_TEXT]; }) tagged; /* the step is for these */
};

static const char *
step_id(const void *arg, size_t row)
{
	const struct menu *menu = arg;

	return menu->steps.v[row]->code;
}

static void
add_step(struct menu *menu, const struct state *state, const struct action *action)
{
	const struct transition *step =
		action_offered(action, state->transitions.v, state->transitions.n,
			       &menu->then, &state->me);

	if (step)
		vec_push(&menu->steps, step);
}

/* One line an action, the usual next one first: which of its steps it becomes follows
 * from what is filled in. */
static void
choose(struct menu *menu, struct ui *ui)
{
	const struct state *state = ui_state(ui);
	char base[48];
	size_t i;

	vec_clear(&menu->steps);
	action_keys(state->transitions.v, state->transitions.n, menu->keys);
	menu->then = menu->ticket;
	if (menu->ticket.doc)
		pending_foresee(menu->outbox.rows, state, &menu->then, base);
	for (i = 0; menu->ticket.doc && actions[i]; i++)
		if (action_is_usual(actions[i], &menu->then))
			add_step(menu, state, actions[i]);
	for (i = 0; menu->ticket.doc && actions[i]; i++)
		if (!action_is_usual(actions[i], &menu->then))
			add_step(menu, state, actions[i]);
	list_sync(&menu->list, menu->steps.n, step_id, menu);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
take(struct menu *menu, struct ui *ui, const json_t *doc)
{
	struct ticket got;

	if (doc && ticket_read(&got, (json_t *)doc)) {
		ticket_release(&menu->ticket);
		menu->ticket = got;
	}
	choose(menu, ui);
}

static struct screen *
menu_open(struct ui *ui, const struct opening *opening)
{
	struct menu *menu;
	size_t i;

	if (str_empty(opening->ticket))
		return NULL;
	menu = xcalloc(1, sizeof *menu);
	menu->screen.cls = &screen_menu;
	str_copy(menu->id, sizeof menu->id, opening->ticket);
	for (i = 0; i < opening->ntickets; i++)
		str_copy(vec_add(&menu->tagged)->id, UUID_TEXT, opening->tickets[i]);
	take(menu, ui, opening->doc);
	if (!opening->doc)
		ui_ask(ui, &menu->answer, "ticket",
		       json_pack("{s:s}", "ticket", menu->id), NULL);
	ui_ask(ui, &menu->outbox, "outbox", json_object(), NULL);
	return &menu->screen;
}

static void
menu_close(struct screen *screen, struct ui *ui)
{
	struct menu *menu = (struct menu *)screen;

	ui_forget(ui, &menu->answer);
	ui_forget(ui, &menu->outbox);
	ticket_release(&menu->ticket);
	vec_release(&menu->steps);
	vec_release(&menu->tagged);
	free(menu);
}

static char
key_of(const struct menu *menu, size_t row)
{
	size_t i;

	for (i = 0; actions[i] && i < ACTIONS_MOST; i++)
		if (str_eq(actions[i]->name, menu->steps.v[row]->action))
			return menu->keys[i];
	return '\0';
}

static void
draw_row(void *arg, size_t row, struct canvas c)
{
	const struct menu *menu = arg;
	const struct transition *step = menu->steps.v[row];
	const struct action *action = action_named(step->action);
	const char key = key_of(menu, row);
	int x = 6, wide = 18;

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	if (key)
		draw_textn(c, 0, 3, FACE_KEY, &key, 1);
	draw_cell(c, 0, x, wide - 1, FACE_PLAIN, step->name);
	if (action && action->help)
		draw_text(c, 0, x + wide, FACE_DIM, _(action->help));
}

#define FOOT 4 /* lines for what the step under the cursor is, in full */

/* How many there are further down, and the step under the cursor to its end. */
static void
draw_foot(const struct menu *menu, struct canvas c)
{
	size_t shown = menu->list.top +
		       (size_t)(menu->list.height > 0 ? menu->list.height : 0);
	const struct transition *step = menu->steps.v[menu->list.cursor];
	const struct action *action = action_named(step->action);
	char text[600];

	draw_clear(c);
	draw_rule(c, 0);
	if (shown < menu->steps.n)
		draw_format(c, 0, 3, FACE_WARN, _(" %zu more below "),
			    menu->steps.n - shown);
	str_format(text, sizeof text, _("%s: %s"), step->name,
		   action && action->help ? _(action->help) : "");
	whole_draw(canvas_part(c, 1, 1, c.rows - 1, c.cols - 2), FACE_PLAIN, text);
}

static void
menu_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct menu *menu = (struct menu *)screen;
	const struct ticket *t = &menu->ticket;
	char text[900];

	if (damage & DAMAGE_SCREEN && t->doc && menu->tagged.n) {
		draw_format(c, 0, 1, FACE_WARN,
			    _("For %zu tagged tickets, as for %s %s"), menu->tagged.n,
			    t->regno, ui_label(ui, "state", menu->then.state));
		draw_rule(c, 1);
	} else if (damage & DAMAGE_SCREEN && t->doc) {
		str_format(text, sizeof text, "%s  %s  %s  %s", t->regno,
			   kind_label(t->kind), ui_label(ui, "state", menu->then.state),
			   json_text(t->doc, "respondent"));
		draw_cut(c, 0, 1, FACE_TITLE, text);
		draw_rule(c, 1);
	}
	if (damage & DAMAGE_SCREEN && menu->list.n == 0)
		draw_text(c, 2, 2, FACE_DIM,
			  menu->answer.fault[0] ? menu->answer.fault
			  : t->doc		? _("Nothing here is yours to do now.")
						: _("Asking …"));
	list_draw(&menu->list, canvas_part(c, 2, 0, c.rows - 2 - FOOT, c.cols),
		  menu->list.n ? damage : damage & ~(unsigned)DAMAGE_SCREEN, draw_row,
		  menu);
	if (menu->list.n > 0)
		draw_foot(menu, canvas_part(c, c.rows - FOOT, 0, FOOT, c.cols));
}

static void
pick(struct menu *menu, struct ui *ui, size_t row)
{
	const struct transition *step = menu->steps.v[row];
	VEC(struct tagged) tagged = { 0 };
	VEC(const char *) ids = { 0 };
	char ticket[UUID_TEXT];
	json_t *doc = menu->tagged.n ? NULL : json_incref(menu->ticket.doc);
	struct opening opening = { .ticket = ticket,
				   .doc = doc,
				   .action = action_named(step->action),
				   .transition = menu->tagged.n ? NULL : step->code };
	struct tagged *one;

	str_copy(ticket, sizeof ticket, menu->id);
	vec_each(one, &menu->tagged)
		vec_push(&tagged, *one);
	vec_each(one, &tagged)
		vec_push(&ids, one->id);
	opening.tickets = ids.v;
	opening.ntickets = ids.n;
	ui_close(ui, &menu->screen);
	ui_open(ui, "act", &opening);
	vec_release(&ids);
	vec_release(&tagged);
	json_decref(doc);
}

static bool
menu_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct menu *menu = (struct menu *)screen;
	size_t row = 0;

	while (row < menu->steps.n &&
	       (key->code != K_TEXT || !key->text[0] || key->text[1] ||
		key_of(menu, row) != key->text[0]))
		row++;

	if (row < menu->steps.n)
		pick(menu, ui, row);
	else if (list_act(&menu->list, act, step_id, menu))
		ui_damage(ui, DAMAGE_PART);
	else if (act == ACT_OPEN && menu->steps.n > 0)
		pick(menu, ui, menu->list.cursor);
	else
		return false;
	return true;
}

/* The steps hang on the ticket, and on one's own operations that are under way. */
static bool
menu_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct menu *menu = (const struct menu *)screen;

	(void)ui;
	return act != ACT_BACK && ((!menu->ticket.doc && menu->answer.waiting) ||
				   (!menu->outbox.rows && menu->outbox.waiting));
}

static void
menu_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct menu *menu = (struct menu *)screen;
	const char *text;
	json_t *doc = NULL;

	if (event->answer == &menu->answer && menu->answer.rows &&
	    menu->answer.rows->n > 0) {
		text = rows_named(menu->answer.rows, 0, "doc");
		if (json_read(&doc, text, strlen(text), NULL) == DONE)
			take(menu, ui, doc);
		json_decref(doc);
	} else if (event->answer && event->answer == &menu->outbox) {
		choose(menu, ui);
	} else if (event->answer && event->answer == &menu->answer) {
		ui_damage(ui, DAMAGE_SCREEN);
	}
}

const struct screen_class screen_menu = {
	.name = "menu",
	.title = N_("Actions"),
	.place = PLACE_MENU,
	.open = menu_open,
	.close = menu_close,
	.draw = menu_draw,
	.act = menu_act,
	.waits = menu_waits,
	.event = menu_event,
};
