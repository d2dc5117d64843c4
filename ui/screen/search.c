/* search.c -- finds tickets by words, a number or a name: in the desk's mirror at once, then
 * at the centre, page by page.  A single result opens by itself.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/due.h"
#include "ui/part/fact.h"
#include "ui/part/listing.h"
#include "ui/part/row.h"
#include "ui/part/whole.h"
#include "ui/ui.h"

struct search {
	struct listing listing;
	char text[4 * 200 + 1];
	bool fresh; /* nothing was done with what is found yet */
};

static void
ask_again(struct search *s, struct ui *ui)
{
	if (s->text[0])
		paged_ask(&s->listing.paged, ui, "search",
			  json_pack("{s:s}", "text", s->text));
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
seek(struct screen *screen, struct ui *ui, const char *text)
{
	struct search *s = (struct search *)screen;

	if (str_empty(text)) {
		if (!s->text[0])
			ui_close(ui, screen);
		return;
	}
	str_copy(s->text, sizeof s->text, text);
	listing_empty(&s->listing, ui);
	s->listing.limit[0] = '\0';
	s->listing.days = -1;
	s->fresh = true;
	ask_again(s, ui);
}

static void
prompt(struct search *s, struct ui *ui)
{
	ui_prompt(ui, &s->listing.screen, _("Search for:"), "", seek);
}

static struct screen *
search_open(struct ui *ui, const struct opening *opening)
{
	struct search *s = xcalloc(1, sizeof *s);

	listing_start(&s->listing, &screen_search);
	if (str_empty(opening->text))
		prompt(s, ui);
	else
		seek(&s->listing.screen, ui, opening->text);
	return &s->listing.screen;
}

static void
search_close(struct screen *screen, struct ui *ui)
{
	listing_release((struct listing *)screen, ui);
	free(screen);
}

struct painter {
	const struct search *s;
	struct ui *ui;
};

/* The day stands in the number, where there is room for it. */
static const char *
tail(const char *regno, size_t cols)
{
	size_t len = strlen(regno);

	return len > cols ? regno + len - cols : regno;
}

static void
draw_row(void *arg, size_t row, struct canvas c)
{
	const struct painter *p = arg;
	const struct listing *l = &p->s->listing;
	const char *flags = listing_cell(l, row, "flags");
	const char *name = row_name(p->ui, listing_cell(l, row, "respondent"));
	bool roomy = c.cols >= 100; /* else caller and signs leave the room to names */
	int number = roomy ? 16 : 8, x = 2, rest, half;
	char left[16], state[80];
	enum face face =
		due_text(left, sizeof left, p->ui, listing_cell(l, row, "due"), flags);
	bool known;

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	if (listing_is_tagged(l, row))
		draw_fill(c, 0, 1, 1, FACE_WARN, '*');
	draw_cell(c, 0, x, number, FACE_PLAIN,
		  tail(listing_cell(l, row, "regno"), (size_t)number));
	x += number + 1;
	draw_cell(c, 0, x, 4, FACE_PLAIN,
		  kind_label(kind_named(listing_cell(l, row, "kind"), &known)));
	row_state(state, sizeof state, p->ui, listing_cell(l, row, "state"), 14);
	draw_cell(c, 0, x + 5, 14, FACE_PLAIN, state);
	draw_cell(c, 0, x + 20, 7, face, left);
	if (roomy)
		row_put_signs(canvas_part(c, 0, x + 28, 1, SIGN_COLS), flags);
	x += roomy ? 28 + SIGN_COLS + 1 : 28;
	rest = c.cols - x - (roomy ? 18 : 11);
	half = rest < 34 ? rest * 3 / 5 : rest / 2;
	draw_cell(c, 0, x, half - 1, FACE_PLAIN, name);
	draw_cell(c, 0, x + half, rest - half - 1, FACE_DIM,
		  listing_cell(l, row, "title"));
	x += rest;
	if (roomy)
		draw_cell(c, 0, x, 6, FACE_PLAIN, listing_cell(l, row, "caller"));
	draw_cell(c, 0, x + (roomy ? 7 : 0), 11, FACE_PLAIN,
		  listing_cell(l, row, "unit_name"));
}

static void
draw_head(const struct search *s, struct canvas c)
{
	const struct paged *p = &s->listing.paged;
	size_t n = p->rows ? p->rows->n : 0;
	char age[40];
	int x = 4;

	c = canvas_part(c, 0, 0, 1, listing_draw_limits(&s->listing, c));
	x += draw_format(c, 0, 1, FACE_TITLE, _("Search: %s"), s->text);
	if (n > 0)
		x += draw_format(c, 0, x, FACE_PLAIN,
				 p->whole || p->answer.mirror
					 ? _("%zu tickets")
					 : _("the newest %zu tickets, more follow"),
				 n);
	fact_age(age, sizeof age, p->answer.age);
	if (n > 0 && p->answer.mirror)
		draw_format(c, 0, x + 2, FACE_DIM, _("own copy, %s"), age);
}

/* Why nothing stands here, and what is looked at. */
static void
draw_empty(const struct search *s, struct canvas c)
{
	const struct paged *p = &s->listing.paged;
	const char *text = "";
	int y;

	if (p->rows && p->rows->n > 0)
		text = _("No row matches; l and Enter shows all.");
	else if (p->answer.fault[0])
		text = p->answer.fault;
	else if (s->text[0] && (p->answer.waiting || !p->rows))
		text = _("Asking …");
	else if (s->text[0])
		text = _("Nothing found.");
	y = whole_draw(c, FACE_PLAIN, text);
	if (*text && y < c.rows)
		y++;
	whole_draw(canvas_part(c, y, 0, c.rows - y, c.cols), FACE_DIM,
		   _("Found by: the number of a ticket, whole or its end; a telephone, "
		     "whole or its last four digits; a name, whole; words of the "
		     "respondent and of the matter.  Of several words each must be "
		     "there.  What the facts tell is not searched yet."));
}

static void
search_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct search *s = (struct search *)screen;
	struct painter painter = { s, ui };

	list_draw(&s->listing.list, canvas_part(c, 1, 0, c.rows - 1, c.cols), damage,
		  draw_row, &painter);
	if (!(damage & DAMAGE_SCREEN))
		return;
	draw_head(s, c);
	if (s->listing.list.n == 0)
		draw_empty(s, canvas_part(c, 2, 2, c.rows - 2, c.cols - 4));
}

static bool
search_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct search *s = (struct search *)screen;

	s->fresh = false;
	if (act == ACT_SEARCH)
		prompt(s, ui);
	else if (act == ACT_TAKE_IN)
		ask_again(s, ui);
	else
		return listing_act(&s->listing, ui, act, key);
	return true;
}

static void
open_the_one(struct search *s, struct ui *ui)
{
	const struct listing *l = &s->listing;

	if (!s->fresh || l->paged.answer.waiting)
		return;
	s->fresh = false;
	if (l->paged.whole && l->list.n == 1 && ui_top(ui) == &l->screen)
		ui_open(ui, "ticket", &(struct opening){ .ticket = l->list.at });
}

static void
search_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct search *s = (struct search *)screen;

	if (listing_event(&s->listing, ui, event)) {
		open_the_one(s, ui);
	} else if (event->kind == EVENT_KEPT) {
		bulk_kept(&s->listing.bulk, event->body);
	} else if (event->kind == EVENT_SETTLED || event->kind == EVENT_WELCOME) {
		bulk_settled(&s->listing.bulk, ui, event);
		ask_again(s, ui);
	}
}

/* What is found: by this desk's own copy at the latest. */
static bool
search_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct listing *l = (const struct listing *)screen;

	(void)ui;
	return act != ACT_BACK && act != ACT_SEARCH &&
	       ((!l->paged.rows && l->paged.answer.waiting) || l->wish != WISH_NOTHING);
}

static void
search_save(struct screen *screen, struct ui *ui)
{
	listing_hide((struct listing *)screen, ui);
}

static bool
search_command(struct screen *screen, struct ui *ui, const char *verb, const char *rest)
{
	return listing_command((struct listing *)screen, ui, verb, rest);
}

const struct screen_class screen_search = {
	.name = "search",
	.title = N_("Search"),
	.place = PLACE_LIST | PLACE_SEARCH,
	.open = search_open,
	.close = search_close,
	.draw = search_draw,
	.act = search_act,
	.waits = search_waits,
	.event = search_event,
	.save = search_save,
	.command = search_command,
};
