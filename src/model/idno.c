/* idno.c -- numbers of persons and traders; check digits are always computed.
 * Refusals name the fault, not the number, because sentences may end up in a log.
 */
#include "model/idno.h"

#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"

#include "typed.h"

static const char uscc_signs[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static bool
all_digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

static enum verdict
give(const char *s, char *out, size_t size, struct err *err)
{
	if (str_copy(out, size, s))
		return DONE;
	return refuse(err, _("The number is too long."));
}

/* The check character, or 0 where a sign is none of the alphabet. */
static char
uscc_check(const char *s)
{
	int sum = 0, weight = 1, i;
	const char *sign;

	for (i = 0; i < 17; i++, weight = weight * 3 % 31) {
		sign = s[i] ? strchr(uscc_signs, s[i]) : NULL;
		if (!sign)
			return '\0';
		sum += (int)(sign - uscc_signs) * weight;
	}
	return uscc_signs[(31 - sum % 31) % 31];
}

/* Whether a list of words of n characters, a blank behind each, has this one. */
static bool
stands_in(const char *list, const char *s, size_t n)
{
	for (; *list; list += n + 1)
		if (memcmp(list, s, n) == 0)
			return true;
	return false;
}

/* Registering department and kind, as sql/code/uscc_orgtype.csv has them. */
static const char uscc_pairs[] =
	"11 12 13 19 21 29 31 32 33 34 35 39 41 49 51 52 53 59 61 62 69 71 72 79 81 89 "
	"91 92 93 A1 A9 N1 N2 N3 N9 Y1 ";
/* The only divisions of sql/code/division.csv that end as a year of birth begins: where
 * an identity number has its year, a credit code may have one of these. */
static const char century_divisions[] = "110119 120119 230719 310120 500119 500120 ";

/* O and I are read for 0 and 1: is the number right once they are put back? */
static enum verdict
uscc_refuse_letter(const char *s, struct err *err)
{
	char mended[IDNO_TEXT], *p;

	str_copy(mended, sizeof mended, s);
	for (p = mended; (p = strpbrk(p, "OI"));)
		*p = *p == 'O' ? '0' : '1';
	if (strcmp(mended, s) != 0 && uscc_check(mended) == mended[17] && mended[17])
		return refuse(
			err,
			_("A credit code has no letters O and I; did you mean %s?"),
			mended);
	return refuse(err,
		      _("A credit code has only digits and capital letters without "
			"I, O, S, V, Z; O is often 0 and I is often 1."));
}

/* First two digits of a division: provinces, Hong Kong, Macao, Taiwan. */
static bool
is_province(const char *s)
{
	static const char known[] = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 "
				    "41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "
				    "71 81 82 83 ";

	return stands_in(known, s, 2);
}

static char
resident_check(const char *s)
{
	static const int weights[17] = { 7, 9, 10, 5,  8, 4, 2, 1, 6,
					 3, 7, 9,  10, 5, 8, 4, 2 };
	int sum = 0, i;

	for (i = 0; i < 17; i++)
		sum += (s[i] - '0') * weights[i];
	return "10X98765432"[sum % 11];
}

int32_t
idno_birthday(const char *id)
{
	char iso[11];

	if (!id || strlen(id) != 18 || !all_digits(id, 17))
		return DAY_NONE;
	str_format(iso, sizeof iso, "%.4s-%.2s-%.2s", id + 6, id + 10, id + 12);
	return day_parse(iso);
}

/* Both kinds of number have 18 characters, and some pass either check.  A credit code
 * begins with a listed pair and the division that registered it; else what fits as an
 * identity number is one. */
static bool
is_resident(const char *s)
{
	return (s[0] == '9' || is_province(s)) && idno_birthday(s) != DAY_NONE &&
	       resident_check(s) == s[17] &&
	       !(stands_in(uscc_pairs, s, 2) && stands_in(century_divisions, s + 2, 6));
}

/* What is odd in a code that can still be genuine: those of before 2016 fail the check,
 * kinds are added, and 10 stands for the State Administration itself. */
static enum verdict
uscc_doubt(const char *s, struct err *err)
{
	if (uscc_check(s) != s[17])
		return ask_sure(err,
				_("The last character of this credit code does not "
				  "fit the others: check it."));
	if (!stands_in(uscc_pairs, s, 2))
		return ask_sure(err,
				_("No kind of body has a credit code that begins "
				  "with %.2s: check it."),
				s);
	if (!is_province(s + 2) && strncmp(s + 2, "10", 2) != 0)
		return ask_sure(err, _("Characters 3 to 8 of this credit code name no "
				       "province: check it."));
	return DONE;
}

enum verdict
idno_uscc(const char *in, char *out, size_t size, struct err *err)
{
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in);
	enum verdict v;

	if (n != 18)
		return refuse(err,
			      _("A credit code has 18 characters, this one has %d."),
			      (int)n);
	if (strspn(s, uscc_signs) != n)
		return uscc_refuse_letter(s, err);
	if (is_resident(s))
		return refuse(err,
			      _("This is an identity number, not a credit code: it "
				"goes where the person's papers are noted."));
	v = give(s, out, size, err);
	return v == DONE ? uscc_doubt(s, err) : v;
}

enum verdict
idno_org(const char *in, char *out, size_t size, struct err *err)
{
	static const char signs[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const int weights[8] = { 3, 7, 9, 10, 5, 8, 4, 2 };
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in), i;
	int sum = 0;

	if (n != 9 || strspn(s, signs) != n)
		return refuse(err,
			      _("An organisation code has 8 digits or capital letters "
				"and a check character."));
	for (i = 0; i < 8; i++)
		sum += (int)(strchr(signs, s[i]) - signs) * weights[i];
	if (s[8] != "0X987654321"[sum % 11])
		return refuse(err, _("The organisation code is mistyped: its last "
				     "character does not fit the others."));
	return give(s, out, size, err);
}

enum verdict
idno_reg15(const char *in, char *out, size_t size, struct err *err)
{
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in), i;
	int p = 10, sum;

	if (n != 15 || !all_digits(s, 15))
		return refuse(err, _("A business registration number has 15 digits."));
	for (i = 0; i < 14; i++) {
		sum = (p + s[i] - '0') % 10;
		p = (sum ? sum : 10) * 2 % 11;
	}
	if (s[14] - '0' != (11 - p) % 10)
		return refuse(err,
			      _("The registration number is mistyped: its last digit "
				"does not fit the others."));
	return give(s, out, size, err);
}

enum verdict
idno_trader(const char *in, char *out, size_t size, struct err *err)
{
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in);

	if (n == 9)
		return idno_org(in, out, size, err);
	if (n == 15)
		return idno_reg15(in, out, size, err);
	return idno_uscc(in, out, size, err);
}

enum sex
idno_sex(const char *id)
{
	if (!id || strlen(id) != 18 || !all_digits(id, 17))
		return SEX_UNKNOWN;
	return (id[16] - '0') % 2 ? SEX_MALE : SEX_FEMALE;
}

enum verdict
idno_resident(const char *in, char *out, size_t size, struct err *err)
{
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in);

	if (n == 15 && all_digits(s, 15))
		return refuse(err, _("This is the old identity number of 15 digits, no "
				     "longer in use; ask for the one of 18."));
	if (n != 18)
		return refuse(err,
			      _("An identity number has 18 digits, this one has %d."),
			      (int)n);
	if (!all_digits(s, 17) || !strchr("0123456789X", s[17]))
		return refuse(err,
			      _("An identity number has digits only; the last may be "
				"an X."));
	if (s[0] != '9' && !is_province(s)) /* 9: of a foreign resident */
		return refuse(err,
			      _("The identity number is mistyped: no region begins "
				"with these two digits."));
	if (idno_birthday(s) == DAY_NONE)
		return refuse(err,
			      _("The identity number is mistyped: digits 7 to 14 are "
				"no date of birth."));
	if (resident_check(s) != s[17])
		return refuse(err,
			      _("The identity number is mistyped: its last character "
				"does not fit the others."));
	return give(s, out, size, err);
}

enum verdict
idno_paper(const char *in, char *out, size_t size, struct err *err)
{
	enum { OLD = 15, LONG = 19 };
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in);

	if (n >= OLD && n <= LONG && all_digits(s, OLD))
		return idno_resident(in, out, size, err);
	if (n >= IDNO_TEXT)
		return refuse(err, _("The number is too long."));
	return give(s, out, size, err);
}

enum verdict
idno_postcode(const char *in, char *out, size_t size, struct err *err)
{
	char s[IDNO_TEXT];
	size_t n = typed_read(s, in);

	if (n != 6 || !all_digits(s, 6) || str_eq(s, "000000"))
		return refuse(err, _("A postcode has 6 digits."));
	return give(s, out, size, err);
}
