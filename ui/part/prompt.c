/* prompt.c -- a line editor, independent of its place and purpose. */
#include "ui/part/prompt.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

static const struct {
	enum act act;
	enum edit_move move;
} moves[] = {
	{ ACT_LEFT, EDIT_LEFT },
	{ ACT_RIGHT, EDIT_RIGHT },
	{ ACT_WORD_LEFT, EDIT_WORD_LEFT },
	{ ACT_WORD_RIGHT, EDIT_WORD_RIGHT },
	{ ACT_HOME, EDIT_HOME },
	{ ACT_END, EDIT_END },
	{ ACT_TOP, EDIT_TOP },
	{ ACT_BOTTOM, EDIT_BOTTOM },
};

static const struct {
	enum act act;
	enum edit_cut cut;
} cuts[] = {
	{ ACT_ERASE, EDIT_CHAR_BACK },
	{ ACT_DELETE, EDIT_CHAR },
	{ ACT_ERASE_WORD, EDIT_WORD_BACK },
	{ ACT_KILL, EDIT_TO_END },
};

bool
edit_act(struct edit *edit, enum act act, const struct key *key, int columns)
{
	const char *text = key->code == K_PASTE ? key->paste : key->text;
	size_t i;

	for (i = 0; i < ARRAY_LEN(moves); i++)
		if (moves[i].act == act) {
			edit_move(edit, moves[i].move, columns);
			return true;
		}
	for (i = 0; i < ARRAY_LEN(cuts); i++)
		if (cuts[i].act == act) {
			edit_cut(edit, cuts[i].cut);
			return true;
		}
	if (act == ACT_TEXT)
		edit_insert(edit, text, strlen(text));
	else if (act == ACT_YANK)
		edit_yank(edit);
	else if (act == ACT_UNDO)
		edit_undo(edit);
	else if (act == ACT_REDO)
		edit_redo(edit);
	else
		return false;
	return true;
}

void
prompt_start(struct prompt *prompt, const char *label, const char *text,
	     const char *const *words)
{
	prompt_release(prompt);
	str_copy(prompt->label, sizeof prompt->label, label);
	prompt->edit = edit_new(400, 1);
	prompt->words = words;
	if (text)
		edit_set(prompt->edit, text);
}

void
prompt_release(struct prompt *prompt)
{
	if (prompt->edit)
		edit_free(prompt->edit);
	*prompt = (struct prompt){ 0 };
}

bool
prompt_is_on(const struct prompt *prompt)
{
	return prompt->edit != NULL;
}

/* Tab walks through the words that begin as what was typed. */
static void
complete(struct prompt *prompt)
{
	size_t i, n = 0;

	if (!prompt->words)
		return;
	if (!prompt->shown)
		str_copy(prompt->stem, sizeof prompt->stem, edit_text(prompt->edit));
	for (i = 0; prompt->words[i]; i++)
		if (str_starts(prompt->words[i], prompt->stem) &&
		    n++ == prompt->shown) {
			edit_set(prompt->edit, prompt->words[i]);
			prompt->shown = n;
			return;
		}
	edit_set(prompt->edit, prompt->stem);
	prompt->shown = 0;
}

enum prompt_end
prompt_act(struct prompt *prompt, enum act act, const struct key *key)
{
	if (act == ACT_NEXT) {
		complete(prompt);
		return PROMPT_ON;
	}
	prompt->shown = 0;
	if (act == ACT_OPEN)
		return PROMPT_DONE;
	if (act == ACT_BACK || (act == ACT_ERASE && edit_len(prompt->edit) == 0))
		return PROMPT_LEFT;
	(void)edit_act(prompt->edit, act, key, 400);
	return PROMPT_ON;
}

void
prompt_draw(const struct prompt *prompt, struct canvas line)
{
	const char *text = edit_text(prompt->edit);
	int label = draw_text(line, 0, 0, FACE_FOCUS, prompt->label), before;
	struct canvas rest = canvas_part(line, 0, label + 1, 1, line.cols);
	size_t from = 0, at = edit_cursor(prompt->edit);

	before = utf8_columns(text, at);
	while (before >= rest.cols && from < at) {
		from = utf8_next(text, at, from);
		before = utf8_columns(text + from, at - from);
	}
	draw_fill(line, 0, label, 1, FACE_PLAIN, ' ');
	draw_cell(rest, 0, 0, rest.cols, FACE_PLAIN, text + from);
	draw_cursor(rest, 0, before);
}
