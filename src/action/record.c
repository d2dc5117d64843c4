/* action/record.c -- compares a form with the key "record" of the ticket's document, by the
 * centre's own rules (core.record_check, core.notice_check). */
#include "record.h"

#include <string.h>

#include "base/str.h"
#include "base/text.h"

bool
record_is_overridden(const struct form *f)
{
	size_t i;

	for (i = 0; i < form_count(f); i++)
		if (!str_eq(form_field(f, i)->name, "sure") && form_shown(f, i) &&
		    *form_overrides(f, i))
			return true;
	return false;
}

/* The name on record of this key; "" where the words do not have it. */
static void
source(char out[32], const char *words, const char *key)
{
	char word[64];
	size_t n;

	out[0] = '\0';
	for (; *words && !*out; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		str_format(word, sizeof word, "%.*s", (int)n, words);
		if (str_eq(word, key))
			str_copy(out, 32, key);
		else if (str_starts(word, key) && word[strlen(key)] == ':')
			str_copy(out, 32, word + strlen(key) + 1);
	}
}

void
record_follow(struct form *f, const struct ticket *t, const char *words)
{
	const json_t *record = json_object_get(t->doc, "record");
	char name[32];
	size_t i;

	for (i = 0; i < form_count(f); i++) {
		source(name, words, form_field(f, i)->name);
		if (*name || *form_loaded(f, i))
			form_prefill(f, i, *name ? json_text(record, name) : "");
	}
}

enum verdict
record_check(const struct form *f, const struct ticket *t, struct err *err)
{
	size_t i;

	(void)t;
	for (i = 0; !str_eq(form_named(f, "sure"), "true") && i < form_count(f); i++)
		if (form_shown(f, i) && *form_overrides(f, i)) {
			(void)refuse_field(err, form_field(f, i)->name,
					   _("On record stands “%s”, here “%s”: put "
					     "it right, or tick “%s” below."),
					   form_overrides(f, i), form_text(f, i),
					   _("Differs from the record"));
			if (err)
				err->ask = true;
			return REFUSED;
		}
	return DONE;
}
