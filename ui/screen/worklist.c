/* worklist.c -- the tickets that wait at this unit, queue by queue.
 * The cursor is on a ticket; rows change only on F5 or after the operator's own action.  The
 * text below the list follows when the cursor rests, so that a step repaints two markers.
 */
#include "ui/screen/worklist.h"

#include <stdlib.h>

#include "base/text.h"

#include "ui/part/due.h"
#include "ui/ui.h"

/* Once: what the question mark behind a day means. */
static void
warn_of_days(struct worklist *w, struct ui *ui)
{
	const struct rows *rows = w->listing.paged.rows;
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
look_for_foreign(struct worklist *w, struct ui *ui)
{
	const struct rows *rows = w->listing.paged.rows;
	size_t i;

	w->foreign = false;
	for (i = 0; rows && i < rows->n && !w->foreign; i++)
		w->foreign =
			!str_eq(rows_named(rows, i, "unit"), ui_state(ui)->me.unit);
}

static void
ask_rows(struct worklist *w, struct ui *ui)
{
	if (w->tabs.n > 0)
		paged_ask(&w->listing.paged, ui, "worklist",
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
	listing_start(&w->listing, &screen_worklist);
	worklist_choose_tabs(w, &ui_state(ui)->me);
	while (w->tab + 1 < w->tabs.n && w->tabs.v[w->tab].queue->quiet)
		w->tab++;
	take_in(w, ui);
	if (ui_state(ui)->link.drafts > 0)
		ui_ask(ui, &w->drafts, "drafts", json_object(), NULL);
	return &w->listing.screen;
}

static void
worklist_close(struct screen *screen, struct ui *ui)
{
	struct worklist *w = (struct worklist *)screen;
	size_t i;

	listing_release(&w->listing, ui);
	for (i = 0; i < w->nunits; i++)
		ui_forget(ui, &w->counters[i]);
	ui_forget(ui, &w->drafts);
	vec_release(&w->tabs);
	free(w);
}

static void
show_queue(struct worklist *w, struct ui *ui, size_t queue)
{
	w->tab = queue;
	listing_empty(&w->listing, ui);
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
worklist_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct worklist *w = (struct worklist *)screen;

	w->settled = true;
	if (act == ACT_NEXT || act == ACT_PREV || act == ACT_LEFT || act == ACT_RIGHT)
		next_queue(w, ui,
			   act == ACT_NEXT || act == ACT_RIGHT ? 1 : w->tabs.n - 1);
	else if (act == ACT_TAKE_IN)
		take_in(w, ui);
	else
		return listing_act(&w->listing, ui, act, key);
	return true;
}

static bool
worklist_command(struct screen *screen, struct ui *ui, const char *verb,
		 const char *rest)
{
	return listing_command((struct listing *)screen, ui, verb, rest);
}

/* Rows of the list that is shown are under way; at the login also which list that is. */
static bool
worklist_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct worklist *w = (const struct worklist *)screen;
	const struct listing *l = &w->listing;

	(void)ui;
	if (w->tabs.n == 0 || act == ACT_BACK || act == ACT_QUIT || act == ACT_PILE ||
	    act == ACT_SEARCH || act == ACT_OUTBOX || act == ACT_HELP)
		return false;
	return (!l->paged.rows && l->paged.answer.waiting) || l->wish != WISH_NOTHING ||
	       (!w->settled && !worklist_counted(w, COUNTED_HERE) &&
		w->counters[0].waiting);
}

static void
worklist_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct worklist *w = (struct worklist *)screen;

	if (listing_event(&w->listing, ui, event)) {
		look_for_foreign(w, ui);
		warn_of_days(w, ui);
	} else if (event->answer && event->answer == &w->drafts) {
		if (w->drafts.rows)
			pile_say(ui, w->drafts.rows);
	} else if (worklist_is_counter(w, event->answer)) {
		begin(w, ui);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->kind == EVENT_KEPT) {
		bulk_kept(&w->listing.bulk, event->body);
	} else if (event->kind == EVENT_SETTLED || event->kind == EVENT_WELCOME) {
		bulk_settled(&w->listing.bulk, ui, event);
		ask_rows(w, ui);
		worklist_ask_counters(w, ui);
	} else if (event->kind == EVENT_NEWS &&
		   worklist_counted(w, COUNTED_BY_CENTRE)) {
		worklist_ask_counters(
			w, ui); /* rows wait for F5, how many there are does not */
	}
}

static void
worklist_save(struct screen *screen, struct ui *ui)
{
	listing_hide((struct listing *)screen, ui);
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
