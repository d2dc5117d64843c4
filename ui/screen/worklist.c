/* worklist.c -- what waits at this unit, queue by queue.
 * The cursor is on a ticket; rows change only when they are taken in (F5) or after one's
 * own act.  What stands below the list follows when the cursor rests, so that a step costs
 * two markers.
 */
#include "ui/screen/worklist.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/due.h"
#include "ui/part/row.h"
#include "ui/ui.h"

#define REST_MS 250

const char *
worklist_row_id(const void *rows, size_t row)
{
	const struct worklist *w = rows;

	return rows_named(w->paged.rows, w->view.v[row], "ticket");
}

const char *
worklist_cell(const struct worklist *w, size_t row, const char *column)
{
	return row < w->view.n ? rows_named(w->paged.rows, w->view.v[row], column) : "";
}

static bool
is_wanted(const struct worklist *w, struct ui *ui, size_t row)
{
	const struct rows *rows = w->paged.rows;
	int32_t due;

	if (w->limit[0] && !worklist_row_has(ui, rows, row, w->limit))
		return false;
	due = day_parse(rows_named(rows, row, "due"));
	return w->days < 0 || (due != DAY_NONE && due - ui_today(ui) <= w->days);
}

/* Once: what the question mark behind a day means. */
static void
warn_of_days(struct worklist *w, struct ui *ui)
{
	const struct rows *rows = w->paged.rows;
	const char *due;
	size_t i;

	for (i = 0; rows && i < rows->n && !w->warned; i++) {
		due = rows_named(rows, i, "due");
		if (due_is_sure(ui, due))
			continue;
		w->warned = true;
		ui_say(ui, FACE_WARN,
		       _("The holidays of %.4s are not announced: days marked ? may "
			 "move."),
		       due);
	}
}

static void
make_view(struct worklist *w, struct ui *ui)
{
	size_t i;

	vec_clear(&w->view);
	w->foreign = false;
	for (i = 0; w->paged.rows && i < w->paged.rows->n; i++) {
		w->foreign = w->foreign || !str_eq(rows_named(w->paged.rows, i, "unit"),
						   ui_state(ui)->me.unit);
		if (is_wanted(w, ui, i))
			vec_push(&w->view, i);
	}
	worklist_drop_tags(w);
	list_sync(&w->list, w->view.n, worklist_row_id, w);
	warn_of_days(w, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
ask_rows(struct worklist *w, struct ui *ui)
{
	if (w->tabs.n > 0)
		paged_ask(&w->paged, ui, "worklist",
			  json_pack("{s:s, s:s}", "unit", w->tabs.v[w->tab].unit,
				    "queue", w->tabs.v[w->tab].queue->code));
}

static void
take_in(struct worklist *w, struct ui *ui)
{
	ui_news_seen(ui);
	ask_rows(w, ui);
	worklist_ask_counters(w, ui);
}

static struct screen *
worklist_open(struct ui *ui, const struct opening *opening)
{
	struct worklist *w = xcalloc(1, sizeof *w);

	(void)opening;
	w->screen.cls = &screen_worklist;
	w->days = -1;
	worklist_choose_tabs(w, &ui_state(ui)->me);
	while (w->tab + 1 < w->tabs.n && w->tabs.v[w->tab].queue->quiet)
		w->tab++;
	take_in(w, ui);
	if (ui_state(ui)->link.drafts > 0)
		ui_ask(ui, &w->drafts, "drafts", json_object(), NULL);
	return &w->screen;
}

static void
worklist_close(struct screen *screen, struct ui *ui)
{
	struct worklist *w = (struct worklist *)screen;
	size_t i;

	paged_empty(&w->paged, ui);
	for (i = 0; i < w->nunits; i++)
		ui_forget(ui, &w->counters[i]);
	ui_forget(ui, &w->drafts);
	vec_release(&w->view);
	vec_release(&w->tabs);
	vec_release(&w->tags);
	bulk_release(&w->bulk);
	free(w);
}

/* -- find, limit, go to -------------------------------------------------------------- */

static void
limited(struct screen *screen, struct ui *ui, const char *words)
{
	struct worklist *w = (struct worklist *)screen;

	if (!words)
		return;
	str_copy(w->limit, sizeof w->limit, words);
	if (!*words)
		w->days = -1;
	else
		paged_all(&w->paged, ui);
	make_view(w, ui);
}

/* The row whose number is this one without its zeros, else the first that ends so. */
static size_t
row_of(const struct worklist *w, const char *tail)
{
	size_t i, ends = w->view.n, len = strlen(tail), n;
	const char *regno;

	for (i = 0; i < w->view.n; i++) {
		regno = worklist_cell(w, i, "regno");
		n = strlen(regno);
		if (!str_ends(regno, tail))
			continue;
		if (len >= 8 || n < 8 || strspn(regno + n - 8, "0") + len >= 8)
			return i;
		ends = ends < w->view.n ? ends : i;
	}
	return ends;
}

static void
went_to(struct screen *screen, struct ui *ui, const char *tail)
{
	struct worklist *w = (struct worklist *)screen;
	size_t i;

	if (str_empty(tail))
		return;
	i = row_of(w, tail);
	if (i < w->view.n) {
		list_seek(&w->list, i, worklist_row_id, w);
		ui_damage(ui, DAMAGE_SCREEN);
		return;
	}
	if (!ui_open(ui, "search", &(struct opening){ .text = tail }))
		ui_say(ui, FACE_WARN, _("No row ends in %s."), tail);
}

/* -- actions ------------------------------------------------------------------------- */

/* Opens a screen on the tagged tickets where the last key was ;, else on the cursor's. */
static void
open_on(struct worklist *w, struct ui *ui, const char *screen, struct opening opening)
{
	VEC(const char *) tickets = { 0 };
	size_t i;

	for (i = 0; w->for_tagged && i < w->tags.n; i++)
		vec_push(&tickets, w->tags.v[i].id);
	opening.ticket = tickets.n ? tickets.v[0] : w->list.at;
	opening.tickets = tickets.v;
	opening.ntickets = tickets.n;
	w->for_tagged = false;
	ui_open(ui, screen, &opening);
	vec_release(&tickets);
}

static bool
open_action(struct worklist *w, struct ui *ui, const char *name, const char *text)
{
	const struct opening opening = { .action = action_named(name), .text = text };

	if (!opening.action || w->list.n == 0)
		ui_say(ui, FACE_WARN, _("No ticket stands here."));
	else
		open_on(w, ui, "act", opening);
	return true;
}

static bool
action_act(struct worklist *w, struct ui *ui, enum act act)
{
	static const struct {
		enum act act;
		const char *screen;
	} doors[] = { { ACT_OPEN, "ticket" },
		      { ACT_MENU, "menu" },
		      { ACT_WHY, "why" } };
	const struct operator* me = & ui_state(ui)->me;
	size_t i;

	/* where it stands before a superior, leaders and the duty desk take note of it */
	if (act == ACT_ALERT && w->tabs.n > 0 &&
	    str_eq(w->tabs.v[w->tab].queue->code, "incident"))
		return open_action(w, ui,
				   operator_has(me, "r06") || operator_has(me, "r09")
					   ? "alert_ack"
					   : "alert_follow",
				   NULL);
	if (row_action(act))
		return open_action(w, ui, row_action(act), NULL);
	if (act == ACT_MENU && w->for_tagged && w->tags.n) {
		open_on(w, ui, "menu", (struct opening){ 0 });
		return true;
	}
	for (i = 0; i < ARRAY_LEN(doors); i++)
		if (doors[i].act == act && w->list.n > 0)
			return ui_open(ui, doors[i].screen,
				       &(struct opening){ .ticket = w->list.at }) !=
			       NULL;
	return false;
}

static void
show_queue(struct worklist *w, struct ui *ui, size_t queue)
{
	w->tab = queue;
	w->wish = WISH_NOTHING;
	w->list = (struct list){ .jump = w->list.jump };
	vec_clear(&w->view);
	vec_clear(&w->tags);
	paged_empty(&w->paged, ui);
	ask_rows(w, ui);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
next_queue(struct worklist *w, struct ui *ui, size_t step)
{
	size_t queue = w->tab;

	if (w->tabs.n == 0)
		return;
	do
		queue = (queue + step) % w->tabs.n;
	while (!worklist_queue_shown(w, queue));
	show_queue(w, ui, queue);
}

/* At login: the first list in which something waits.  The desk's own copy of the counters
 * decides for the moment, the centre's for good; not once she has touched a key. */
static void
begin(struct worklist *w, struct ui *ui)
{
	size_t i = 0;

	if (w->settled || !worklist_counted(w, COUNTED_HERE))
		return;
	w->settled = worklist_counted(w, COUNTED_BY_CENTRE);
	while (i < w->tabs.n && !worklist_tab_holds(w, i))
		i++;
	if (i < w->tabs.n && i != w->tab)
		show_queue(w, ui, i);
}

static bool
row_act(struct worklist *w, struct ui *ui, enum act act)
{
	if (act == ACT_TAG && w->list.n > 0) {
		worklist_tag(w, w->list.at, ACT_TAG);
		list_act(&w->list, ACT_DOWN, worklist_row_id, w);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (act == ACT_TAG_MANY) {
		ui_prompt(ui, &w->screen, _("Tag rows with:"), "", worklist_tag_many);
	} else if (act == ACT_TAGGED) {
		w->for_tagged = w->tags.n > 0;
		ui_say(ui, FACE_WARN,
		       _("The next action is for %zu tagged tickets, %zu of them "
			 "shown."),
		       w->tags.n, worklist_tags_seen(w));
	} else if (act == ACT_FIND) {
		ui_prompt(ui, &w->screen, "/", "", worklist_found);
	} else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV) {
		worklist_find_from(w, ui, act == ACT_FIND_NEXT ? 1 : -1);
	} else if (act == ACT_LIMIT) {
		ui_prompt(ui, &w->screen, _("Only rows with:"), w->limit, limited);
	} else if (act == ACT_TAKE_IN) {
		take_in(w, ui);
	} else {
		return false;
	}
	return true;
}

static void
rested(struct screen *screen, struct ui *ui)
{
	struct worklist *w = (struct worklist *)screen;

	w->rest = true;
	ui_damage(ui, DAMAGE_PART);
}

static bool
is_digit_key(const struct key *key)
{
	return key->code == K_TEXT && key->text[0] >= '0' && key->text[0] <= '9' &&
	       !key->text[1];
}

static bool
worklist_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct worklist *w = (struct worklist *)screen;

	w->settled = true;
	if (list_act(&w->list, act, worklist_row_id, w)) {
		worklist_go_on(w, ui, act);
		ui_timer(ui, screen, REST_MS, rested);
		ui_damage(ui, DAMAGE_PART);
		return true;
	}
	if (act == ACT_NEXT || act == ACT_PREV || act == ACT_LEFT || act == ACT_RIGHT)
		next_queue(w, ui,
			   act == ACT_NEXT || act == ACT_RIGHT ? 1 : w->tabs.n - 1);
	else if (act == ACT_GOTO || is_digit_key(key))
		ui_prompt(ui, screen, "#", act == ACT_GOTO ? "" : key->text, went_to);
	else
		return row_act(w, ui, act) || action_act(w, ui, act);
	return true;
}

static bool
worklist_command(struct screen *screen, struct ui *ui, const char *verb,
		 const char *rest)
{
	struct worklist *w = (struct worklist *)screen;

	verb = row_verb(verb);
	if (str_eq(verb, "find"))
		worklist_found(screen, ui, rest);
	else if (str_eq(verb, "limit"))
		limited(screen, ui, rest);
	else if (str_eq(verb, "d")) {
		w->days = *rest ? (int)strtol(rest, NULL, 10) : -1;
		paged_all(&w->paged, ui);
		make_view(w, ui);
	} else if (str_eq(verb, "export"))
		ui_say(ui, FACE_PLAIN,
		       _("The workstation writes no files: gangshaoctl worklist --csv"));
	else
		return action_named(verb) && open_action(w, ui, verb, rest);
	return true;
}

static void
worklist_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct worklist *w = (struct worklist *)screen;

	if (paged_event(&w->paged, ui, event)) {
		make_view(w, ui);
		worklist_grant_wish(w, ui);
		w->rest = true;
	} else if (event->answer && event->answer == &w->drafts) {
		if (w->drafts.rows)
			pile_say(ui, w->drafts.rows);
	} else if (worklist_is_counter(w, event->answer)) {
		begin(w, ui);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->kind == EVENT_KEPT) {
		bulk_kept(&w->bulk, event->body);
	} else if (event->kind == EVENT_SETTLED || event->kind == EVENT_WELCOME) {
		bulk_settled(&w->bulk, ui, event);
		ask_rows(w, ui);
		worklist_ask_counters(w, ui);
	} else if (event->kind == EVENT_NEWS &&
		   worklist_counted(w, COUNTED_BY_CENTRE)) {
		worklist_ask_counters(
			w, ui); /* rows wait for F5, how many there are does not */
	}
}

/* Behind a lock nothing of it stays; the cursor's ticket is found again. */
static void
worklist_save(struct screen *screen, struct ui *ui)
{
	struct worklist *w = (struct worklist *)screen;
	char at[sizeof w->list.at];

	memcpy(at, w->list.at, sizeof at);
	paged_empty(&w->paged, ui);
	vec_clear(&w->view);
	list_sync(&w->list, 0, worklist_row_id, w);
	memcpy(w->list.at, at, sizeof at);
}

const struct screen_class screen_worklist = {
	.name = "worklist",
	.title = N_("Worklist"),
	.place = PLACE_LIST,
	.open = worklist_open,
	.close = worklist_close,
	.draw = worklist_draw,
	.act = worklist_act,
	.waits = worklist_waits,
	.event = worklist_event,
	.save = worklist_save,
	.command = worklist_command,
};
