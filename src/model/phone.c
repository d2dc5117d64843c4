/* phone.c -- brings telephone numbers into one form, so that two calls of one caller match:
 * digits, an extension after "-", "+" only for numbers abroad.
 *
 * 1. This file reads its own output as the same number: a hyphen after a complete number
 *    begins the extension.
 * 2. sql/function/phone.sql reads alike: tests/data/testvec_phone.csv is held against both.
 */
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#include "model/idno.h"

#include "typed.h"

#define DIGITS	       "0123456789"
#define EXTENSION_MOST 6
#define UNSEEN	       'i'
#define PHONE_MOST     20 /* what the centre keeps (sql/function/registration_fault.sql) */

/* Longer words before their beginnings. */
static const struct {
	const char *word;
	char sign;
} signs[] = {
	{ "转", 'x' },	{ "轉", 'x' }, { "分机", 'x' }, { "分機", 'x' },
	{ "ext", 'x' }, { "x", 'x' },  { "#", 'x' },	{ "*", 'x' },
	{ "-", '-' },	{ " ", ' ' },  { "\t", ' ' },	{ "\n", ' ' },
	{ ".", ' ' },	{ ":", ' ' },  { "(", ' ' },	{ ")", ' ' },
};

/* The sign that a word between the digits stands for and the word's length: 'x' begins an
 * extension, '-' may begin one, ' ' is nothing but a gap, UNSEEN not even that.  0: no
 * such word. */
static char
sign_of(const char *s, size_t len, size_t *n)
{
	uint32_t cp;
	size_t i;

	for (i = 0; i < ARRAY_LEN(signs); i++) {
		*n = strlen(signs[i].word);
		if (strncasecmp(s, signs[i].word, *n) == 0)
			return signs[i].sign;
	}
	*n = utf8_decode(s, len, &cp);
	if (!typed_is_filler(cp) || cp == '/')
		return '\0';
	return utf8_class(cp) == UTF8_INVISIBLE ? UNSEEN : cp == 0xA0 ? ' ' : '-';
}

/* Of signs in a row the strongest stands; before the first digit none does. */
static void
add_sign(struct str *out, char sign)
{
	char *last = out->len ? out->s + out->len - 1 : NULL;

	if (!last || *last == '+')
		return;
	if (strchr(DIGITS, *last))
		str_addc(out, sign);
	else if (sign == 'x' || *last == ' ')
		*last = *last == 'x' ? 'x' : sign;
}

/* Digits, a leading + and one sign between groups; false for anything else. */
static bool
phone_signs(struct str *out, const char *in)
{
	struct str plain = { 0 };
	size_t at, n;
	bool good = true;
	char sign;

	utf8_narrow(&plain, in, strlen(in));
	for (at = 0; at < plain.len && good; at += n) {
		n = 1;
		if (strchr(DIGITS, plain.s[at]) || (plain.s[at] == '+' && !out->len)) {
			str_addc(out, plain.s[at]);
			continue;
		}
		sign = sign_of(plain.s + at, plain.len - at, &n);
		good = sign != '\0';
		if (good && sign != UNSEEN)
			add_sign(out, sign);
	}
	while (out->len && strchr(" -", out->s[out->len - 1]))
		str_splice(out, out->len - 1, 1, "", 0);
	str_release(&plain);
	return good;
}

static bool
is_mobile(const char *s)
{
	return strlen(s) == 11 && s[0] == '1' && s[1] >= '3' && s[1] <= '9';
}

/* 12315, 12345, 96… as they are dialled from elsewhere: behind the area code. */
static bool
is_city_service(const char *s)
{
	size_t n = strlen(s);

	if (str_starts(s, "95") || str_starts(s, "96"))
		return n == 5 || n == 6;
	return n == 5 && s[0] == '1' && s[1] <= '2';
}

/* 010 and 02x with 8 digits, 03xx … 09xx with 7 or 8; no subscriber's begins with 0, 1. */
static bool
is_landline(const char *s)
{
	size_t n = strlen(s),
	       area = str_starts(s, "010") || str_starts(s, "02") ? 3 : 4;

	if (s[0] != '0' || n < 8 || (area == 4 && (s[1] < '3' || s[1] > '9')))
		return false;
	if (is_city_service(s + area))
		return true;
	return s[area] >= '2' && (n == 11 || (n == 12 && area == 4));
}

/* Numbers that short messages come from. */
static bool
is_port(const char *s)
{
	return str_starts(s, "106");
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
	if (is_port(s))
		return n >= 8 && n <= 20;
	return s[0] == '1' && ((n == 3 && (s[1] == '1' || s[1] == '2')) ||
			       (n == 5 && s[1] <= '2') || (n == 6 && s[1] == '1'));
}

static bool
is_abroad(const char *s)
{
	return s[0] == '+' && s[1] >= '1' && strlen(s) >= 8 && strlen(s) <= 16;
}

static bool
is_whole(const char *s)
{
	return is_mobile(s) || is_landline(s) || is_service(s) || is_abroad(s);
}

/* Whether somebody who answers there puts through to others. */
static bool
has_extensions(const char *s)
{
	enum { ABROAD = 10, SHORT = 3 };

	return is_whole(s) && !is_port(s) && strlen(s) > SHORT &&
	       (s[0] != '+' || strlen(s) >= ABROAD);
}

static void
put_zero(char *s)
{
	memmove(s + 1, s, strlen(s) + 1);
	s[0] = '0';
}

/* Behind the country's own prefix an area code stands without its 0. */
static void
put_area_zero(char *s)
{
	char local[80];

	if (s[0] < '1' || is_mobile(s) || (s[0] != '1' && is_service(s)))
		return;
	str_format(local, sizeof local, "0%s", s);
	if (is_landline(local) || !is_service(s))
		put_zero(s);
}

/* "86" without a sign before it is the country's where nothing else fits. */
static bool
is_home(const char *s)
{
	char local[80];

	str_format(local, sizeof local, "0%s", s);
	return is_mobile(s) || is_landline(s) || is_landline(local);
}

/* Without the country's own prefix, and without the 0 of an exchange before a mobile. */
static void
strip_prefix(char *s)
{
	static const char *const prefixes[] = { "+86", "0086" };
	size_t i, n = 0;

	for (i = 0; i < ARRAY_LEN(prefixes) && !n; i++)
		n = str_starts(s, prefixes[i]) ? strlen(prefixes[i]) : 0;
	if (!n && str_starts(s, "86") && is_home(s + 2))
		n = 2;
	memmove(s, s + n, strlen(s + n) + 1);
	if (!n && str_starts(s, "00")) {
		s[0] = '+';
		memmove(s + 1, s + 2, strlen(s + 2) + 1);
	}
	if (s[0] == '0' && is_mobile(s + 1))
		memmove(s, s + 1, strlen(s));
	else if (n)
		put_area_zero(s);
}

/* What was read up to `end`, in normal form; one byte of room is left for a 0. */
static bool
join(char *s, size_t size, const char *from, const char *end)
{
	struct str digits = { 0 };
	bool fits;

	for (; from < end; from++)
		if (*from == '+' || strchr(DIGITS, *from))
			str_addc(&digits, *from);
	fits = str_copy(s, size - 1, str_text(&digits));
	str_wipe(&digits);
	if (fits)
		strip_prefix(s);
	return fits;
}

/* A gap does not begin the extension of a number that is short enough to go on; the last
 * sign of a number abroad only where it is the only one. */
static bool
begins_extension(const char *text, const char *sign)
{
	size_t digits = strspn(sign + 1, DIGITS);
	char s[64];

	if (!digits || digits > EXTENSION_MOST || !join(s, sizeof s, text, sign) ||
	    !has_extensions(s))
		return false;
	if (s[0] == '+')
		return *sign == '-' && !strpbrk(text, " ") && strchr(text, '-') == sign;
	return *sign == '-' || strlen(s) >= 10;
}

/* Where the extension begins; NULL: there is none. */
static const char *
find_extension(const char *text)
{
	const char *sign = strchr(text, 'x'), *s;

	if (sign)
		return sign;
	for (s = text; *s; s++)
		if (strchr(" -", *s))
			sign = s;
	return sign && begins_extension(text, sign) ? sign : NULL;
}

static enum verdict
judge(const char *s, struct err *err)
{
	size_t n = strlen(s);

	if (is_whole(s))
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

static enum verdict
judge_extension(const char *s, const char *ext, struct err *err)
{
	size_t n = strlen(ext);

	if (n < 1 || n > EXTENSION_MOST)
		return refuse(err, _("An extension has one to six digits."));
	if (!has_extensions(s))
		return refuse(err, _("This number has no extensions."));
	return DONE;
}

/* The digits of an extension; more than fit are seen to be too many. */
static void
read_extension(char ext[EXTENSION_MOST + 2], const char *from)
{
	size_t n = 0;

	for (; *from && n < EXTENSION_MOST + 1; from++)
		if (strchr(DIGITS, *from))
			ext[n++] = *from;
	ext[n] = '\0';
}

static enum verdict
read_phone(const char *text, char *out, size_t size, struct err *err)
{
	const char *sign = find_extension(text);
	char s[64], ext[EXTENSION_MOST + 2] = "";
	enum verdict v;

	if (!join(s, sizeof s, text, sign ? sign : text + strlen(text)))
		return refuse(err, _("The number is too long."));
	v = judge(s, err);
	if (v != DONE || !sign)
		return v != DONE || str_copy(out, size, s)
			       ? v
			       : refuse(err, _("The number is too long."));
	if (strchr(sign + 1, 'x'))
		return refuse(err, _("An extension has one to six digits."));
	read_extension(ext, sign + 1);
	v = judge_extension(s, ext, err);
	if (v == DONE && !str_format(out, size, "%s-%s", s, ext))
		v = refuse(err, _("The number is too long."));
	return v;
}

enum verdict
idno_phone(const char *in, char *out, size_t size, struct err *err)
{
	struct str text = { 0 };
	char number[PHONE_MOST + 1];
	enum verdict v;

	if (phone_signs(&text, in ? in : ""))
		v = read_phone(str_text(&text), number, sizeof number, err);
	else
		v = refuse(err, _("A telephone number has digits only."));
	str_wipe(&text);
	if (v == DONE && !str_copy(out, size, number))
		v = refuse(err, _("The number is too long."));
	return v;
}
