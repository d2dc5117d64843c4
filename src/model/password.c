/* password.c -- the rules for a new password.
 */
#include "model/password.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

/* Whether the text has the word inside, in capitals or not. */
static bool
holds(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (; n >= 3 && *text; text++)
		if (strncasecmp(text, word, n) == 0)
			return true;
	return false;
}

enum verdict
password_check(const char *name, const char *was, const char *is, struct err *err)
{
	size_t n = utf8_count(is, strlen(is));

	if (n < PASSWORD_LEAST)
		return refuse_field(err, "password",
				    _("A password has at least %d characters."),
				    PASSWORD_LEAST);
	if (n > PASSWORD_MOST)
		return refuse_field(err, "password",
				    _("A password has at most %d characters."),
				    PASSWORD_MOST);
	if (strspn(is, (char[]){ is[0], 0 }) == strlen(is))
		return refuse_field(err, "password",
				    _("A password is not one character repeated."));
	if (holds(is, name))
		return refuse_field(err, "password",
				    _("A password does not hold the operator's name."));
	if (*was && str_eq(was, is))
		return refuse_field(err, "password",
				    _("The new password is the old one."));
	return DONE;
}
