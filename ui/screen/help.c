/* help.c -- the keys of the previous screen, from the key table, and the words of the
 * command line; in a form, first the field: its rule and the law behind it. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "ui/part/row.h"
#include "ui/part/sheet.h"
#include "ui/ui.h"

#define KEYS 2
#define TEXT 18

struct help {
	struct screen screen;
	unsigned place;
	char *text; /* of a field, as the opener says it; NULL: none */
	struct sheet sheet;
};

static struct screen *
help_open(struct ui *ui, const struct opening *opening)
{
	struct help *help = xcalloc(1, sizeof *help);

	(void)ui;
	help->screen.cls = &screen_help;
	help->place = opening->place ? opening->place : PLACE_LIST;
	if (!str_empty(opening->text))
		help->text = xstrdup(opening->text);
	return &help->screen;
}

static void
help_close(struct screen *screen, struct ui *ui)
{
	struct help *help = (struct help *)screen;

	(void)ui;
	free(help->text);
	sheet_release(&help->sheet);
	free(help);
}

static bool
said_before(const struct help *help, size_t row)
{
	size_t i;

	for (i = 0; i < row; i++)
		if (key_rows[i].places & help->place &&
		    str_eq(key_rows[i].key, key_rows[row].key) &&
		    str_eq(key_rows[i].help, key_rows[row].help))
			return true;
	return false;
}

static void
put_key(struct help *help, size_t row, int cols)
{
	const struct key_row *key = &key_rows[row];
	char keys[64];

	keys_shown(keys, sizeof keys, help->place, key);
	if (!keys[0])
		return;
	sheet_line(&help->sheet, key->name);
	sheet_put(&help->sheet, KEYS, FACE_KEY, keys);
	sheet_wrap(&help->sheet, TEXT, cols - TEXT - 1, FACE_PLAIN, _(key->help));
}

static void
head(struct help *help, const char *text)
{
	if (help->sheet.lines.n > 0)
		sheet_line(&help->sheet, "");
	sheet_line(&help->sheet, "");
	sheet_put(&help->sheet, KEYS, FACE_TITLE, text);
}

/* The opener's text: paragraphs, parted by newlines. */
static void
put_text(struct help *help, int cols)
{
	const char *at = help->text;
	char line[1200];
	size_t n;

	for (; at && *at; at += n + (at[n] == '\n')) {
		n = strcspn(at, "\n");
		str_format(line, sizeof line, "%.*s", (int)n, at);
		sheet_line(&help->sheet, "");
		sheet_wrap(&help->sheet, KEYS, cols - KEYS - 1,
			   at == help->text ? FACE_TITLE : FACE_PLAIN, line);
	}
}

static const struct {
	const char *word, *help;
} verbs[] = {
	{ ":a",
	  N_("Assign to the unit named: its name, its code or pinyin initials.") },
	{ ":d", N_("Only what is due within so many days; without a number all.") },
	{ ":limit", N_("Show only rows with these words; an empty line shows all.") },
	{ ":search", N_("Search all tickets for words, a number, a name.") },
	{ ":export",
	  N_("The workstation writes no files: gangshaoctl worklist and search do, with --csv") },
	{ ":lock", N_("Lock the screen; what is typed is kept.") },
	{ ":quit", N_("Leave the program.") },
};

static void
put_words(struct help *help, int cols)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(verbs); i++) {
		sheet_line(&help->sheet, "");
		sheet_put(&help->sheet, KEYS, FACE_KEY, verbs[i].word);
		sheet_wrap(&help->sheet, TEXT, cols - TEXT - 1, FACE_PLAIN,
			   _(verbs[i].help));
	}
}

static void
put_signs(struct help *help, int cols)
{
	const struct sign *sign;

	for (sign = row_signs; sign->flag; sign++) {
		sheet_line(&help->sheet, "");
		sheet_put(&help->sheet, KEYS, sign->face, _(sign->word));
		sheet_wrap(&help->sheet, TEXT, cols - TEXT - 1, FACE_PLAIN,
			   _(sign->help));
	}
}

static void
fill(struct help *help, int cols)
{
	size_t i;

	sheet_clear(&help->sheet);
	put_text(help, cols);
	head(help, _("Keys of this place (/ finds)"));
	for (i = 0; i < key_nrows; i++)
		if (key_rows[i].places & help->place && !said_before(help, i))
			put_key(help, i, cols);
	if (help->place & PLACE_LIST) {
		head(help, _("Signs of a row"));
		put_signs(help, cols);
	}
	if (help->place & PLACE_READ) {
		head(help, _("Words of the command line"));
		put_words(help, cols);
	}
	sheet_done(&help->sheet);
}

static void
help_draw(struct screen *screen, struct ui *ui, struct canvas c, unsigned damage)
{
	struct help *help = (struct help *)screen;

	(void)ui;
	if (damage & DAMAGE_SCREEN)
		fill(help, c.cols);
	sheet_draw(&help->sheet, c, damage);
}

static void
found(struct screen *screen, struct ui *ui, const char *text)
{
	struct help *help = (struct help *)screen;

	if (!str_empty(text) && !sheet_find(&help->sheet, text, 1))
		ui_say(ui, FACE_WARN, _("\"%s\" is not in what is shown."), text);
	ui_damage(ui, DAMAGE_PART);
}

static bool
help_act(struct screen *screen, struct ui *ui, enum act act, const struct key *key)
{
	struct help *help = (struct help *)screen;

	(void)key;
	if (sheet_act(&help->sheet, act))
		ui_damage(ui, DAMAGE_PART);
	else if (act == ACT_FIND)
		ui_prompt(ui, screen, "/", "", found);
	else if (act == ACT_FIND_NEXT || act == ACT_FIND_PREV) {
		if (!sheet_find(&help->sheet, help->sheet.found,
				act == ACT_FIND_NEXT ? 1 : -1))
			ui_say(ui, FACE_WARN, _("Find with / first."));
		ui_damage(ui, DAMAGE_PART);
	} else
		return false;
	return true;
}

const struct screen_class screen_help = {
	.name = "help",
	.title = N_("Help"),
	.place = PLACE_HELP,
	.open = help_open,
	.close = help_close,
	.draw = help_draw,
	.act = help_act,
};
