/* phone.c -- telephone numbers in the one form by which two calls are known as one
 * caller's: digits, an extension after "-", "+" only for numbers abroad.
 */
#include <string.h>

#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "model/idno.h"

#define DIGITS "0123456789"

/* Digits, a leading +, and one '-' before an extension; false for anything else. */
static bool
phone_signs(struct str *out, const char *in)
{
	static const char *const extensions[] = { "转", "#", "*", "ext", "x" };
	static const char fillers[] = " \t-.()/";
	struct str plain = { 0 };
	const char *s;
	bool good = true;
	size_t i, n;

	utf8_narrow(&plain, in, strlen(in));
	for (s = str_text(&plain); *s && good; s += n) {
		for (i = n = 0; i < 5 && !n; i++)
			n = str_starts(s, extensions[i]) ? strlen(extensions[i]) : 0;
		if (n) {
			str_addc(out, '-');
			continue;
		}
		n = 1;
		if (strchr(DIGITS, *s) || (*s == '+' && out->len == 0))
			str_addc(out, *s);
		else if (str_starts(s, "－") || str_starts(s, "—") ||
			 str_starts(s, "–"))
			n = 3;
		else
			good = strchr(fillers, *s) != NULL;
	}
	str_release(&plain);
	return good;
}

static bool
is_mobile(const char *s)
{
	return strlen(s) == 11 && s[0] == '1' && s[1] >= '3' && s[1] <= '9';
}

/* 010 and 02x with 8 digits, 03xx … 09xx with 7 or 8; no local number begins with 0, 1. */
static bool
is_landline(const char *s)
{
	size_t n = strlen(s), area;

	if (s[0] != '0' || n < 11 || n > 12)
		return false;
	area = str_starts(s, "010") || s[1] == '2' ? 3 : 4;
	if (area == 4 && (s[1] < '3' || s[1] > '9'))
		return false;
	return s[area] >= '2' && (area == 4 || n == 11);
}

/* Numbers that are dialled everywhere without an area code. */
static bool
is_service(const char *s)
{
	size_t n = strlen(s);

	if (str_starts(s, "400") || str_starts(s, "800"))
		return n == 10;
	if (str_starts(s, "95") || str_starts(s, "96"))
		return n >= 5 && n <= 8;
	if (str_starts(s, "106"))
		return n >= 8 && n <= 20;
	return s[0] == '1' && ((n == 3 && (s[1] == '1' || s[1] == '2')) ||
			       (n == 5 && s[1] <= '2') || (n == 6 && s[1] == '1'));
}

/* Without the country's own prefix, and without the 0 of an exchange before a mobile. */
static void
strip_prefix(char *s)
{
	static const char *const prefixes[] = { "+86", "0086" };
	size_t i, n = 0;

	for (i = 0; i < 2 && !n; i++)
		n = str_starts(s, prefixes[i]) ? strlen(prefixes[i]) : 0;
	if (!n && str_starts(s, "86") && is_mobile(s + 2))
		n = 2;
	memmove(s, s + n, strlen(s + n) + 1);
	if (s[0] == '0' && is_mobile(s + 1)) {
		memmove(s, s + 1, strlen(s));
	} else if (n && s[0] >= '1' && !is_mobile(s) &&
		   (s[0] == '1' || !is_service(s))) {
		memmove(s + 1, s, strlen(s) + 1); /* +86 571 … : the 0 comes back */
		s[0] = '0';
	}
}

static bool
is_abroad(const char *s)
{
	return s[0] == '+' && s[1] >= '1' && strlen(s) >= 8 && strlen(s) <= 16;
}

static enum verdict
judge(const char *s, struct err *err)
{
	size_t n = strlen(s);

	if (is_mobile(s) || is_landline(s) || is_service(s) || is_abroad(s))
		return DONE;
	if (n == 0)
		return refuse(err, _("A telephone number has digits."));
	if (s[0] == '1' && s[1] >= '3' && s[1] <= '9')
		return refuse(err, _("A mobile number has 11 digits, this one has %d."),
			      (int)n);
	if ((n == 7 || n == 8) && s[0] >= '2')
		return refuse(err, _("Put the area code before the number, "
				     "for example 0571."));
	return refuse(err,
		      _("This is no telephone number: give a mobile, an area code and "
			"number, or a service number."));
}

enum verdict
idno_phone(const char *in, char *out, size_t size, struct err *err)
{
	struct str signs = { 0 };
	char s[64], *dash;
	enum verdict v = DONE;
	bool fits;

	if (!phone_signs(&signs, in ? in : ""))
		v = refuse(err, _("A telephone number has digits only."));
	fits = str_copy(s, sizeof s - 1, str_text(&signs));
	str_release(&signs);
	if (v != DONE)
		return v;
	dash = strchr(s, '-');
	if (dash)
		*dash++ = '\0';
	if (str_starts(s, "00") && !str_starts(s, "0086")) {
		s[0] = '+';
		memmove(s + 1, s + 2, strlen(s + 2) + 1);
	}
	strip_prefix(s);
	v = fits ? judge(s, err) : refuse(err, _("The number is too long."));
	if (v != DONE)
		return v;
	if (dash && (!*dash || strlen(dash) > 6 || strchr(dash, '-')))
		return refuse(err, _("An extension has one to six digits."));
	if (!str_format(out, size, "%s%s%s", s, dash ? "-" : "", dash ? dash : ""))
		return refuse(err, _("The number is too long."));
	return DONE;
}
