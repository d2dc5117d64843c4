/* pile.c -- calls and forms under way: open ones, then the drafts on this desk's disk that
 * are not open.  A digit picks one; the cursor is where it was left. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/fact.h"
#include "ui/part/list.h"
#include "ui/part/whole.h"
#include "ui/screen/act.h"
#include "ui/screen/intake.h"
#include "ui/ui.h"

struct item {
	char id[UUID_TEXT]; /* of the draft */
	struct screen *screen; /* open; NULL: on disk only */
	const char *action;
	char title[4 * FIELD_LINE_MAX + 120]; /* two numbers and a name */
	int64_t at; /* wall ms; 0: unknown */
	json_t *body;
};

struct pile {
	struct screen screen;
	struct answer answer;
	struct list list;
	VEC(struct item) items;
};

static const char *
item_id(const void *arg, size_t row)
{
	const struct pile *pile = arg;

	return pile->items.v[row].id;
}

static void
clear(struct pile *pile)
{
	struct item *item;

	vec_each(item, &pile->items)
		json_decref(item->body);
	vec_clear(&pile->items);
}

static bool
is_listed(const struct pile *pile, const char *draft)
{
	size_t i;

	for (i = 0; i < pile->items.n; i++)
		if (str_eq(pile->items.v[i].id, draft))
			return true;
	return false;
}

static void
add_open(struct pile *pile, struct screen *screen)
{
	const struct intake *in = (const struct intake *)screen;
	const struct act_screen *a = (const struct act_screen *)screen;
	struct item item = { .screen = screen };

	if (screen->cls == &screen_intake && in->phase == PHASE_TYPING) {
		item.action = "register";
		item.at = in->started;
		uuid_text(&in->draft.id, item.id);
		str_format(item.title, sizeof item.title, "%s %s %s",
			   form_named(in->form, "inccall"),
			   form_named(in->form, "pname"),
			   form_named(in->form, "invname"));
	} else if (screen->cls == &screen_act && a->phase == ACT_TYPING) {
		item.action = a->action->name;
		uuid_text(&a->draft.id, item.id);
		str_copy(item.title, sizeof item.title, act_ticket(a)->regno);
	} else {
		return;
	}
	vec_push(&pile->items, item);
}

/* False: it cannot be read.  The body is the caller's. */
static bool
read_draft(struct item *out, const struct rows *rows, size_t row)
{
	const char *text = rows_named(rows, row, "body");
	const struct action *action;
	struct item item = { 0 };

	if (json_read(&item.body, text, strlen(text), NULL) != DONE)
		return false;
	action = action_named(json_text(item.body, "action"));
	item.action = action ? action->name : "register";
	str_copy(item.id, sizeof item.id, rows_named(rows, row, "draft"));
	(void)stamp_parse(rows_named(rows, row, "at"), &item.at);
	draft_title(item.title, sizeof item.title, item.body);
	*out = item;
	return true;
}

static void
add_draft(struct pile *pile, size_t row)
{
	const struct rows *rows = pile->answer.rows;
	struct item item;

	if (!is_listed(pile, rows_named(rows, row, "draft")) &&
	    read_draft(&item, rows, row))
		vec_push(&pile->items, item);
}

void
pile_say(struct ui *ui, const struct rows *drafts)
{
	int64_t now = ui_now(ui).wall + ui_state(ui)->offset;
	struct item last = { 0 }, item;
	const struct action *action;
	char age[40];
	size_t i, n = 0;

	for (i = 0; i < drafts->n; i++) {
		if (!read_draft(&item, drafts, i))
			continue;
		json_decref(item.body);
		if (n++ == 0 || item.at > last.at)
			last = item;
	}
	if (n == 0)
		return;
	action = action_named(last.action);
	fact_age(age, sizeof age, (now - last.at) / 1000);
	ui_say(ui, FACE_WARN,
	       _("%zu drafts to go on with, F9 opens them; the latest: %s %s, %s"), n,
	       action ? _(action->label) : "", last.title, age);
}

static void
gather(struct pile *pile, struct ui *ui)
{
	size_t i;

	clear(pile);
	for (i = ui_depth(ui); i-- > 0;)
		add_open(pile, ui_at(ui, i));
	for (i = 0; pile->answer.rows && i < pile->answer.rows->n; i++)
		add_draft(pile, i);
	list_sync(&pile->list, pile->items.n, item_id, pile);
	ui_damage(ui, DAMAGE_SCREEN);
}

static struct screen *
pile_open(struct ui *ui, const struct opening *opening)
{
	struct pile *pile = xcalloc(1, sizeof *pile);

	(void)opening;
	pile->screen.cls = &screen_pile;
	gather(pile, ui);
	ui_ask(ui, &pile->answer, "drafts", json_object(), NULL);
	return &pile->screen;
}

static void
pile_close(struct screen *screen, struct ui *ui)
{
	struct pile *pile = (struct pile *)screen;

	clear(pile);
	vec_release(&pile->items);
	ui_forget(ui, &pile->answer);
	free(pile);
}

static bool
is_typed(const struct screen *screen)
{
	const struct intake *in = (const struct intake *)screen;
	const struct act_screen *a = (const struct act_screen *)screen;

	if (screen->cls == &screen_intake)
		return in->phase == PHASE_TYPING &&
		       !draft_is_empty(&in->draft, in->form);
	return screen->cls == &screen_act && a->phase == ACT_TYPING &&
	       !draft_is_empty(&a->draft, a->form);
}

size_t
ui_forms(const struct ui *ui)
{
	size_t i, n = 0;

	for (i = 0; i < ui_depth(ui); i++)
		n += is_typed(ui_at(ui, i));
	return n;
}

struct painter {
	const struct pile *pile;
	struct ui *ui;
};

static void
draw_row(void *arg, size_t row, struct canvas c)
{
	const struct painter *p = arg;
	const struct item *item = &p->pile->items.v[row];
	const struct action *action = action_named(item->action);
	int64_t now = ui_now(p->ui).wall + ui_state(p->ui)->offset;
	char age[40] = "";

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	if (row < 9)
		draw_format(c, 0, 3, FACE_KEY, "%zu", row + 1);
	if (item->at)
		fact_age(age, sizeof age, (now - item->at) / 1000);
	draw_cell(c, 0, 6, 7, item->screen ? FACE_FOCUS : FACE_WARN,
		  item->screen ? _("open") : _("draft"));
	draw_cell(c, 0, 14, 11, FACE_PLAIN, action ? _(action->label) : "");
	draw_cell(c, 0, 26, 11, FACE_DIM, age);
	draw_cut(c, 0, 38, FACE_PLAIN, item->title);
}

#define FOOT 4 /* lines for the title under the cursor, in full */

static void
draw_foot(const struct pile *pile, struct canvas c)
{
	draw_clear(c);
	draw_rule(c, 0);
	whole_draw(canvas_part(c, 1, 1, c.rows - 1, c.cols - 2), FACE_PLAIN,
		   pile->items.v[pile->list.cursor].title);
}

static void
pile_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct pile *pile = (struct pile *)screen;
	struct painter painter = { pile, ui };

	if (damage & DAMAGE_SCREEN) {
		draw_text(c, 0, 1, FACE_TITLE,
			  _("Open calls and drafts: a digit picks one"));
		draw_rule(c, 1);
	}
	list_draw(&pile->list, canvas_part(c, 2, 0, c.rows - 2 - FOOT, c.cols), damage,
		  draw_row, &painter);
	if (pile->list.n > 0)
		draw_foot(pile, canvas_part(c, c.rows - FOOT, 0, FOOT, c.cols));
	if (pile->list.n == 0 && damage & DAMAGE_SCREEN)
		draw_text(c, 2, 2, FACE_DIM, _("No call is open and no draft waits."));
}

static void
open_draft(struct ui *ui, const struct item *item)
{
	const json_t *tickets = json_object_get(item->body, "tickets"), *ticket;
	const char *ids[64];
	const char *mends = json_text(item->body, "mends");
	struct opening opening = { .draft = item->id,
				   .body = item->body,
				   .ticket = json_text(item->body, "ticket"),
				   .tickets = ids,
				   .op = *mends ? mends : NULL };
	size_t i;

	json_array_foreach(tickets, i, ticket)
		if (opening.ntickets < ARRAY_LEN(ids) && json_is_string(ticket))
			ids[opening.ntickets++] = json_string_value(ticket);
	ui_open(ui, str_eq(item->action, "register") ? "intake" : "act", &opening);
}

static void
pick(struct pile *pile, struct ui *ui, size_t row)
{
	struct item item = pile->items.v[row];

	json_incref(item.body);
	ui_close(ui, &pile->screen);
	if (item.screen)
		ui_raise(ui, item.screen);
	else
		open_draft(ui, &item);
	json_decref(item.body);
}

/* An open form goes with its draft. */
static void
thrown(struct screen *screen, struct ui *ui, const char *reason)
{
	struct pile *pile = (struct pile *)screen;
	const struct item *item;
	struct uuid draft;

	if (pile->list.cursor >= pile->items.n)
		return;
	item = &pile->items.v[pile->list.cursor];
	if (str_empty(reason) || !uuid_parse(item->id, &draft)) {
		ui_say(ui, FACE_WARN, _("Without a reason nothing is thrown away."));
		return;
	}
	if (item->screen && item->screen->cls->save)
		item->screen->cls->save(item->screen, ui);
	ui_drop(ui, &draft, reason);
	if (item->screen)
		ui_close(ui, item->screen);
	ui_ask(ui, &pile->answer, "drafts", json_object(), NULL);
	gather(pile, ui);
	ui_say(ui, FACE_GOOD, _("Thrown away; the reason is on record."));
}

static bool
pile_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct pile *pile = (struct pile *)screen;
	size_t digit = key->code == K_TEXT && key->text[0] >= '1' &&
				       key->text[0] <= '9' && !key->text[1]
			       ? (size_t)(key->text[0] - '0')
			       : 0;

	if (digit > 0 && digit <= pile->items.n)
		pick(pile, ui, digit - 1);
	else if (list_act(&pile->list, act, item_id, pile))
		ui_damage(ui, DAMAGE_PART);
	else if (act == ACT_WITHDRAW && pile->list.n > 0)
		ui_prompt(ui, screen, _("Throw it away because:"), "", thrown);
	else if (act == ACT_OPEN && pile->list.n > 0)
		pick(pile, ui, pile->list.cursor);
	else
		return false;
	return true;
}

static void
pile_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct pile *pile = (struct pile *)screen;

	if (event->answer && event->answer == &pile->answer)
		gather(pile, ui);
	else if (event->kind == EVENT_KEPT || event->kind == EVENT_NO)
		gather(pile, ui);
}

static bool
pile_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct pile *pile = (const struct pile *)screen;

	(void)ui;
	return act != ACT_BACK && !pile->answer.rows && pile->answer.waiting;
}

const struct screen_class screen_pile = {
	.name = "pile",
	.title = N_("Calls"),
	.place = PLACE_PILE,
	.open = pile_open,
	.close = pile_close,
	.draw = pile_draw,
	.act = pile_act,
	.waits = pile_waits,
	.event = pile_event,
};
