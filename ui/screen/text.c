/* text.c -- a text to read: the read-back of a form, a piece of knowledge. */
#include "base/text.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#include "ui/part/pager.h"
#include "ui/ui.h"

struct text {
	struct screen screen;
	struct pager pager;
};

static struct screen *
text_open(struct ui *ui, const struct opening *opening)
{
	struct text *t = xcalloc(1, sizeof *t);

	(void)ui;
	t->screen.cls = &screen_text;
	str_set(&t->pager.text, opening->text ? opening->text : "");
	return &t->screen;
}

static void
text_close(struct screen *screen, struct ui *ui)
{
	struct text *t = (struct text *)screen;

	(void)ui;
	pager_release(&t->pager);
	free(t);
}

static void
text_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct text *t = (struct text *)screen;

	(void)ui;
	(void)damage;
	pager_draw(&t->pager, canvas_part(c, 0, 2, c.rows, c.cols - 4));
}

static void
found(struct screen *screen, struct ui *ui, const char *words)
{
	struct text *t = (struct text *)screen;

	if (str_empty(words))
		return;
	str_copy(t->pager.found, sizeof t->pager.found, words);
	if (!pager_find(&t->pager, words, 1))
		ui_say(ui, FACE_WARN, _("“%s” does not come further down."), words);
	ui_damage(ui, DAMAGE_SCREEN);
}

static bool
text_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct text *t = (struct text *)screen;

	(void)key;
	if (act == ACT_FIND)
		ui_prompt(ui, screen, "/", "", found);
	else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV)
		pager_find(&t->pager, t->pager.found, act == ACT_FIND_NEXT ? 1 : -1);
	else if (act == ACT_OPEN || act == ACT_READ_BACK)
		ui_close(ui, screen);
	else if (!pager_act(&t->pager, act))
		return false;
	ui_damage(ui, DAMAGE_SCREEN);
	return true;
}

const struct screen_class screen_text = {
	.name = "text",
	.title = N_("Text"),
	.place = PLACE_TEXT,
	.open = text_open,
	.close = text_close,
	.draw = text_draw,
	.act = text_act,
};
