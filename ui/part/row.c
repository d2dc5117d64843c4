/* row.c -- signs and short names, the same in every list. */
#include "ui/part/row.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#define LEAST_LEFT 3 /* characters: a name is never cut down to less */

const struct sign row_signs[] = {
	{ 'j', FACE_BAD, N_("MAJOR"),
	  N_("A major incident; while it goes on the row stands first.") },
	{ '!', FACE_BAD, N_("late"),
	  N_("Nobody here has taken note of the major incident in time.") },
	{ 'u', FACE_WARN, N_("urg"), N_("Urged.") },
	{ 's', FACE_WARN, N_("sup"), N_("Supervised from above.") },
	{ 'r', FACE_WARN, N_("ret"), N_("Returned.") },
	{ 'l', FACE_WARN, N_("lnk"), N_("Linked with another ticket.") },
	{ 0 },
};

void
row_put_signs(struct canvas c, const char *flags)
{
	const struct sign *sign;
	const char *word;
	int x = 0;

	draw_fill(c, 0, 0, c.cols, FACE_PLAIN, ' ');
	for (sign = row_signs; sign->flag; sign++) {
		if (!strchr(flags, sign->flag))
			continue;
		word = _(sign->word);
		if (x + utf8_columns(word, strlen(word)) <= c.cols)
			x += draw_text(c, 0, x, sign->face, word);
	}
}

/* The code of the office's division: 3301 of 330100000. */
static void
division_of(char out[10], const char *unit)
{
	size_t len = str_ends(unit, "0000000") ? 2
		     : str_ends(unit, "00000") ? 4
		     : str_ends(unit, "000")   ? 6
					       : 9;

	str_copy(out, 10, unit);
	out[len] = '\0';
}

const char *
row_name(struct ui *ui, const char *name)
{
	char code[10];
	const char *path, *end, *rest;
	size_t len;

	division_of(code, ui_state(ui)->me.unit);
	path = ui_path(ui, "division", code);
	for (; *path; path = *end ? end + strlen(" › ") : end) {
		end = strstr(path, " › ");
		end = end ? end : path + strlen(path);
		len = (size_t)(end - path);
		rest = name + len;
		if (len && strncmp(name, path, len) == 0 &&
		    utf8_count(rest, strlen(rest)) >= LEAST_LEFT)
			name = rest;
	}
	return name;
}

void
row_state(char *out, size_t size, struct ui *ui, const char *state, int cols)
{
	const char *label = ui_label(ui, "state", state), *bracket;
	size_t len = strlen(label);

	bracket = utf8_columns(label, len) > cols ? strstr(label, "（") : NULL;
	if (bracket)
		len = (size_t)(bracket - label);
	str_format(out, size, "%.*s", (int)len, label);
}

static const struct {
	enum act act;
	const char *action;
} shortcuts[] = {
	{ ACT_ASSIGN, "assign" }, { ACT_ESCALATE, "escalate" },
	{ ACT_REPLY, "reply" },	  { ACT_CALLBACK, "callback" },
	{ ACT_URGE, "urge" },	  { ACT_NOTE, "note" },
};

const char *
row_action(enum act act)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(shortcuts); i++)
		if (shortcuts[i].act == act)
			return shortcuts[i].action;
	return NULL;
}

const char *
row_verb(const char *word)
{
	size_t i;

	for (i = 0; *word && !word[1] && i < ARRAY_LEN(shortcuts); i++)
		if (shortcuts[i].action[0] == *word)
			return shortcuts[i].action;
	return word;
}
