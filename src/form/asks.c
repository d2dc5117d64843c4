/* asks.c -- the facts a form asks for, by the code of its FIELD_ASKER, and how many of them
 * are answered. */
#include <string.h>

#include "base/json.h"

#include "form/form.h"

#include "rule_pick.h"

/* A word of a list parted by blanks. */
static bool
lists(const char *list, const char *word)
{
	size_t len = strlen(word), n;

	for (; *list; list += n + (list[n] == ' ')) {
		n = strcspn(list, " ");
		if (n == len && memcmp(list, word, n) == 0)
			return true;
	}
	return false;
}

/* The further columns of the code chosen in field i; NULL where nobody here knows them. */
static const json_t *
chosen_row(const struct form *form, size_t i)
{
	const struct rule_context *ctx = form_context(form);
	char table[48];

	rule_pick(table, sizeof table, form_field(form, i), ctx);
	return ctx->extra ? ctx->extra(ctx->arg, table, form_text(form, i)) : NULL;
}

bool
form_code_says(const struct form *form, const char *field, const char *column,
	       const char *word)
{
	int i = form_find(form, field);

	return i >= 0 && *form_text(form, (size_t)i) &&
	       lists(json_text(chosen_row(form, (size_t)i), column), word);
}

enum form_asks
form_asks(const struct form *form, const char *name)
{
	const json_t *extra = NULL;
	size_t i;

	for (i = 0; i < form_count(form); i++)
		if (form_field(form, i)->flags & FIELD_ASKER)
			break;
	if (i == form_count(form) || !form_context(form)->extra)
		return ASKS_MAY;
	if (!*form_text(form, i))
		return ASKS_NOT;
	extra = chosen_row(form, i);
	if (!extra)
		return ASKS_MAY;
	if (lists(json_text(extra, "need"), name))
		return ASKS_NEEDS;
	return lists(json_text(extra, "may"), name) ? ASKS_MAY : ASKS_NOT;
}

bool
form_presses(const struct form *form)
{
	size_t i;

	for (i = 0; i < form_count(form); i++)
		if (form_field(form, i)->flags & FIELD_PRESSING)
			return form_shown(form, i) &&
			       str_eq(form_text(form, i), "true");
	return false;
}

const char *
form_overrides(const struct form *form, size_t i)
{
	const char *text = form_text(form, i);

	return *text && !str_eq(form_loaded(form, i), text) ? form_loaded(form, i) : "";
}

static bool
is_answered(const struct form *form, size_t i)
{
	return *form_text(form, i) || (form_mark(form, i) != MARK_NONE &&
				       form_field(form, i)->flags & FIELD_MAY_DECLINE);
}

void
form_progress(const struct form *form, size_t *have, size_t *need)
{
	size_t i;

	*have = *need = 0;
	for (i = 0; i < form_count(form); i++) {
		if (!form_needs(form, i))
			continue;
		++*need;
		*have += is_answered(form, i);
	}
}

int
form_missing(const struct form *form, size_t i)
{
	for (; i < form_count(form); i++)
		if (form_needs(form, i) && !is_answered(form, i))
			return (int)i;
	return -1;
}
