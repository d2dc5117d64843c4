/* asks.c -- what else a form asks for, by the code of its asker. */
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

enum form_asks
form_asks(const struct form *form, const char *name)
{
	const struct rule_context *ctx = form_context(form);
	const json_t *extra = NULL;
	char table[48];
	size_t i;

	for (i = 0; i < form_count(form); i++)
		if (form_field(form, i)->flags & FIELD_ASKER)
			break;
	if (i == form_count(form) || !ctx->extra)
		return ASKS_MAY;
	if (!*form_text(form, i))
		return ASKS_NOT;
	rule_pick(table, sizeof table, form_field(form, i), ctx);
	extra = ctx->extra(ctx->arg, table, form_text(form, i));
	if (!extra)
		return ASKS_MAY;
	if (lists(json_text(extra, "need"), name))
		return ASKS_NEEDS;
	return lists(json_text(extra, "may"), name) ? ASKS_MAY : ASKS_NOT;
}
