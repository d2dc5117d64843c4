/* search.c -- tickets by words, a number or a name: the desk's own copy at once, then the
 * centre. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/due.h"
#include "ui/part/fact.h"
#include "ui/part/list.h"
#include "ui/part/row.h"
#include "ui/ui.h"

struct search {
	struct screen screen;
	struct answer answer;
	struct list list;
	char text[4 * 200 + 1];
};

static const char *
row_id(const void *arg, size_t row)
{
	const struct search *s = arg;

	return rows_named(s->answer.rows, row, "ticket");
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
	s->list = (struct list){ 0 };
	ui_ask(ui, &s->answer, "search",
	       json_pack("{s:s, s:s}", "text", s->text, "limit", "200"), NULL);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
prompt(struct search *s, struct ui *ui)
{
	ui_prompt(ui, &s->screen, _("Search for:"), s->text, seek);
}

static struct screen *
search_open(struct ui *ui, const struct opening *opening)
{
	struct search *s = xcalloc(1, sizeof *s);

	s->screen.cls = &screen_search;
	if (str_empty(opening->text))
		prompt(s, ui);
	else
		seek(&s->screen, ui, opening->text);
	return &s->screen;
}

static void
search_close(struct screen *screen, struct ui *ui)
{
	struct search *s = (struct search *)screen;

	ui_forget(ui, &s->answer);
	free(s);
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
	const struct rows *rows = p->s->answer.rows;
	const char *flags = rows_named(rows, row, "flags");
	const char *name = row_name(p->ui, rows_named(rows, row, "respondent"));
	bool roomy = c.cols >= 100; /* else caller and signs leave the room to names */
	int number = roomy ? 16 : 8, x = 2, rest, half;
	char left[16];
	enum face face =
		due_text(left, sizeof left, p->ui, rows_named(rows, row, "due"), flags);
	bool known;

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	draw_cell(c, 0, x, number, FACE_PLAIN,
		  tail(rows_named(rows, row, "regno"), (size_t)number));
	x += number + 1;
	draw_cell(c, 0, x, 4, FACE_PLAIN,
		  kind_label(kind_named(rows_named(rows, row, "kind"), &known)));
	draw_cell(c, 0, x + 5, 10, FACE_PLAIN,
		  ui_label(p->ui, "state", rows_named(rows, row, "state")));
	draw_cell(c, 0, x + 16, 5, face, left);
	if (roomy)
		row_put_signs(canvas_part(c, 0, x + 22, 1, SIGN_COLS), flags);
	x += roomy ? 22 + SIGN_COLS + 1 : 22;
	rest = c.cols - x - (roomy ? 18 : 11);
	half = rest < 34 ? rest * 3 / 5 : rest / 2;
	draw_cell(c, 0, x, half - 1, FACE_PLAIN, name);
	draw_cell(c, 0, x + half, rest - half - 1, FACE_DIM,
		  rows_named(rows, row, "title"));
	x += rest;
	if (roomy)
		draw_cell(c, 0, x, 6, FACE_PLAIN, rows_named(rows, row, "caller"));
	draw_cell(c, 0, x + (roomy ? 7 : 0), 11, FACE_PLAIN,
		  rows_named(rows, row, "unit_name"));
}

static void
draw_head(const struct search *s, struct canvas c)
{
	const char *text = "";
	char age[40];
	int x = 1 + draw_format(c, 0, 1, FACE_TITLE, _("Search: %s"), s->text);

	fact_age(age, sizeof age, s->answer.age);
	if (s->answer.fault[0])
		text = s->answer.fault;
	else if (s->text[0] && !s->answer.rows)
		text = _("Asking …");
	else if (s->answer.rows && s->list.n == 0 && !s->answer.waiting)
		text = _("Nothing found.");
	x += 3;
	if (s->list.n)
		x += draw_format(c, 0, x, FACE_PLAIN, _("%zu tickets"), s->list.n);
	if (s->list.n && s->answer.waiting)
		draw_format(c, 0, x + 2, FACE_DIM, _("own copy, %s"), age);
	draw_text(c, 1, 2, FACE_DIM, text);
}

static void
search_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct search *s = (struct search *)screen;
	struct painter painter = { s, ui };

	list_draw(&s->list, canvas_part(c, 1, 0, c.rows - 1, c.cols), damage, draw_row,
		  &painter);
	if (damage & DAMAGE_SCREEN)
		draw_head(s, c);
}

static bool
search_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct search *s = (struct search *)screen;

	(void)key;
	if (list_act(&s->list, act, row_id, s))
		ui_damage(ui, DAMAGE_PART);
	else if (act == ACT_OPEN && s->list.n > 0)
		ui_open(ui, "ticket", &(struct opening){ .ticket = s->list.at });
	else if (act == ACT_MENU && s->list.n > 0)
		ui_open(ui, "menu", &(struct opening){ .ticket = s->list.at });
	else if (act == ACT_WHY && s->list.n > 0)
		ui_open(ui, "why", &(struct opening){ .ticket = s->list.at });
	else if (row_action(act) && s->list.n > 0)
		ui_open(ui, "act",
			&(struct opening){ .ticket = s->list.at,
					   .action = action_named(row_action(act)) });
	else if (act == ACT_FIND || act == ACT_SEARCH)
		prompt(s, ui);
	else if (act == ACT_TAKE_IN)
		seek(screen, ui, s->text);
	else
		return false;
	return true;
}

static void
search_event(struct screen *screen, struct ui *ui, const struct event *event)
{
	struct search *s = (struct search *)screen;

	if (event->answer && event->answer == &s->answer) {
		list_sync(&s->list, s->answer.rows ? s->answer.rows->n : 0, row_id, s);
		ui_damage(ui, DAMAGE_SCREEN);
	} else if (event->kind == EVENT_WELCOME && s->text[0]) {
		seek(screen, ui, s->text);
	}
}

/* What is found: by this desk's own copy at the latest. */
static bool
search_waits(const struct screen *screen, const struct ui *ui, enum act act)
{
	const struct search *s = (const struct search *)screen;

	(void)ui;
	return act != ACT_BACK && act != ACT_SEARCH && act != ACT_FIND &&
	       !s->answer.rows && s->answer.waiting;
}

const struct screen_class screen_search = {
	.name = "search",
	.title = N_("Search"),
	.place = PLACE_LIST,
	.open = search_open,
	.close = search_close,
	.draw = search_draw,
	.act = search_act,
	.waits = search_waits,
	.event = search_event,
};
