/* worklist_rows.c -- what is asked of all rows of a list (find, tag), and its going on at the
 * end of what is here.  Law: a list that is not here to its end is fetched first, or it is
 * said that only a part was looked at.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/screen/worklist.h"

static bool
row_has_word(struct ui *ui, const struct rows *rows, size_t row, const char *word)
{
	static const char *const where[] = { "regno", "respondent", "caller",
					     "title", "unit_name",  "operator" };
	bool known;
	size_t i;

	for (i = 0; i < ARRAY_LEN(where); i++)
		if (strstr(rows_named(rows, row, where[i]), word))
			return true;
	return strstr(ui_label(ui, "state", rows_named(rows, row, "state")), word) ||
	       strstr(kind_label(kind_named(rows_named(rows, row, "kind"), &known)),
		      word);
}

/* Each of the words stands somewhere in the row: in a text, as its state, as its kind. */
bool
worklist_row_has(struct ui *ui, const struct rows *rows, size_t row, const char *words)
{
	char copy[80];
	char *word, *rest;

	str_copy(copy, sizeof copy, words);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (!row_has_word(ui, rows, row, word))
			return false;
	return true;
}

/* What is asked of all rows waits until all are here. */
static bool
all_here(struct worklist *w, struct ui *ui, enum worklist_wish wish)
{
	w->wish = WISH_NOTHING;
	if (paged_is_all(&w->paged) || !w->paged.rows)
		return true;
	paged_all(&w->paged, ui);
	if (paged_rests(&w->paged))
		return true;
	w->wish = wish;
	ui_say(ui, FACE_PLAIN, _("Fetching the whole list: %zu rows are here."),
	       w->paged.rows->n);
	return false;
}

/* What could not be fetched is said, not passed over. */
static bool
is_part(const struct worklist *w)
{
	return w->paged.rows && !w->paged.whole;
}

static void
tag_now(struct worklist *w, struct ui *ui)
{
	size_t i;

	for (i = 0; i < w->view.n; i++)
		if (worklist_row_has(ui, w->paged.rows, w->view.v[i], w->words))
			worklist_tag(w, worklist_row_id(w, i), ACT_TAG_MANY);
	ui_say(ui, is_part(w) ? FACE_WARN : FACE_PLAIN,
	       is_part(w) ? _("%zu rows are tagged, of the part of the list that is "
			      "here; ; applies the next action to them.")
			  : _("%zu rows are tagged; ; applies the next action to "
			      "them."),
	       w->tags.n);
	ui_damage(ui, DAMAGE_SCREEN);
}

void
worklist_tag_many(struct screen *screen, struct ui *ui, const char *words)
{
	struct worklist *w = (struct worklist *)screen;

	if (str_empty(words))
		return;
	str_copy(w->words, sizeof w->words, words);
	if (all_here(w, ui, WISH_TAG))
		tag_now(w, ui);
}

/* A row of those that are here; beyond the end only where that is the list's. */
static bool
find_here(struct worklist *w, struct ui *ui, int step)
{
	size_t i, row = w->list.cursor, n = w->view.n;

	for (i = 0; w->found[0] && i < n; i++) {
		if (!paged_is_all(&w->paged) && (step > 0 ? row + 1 >= n : row == 0))
			return false;
		row = (row + n + (size_t)step) % n;
		if (worklist_row_has(ui, w->paged.rows, w->view.v[row], w->found)) {
			list_seek(&w->list, row, worklist_row_id, w);
			ui_damage(ui, DAMAGE_PART);
			return true;
		}
	}
	return false;
}

static void
find_now(struct worklist *w, struct ui *ui)
{
	if (find_here(w, ui, w->step))
		return;
	ui_say(ui, FACE_WARN,
	       is_part(w) ? _("No row has \"%s\" in the part of the list that is here.")
			  : _("No row has \"%s\"."),
	       w->found);
}

bool
worklist_find_from(struct worklist *w, struct ui *ui, int step)
{
	w->step = step;
	if (!find_here(w, ui, step) && all_here(w, ui, WISH_FIND))
		find_now(w, ui);
	return true;
}

void
worklist_found(struct screen *screen, struct ui *ui, const char *words)
{
	struct worklist *w = (struct worklist *)screen;

	if (str_empty(words))
		return;
	str_copy(w->found, sizeof w->found, words);
	worklist_find_from(w, ui, 1);
}

/* Rows came: what waited for all of them is done now. */
void
worklist_grant_wish(struct worklist *w, struct ui *ui)
{
	enum worklist_wish wish = w->wish;

	if (wish == WISH_NOTHING || !paged_rests(&w->paged))
		return;
	w->wish = WISH_NOTHING;
	if (wish == WISH_TAG)
		tag_now(w, ui);
	else if (wish == WISH_FIND)
		find_now(w, ui);
	else
		list_act(&w->list, ACT_END, worklist_row_id, w);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
say_part(const struct worklist *w, struct ui *ui)
{
	ui_say(ui, FACE_WARN,
	       w->paged.answer.fault[0]
		       ? _("%zu rows are here; what follows is not: %s")
		       : _("Only the first %zu rows are shown; l, / and search find the "
			   "others.%s"),
	       w->paged.rows->n, w->paged.answer.fault);
}

/* At the end of what is here the list goes on; its own end is where all is here. */
void
worklist_go_on(struct worklist *w, struct ui *ui, enum act act)
{
	w->wish = WISH_NOTHING;
	if (act == ACT_END || act == ACT_BOTTOM) {
		if (all_here(w, ui, WISH_END) && is_part(w))
			say_part(w, ui);
	} else if (w->list.cursor + (size_t)w->list.height >= w->view.n) {
		paged_more(&w->paged, ui);
		if (w->list.cursor + 1 >= w->view.n && is_part(w) &&
		    paged_rests(&w->paged))
			say_part(w, ui);
	}
}
