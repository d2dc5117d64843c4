/* listing.c -- the keys and commands common to all lists of tickets.
 * An action applies to the ticket under the cursor, or to the tagged ones.
 */
#include "ui/part/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/row.h"
#include "ui/ui.h"

#define REST_MS 250

void
listing_start(struct listing *l, const struct screen_class *cls)
{
	l->screen.cls = cls;
	l->days = -1;
}

void
listing_release(struct listing *l, struct ui *ui)
{
	paged_empty(&l->paged, ui);
	vec_release(&l->view);
	vec_release(&l->tags);
	bulk_release(&l->bulk);
}

void
listing_empty(struct listing *l, struct ui *ui)
{
	l->wish = WISH_NOTHING;
	l->list = (struct list){ .jump = l->list.jump };
	vec_clear(&l->view);
	vec_clear(&l->tags);
	paged_empty(&l->paged, ui);
}

void
listing_hide(struct listing *l, struct ui *ui)
{
	char at[sizeof l->list.at];

	memcpy(at, l->list.at, sizeof at);
	paged_empty(&l->paged, ui);
	vec_clear(&l->view);
	list_sync(&l->list, 0, listing_row_id, l);
	memcpy(l->list.at, at, sizeof at);
}

const char *
listing_row_id(const void *listing, size_t row)
{
	const struct listing *l = listing;

	return rows_named(l->paged.rows, l->view.v[row], "ticket");
}

const char *
listing_cell(const struct listing *l, size_t row, const char *column)
{
	return row < l->view.n ? rows_named(l->paged.rows, l->view.v[row], column) : "";
}

bool
listing_is_limited(const struct listing *l)
{
	return l->limit[0] || l->days >= 0;
}

/* -- what is shown ------------------------------------------------------------------- */

static bool
is_wanted(const struct listing *l, struct ui *ui, size_t row)
{
	const struct rows *rows = l->paged.rows;
	int32_t due;

	if (l->limit[0] && !listing_row_has(ui, rows, row, l->limit))
		return false;
	due = day_parse(rows_named(rows, row, "due"));
	return l->days < 0 || (due != DAY_NONE && due - ui_today(ui) <= l->days);
}

static void
make_view(struct listing *l, struct ui *ui)
{
	size_t i;

	vec_clear(&l->view);
	for (i = 0; l->paged.rows && i < l->paged.rows->n; i++)
		if (is_wanted(l, ui, i))
			vec_push(&l->view, i);
	listing_drop_tags(l);
	list_sync(&l->list, l->view.n, listing_row_id, l);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
limited(struct screen *screen, struct ui *ui, const char *words)
{
	struct listing *l = (struct listing *)screen;

	if (!words)
		return;
	str_copy(l->limit, sizeof l->limit, words);
	if (!*words)
		l->days = -1;
	else
		paged_all(&l->paged, ui);
	make_view(l, ui);
}

int
listing_draw_limits(const struct listing *l, struct canvas line)
{
	char text[200] = "", days[40] = "";
	int cols;

	if (l->days >= 0)
		str_format(days, sizeof days, _(" due within %d days"), l->days);
	if (listing_is_limited(l))
		str_format(text, sizeof text, _("limited:%s %s (l: all)"), days,
			   l->limit);
	if (l->tags.n)
		str_format(text + strlen(text), sizeof text - strlen(text),
			   _(" tagged %zu, shown %zu"), l->tags.n,
			   listing_tags_seen(l));
	cols = utf8_columns(text, strlen(text));
	draw_text(line, 0, line.cols - cols - 1, FACE_WARN, text);
	return *text ? line.cols - cols - 2 : line.cols;
}

/* -- go to --------------------------------------------------------------------------- */

/* The row whose number is this one without its zeros, else the first that ends so. */
static size_t
row_of(const struct listing *l, const char *tail)
{
	size_t i, ends = l->view.n, len = strlen(tail), n;
	const char *regno;

	for (i = 0; i < l->view.n; i++) {
		regno = listing_cell(l, i, "regno");
		n = strlen(regno);
		if (!str_ends(regno, tail))
			continue;
		if (len >= 8 || n < 8 || strspn(regno + n - 8, "0") + len >= 8)
			return i;
		ends = ends < l->view.n ? ends : i;
	}
	return ends;
}

static void
went_to(struct screen *screen, struct ui *ui, const char *tail)
{
	struct listing *l = (struct listing *)screen;
	size_t i;

	if (str_empty(tail))
		return;
	i = row_of(l, tail);
	if (i < l->view.n) {
		list_seek(&l->list, i, listing_row_id, l);
		ui_damage(ui, DAMAGE_SCREEN);
		return;
	}
	if (!ui_open(ui, "search", &(struct opening){ .text = tail }))
		ui_say(ui, FACE_WARN, _("No row ends in %s."), tail);
}

/* -- actions ------------------------------------------------------------------------- */

/* Opens a screen on the tagged tickets where the last key was ;, else on the cursor's. */
static void
open_on(struct listing *l, struct ui *ui, const char *screen, struct opening opening)
{
	VEC(const char *) tickets = { 0 };
	size_t i;

	for (i = 0; l->for_tagged && i < l->tags.n; i++)
		vec_push(&tickets, l->tags.v[i].id);
	opening.ticket = tickets.n ? tickets.v[0] : l->list.at;
	opening.tickets = tickets.v;
	opening.ntickets = tickets.n;
	l->for_tagged = false;
	ui_open(ui, screen, &opening);
	vec_release(&tickets);
}

bool
listing_open_action(struct listing *l, struct ui *ui, const char *name,
		    const char *text)
{
	const struct opening opening = { .action = action_named(name), .text = text };

	if (!opening.action || l->list.n == 0)
		ui_say(ui, FACE_WARN, _("No ticket stands here."));
	else
		open_on(l, ui, "act", opening);
	return true;
}

/* Where an incident is known, leaders and the duty desk take note of it, others follow. */
static const char *
alert_action(const struct listing *l, struct ui *ui)
{
	const struct operator_info *me = &ui_state(ui)->me;

	if (l->list.n == 0 || !strchr(listing_cell(l, l->list.cursor, "flags"), 'j'))
		return "alert";
	return operator_has(me, "r06") || operator_has(me, "r09") ? "alert_ack"
								  : "alert_follow";
}

static bool
open_door(struct listing *l, struct ui *ui, enum act act)
{
	static const struct {
		enum act act;
		const char *screen;
	} doors[] = { { ACT_OPEN, "ticket" },
		      { ACT_MENU, "menu" },
		      { ACT_WHY, "why" } };
	size_t i;

	if (act == ACT_ALERT)
		return listing_open_action(l, ui, alert_action(l, ui), NULL);
	if (row_action(act))
		return listing_open_action(l, ui, row_action(act), NULL);
	if (act == ACT_MENU && l->for_tagged && l->tags.n) {
		open_on(l, ui, "menu", (struct opening){ 0 });
		return true;
	}
	for (i = 0; i < ARRAY_LEN(doors); i++)
		if (doors[i].act == act && l->list.n > 0)
			return ui_open(ui, doors[i].screen,
				       &(struct opening){ .ticket = l->list.at }) !=
			       NULL;
	return false;
}

static bool
row_act(struct listing *l, struct ui *ui, enum act act)
{
	if (act == ACT_TAG && l->list.n > 0) {
		listing_tag(l, l->list.at, ACT_TAG);
		list_act(&l->list, ACT_DOWN, listing_row_id, l);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (act == ACT_TAG_MANY) {
		ui_prompt(ui, &l->screen, _("Tag rows with:"), "", listing_tag_many);
	} else if (act == ACT_TAGGED) {
		l->for_tagged = l->tags.n > 0;
		ui_say(ui, FACE_WARN,
		       _("The next action is for %zu tagged tickets, %zu of them "
			 "shown."),
		       l->tags.n, listing_tags_seen(l));
	} else if (act == ACT_FIND) {
		ui_prompt(ui, &l->screen, "/", "", listing_found);
	} else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV) {
		listing_find_from(l, ui, act == ACT_FIND_NEXT ? 1 : -1);
	} else if (act == ACT_LIMIT) {
		ui_prompt(ui, &l->screen, _("Only rows with:"), l->limit, limited);
	} else {
		return false;
	}
	return true;
}

static void
rested(struct screen *screen, struct ui *ui)
{
	((struct listing *)screen)->rest = true;
	ui_damage(ui, DAMAGE_PART);
}

static bool
is_digit_key(const struct key *key)
{
	return key->code == K_TEXT && key->text[0] >= '0' && key->text[0] <= '9' &&
	       !key->text[1];
}

bool
listing_act(struct listing *l, struct ui *ui, enum act act, const struct key *key)
{
	if (list_act(&l->list, act, listing_row_id, l)) {
		listing_go_on(l, ui, act);
		ui_timer(ui, &l->screen, REST_MS, rested);
		ui_damage(ui, DAMAGE_PART);
		return true;
	}
	if (act == ACT_GOTO || is_digit_key(key)) {
		ui_prompt(ui, &l->screen, "#", act == ACT_GOTO ? "" : key->text,
			  went_to);
		return true;
	}
	return row_act(l, ui, act) || open_door(l, ui, act);
}

bool
listing_command(struct listing *l, struct ui *ui, const char *verb, const char *rest)
{
	verb = row_verb(verb);
	if (str_eq(verb, "find"))
		listing_found(&l->screen, ui, rest);
	else if (str_eq(verb, "limit"))
		limited(&l->screen, ui, rest);
	else if (str_eq(verb, "d")) {
		l->days = *rest ? (int)strtol(rest, NULL, 10) : -1;
		paged_all(&l->paged, ui);
		make_view(l, ui);
	} else if (str_eq(verb, "export"))
		ui_say(ui, FACE_PLAIN,
		       _("The workstation writes no files: gangshaoctl worklist and "
			 "search do, with --csv"));
	else
		return action_named(verb) && listing_open_action(l, ui, verb, rest);
	return true;
}

bool
listing_event(struct listing *l, struct ui *ui, const struct event *event)
{
	if (event->kind == EVENT_LABEL && l->limit[0])
		make_view(l, ui);
	if (event->kind == EVENT_LABEL)
		listing_grant_wish(l, ui);
	if (!paged_event(&l->paged, ui, event))
		return false;
	make_view(l, ui);
	listing_grant_wish(l, ui);
	l->rest = true;
	return true;
}
