/* listing_rows.c -- operations on all rows of a list (find, tag), and fetching its next
 * page.  Law: an incomplete list is fetched to its end first, or a message says that only a
 * part was searched.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"

#include "ui/part/listing.h"

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
listing_row_has(struct ui *ui, const struct rows *rows, size_t row, const char *words)
{
	char copy[80];
	char *word, *rest;

	str_copy(copy, sizeof copy, words);
	for (word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		if (!row_has_word(ui, rows, row, word))
			return false;
	return true;
}

/* Names are asked for as they are shown; what words are compared with is here first. */
static bool
names_here(const struct listing *l, struct ui *ui)
{
	const struct rows *rows = l->paged.rows;
	const struct label *label;
	const char *state;
	bool here = true;
	size_t i;

	for (i = 0; rows && i < rows->n; i++) {
		state = rows_named(rows, i, "state");
		(void)ui_label(ui, "state", state);
		label = state_find_label(ui_state(ui), "state", state);
		here = here && (!label || label->name || label->missing);
	}
	return here;
}

/* What is asked of all rows waits until all are here. */
static bool
all_here(struct listing *l, struct ui *ui, enum listing_wish wish)
{
	l->wish = WISH_NOTHING;
	if (!paged_is_all(&l->paged) && l->paged.rows)
		paged_all(&l->paged, ui);
	if (!l->paged.rows || paged_is_all(&l->paged) || paged_rests(&l->paged)) {
		l->wish = names_here(l, ui) ? WISH_NOTHING : wish;
		return l->wish == WISH_NOTHING;
	}
	l->wish = wish;
	ui_say(ui, FACE_PLAIN, _("Fetching the whole list: %zu rows are here."),
	       l->paged.rows->n);
	return false;
}

/* What could not be fetched is said, not passed over. */
static bool
is_part(const struct listing *l)
{
	return l->paged.rows && !l->paged.whole;
}

static void
tag_now(struct listing *l, struct ui *ui)
{
	size_t i;

	for (i = 0; i < l->view.n; i++)
		if (listing_row_has(ui, l->paged.rows, l->view.v[i], l->words))
			listing_tag(l, listing_row_id(l, i), ACT_TAG_MANY);
	ui_say(ui, is_part(l) ? FACE_WARN : FACE_PLAIN,
	       is_part(l) ? _("%zu rows are tagged, of the part of the list that is "
			      "here; ; applies the next action to them.")
			  : _("%zu rows are tagged; ; applies the next action to "
			      "them."),
	       l->tags.n);
	ui_damage(ui, DAMAGE_SCREEN);
}

void
listing_tag_many(struct screen *screen, struct ui *ui, const char *words)
{
	struct listing *l = (struct listing *)screen;

	if (str_empty(words))
		return;
	str_copy(l->words, sizeof l->words, words);
	if (all_here(l, ui, WISH_TAG))
		tag_now(l, ui);
}

/* A row of those that are here; beyond the end only where that is the list's. */
static bool
find_here(struct listing *l, struct ui *ui, int step)
{
	size_t i, row = l->list.cursor, n = l->view.n;

	for (i = 0; l->found[0] && i < n; i++) {
		if (!paged_is_all(&l->paged) && (step > 0 ? row + 1 >= n : row == 0))
			return false;
		row = (row + n + (size_t)step) % n;
		if (listing_row_has(ui, l->paged.rows, l->view.v[row], l->found)) {
			list_seek(&l->list, row, listing_row_id, l);
			ui_damage(ui, DAMAGE_PART);
			return true;
		}
	}
	return false;
}

static void
find_now(struct listing *l, struct ui *ui)
{
	if (find_here(l, ui, l->step))
		return;
	ui_say(ui, FACE_WARN,
	       is_part(l) ? _("No row has \"%s\" in the part of the list that is here.")
			  : _("No row has \"%s\"."),
	       l->found);
}

bool
listing_find_from(struct listing *l, struct ui *ui, int step)
{
	l->step = step;
	if (!find_here(l, ui, step) && all_here(l, ui, WISH_FIND))
		find_now(l, ui);
	return true;
}

void
listing_found(struct screen *screen, struct ui *ui, const char *words)
{
	struct listing *l = (struct listing *)screen;

	if (str_empty(words))
		return;
	str_copy(l->found, sizeof l->found, words);
	listing_find_from(l, ui, 1);
}

/* Rows came: what waited for all of them is done now. */
void
listing_grant_wish(struct listing *l, struct ui *ui)
{
	enum listing_wish wish = l->wish;

	if (wish == WISH_NOTHING || !paged_rests(&l->paged) || !names_here(l, ui))
		return;
	l->wish = WISH_NOTHING;
	if (wish == WISH_TAG)
		tag_now(l, ui);
	else if (wish == WISH_FIND)
		find_now(l, ui);
	else
		list_act(&l->list, ACT_END, listing_row_id, l);
	ui_damage(ui, DAMAGE_SCREEN);
}

static void
say_part(const struct listing *l, struct ui *ui)
{
	ui_say(ui, FACE_WARN,
	       l->paged.answer.fault[0]
		       ? _("%zu rows are here; what follows is not: %s")
		       : _("Only the first %zu rows are shown; l, / and search find the "
			   "others.%s"),
	       l->paged.rows->n, l->paged.answer.fault);
}

/* At the end of what is here the list goes on; its own end is where all is here. */
void
listing_go_on(struct listing *l, struct ui *ui, enum act act)
{
	l->wish = WISH_NOTHING;
	if (act == ACT_END || act == ACT_BOTTOM) {
		if (all_here(l, ui, WISH_END) && is_part(l))
			say_part(l, ui);
	} else if (l->list.cursor + (size_t)l->list.height >= l->view.n) {
		paged_more(&l->paged, ui);
		if (l->list.cursor + 1 >= l->view.n && is_part(l) &&
		    paged_rests(&l->paged))
			say_part(l, ui);
	}
}
